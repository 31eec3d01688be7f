extension Parser {
  mutating func disclosureLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .say:
      try take(.say)
      try texts()
      if skip(.at) {
        if !skip(.start) { try take(.every, .change) }
        try endOfLine()
      } else {
        try when()
      }
      close(.disclosureSayLine, mark)
    case .way:
      try take(.way, .out)
      try takeName()
      try endOfLine()
      close(.wayOutLine, mark)
    default: try meta()
    }
  }

  mutating func conductLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .always, .never:
      try take(.word)
      try take(.string)
      try endOrWhen()
      close(.conductLine, mark)
    default: try meta()
    }
  }

  /// The end of the line, or a condition.
  private mutating func endOrWhen() throws(Stop) {
    if !skip(.newline) { try when() }
  }

  mutating func handoffLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .include: try namesLine(.include, .includeLine)
    case .leave:
      try take(.leave, .out)
      try names()
      try endOfLine()
      close(.leaveOutLine, mark)
    case .collect: try collectLine()
    case .brief: try metaText(.brief, .briefLine)
    case .keep:
      try take(.keep, .channel)
      try endOfLine()
      close(.keepChannelLine, mark)
    case .say: try sayLine()
    default: try meta()
    }
  }

  private mutating func collectLine() throws(Stop) {
    let mark = open()
    try take(.collect)
    try names()
    try take(.inWord, .at, .most)
    try take(kind: .number)
    try take(.questions)
    if !skip(.newline) {
      try take(.except)
      try when()
    }
    close(.collectLine, mark)
  }

  mutating func returnLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .when, .except, .ifWord: try guardLine()
    case .forWord: try namesLine(.forWord, .forLine)
    case .at:
      try take(.at, .most)
      try take(kind: .number)
      try take(.times)
      try endOfLine()
      close(.atMostTimesLine, mark)
    case .say: try sayLine()
    default: try meta()
    }
  }

  mutating func assistLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .when, .except, .ifWord: try guardLine()
    case .suggest: try namesLine(.suggest, .suggestLine)
    case .require: try namesLine(.require, .requireLine)
    case .quiet:
      try take(.quiet)
      try when()
      close(.quietWhenLine, mark)
    case .at:
      try take(.at, .most)
      try take(kind: .number)
      try take(.inWord)
      try take(kind: .number)
      try take(.turns)
      try endOfLine()
      close(.atMostInTurnsLine, mark)
    case .within:
      try take(.within)
      try duration()
      try endOfLine()
      close(.withinLine, mark)
    default: try meta()
    }
  }

  mutating func oversightLine() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .watch:
      try take(.watch)
      if skip(.always) {
        try endOfLine()
      } else {
        try when()
      }
      close(.watchLine, mark)
    case .review: try reviewLine()
    case .alert:
      try take(.alert)
      try takeName()
      try when()
      close(.alertLine, mark)
    case .stop:
      try take(.stop, .ai)
      try when()
      close(.stopLine, mark)
    default: try meta()
    }
  }

  private mutating func reviewLine() throws(Stop) {
    let mark = open()
    guard next.keyword != .by else { return try meta() }
    try take(.review)
    if skip(.percent) {
      try take(.of, .conversations)
      try endOfLine()
    } else {
      try when()
    }
    close(.reviewLine, mark)
  }

  mutating func afterwardsLine() throws(Stop) {
    let mark = open()
    guard skip(.doWord) else { return try meta() }
    try names()
    try endOrWhen()
    close(.afterwardsDoLine, mark)
  }

  mutating func targetLine() throws(Stop) {
    let mark = open()
    guard skip(.measure) else { return try meta() }
    try takeName()
    try bound()
    try take(.over)
    try duration()
    try endOfLine()
    close(.targetMeasureLine, mark)
  }
}
