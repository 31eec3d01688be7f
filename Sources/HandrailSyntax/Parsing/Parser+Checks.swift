extension Parser {
  mutating func scenarioLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .at:
      try take(.at)
      try take(.date)
      try time()
      try endOfLine()
      close(.atLine, mark)
    case .quiet:
      try take(.quiet)
      try endOfLine()
      close(.quietLine, mark)
    case .given: try setsLine(.given, .givenLine)
    case .turn: try setsLine(.turn, .turnLine)
    case .then:
      try take(.then)
      if skip(.after) {
        try duration()
        try take(.comma)
      }
      try sets()
      close(.thenLine, mark)
    case .expect:
      try take(.expect)
      try outcomes()
      try endOfLine()
      close(.expectLine, mark)
    default: try meta()
    }
  }

  private mutating func setsLine(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword)
    try sets()
    close(kind, mark)
  }

  private mutating func sets() throws(Stop) {
    try set()
    while skip(.comma) { try set() }
    try endOfLine()
  }

  private mutating func set() throws(Stop) {
    let mark = open()
    try takeName()
    if skip(.includes) {
      try takeName()
    } else {
      try take(.isWord)
      if !skip(.unknown) { try value() }
    }
    close(.set, mark)
  }

  mutating func promiseLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .whenever: try conditionLine(.whenever, .wheneverLine)
    case .once: try conditionLine(.once, .onceLine)
    case .until: try conditionLine(.until, .untilLine)
    case .always:
      try take(.always)
      try endOfLine()
      close(.alwaysLine, mark)
    case .expect, .never:
      let kind: NodeKind = at(.expect) ? .expectLine : .neverLine
      try take(.word)
      try outcomes()
      if skip(.within) {
        try take(kind: .number)
        try take(.turns)
      }
      try endOfLine()
      close(kind, mark)
    default: try meta()
    }
  }

  private mutating func outcomes() throws(Stop) {
    let mark = open()
    try outcome()
    while skip(.or) { try outcome() }
    if at(.forWord) { try namesOf(.forWord, .forNames) }
    if at(.because) { try namesOf(.because, .becauseNames) }
    close(.outcomes, mark)
  }

  private mutating func namesOf(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword)
    try names()
    close(kind, mark)
  }

  private mutating func outcome() throws(Stop) {
    let mark = open()
    if skip(.human) {
      if skip(.inWord) { try takeName() }
    } else if skip(.approval) {
      if skip(.by) {
        try take(kind: .number)
        try takeOne(of: .person, .people)
      }
    } else if skip(.urgency) {
      try level()
    } else if skip(.offer) || skip(.first) || skip(.alert) || skip(.say) || skip(.carry) {
      try takeName()
    } else {
      try takeOne(of: .ai, .suggest, .nobody, .ask, .watch)
    }
    close(.outcome, mark)
  }
}
