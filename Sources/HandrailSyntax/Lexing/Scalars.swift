/// One Unicode scalar read from bytes.
struct DecodedScalar {
  var value: UInt32
  var length: Int
}

/// Reads the scalar at an offset; `nil` where the bytes are no UTF-8.
func decodeScalar(_ bytes: Span<UInt8>, at offset: Int) -> DecodedScalar? {
  let lead = bytes[offset]
  if lead < 0x80 { return DecodedScalar(value: UInt32(lead), length: 1) }
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  guard lead >= 0xC2 && lead <= 0xF4 && bytes.count - offset >= length else { return nil }
  var value = UInt32(lead) & (0x7F >> UInt32(length))
  for position in 1..<length {
    let byte = bytes[offset + position]
    guard byte & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  let smallest: UInt32 = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80
  let isSurrogate = value >= 0xD800 && value <= 0xDFFF
  guard value >= smallest && value <= 0x10_FFFF && !isSurrogate else { return nil }
  return DecodedScalar(value: value, length: length)
}

/// How a scalar beyond the language's own signs is treated.
enum ScalarSort {
  /// A letter or sign that the reader sees.
  case visible
  /// A space other than the plain one.
  case space
  /// Controls, zero-width signs, direction overrides, line separators.
  case hidden
  /// Joins letters in Persian, Hindi and emoji: allowed in texts, hidden elsewhere.
  case joiner
  /// “ ” „ « » and their like.
  case quote
  /// ‘ and ’.
  case apostrophe
  /// – — − and their like.
  case dash
  /// • ‣ and their like.
  case bullet
  /// ≥ ≤ ≠.
  case comparison
  /// £ € ¥.
  case currency
}

/// The sort of a scalar.
func sort(of scalar: UInt32) -> ScalarSort {
  switch scalar {
  case 0x09: .visible
  case 0x00...0x1F, 0x7F...0x9F: .hidden
  case 0x24, 0xA3, 0xA5, 0x20AC: .currency
  case 0xAB, 0xBB, 0x201C...0x201F, 0xFF02: .quote
  case 0x2018...0x201B: .apostrophe
  case 0x2010...0x2015, 0x2212: .dash
  case 0xB7, 0x2022, 0x2023, 0x25AA, 0x25CF, 0x25E6: .bullet
  case 0x2260, 0x2264, 0x2265: .comparison
  case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
  case 0x200C, 0x200D: .joiner
  case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x200E,
    0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
    0xE0000...0xE0FFF:
    .hidden
  default: .visible
  }
}

func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// A byte that may stand inside a name after its first letter.
func isNameByte(_ byte: UInt8) -> Bool { isLower(byte) || isDigit(byte) || byte == 0x5F }
