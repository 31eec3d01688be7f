/// A half-open range of UTF-8 byte offsets in one file.
package struct ByteRange: Hashable, Sendable, BitwiseCopyable {
  package var lower: UInt32
  package var upper: UInt32

  package init(_ lower: UInt32, _ upper: UInt32) {
    self.lower = lower
    self.upper = upper
  }

  package init(_ range: Range<Int>) {
    self.init(UInt32(range.lowerBound), UInt32(range.upperBound))
  }

  package var count: Int { Int(upper - lower) }
  package var offsets: Range<Int> { Int(lower)..<Int(upper) }

  /// The smallest range that holds both.
  package func union(_ other: ByteRange) -> ByteRange {
    ByteRange(min(lower, other.lower), max(upper, other.upper))
  }
}

/// Which of the files of one compilation; 0 is the main policy.
package struct FileID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A place in the author's text.
package struct SourcePlace: Hashable, Sendable, BitwiseCopyable {
  package var file: FileID
  package var range: ByteRange

  package init(file: FileID, range: ByteRange) {
    self.file = file
    self.range = range
  }
}

/// The bytes of one file with the name it goes by in messages.
///
/// The bytes are what was read, whether or not they are valid UTF-8: the lexer says so.
package struct SourceText: Sendable {
  /// The path as the user wrote it, or as reached by `use` from there.
  package let path: String
  package let bytes: [UInt8]
  /// Offset of each line's first byte; the first is 0.
  package let lineStarts: [UInt32]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts: [UInt32] = [0]
    SourceText.appendStarts(to: &starts, after: bytes.indices, of: bytes.span)
    lineStarts = starts
  }

  private init(path: String, bytes: [UInt8], lineStarts: [UInt32]) {
    self.path = path
    self.bytes = bytes
    self.lineStarts = lineStarts
  }

  /// The text with some bytes replaced; lines that the edit does not touch are taken over.
  package func replacing(_ range: Range<Int>, with replacement: [UInt8]) -> SourceText {
    var edited = bytes
    edited.replaceSubrange(range, with: replacement)
    // Whether a line starts is said by the byte before it and, after a return, the byte at it.
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var starts = low == 0 ? [0] : Array(lineStarts[..<low])
    let end = range.lowerBound + replacement.count
    SourceText.appendStarts(
      to: &starts, after: max(0, range.lowerBound - 1)..<end, of: edited.span)
    starts.reserveCapacity(lineStarts.count + 16)
    let shift = replacement.count - range.count
    for start in lineStarts[low...] where Int(start) > range.upperBound {
      starts.append(UInt32(Int(start) + shift))
    }
    return SourceText(path: path, bytes: edited, lineStarts: starts)
  }

  /// The starts of lines that follow one of these bytes.
  private static func appendStarts(
    to starts: inout [UInt32], after offsets: Range<Int>, of span: Span<UInt8>
  ) {
    for offset in offsets {
      let byte = span[offset]
      if byte == 0x0A || (byte == 0x0D && !(offset + 1 < span.count && span[offset + 1] == 0x0A)) {
        starts.append(UInt32(offset + 1))
      }
    }
  }

  package init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

  /// The 1-based line that holds a byte offset.
  package func line(at offset: UInt32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The 1-based line and 1-based column, counted in Unicode scalars, of a byte offset.
  package func position(at offset: UInt32) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let start = Int(lineStarts[line - 1])
    let scalars = bytes[start..<min(Int(offset), bytes.count)].count { $0 & 0xC0 != 0x80 }
    return (line, scalars + 1)
  }

  /// The bytes of a 1-based line without its line end.
  package func lineRange(_ line: Int) -> ByteRange {
    let start = Int(lineStarts[line - 1])
    var end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
    while end > start && (bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D) { end -= 1 }
    return ByteRange(start..<end)
  }

  /// The text of a range; bytes that are no UTF-8 become U+FFFD.
  package func text(_ range: ByteRange) -> String {
    String(decoding: bytes[range.offsets], as: UTF8.self)
  }
}
