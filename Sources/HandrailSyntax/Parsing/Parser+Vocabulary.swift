extension Parser {
  /// A line of the file's own first block.
  mutating func headerLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .language:
      try take(.language)
      try take(kind: .number)
      try endOfLine()
      close(.languageLine, mark)
    case .time:
      try take(.time, .zone)
      try take(kind: .zone)
      try endOfLine()
      close(.timeZoneLine, mark)
    case .start:
      try take(.start, .with)
      try takeOne(of: .ai, .human)
      try endOfLine()
      close(.startWithLine, mark)
    default: try meta()
    }
  }

  /// `owner`, `source`, `review by` or `because`.
  mutating func meta() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .owner: try metaText(.owner, .ownerLine)
    case .source: try metaText(.source, .sourceLine)
    case .because: try metaText(.because, .becauseLine)
    case .review:
      try take(.review, .by)
      try take(.date)
      try endOfLine()
      close(.reviewByLine, mark)
    default: throw Stop()
    }
  }

  mutating func metaText(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword)
    try take(.string)
    try endOfLine()
    close(kind, mark)
  }

  mutating func fact() throws(Stop) {
    let mark = open()
    try takeName()
    try take(.isWord)
    try factType()
    while !at(.newline) { try factMark() }
    try endOfLine()
    close(.fact, mark)
  }

  private mutating func factType() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .yes:
      try take(.yes, .or, .no)
      close(.yesNoType, mark)
    case .one: try spelledType(.one, .oneOfType)
    case .any: try spelledType(.any, .anyOfType)
    case .level: try spelledType(.level, .levelOfType)
    case .number: try numberType()
    case .score: try wordType(.score, .scoreType)
    case .money: try moneyType()
    case .duration:
      try take(.duration, .up, .to)
      try duration()
      close(.durationType, mark)
    case .moment: try wordType(.moment, .momentType)
    case .reference: try wordType(.reference, .referenceType)
    case .text: try wordType(.text, .textType)
    default: throw Stop()
    }
  }

  private mutating func wordType(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword)
    close(kind, mark)
  }

  private mutating func spelledType(_ keyword: Keyword, _ kind: NodeKind) throws(Stop) {
    let mark = open()
    try take(keyword, .of)
    try spelled()
    while skip(.comma) { try spelled() }
    close(kind, mark)
  }

  private mutating func spelled() throws(Stop) {
    let mark = open()
    if !skip(.noneWord) { try takeName() }
    if skip(.string) {
      while skip(.and) { try take(.string) }
    }
    close(.spelled, mark)
  }

  private mutating func numberType() throws(Stop) {
    let mark = open()
    try take(word: .number)
    try take(kind: .number)
    try take(.to)
    try take(kind: .number)
    if skip(.inWord) {
      try take(.steps, .of)
      try take(kind: .number)
    }
    close(.numberType, mark)
  }

  private mutating func moneyType() throws(Stop) {
    let mark = open()
    try take(.money)
    if skip(.from) { try money() }
    try take(.up, .to)
    try money()
    close(.moneyType, mark)
  }

  private mutating func factMark() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .every:
      try take(.every)
      try takeOne(of: .turn, .task, .agent)
      close(.everyMark, mark)
    case .usually:
      try take(.usually)
      try value()
      close(.usuallyMark, mark)
    case .worked:
      try take(.worked, .out)
      close(.workedOutMark, mark)
    case .or:
      try take(.or)
      try takeOne(of: .unknown, .other)
      close(.orMark, mark)
    case .from:
      try take(.from)
      try take(.string)
      close(.fromMark, mark)
    case .trusted:
      try take(.trusted, .above)
      try take(kind: .number)
      if skip(.otherwise) { try value() }
      close(.trustedMark, mark)
    case .fresh:
      try take(.fresh, .forWord)
      try duration()
      close(.freshMark, mark)
    default: throw Stop()
    }
  }
}
