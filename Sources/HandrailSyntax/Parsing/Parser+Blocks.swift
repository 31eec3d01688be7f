/// What a line at the start of a block was taken for.
enum HeadingGuess {
  case misspelt(Heading)
  case unknown
}

extension Parser {
  /// The whole file.
  ///
  /// The root also holds the end token.
  mutating func file() {
    let mark = open()
    header()
    items()
    close(.file, mark)
    nodes[nodes.count - 1].tokenCount += 1
  }

  /// Blocks up to the end of the tokens.
  mutating func items() {
    while !at(.end) {
      if let guess = nextGuess {
        nextGuess = nil
        switch guess {
        case .misspelt(let heading): readBlock(heading, guessed: .misspeltHeading(heading))
        case .unknown: unknownBlock()
        }
      } else if let heading = current.keyword.heading {
        readBlock(heading, guessed: heading == .policy ? .secondHeader : nil)
      } else {
        unknownBlock()
      }
    }
  }

  /// Whether a line begins here that opens a block.
  private var atHeading: Bool {
    current.kind == .word && current.keyword.heading != nil && next.keyword != .isWord
  }

  private mutating func header() {
    guard !at(.policy) else { return readBlock(.policy, guessed: nil) }
    block = BlockState(.policy, start: position)
    if tokens[lineEnd].keyword == .policy && nearestHeading(of: current) == nil {
      strangeLineBeforeHeader()
      return readBlock(.policy, guessed: nil)
    }
    if atHeading || at(.end) {
      fail(position..<lineEnd, at: position, .noHeader, in: .heading(.policy))
    } else if nearestHeading(of: current) == .policy {
      readBlock(.policy, guessed: .misspeltHeading(.policy))
    } else {
      readBlock(.policy, guessed: .noHeader)
    }
  }

  /// A note without its `#`, say.
  private mutating func strangeLineBeforeHeader() {
    let mark = open()
    fail(position..<lineEnd, at: position, .beforeHeader, in: .heading(.policy))
    position = lineEnd
    close(.unexpected, mark)
  }

  /// A heading's line and the lines under it.
  ///
  /// A guess is accused whether or not the line reads.
  private mutating func readBlock(_ heading: Heading, guessed: Finding?) {
    let mark = open()
    let point = save()
    block = BlockState(heading, start: position)
    var isRead = true
    do throws(Stop) {
      try headingLine(heading)
      if let guessed {
        fail(mark.token..<position, at: mark.token, guessed, in: .heading(heading))
      }
    } catch {
      isRead = false
      unreadableHeading(point, heading, guessed)
    }
    readLines()
    if isRead && lacksLines(heading) {
      isRead = false
      let line = mark.token..<lineEnd(from: mark.token)
      fail(line, at: line.upperBound - 1, .noLines, in: .heading(heading))
    }
    if !isRead { dropNodes(since: point) }
    close(isRead ? heading.nodeKind : .unexpected, mark)
  }

  private mutating func unknownBlock() {
    let mark = open()
    let point = save()
    block = BlockState(nil, start: position)
    let line = position..<lineEnd
    let index = failures.count
    fail(line, at: position, .unknownHeading(best: nil), in: .heading(.rule))
    position = line.upperBound
    absorbDashes()
    readLines()
    failures.know(.unknownHeading(best: block.stray), ofFailure: index)
    dropNodes(since: point)
    close(.unexpected, mark)
  }

  private mutating func unreadableHeading(
    _ point: Savepoint, _ heading: Heading, _ guessed: Finding?
  ) {
    let stop = position
    restore(point)
    let end = lineEnd
    if let split = lineAfterComma(before: stop, end) {
      fail(position..<split, at: split - 1, .trailingComma, in: .heading(heading))
      position = split
      return
    }
    let endsInComma = stop == end - 1 && stop > position && tokens[stop - 1].kind == .comma
    let finding = guessed ?? (endsInComma ? .trailingComma : .unread)
    fail(position..<end, at: min(stop, end - 1), finding, in: .heading(heading))
    position = end
    absorbDashes()
  }

  /// Lines up to the next heading.
  private mutating func readLines() {
    while !at(.end) && !atHeading && nextGuess == nil { readLine() }
  }

  private mutating func readLine() {
    block.lineCount += 1
    guard let heading = block.heading else { return strangeLine() }
    let point = save()
    let start = position
    do throws(Stop) {
      try clause(under: heading)
      lineIsRead(start)
    } catch {
      recover(point, heading)
    }
  }

  private func lacksLines(_ heading: Heading) -> Bool {
    guard block.failureCount == 0 else { return false }
    switch heading {
    case .facts, .calendar, .choose, .target: return block.lineCount == 0
    case .define: return block.lead == .missing
    case .table: return block.rowCount == 0
    case .policy, .afterwards, .approval, .assist, .conduct, .disclosure, .first, .handoff, .mark,
      .offer, .oversight, .prefer, .promise, .queue, .returnToAI, .roles, .rule, .scenario,
      .tasks, .use:
      return false
    }
  }

  /// The line that opens a block; its first word is taken as it is.
  mutating func headingLine(_ heading: Heading) throws(Stop) {
    skipWord()
    switch heading {
    case .policy:
      try takeName()
      try take(.version)
      try take(kind: .number)
    case .use, .scenario: try take(.string)
    case .facts, .disclosure, .conduct, .assist, .oversight, .afterwards: break
    case .tasks, .roles: try names()
    case .mark:
      try names()
      try take(.asWord)
      try takeName()
    case .define, .queue, .rule, .choose, .first, .approval, .offer, .target, .promise:
      try takeName()
    case .calendar:
      try takeName()
      if skip(.inWord) { try take(kind: .zone) }
    case .prefer:
      try take(.queues)
      if !at(.otherwise) { try names() }
      try take(.otherwise)
      try takeName()
    case .table:
      try takeName()
      if skip(.top) { try take(.row, .wins) }
    case .handoff: if skip(.to) { try names() }
    case .returnToAI: try take(.to, .ai)
    }
    try endOfLine()
  }

  /// One line under a heading, with the dash lines that belong to it.
  mutating func clause(under heading: Heading) throws(Stop) {
    switch heading {
    case .policy: try headerLine()
    case .use, .tasks, .roles, .mark, .prefer: throw Stop()
    case .facts: try fact()
    case .define: try definitionLine()
    case .calendar: try calendarLine()
    case .queue: try queueLine()
    case .rule: try ruleLine()
    case .table: try tableLine()
    case .choose: try choiceRow()
    case .first: try firstLine()
    case .approval: try approvalLine()
    case .offer: try offerLine()
    case .disclosure: try disclosureLine()
    case .conduct: try conductLine()
    case .handoff: try handoffLine()
    case .returnToAI: try returnLine()
    case .assist: try assistLine()
    case .oversight: try oversightLine()
    case .afterwards: try afterwardsLine()
    case .target: try targetLine()
    case .scenario: try scenarioLine()
    case .promise: try promiseLine()
    }
  }

  /// `when` comes first and once; then exceptions and metadata.
  private mutating func definitionLine() throws(Stop) {
    if at(.when) {
      guard block.lead != .present else { throw Stop() }
      return try whenLine()
    }
    guard block.lead != .missing else { throw Stop() }
    if at(.except) { try exceptLine() } else { try meta() }
  }
}
