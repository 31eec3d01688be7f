/// Reads JSON strictly (RFC 8259, RFC 7493): one pass, no recursion, nothing guessed.
///
/// Refused besides what the grammar refuses: a key that stands twice, half characters, a byte order
/// mark, more than 128 levels. Numbers keep their digits; no floating point stands between.
package func readJSON(_ bytes: [UInt8]) throws(DocumentFault) -> HostDocument {
  guard bytes.count <= HostDocument.mostBytes else {
    throw DocumentFault(.tooLong, offset: 0, line: 1, column: 1)
  }
  var reader = JSONReader(bytes)
  if let fault = reader.read(bytes.span) {
    throw DocumentFault(fault, at: reader.offset, in: bytes)
  }
  return reader.document
}

/// The reader: its state is an offset and the containers that are open.
struct JSONReader {
  private enum Expected { case value, elementOrEnd, key, keyOrEnd, commaOrEnd }

  private(set) var document: HostDocument
  var offset = 0
  private var expected = Expected.value
  private var open: [Int] = []

  init(_ bytes: [UInt8]) {
    document = HostDocument(bytes: bytes)
    document.values.reserveCapacity(min(bytes.count / 8 + 8, 4096))
  }

  /// Reads it all; the fault stands at `offset`.
  mutating func read(_ bytes: Span<UInt8>) -> DocumentFault.Cause? {
    if bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF {
      return .byteOrderMark
    }
    repeat {
      skipSpace(bytes)
      guard offset < bytes.count else { return document.values.isEmpty ? .empty : .endsEarly }
      if let fault = step(bytes, bytes[offset]) { return fault }
      guard document.values.count <= HostDocument.mostValues else { return .tooManyValues }
    } while !(open.isEmpty && expected == .commaOrEnd)
    skipSpace(bytes)
    return offset < bytes.count ? .moreAfterEnd : nil
  }

  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while offset < bytes.count {
      let byte = bytes[offset]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      offset += 1
    }
  }

  private mutating func step(_ bytes: Span<UInt8>, _ byte: UInt8) -> DocumentFault.Cause? {
    switch expected {
    case .value:
      return byte == UInt8(ascii: "]") && isAfterComma ? .trailingComma : value(bytes, byte)
    case .elementOrEnd:
      return byte == UInt8(ascii: "]") ? close(.list) : value(bytes, byte)
    case .key:
      return byte == UInt8(ascii: "}") ? .trailingComma : key(bytes, byte)
    case .keyOrEnd:
      return byte == UInt8(ascii: "}") ? close(.object) : key(bytes, byte)
    case .commaOrEnd:
      return comma(byte)
    }
  }

  /// A value of a list is awaited after a comma only.
  private var isAfterComma: Bool {
    open.last.map { document.values[$0].shape == .list } ?? false
  }

  private mutating func comma(_ byte: UInt8) -> DocumentFault.Cause? {
    guard let container = open.last else { return .moreAfterEnd }
    let isObject = document.values[container].shape == .object
    if byte == UInt8(ascii: ",") {
      offset += 1
      expected = isObject ? .key : .value
      return nil
    }
    if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      return close(isObject ? .object : .list)
    }
    return .expectedCommaOrEnd
  }

  private mutating func key(_ bytes: Span<UInt8>, _ byte: UInt8) -> DocumentFault.Cause? {
    guard byte == UInt8(ascii: "\"") else { return .expectedKey }
    if let fault = text(bytes) { return fault }
    skipSpace(bytes)
    guard offset < bytes.count else { return .endsEarly }
    guard bytes[offset] == UInt8(ascii: ":") else { return .expectedColon }
    offset += 1
    expected = .value
    skipSpace(bytes)
    guard offset < bytes.count else { return .endsEarly }
    return value(bytes, bytes[offset])
  }

  private mutating func value(_ bytes: Span<UInt8>, _ byte: UInt8) -> DocumentFault.Cause? {
    expected = .commaOrEnd
    switch byte {
    case UInt8(ascii: "\""): return text(bytes)
    case UInt8(ascii: "{"): return begin(.object, .keyOrEnd)
    case UInt8(ascii: "["): return begin(.list, .elementOrEnd)
    case UInt8(ascii: "t"): return word(bytes, "true", .yes)
    case UInt8(ascii: "f"): return word(bytes, "false", .no)
    case UInt8(ascii: "n"): return word(bytes, "null", .nothing)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number(bytes)
    default: return .expectedValue
    }
  }

  private mutating func begin(
    _ shape: HostDocument.Shape, _ next: Expected
  ) -> DocumentFault.Cause? {
    guard open.count < HostDocument.deepest else { return .tooDeep }
    open.append(document.values.count)
    append(shape, offset..<offset, place: offset)
    offset += 1
    expected = next
    return nil
  }

  private mutating func close(_ shape: HostDocument.Shape) -> DocumentFault.Cause? {
    guard let container = open.popLast() else { return .moreAfterEnd }
    document.values[container].after = UInt32(truncatingIfNeeded: document.values.count)
    if shape == .object, let key = document.repeatedKey(of: container) {
      offset = Int(document.values[key].place)
      return .keyTwice(document.string(of: key))
    }
    offset += 1
    expected = .commaOrEnd
    return nil
  }

  private mutating func word(
    _ bytes: Span<UInt8>, _ word: StaticString, _ shape: HostDocument.Shape
  ) -> DocumentFault.Cause? {
    let start = offset
    for letter in 0..<word.utf8CodeUnitCount {
      guard offset < bytes.count else { return .endsEarly }
      let wanted = unsafe word.utf8Start[letter]
      guard bytes[offset] == wanted else {
        offset = start
        return .expectedValue
      }
      offset += 1
    }
    append(shape, start..<offset, place: start)
    return nil
  }

  private mutating func number(_ bytes: Span<UInt8>) -> DocumentFault.Cause? {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let whole = offset
    var isSound = digits(bytes)
    if offset - whole > 1 && bytes[whole] == UInt8(ascii: "0") { isSound = false }
    if isSound && take(bytes, UInt8(ascii: ".")) { isSound = digits(bytes) }
    if isSound && (take(bytes, UInt8(ascii: "e")) || take(bytes, UInt8(ascii: "E"))) {
      if !take(bytes, UInt8(ascii: "+")) { _ = take(bytes, UInt8(ascii: "-")) }
      isSound = digits(bytes)
    }
    guard isSound else {
      let isCut = offset >= bytes.count
      offset = start
      return isCut ? .endsEarly : .badNumber
    }
    append(.number, start..<offset, place: start)
    return nil
  }

  private mutating func digits(_ bytes: Span<UInt8>) -> Bool {
    let start = offset
    while offset < bytes.count && bytes[offset] &- UInt8(ascii: "0") <= 9 { offset += 1 }
    return offset > start
  }

  private mutating func take(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
    guard offset < bytes.count && bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  /// A text in quotes: as it stands where nothing is escaped, else written out beside.
  private mutating func text(_ bytes: Span<UInt8>) -> DocumentFault.Cause? {
    let place = offset
    offset += 1
    let start = offset
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        append(.text, start..<offset, place: place)
        offset += 1
        return nil
      }
      if byte == UInt8(ascii: "\\") { return escapedText(bytes, from: start, place: place) }
      if byte < 0x20 { return .rawControlCharacter }
      if byte < 0x80 {
        offset += 1
      } else {
        guard let length = lengthOfUTF8(bytes, at: offset) else { return .notUTF8 }
        offset += length
      }
    }
    return .endsEarly
  }

  private mutating func escapedText(
    _ bytes: Span<UInt8>, from start: Int, place: Int
  ) -> DocumentFault.Cause? {
    let first = document.unescaped.count
    for position in start..<offset { document.unescaped.append(bytes[position]) }
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        append(.text, first..<document.unescaped.count, place: place, isUnescaped: true)
        offset += 1
        return nil
      }
      if byte == UInt8(ascii: "\\") {
        if let fault = escape(bytes) { return fault }
        continue
      }
      if byte < 0x20 { return .rawControlCharacter }
      guard let length = lengthOfUTF8(bytes, at: offset) else { return .notUTF8 }
      for _ in 0..<length {
        document.unescaped.append(bytes[offset])
        offset += 1
      }
    }
    return .endsEarly
  }

  private mutating func escape(_ bytes: Span<UInt8>) -> DocumentFault.Cause? {
    guard offset + 1 < bytes.count else { return .endsEarly }
    guard bytes[offset + 1] != UInt8(ascii: "u") else { return unicodeEscape(bytes) }
    guard let byte = unescapedByte(bytes[offset + 1]) else { return .badEscape }
    document.unescaped.append(byte)
    offset += 2
    return nil
  }

  private mutating func unicodeEscape(_ bytes: Span<UInt8>) -> DocumentFault.Cause? {
    guard let first = hexadecimalEscape(bytes, at: offset) else { return .badEscape }
    if let scalar = Unicode.Scalar(first) {
      offset += 6
      document.appendUnescaped(scalar)
      return nil
    }
    // A surrogate: only a high one with a low one right behind it means a character.
    guard first < 0xDC00, let second = hexadecimalEscape(bytes, at: offset + 6),
      second >= 0xDC00, second < 0xE000,
      let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return .unpairedSurrogate }
    offset += 12
    document.appendUnescaped(scalar)
    return nil
  }

  private mutating func append(
    _ shape: HostDocument.Shape, _ text: Range<Int>, place: Int, isUnescaped: Bool = false
  ) {
    document.values.append(
      HostDocument.Value(
        shape: shape, text: text, isUnescaped: isUnescaped, after: document.values.count + 1,
        place: place))
  }
}
