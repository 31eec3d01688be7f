import HandrailSource

extension Lexer {
  /// A text in straight quotes, on one line; only `\"` stands for something else.
  mutating func text(_ bytes: Span<UInt8>) {
    let start = offset
    var lastVisible = start + 1
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x22 {
        let end = offset + 1
        offset = start
        add(.string, length: end - start)
        return
      }
      if byte == 0x0A || byte == 0x0D { break }
      if byte == 0x5C && offset + 1 < bytes.count && bytes[offset + 1] == 0x22 {
        offset += 2
      } else if byte >= 0x20 && byte < 0x7F || byte == 0x09 {
        offset += 1
      } else {
        offset += passScalar(bytes, isText: true)
      }
      if byte != 0x20 && byte != 0x09 { lastVisible = offset }
    }
    offset = start
    addInvalid(.endlessText, length: lastVisible - start)
  }

  /// Bytes that begin none of the language's tokens.
  mutating func strange(_ bytes: Span<UInt8>) {
    let byte = bytes[offset]
    switch byte {
    case 0x3C, 0x3D, 0x3E, 0x21: addInvalid(.comparisonSign, length: comparisonLength(bytes))
    case 0x24: currencySign(bytes, length: 1)
    case 0x2E, 0x3A, 0x3B: addInvalid(.stop, length: 1)
    case 0x5F: addInvalid(.badName, length: badNameEnd(bytes) - offset)
    case 0x00...0x1F, 0x7F:
      flaw(.invisible, offset..<offset + 1)
      offset += 1
    case 0x80...: strangeScalar(bytes)
    default: addInvalid(.strange, length: 1)
    }
  }

  private func comparisonLength(_ bytes: Span<UInt8>) -> Int {
    var length = 1
    while length < 3 && offset + length < bytes.count {
      let byte = bytes[offset + length]
      guard byte == 0x3D || byte == 0x3C || byte == 0x3E else { break }
      length += 1
    }
    return length
  }

  private mutating func currencySign(_ bytes: Span<UInt8>, length: Int) {
    let end = amountEnd(bytes, from: offset + length)
    addInvalid(.currencySign, length: end - offset)
  }

  private mutating func strangeScalar(_ bytes: Span<UInt8>) {
    guard let scalar = decodeScalar(bytes, at: offset) else {
      flaw(.notUTF8, offset..<offset + 1)
      add(.invalid, length: 1)
      return
    }
    switch sort(of: scalar.value) {
    case .space, .hidden, .joiner:
      flaw(.invisible, offset..<offset + scalar.length)
      offset += scalar.length
    case .quote, .apostrophe: addInvalid(.curlyQuotes, length: curlyLength(bytes, scalar.length))
    case .dash, .bullet: addInvalid(.strange, length: scalar.length)
    case .comparison: addInvalid(.comparisonSign, length: scalar.length)
    case .currency: currencySign(bytes, length: scalar.length)
    case .visible: addInvalid(.badName, length: badNameEnd(bytes) - offset)
    }
  }

  /// A text that a curly quote opens, to its closing quote or the end of the line.
  private func curlyLength(_ bytes: Span<UInt8>, _ opening: Int) -> Int {
    var end = offset + opening
    var lastVisible = end
    while end < bytes.count && bytes[end] != 0x0A && bytes[end] != 0x0D {
      let length = decodeScalar(bytes, at: end)?.length ?? 1
      let value = decodeScalar(bytes, at: end)?.value ?? 0
      if bytes[end] == 0x22 || sort(of: value) == .quote { return end + length - offset }
      end += length
      if value != 0x20 && value != 0x09 { lastVisible = end }
    }
    return lastVisible - offset
  }
}
