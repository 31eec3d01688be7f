import HandrailSource

/// One line of the author's as a terminal can show it, with marks under some of its words.
struct ExcerptLine {
  /// So much of a long line is shown.
  private static let widest = 100
  private static let tabStop = 4

  let text: String
  let marks: String

  init(_ source: SourceText, _ number: Int, marking: ByteRange?) {
    let line = source.lineRange(number)
    let start = Self.windowStart(line, marking)
    var shownText = start > line.lower ? "…" : ""
    var column = start > line.lower ? 1 : 0
    var markStart: Int?
    var markEnd = 0
    var offset = start
    while offset < line.upper {
      let (scalar, length) = Self.scalar(source.bytes, at: Int(offset))
      if let marking, offset >= marking.lower && markStart == nil { markStart = column }
      if column >= Self.widest {
        shownText += "…"
        break
      }
      if scalar == "\t" {
        let width = Self.tabStop - column % Self.tabStop
        shownText += String(repeating: " ", count: width)
        column += width
      } else {
        shownText.unicodeScalars.append(shown(scalar))
        column += width(of: shown(scalar))
      }
      offset += UInt32(length)
      if let marking, offset <= marking.upper { markEnd = column }
    }
    text = shownText
    let from = markStart ?? column
    let count = max(1, markEnd - from)
    marks =
      marking == nil
      ? "" : String(repeating: " ", count: from) + String(repeating: "^", count: count)
  }

  /// The first byte to show: the line's own, or near the mark where that is far to the right.
  private static func windowStart(_ line: ByteRange, _ marking: ByteRange?) -> UInt32 {
    guard let marking, marking.lower > line.lower, marking.lower - line.lower > 80 else {
      return line.lower
    }
    return marking.lower - 40
  }

  /// The scalar at an offset and its length in bytes; a byte that is no UTF-8 becomes U+FFFD.
  private static func scalar(_ bytes: [UInt8], at offset: Int) -> (Unicode.Scalar, Int) {
    let lead = bytes[offset]
    let length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    let end = min(offset + length, bytes.count)
    guard
      let text = String(validating: bytes[offset..<end], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return ("\u{FFFD}", 1) }
    return (scalar, length)
  }
}

/// The author's words without what would steer a terminal or hide from the reader.
func shown(_ text: String) -> String {
  var clean = ""
  for scalar in text.unicodeScalars {
    clean.unicodeScalars.append(scalar == "\n" || scalar == "\t" ? " " : shown(scalar))
  }
  return clean
}

/// The scalar, or the replacement sign for one that does not show.
private func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
    0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
    "\u{FFFD}"
  default: scalar
  }
}

/// How many columns a terminal gives a scalar.
private func width(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x0300...0x036F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD:
    2
  default: 1
  }
}
