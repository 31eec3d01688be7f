import HandrailSource

extension Parser {
  /// The position after the newline that ends the line begun here.
  var lineEnd: Int { lineEnd(from: position) }

  func lineEnd(from start: Int) -> Int {
    var end = start
    while tokens[end].kind != .newline && tokens[end].kind != .end { end += 1 }
    return tokens[end].kind == .end ? end : end + 1
  }

  mutating func fail(
    _ line: Range<Int>, at stop: Int, _ finding: Finding, in context: LineContext
  ) {
    block.failureCount += 1
    failures.append(
      Failure(tokens: line, stop: stop, context: context, finding: finding, block: block))
  }

  /// Reads a line as if it stood alone, and comes back.
  mutating func trial(_ read: (inout Parser) throws(Stop) -> Void) -> Bool {
    let point = save()
    let wasTrial = isTrial
    let state = block
    isTrial = true
    var isRead = true
    do throws(Stop) { try read(&self) } catch { isRead = false }
    isTrial = wasTrial
    block = state
    restore(point)
    return isRead
  }

  /// Whether the line would do under another heading.
  private mutating func reads(under heading: Heading) -> Bool {
    trial { parser throws(Stop) in
      parser.block = BlockState(heading, start: parser.position)
      if heading == .table || heading == .define { parser.block.lead = .unreadable }
      try parser.clause(under: heading)
    } || heading == .table && trial { parser throws(Stop) in try parser.tableHead() }
  }

  /// A line under a heading could not be read: say why, once, and go on after it.
  mutating func recover(_ point: Savepoint, _ heading: Heading) {
    let stop = position
    restore(point)
    let context = LineContext.clause(heading, block.lead)
    let end = lineEnd
    let isRow = heading == .table && tokens[position..<end].contains { $0.kind == .pipe }
    if block.lead == .missing && (heading == .define || isRow) { block.lead = .unreadable }
    if stop >= end {
      return unread(to: end, at: end - 1, .noDashes, context)
    }
    guard !failures.isFull else { return unread(to: end, at: stop, .unread, context) }
    if let stray = block.stray, !atDashes, reads(under: stray) {
      strayLine(stray, to: end, context)
    } else if let guess = headingGuess(heading) {
      nextGuess = guess
    } else if let split = lineAfterComma(before: stop, end) {
      unread(to: split, at: split - 1, .trailingComma, context)
    } else if stop == end - 1 && stop > position && tokens[stop - 1].kind == .comma {
      unread(to: end, at: stop - 1, .trailingComma, context)
    } else if atDashes && heading != .choose {
      unread(to: end, at: position, .strayDash, context)
    } else if let stray = strayHeading(besides: heading) {
      strayLine(stray, to: end, context)
    } else if standsAsUnknownHeading(heading, end) {
      nextGuess = .unknown
    } else {
      unread(to: end, at: stop, .unread, context)
    }
  }

  /// Makes the line an unexpected node, with the dash lines that hang on it.
  private mutating func unread(
    to end: Int, at stop: Int, _ finding: Finding, _ context: LineContext
  ) {
    let mark = open()
    fail(position..<end, at: stop, finding, in: context)
    position = end
    absorbDashes()
    close(.unexpected, mark)
  }

  /// Lines that belong under another heading are accused once: the heading was lost.
  private mutating func strayLine(_ stray: Heading, to end: Int, _ context: LineContext) {
    guard block.stray != stray else {
      let mark = open()
      position = end
      absorbDashes()
      return close(.unexpected, mark)
    }
    block.stray = stray
    unread(to: end, at: position, .strayClause(stray), context)
  }

  /// Under an unknown heading every line that would do anywhere is borne.
  mutating func strangeLine() {
    let end = lineEnd
    if let stray = block.stray, reads(under: stray) {
      position = end
      absorbDashes()
    } else if failures.isFull || strayHeading(besides: nil) == nil {
      if let guess = headingGuess(nil) {
        nextGuess = guess
        return
      }
      let isStrange = !atDashes
      fail(
        position..<end, at: position, isStrange ? .unread : .strayDash, in: .clause(.rule, .missing)
      )
      position = end
      absorbDashes()
    } else {
      block.stray = strayHeading(besides: nil)
      position = end
      absorbDashes()
    }
  }

  private mutating func strayHeading(besides own: Heading?) -> Heading? {
    if let stray = block.stray, reads(under: stray) { return stray }
    for heading in Heading.byClauses where heading != own && reads(under: heading) {
      return heading
    }
    return nil
  }

  // MARK: Headings

  private func isAtColumnZero(_ token: Int) -> Bool {
    let start = Int(tokens[token].range.lower)
    if start == 0 { return true }
    let byte = source.bytes[start - 1]
    return byte == 0x0A || byte == 0x0D
  }

  /// The heading that the first word of a line resembles, where it stands at the line's start.
  private func headingGuess(_ heading: Heading?) -> HeadingGuess? {
    guard isAtColumnZero(position), !opensClause(of: heading) else { return nil }
    return nearestHeading(of: current).map { .misspelt($0) }
  }

  /// Whether the line looks like a heading of its own: at the start of a line, with others indented
  /// below it.
  private func standsAsUnknownHeading(_ heading: Heading, _ end: Int) -> Bool {
    guard isAtColumnZero(position), !opensClause(of: heading) else { return false }
    let isLast = tokens[end].kind == .end || tokens[end].keyword.heading != nil
    return isLast || !isAtColumnZero(end)
  }

  /// Whether a line under the heading may begin with this word.
  private func opensClause(of heading: Heading?) -> Bool {
    guard let heading, current.kind == .word else { return false }
    return current.keyword != .none && heading.examples.contains { $0.opener == current.keyword }
  }

  func nearestHeading(of token: Token) -> Heading? {
    guard token.kind == .word || token.kind == .invalid || token.kind == .currency else {
      return nil
    }
    let limit = token.range.count <= 4 ? 1 : 2
    guard token.range.count <= 16 else { return nil }
    let word = source.text(token.range).lowercased()
    var best: Heading?
    var least = limit + 1
    for heading in Heading.allCases
    where abs(heading.spelling.utf8.count - word.utf8.count) <= limit {
      let distance = editDistance(word, heading.spelling, atMost: limit)
      if distance < least {
        least = distance
        best = heading
      }
    }
    return best
  }

  // MARK: Commas

  /// The start of the physical line, joined to the one above by its comma, that would do as a line
  /// of its own.
  ///
  /// It must hold the token at which reading stopped.
  mutating func lineAfterComma(before stop: Int, _ end: Int) -> Int? {
    guard let heading = block.heading else { return nil }
    let start = position
    var candidate = min(stop, end - 1)
    while candidate > start {
      if tokens[candidate - 1].kind == .comma && isOnNewLine(candidate) {
        position = candidate
        let isWhole = trial { parser throws(Stop) in try parser.clause(under: heading) }
        position = start
        return isWhole ? candidate : nil
      }
      candidate -= 1
    }
    return nil
  }

  private func isOnNewLine(_ token: Int) -> Bool {
    source.line(at: tokens[token].range.lower) > source.line(at: tokens[token - 1].range.lower)
  }
}
