import HandrailSource

/// The bytes of a file after the checks that need no YAML.
///
/// Invariant: valid UTF-8 without control characters other than tab, line feed and carriage
/// return, and without the characters that only some YAML readers take for a line end.
struct CheckedText {
  /// What libyaml gets: the file without its byte order mark, its last line ended if it is blank.
  ///
  /// libyaml reads a last line of spaces as text unless a line end follows; YAML does not.
  let content: [UInt8]
  /// How many bytes of `content` stand in the file.
  let length: Int
  /// How many bytes of byte order mark stand before `content`.
  let skipped: Int
  /// Offset in `content` of each scalar whose number divides by `spacing`.
  private let anchors: [UInt32]

  private static let spacing = 128
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(_ bytes: [UInt8]) throws(YAMLError) {
    guard bytes.count <= YAMLLimits.size else {
      throw YAMLError(fault: .tooLarge, offset: 0, line: 1, column: 1)
    }
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      throw YAMLError(fault: .utf16, offset: 0, line: 1, column: 1)
    }
    let skipped = bytes.starts(with: CheckedText.mark) ? CheckedText.mark.count : 0
    var content = skipped == 0 ? bytes : Array(bytes.dropFirst(skipped))
    length = content.count
    if CheckedText.endsInSpaces(content) { content.append(0x0A) }
    var anchors: [UInt32] = []
    let found = CheckedText.refusal(content.span, &anchors)
    (self.content, self.skipped, self.anchors) = (content, skipped, anchors)
    if let found { throw error(found.fault, at: found.offset) }
  }

  private static func endsInSpaces(_ content: [UInt8]) -> Bool {
    guard content.last == 0x20, let last = content.lastIndex(where: { $0 != 0x20 }) else {
      return false
    }
    return content[last] == 0x0A || content[last] == 0x0D
  }

  private static func refusal(
    _ bytes: Span<UInt8>, _ anchors: inout [UInt32]
  ) -> (fault: YAMLFault, offset: Int)? {
    do {
      _ = try UTF8Span(validating: bytes)
      return scan(bytes, &anchors)
    } catch {
      return (.notUTF8, error.byteOffsets.lowerBound)
    }
  }

  /// The first character that may not stand in a file; notes the anchors on its way.
  private static func scan(
    _ bytes: Span<UInt8>, _ anchors: inout [UInt32]
  ) -> (fault: YAMLFault, offset: Int)? {
    var scalars = 0
    for offset in bytes.indices {
      let byte = bytes[offset]
      if byte & 0xC0 == 0x80 { continue }
      if scalars % spacing == 0 { anchors.append(UInt32(clamping: offset)) }
      scalars += 1
      if byte >= 0x20 && byte < 0x7F { continue }
      if let fault = refusal(at: offset, of: bytes) { return (fault, offset) }
    }
    return nil
  }

  private static func refusal(at offset: Int, of bytes: Span<UInt8>) -> YAMLFault? {
    let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    let third = offset + 2 < bytes.count ? bytes[offset + 2] : 0
    return switch (bytes[offset], second, third) {
    case (0x09, _, _), (0x0A, _, _), (0x0D, _, _): nil
    case (0..<0x20, _, _), (0x7F, _, _): .control(bytes[offset])
    case (0xC2, 0x85, _): .oddLineEnd(0x85)
    case (0xC2, 0x80..<0xA0, _): .control(second)
    case (0xE2, 0x80, 0xA8): .oddLineEnd(0x2028)
    case (0xE2, 0x80, 0xA9): .oddLineEnd(0x2029)
    case (0xEF, 0xBB, 0xBF): .byteOrderMark
    case (0xEF, 0xBF, 0xBE), (0xEF, 0xBF, 0xBF): .notUTF8
    default: nil
    }
  }

  /// The offset in `content` of the scalar with a number, or the end past the last.
  func offset(ofScalar number: Int) -> Int {
    let anchor = number / CheckedText.spacing
    guard anchor < anchors.count, number >= 0 else { return content.count }
    var offset = Int(anchors[anchor])
    var left = number % CheckedText.spacing
    while offset < content.count {
      if content[offset] & 0xC0 != 0x80 {
        if left == 0 { break }
        left -= 1
      }
      offset += 1
    }
    return offset
  }

  /// An error at an offset in `content`, with line and column counted from the start.
  func error(_ fault: YAMLFault, at offset: Int) -> YAMLError {
    var line = 1
    var column = 1
    let offset = min(max(offset, 0), length)
    for index in 0..<offset {
      let next = index + 1 < content.count ? content[index + 1] : 0
      switch content[index] {
      case 0x0D where next == 0x0A: break
      case 0x0A, 0x0D: (line, column) = (line + 1, 1)
      case let byte where byte & 0xC0 != 0x80: column += 1
      case _: break
      }
    }
    return YAMLError(
      fault: fault, offset: UInt32(clamping: skipped + offset), line: line, column: column)
  }
}
