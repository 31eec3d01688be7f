extension Parser {
  /// A condition to the end of its lines.
  mutating func condition() throws(Stop) {
    let mark = open()
    if atGroup {
      try groupLine()
      try dashLines(.entry)
      close(.conditionGroup, mark)
    } else {
      try oneLine()
      try endOfLine()
    }
  }

  private var atGroup: Bool { at(.all) || at(.any) || at(.noneWord) }

  private mutating func groupLine() throws(Stop) {
    try takeOne(of: .all, .any, .noneWord)
    try take(.of)
    try endOfLine()
  }

  /// Tests joined by `and`, or by `or`, never by both.
  mutating func oneLine() throws(Stop) {
    let mark = open()
    if joints != nil { return try mixedLine() }
    try test()
    if at(.and) {
      while skip(.and) { try test() }
      close(.allTests, mark)
    } else if at(.or) {
      while skip(.or) { try test() }
      close(.anyTests, mark)
    }
  }

  /// Tests joined by either word, to tell the author where the two meet.
  private mutating func mixedLine() throws(Stop) {
    joints?.start = position
    try test()
    while at(.and) || at(.or) {
      joints?.positions.append(position)
      skipWord()
      try test()
    }
  }

  /// After a dash: a test, or `all of` and its double dashes.
  mutating func entry() throws(Stop) {
    let mark = open()
    if atGroup {
      try groupLine()
      try dashLines(.subEntry)
      close(.conditionGroup, mark)
    } else {
      if joints == nil { try test() } else { try mixedLine() }
      try endOfLine()
    }
  }

  /// After a double dash.
  mutating func subEntry() throws(Stop) {
    try test()
    try endOfLine()
  }

  private mutating func test() throws(Stop) {
    let mark = open()
    if at(.during) || at(.outside) {
      try take(.word)
      try takeName()
    } else {
      try operand()
      try check()
      try window()
    }
    close(.test, mark)
  }

  mutating func operand() throws(Stop) {
    let mark = open()
    try term()
    while skip(.plus) || skip(.minus) { try term() }
    close(.operand, mark)
  }

  private mutating func term() throws(Stop) {
    let mark = open()
    if skip(.percent) {
      try take(.of)
      try takeName()
      close(.percentTerm, mark)
    } else if at(.average) {
      try take(.average, .of)
      try takeName()
      try overTheLastTurns()
      close(.averageTerm, mark)
    } else {
      try takeName()
      close(.factTerm, mark)
    }
  }

  /// `over the last NUMBER turns`.
  private mutating func overTheLastTurns() throws(Stop) {
    try take(.over, .the, .last)
    try take(kind: .number)
    try take(.turns)
  }

  private mutating func check() throws(Stop) {
    let mark = open()
    switch current.keyword {
    case .isWord: try isCheck()
    case .inWord:
      try take(.inWord, .the, .last)
      try duration()
      close(.inTheLastCheck, mark)
    case .includes:
      try take(.includes)
      try takeName()
      close(.includesCheck, mark)
    case .excludes:
      try take(.excludes)
      try takeName()
      close(.excludesCheck, mark)
    case .before:
      try take(.before)
      try take(.date)
      close(.beforeCheck, mark)
    case .after:
      try take(.after)
      try take(.date)
      close(.afterCheck, mark)
    case .rising, .falling:
      try take(.word)
      try take(.by)
      try value()
      try overTheLastTurns()
      close(.trendCheck, mark)
    default: try bound()
    }
  }

  private mutating func isCheck() throws(Stop) {
    let mark = open()
    try take(.isWord)
    if skip(.unknown) {
      close(.isUnknownCheck, mark)
    } else if skip(.known) {
      close(.isKnownCheck, mark)
    } else if skip(.empty) {
      close(.isEmptyCheck, mark)
    } else if skip(.not) && skip(.empty) {
      close(.isNotEmptyCheck, mark)
    } else {
      try choice()
      close(.isCheck, mark)
    }
  }

  private mutating func choice() throws(Stop) {
    guard skip(.one) else { return try value() }
    try take(.of)
    try value()
    while skip(.comma) { try value() }
  }

  /// `above`, `below`, `at least` or `at most`, and a sum.
  mutating func bound() throws(Stop) {
    let mark = open()
    if skip(.at) {
      try takeOne(of: .least, .most)
    } else {
      try takeOne(of: .above, .below)
    }
    try value()
    while skip(.plus) || skip(.minus) { try value() }
    close(.bound, mark)
  }

  private mutating func window() throws(Stop) {
    let mark = open()
    if skip(.inWord) {
      try take(.at, .least)
      try take(kind: .number)
      try take(.of, .the, .last)
      try take(kind: .number)
      try take(.turns)
      close(.turnsWindow, mark)
    } else if skip(.at) {
      try take(.any, .point)
      close(.anyPointWindow, mark)
    }
  }
}
