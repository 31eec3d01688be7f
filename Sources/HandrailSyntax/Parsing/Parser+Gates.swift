extension Parser {
  mutating func firstLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .forWord: try forLine()
    case .when: try whenLine()
    case .except: try exceptLine()
    case .until: try conditionLine(.until, .untilLine)
    case .ask: try namesLine(.ask, .askLine)
    case .doWord: try namesLine(.doWord, .doLine)
    case .confirm: try namesLine(.confirm, .confirmLine)
    case .lasts:
      try take(.lasts)
      try duration()
      try endOfLine()
      close(.lastsLine, mark)
    case .ifWord: try gateIfLine()
    case .say: try sayLine()
    default: try meta()
    }
  }

  mutating func approvalLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .forWord: try forLine()
    case .when: try whenLine()
    case .except: try exceptLine()
    case .measure:
      try take(.measure)
      try operand()
      try endOfLine()
      close(.measureLine, mark)
    case .tier: try tierLine()
    case .needs:
      try take(.needs)
      try quorum()
      try endOfLine()
      close(.needsLine, mark)
    case .four:
      try take(.four, .eyes)
      try endOfLine()
      close(.fourEyesLine, mark)
    case .reason:
      try take(.reason, .needed)
      try endOfLine()
      close(.reasonNeededLine, mark)
    case .after:
      try take(.after)
      try span()
      try take(.ask)
      try takeName()
      try endOfLine()
      close(.afterAskLine, mark)
    case .grant:
      try take(.grant, .lasts)
      try duration()
      try endOfLine()
      close(.grantLastsLine, mark)
    case .answer: try answerLine()
    case .ifWord: try gateIfLine()
    case .say: try sayLine()
    default: try meta()
    }
  }

  mutating func offerLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .forWord: try forLine()
    case .when: try whenLine()
    case .except: try exceptLine()
    case .options:
      try take(.options)
      try option()
      while skip(.comma) { try option() }
      try endOfLine()
      close(.optionsLine, mark)
    case .answer: try answerLine()
    case .remember:
      try take(.remember, .by)
      try takeName()
      try take(.forWord)
      try duration()
      try endOfLine()
      close(.rememberLine, mark)
    case .ifWord:
      try take(.ifWord)
      guard at(.no) else { return try restOfIfUnknown(mark) }
      try take(.no, .answer, .choose)
      try option()
      try endOfLine()
      close(.ifNoAnswerChooseLine, mark)
    case .say: try sayLine()
    default: try meta()
    }
  }

  private mutating func option() throws(Stop) { try takeOne(of: .ai, .human, .callback) }

  private mutating func forLine() throws(Stop) {
    let mark = open()
    try take(.forWord)
    try covered()
    try endOfLine()
    close(.forLine, mark)
  }

  /// A word and a list of names.
  mutating func namesLine(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword)
    try names()
    try endOfLine()
    close(kind, mark)
  }

  /// A word and a condition.
  mutating func conditionLine(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword)
    try condition()
    close(kind, mark)
  }

  /// `if unknown …`, `if no answer …` or `if refused …`.
  private mutating func gateIfLine() throws(Stop) {
    let mark = open()
    try take(.ifWord)
    let kind: NodeKind
    if skip(.no) {
      try take(.answer)
      kind = .ifNoAnswerLine
    } else if skip(.refused) {
      kind = .ifRefusedLine
    } else {
      return try restOfIfUnknown(mark)
    }
    _ = try handOverOrRefuse()
    try endOfLine()
    close(kind, mark)
  }

  private mutating func tierLine() throws(Stop) {
    let mark = open()
    try take(.tier)
    if !skip(.above) { try take(.at, .most) }
    try value()
    try take(.needs)
    try quorum()
    try endOfLine()
    close(.tierLine, mark)
  }

  private mutating func answerLine() throws(Stop) {
    let mark = open()
    try take(.answer, .within)
    try span()
    try endOfLine()
    close(.answerLine, mark)
  }

  private mutating func quorum() throws(Stop) {
    let mark = open()
    if !skip(.nobody) {
      try seats()
      while skip(.and) { try seats() }
    }
    close(.quorum, mark)
  }

  private mutating func seats() throws(Stop) {
    let mark = open()
    try take(kind: .number)
    try takeName()
    while skip(.or) { try takeName() }
    close(.seats, mark)
  }
}
