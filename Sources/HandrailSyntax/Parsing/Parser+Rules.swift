extension Parser {
  mutating func ruleLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .ai: try aiMayLine()
    case .only: try onlyMayLine()
    case .nobody:
      try take(.nobody, .may)
      try scope()
      try endOfLine()
      close(.nobodyMayLine, mark)
    case .hand:
      try handOver()
      try endOfLine()
      close(.handOverLine, mark)
    case .otherwise: try otherwiseLine()
    case .start:
      try take(.start, .with, .human)
      try endOfLine()
      close(.startWithLine, mark)
    case .bring:
      try take(.bring, .inWord)
      try takeName()
      try endOfLine()
      close(.bringInLine, mark)
    case .contact: try contactLine()
    case .urgency: try urgencyLine()
    case .need:
      try take(.need, .skills)
      try names()
      try endOfLine()
      close(.needSkillsLine, mark)
    case .say: try sayLine()
    case .starts: try dateLine(.starts, .startsLine)
    case .ends: try dateLine(.ends, .endsLine)
    case .trial:
      try take(.trial, .on)
      try take(.percent)
      try take(.of, .conversations)
      try endOfLine()
      close(.trialLine, mark)
    case .when, .except, .ifWord: try guardLine()
    default: try meta()
    }
  }

  /// `when`, `except when` or `if unknown`.
  mutating func guardLine() throws(Stop) {
    switch current.keyword {
    case .when: try whenLine()
    case .except: try exceptLine()
    default:
      let mark = open()
      try take(.ifWord)
      try restOfIfUnknown(mark)
    }
  }

  /// `unknown skip|apply`, after the `if`.
  mutating func restOfIfUnknown(_ mark: Mark) throws(Stop) {
    try take(.unknown)
    try takeOne(of: .skip, .apply)
    try endOfLine()
    close(.ifUnknownLine, mark)
  }

  mutating func whenLine() throws(Stop) {
    let mark = open()
    try when()
    close(.whenLine, mark)
  }

  mutating func exceptLine() throws(Stop) {
    let mark = open()
    try take(.except, .when)
    try condition()
    close(.exceptLine, mark)
  }

  /// `when` and its condition, to the end of the line, without a node of its own.
  mutating func when() throws(Stop) {
    try take(.when)
    try condition()
  }

  private mutating func dateLine(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword, .on)
    try take(.date)
    try endOfLine()
    close(kind, mark)
  }

  private mutating func aiMayLine() throws(Stop) {
    let mark = open()
    try take(.ai, .may)
    let kind: NodeKind
    if skip(.only) {
      try take(.suggest)
      kind = .onlySuggestLine
    } else {
      kind = .aiMayLine
    }
    try scope()
    try endOfLine()
    close(kind, mark)
  }

  private mutating func onlyMayLine() throws(Stop) {
    let mark = open()
    try take(.only)
    if skip(.a) {
      try take(.human)
    } else {
      try takeName()
      while skip(.or) { try takeName() }
    }
    try take(.may)
    try scope()
    try endOfLine()
    close(.onlyMayLine, mark)
  }

  private mutating func otherwiseLine() throws(Stop) {
    let mark = open()
    try take(.otherwise)
    let isRefusal = try handOverOrRefuse()
    try endOfLine()
    close(isRefusal ? .otherwiseRefuseLine : .otherwiseHandOverLine, mark)
  }

  /// Says whether it was `refuse`.
  mutating func handOverOrRefuse() throws(Stop) -> Bool {
    if skip(.refuse) { return true }
    try handOver()
    return false
  }

  private mutating func handOver() throws(Stop) {
    let mark = open()
    try take(.hand, .over)
    try takeOne(of: .to, .using)
    try takeName()
    close(.handOver, mark)
  }

  private mutating func contactLine() throws(Stop) {
    let mark = open()
    try take(.contact, .customer, .by)
    try takeOne(of: .ai, .human)
    try take(.forWord)
    try takeName()
    try endOfLine()
    close(.contactLine, mark)
  }

  /// What an effect is about: `do anything …` or a list of tasks.
  private mutating func scope() throws(Stop) {
    let mark = open()
    if skip(.doWord) {
      try everything(mark)
    } else {
      try names()
    }
  }

  /// What a gate is about: `anything …` or a list of tasks.
  mutating func covered() throws(Stop) {
    if at(.anything) {
      try everything(open())
    } else {
      try names()
    }
  }

  private mutating func everything(_ mark: Mark) throws(Stop) {
    try take(.anything)
    if skip(.marked) { try takeName() }
    if skip(.except) { try names() }
    close(.everything, mark)
  }

  mutating func sayLine() throws(Stop) {
    let mark = open()
    try take(.say)
    try texts()
    try endOfLine()
    close(.sayLine, mark)
  }

  /// The default words, then other languages' words.
  mutating func texts() throws(Stop) {
    let mark = open()
    try take(.string)
    while skip(.comma) {
      try takeName()
      try take(.string)
    }
    close(.texts, mark)
  }
}
