import HandrailSource

/// The tokens of one line, joined at its commas; the newline is the last.
struct LogicalLine {
  var start: Int
  /// The position after the newline.
  var end: Int
}

/// How a line is written.
struct Layout {
  var indent: Int
  /// A line that could not be read keeps its gaps and its breaks.
  var isBroken: Bool
}

/// A comment, from its `#` to the last sign that shows.
struct Comment {
  var range: Range<Int>
  var startsLine: Bool
  var followsBlankLine: Bool
}

extension Formatter {
  func line(from start: Int) -> LogicalLine {
    let tokens = tree.tokens.elements
    var end = start
    while end < tokens.count && tokens[end].kind != .newline && tokens[end].kind != .end {
      end += 1
    }
    return LogicalLine(start: start, end: min(end + 1, tokens.count))
  }

  /// The comments between a token and the one before it.
  func comments(before token: Int) -> [Comment] {
    let tokens = tree.tokens.elements
    let start = token > 0 ? Int(tokens[token - 1].range.upper) : 0
    let end = Int(tokens[token].range.lower)
    var found: [Comment] = []
    var offset = start
    var lineEnds = token == 0 || tokens[token - 1].kind == .newline ? 1 : 0
    let bytes = tree.source.bytes
    while offset < end {
      let byte = bytes[offset]
      if byte == 0x23 {
        let stop = bytes[offset..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
        let last = bytes[offset..<stop].lastIndex { $0 != 0x20 && $0 != 0x09 } ?? offset
        found.append(
          Comment(
            range: offset..<last + 1, startsLine: lineEnds > 0, followsBlankLine: lineEnds > 1))
        offset = stop
        lineEnds = 0
      } else {
        let isReturnOfPair = byte == 0x0D && offset + 1 < end && bytes[offset + 1] == 0x0A
        if byte == 0x0A || byte == 0x0D && !isReturnOfPair { lineEnds += 1 }
        offset += 1
      }
    }
    return found
  }

  mutating func write(_ byte: UInt8) { output.append(byte) }

  mutating func write(_ range: Range<Int>) {
    output.append(contentsOf: tree.source.bytes[range])
  }

  mutating func write(spaces count: Int) {
    for _ in 0..<count { output.append(0x20) }
  }

  /// Comments on lines of their own.
  mutating func write(_ comments: [Comment], indent: Int, keepsBlankLines: Bool) {
    for (position, comment) in comments.enumerated() {
      if keepsBlankLines && position > 0 && comment.followsBlankLine { write(0x0A) }
      write(spaces: indent)
      write(comment.range)
      write(0x0A)
    }
  }

  /// A line with the comments that belong to it.
  mutating func write(_ line: LogicalLine, _ layout: Layout) {
    write(comments(before: line.start), indent: layout.indent, keepsBlankLines: layout.indent == 0)
    write(spaces: layout.indent)
    var column = layout.indent
    let content = line.start..<line.end - 1
    var start = content.lowerBound
    while start < content.upperBound {
      let end = pieceEnd(from: start, in: content)
      let piece = bytes(of: start..<end, isBroken: layout.isBroken)
      let isFirst = start == content.lowerBound
      let comments = isFirst ? [] : comments(before: start)
      let width = scalars(in: piece)
      if isFirst {
        column += width
      } else if !comments.isEmpty || breaks(before: start, column + 1 + width, layout) {
        lineBreak(comments, layout.indent + 2)
        column = layout.indent + 2 + width
      } else if !layout.isBroken || hasGap(before: start) {
        write(0x20)
        column += 1 + width
      } else {
        column += width
      }
      output.append(contentsOf: piece)
      start = end
    }
    endLine(line)
  }

  private mutating func endLine(_ line: LogicalLine) {
    for comment in comments(before: line.end - 1) {
      write(spaces: 2)
      write(comment.range)
    }
    write(0x0A)
  }

  /// Goes on below, after the comments that stand between.
  private mutating func lineBreak(_ comments: [Comment], _ indent: Int) {
    for comment in comments where !comment.startsLine {
      write(spaces: 2)
      write(comment.range)
    }
    write(0x0A)
    for comment in comments where comment.startsLine {
      write(spaces: indent)
      write(comment.range)
      write(0x0A)
    }
    write(spaces: indent)
  }

  /// Whether a list goes on below before this token; a heading word there would end the list.
  private func breaks(before token: Int, _ column: Int, _ layout: Layout) -> Bool {
    let tokens = tree.tokens.elements
    guard tokens[token].keyword.heading == nil || tokens[token + 1].keyword == .isWord else {
      return false
    }
    guard layout.isBroken else { return column > Self.width }
    let gap = tokens[token - 1].range.upper..<tokens[token].range.lower
    return tree.source.bytes[Int(gap.lowerBound)..<Int(gap.upperBound)].contains {
      $0 == 0x0A || $0 == 0x0D
    }
  }

  /// A piece of a line ends with a comma, or with the line.
  private func pieceEnd(from start: Int, in content: Range<Int>) -> Int {
    var end = start
    while end < content.upperBound && tree.tokens.elements[end].kind != .comma { end += 1 }
    return min(end + 1, content.upperBound)
  }

  private func hasGap(before token: Int) -> Bool {
    let tokens = tree.tokens.elements
    return tokens[token].range.lower > tokens[token - 1].range.upper
  }

  /// The tokens with one space between, and none before a comma.
  func bytes(of range: Range<Int>, isBroken: Bool = false) -> [UInt8] {
    var piece: [UInt8] = []
    for token in range {
      let entry = tree.tokens.elements[token]
      let isSpaced = isBroken ? token > 0 && hasGap(before: token) : entry.kind != .comma
      if token > range.lowerBound && isSpaced { piece.append(0x20) }
      piece.append(contentsOf: tree.source.bytes[entry.range.offsets])
    }
    return piece
  }

  func scalars(in piece: [UInt8]) -> Int { piece.count { $0 & 0xC0 != 0x80 } }
}
