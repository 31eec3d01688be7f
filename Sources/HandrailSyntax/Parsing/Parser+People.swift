extension Parser {
  mutating func calendarLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .on:
      try take(.on)
      try take(.date)
      try hoursOfDay()
      close(.dateHoursLine, mark)
    case .closed:
      try take(.closed, .on)
      try take(.date)
      while skip(.comma) { try take(.date) }
      try endOfLine()
      close(.closedLine, mark)
    default:
      try weekday()
      if skip(.to) { try weekday() }
      try hoursOfDay()
      close(.weekHoursLine, mark)
    }
  }

  private mutating func weekday() throws(Stop) {
    try takeOne(of: .mon, .tue, .wed, .thu, .fri, .sat, .sun)
  }

  private mutating func hoursOfDay() throws(Stop) {
    try take(.from)
    try time()
    try take(.to)
    try time(endsRange: true)
    try endOfLine()
  }

  mutating func queueLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .skills:
      try take(.skills)
      try skill()
      while skip(.comma) { try skill() }
      try endOfLine()
      close(.skillsLine, mark)
    case .like:
      try take(.like)
      try takeName()
      try endOfLine()
      close(.likeLine, mark)
    case .urgency: try urgencyLine()
    case .best:
      try take(.best)
      try takeName()
      try take(.first)
      try endOfLine()
      close(.bestLine, mark)
    case .agents:
      try take(.agents)
      try when()
      close(.agentsLine, mark)
    case .hours:
      try take(.hours)
      try takeName()
      try endOfLine()
      close(.hoursLine, mark)
    case .last:
      try take(.last, .agent, .first)
      try take(.forWord)
      try duration()
      try endOfLine()
      close(.lastAgentLine, mark)
    case .after: try afterLine()
    case .wait:
      try take(.wait, .at, .most)
      try duration()
      try endOfLine()
      close(.waitLine, mark)
    case .ifWord: try fallbackLine()
    default: try meta()
    }
  }

  mutating func urgencyLine() throws(Stop) {
    let mark = open()
    try take(.urgency)
    try level()
    try endOfLine()
    close(.urgencyLine, mark)
  }

  private mutating func skill() throws(Stop) {
    let mark = open()
    try takeName()
    if skip(.at) {
      try take(.least)
      try take(kind: .number)
    }
    close(.skill, mark)
  }

  private mutating func afterLine() throws(Stop) {
    let mark = open()
    try take(.after)
    try duration()
    let kind: NodeKind
    if skip(.without) {
      try take(.skills)
      try names()
      kind = .afterWithoutLine
    } else if skip(.accept) {
      try skill()
      kind = .afterAcceptLine
    } else {
      try take(.urgency)
      try level()
      kind = .afterUrgencyLine
    }
    try endOfLine()
    close(kind, mark)
  }

  private mutating func fallbackLine() throws(Stop) {
    let mark = open()
    try take(.ifWord, .closed, .or)
    try take(.waited, .too, .long)
    try endOfLine()
    try dashLines(.step)
    close(.fallbackLine, mark)
  }

  /// A step after its dash; the node holds the dash.
  mutating func step(_ mark: Mark) throws(Stop) {
    switch current.keyword {
    case .tryWord:
      try take(.tryWord)
      try takeName()
      try endOfLine()
      close(.tryStep, mark)
    case .offer:
      try take(.offer, .callback)
      if skip(.within) { try span() }
      try endOfLine()
      close(.callbackStep, mark)
    case .keep:
      try take(.keep, .waiting)
      try endOfLine()
      close(.keepWaitingStep, mark)
    default:
      try take(.take, .message)
      try endOfLine()
      close(.messageStep, mark)
    }
  }
}
