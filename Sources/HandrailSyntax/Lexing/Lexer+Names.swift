import HandrailSource

extension Lexer {
  /// Names of hours that hold for half a year; the checker asks for a city instead.
  private static let zoneShortNames: Set<String> = [
    "ACST", "AEDT", "AEST", "AKST", "BST", "CDT", "CEST", "CET", "CST", "EDT", "EEST", "EET",
    "EST", "GMT", "HKT", "HST", "IST", "JST", "KST", "MDT", "MSK", "MST", "NZDT", "NZST", "PDT",
    "PST", "SGT", "UTC", "WEST", "WET",
  ]

  /// Whether a name does not end here: a dotted part follows, or a sign that names may not have.
  func continuesName(_ bytes: Span<UInt8>, at end: Int) -> Bool {
    let byte = bytes[end]
    if isUpper(byte) { return true }
    let next = end + 1 < bytes.count ? bytes[end + 1] : 0x0A
    if byte == 0x2E || byte == 0x2D || byte == 0x27 {
      return isNameByte(next) || isUpper(next)
    }
    guard byte >= 0x80, let scalar = decodeScalar(bytes, at: end) else { return false }
    switch sort(of: scalar.value) {
    case .visible, .hidden, .joiner, .apostrophe: return true
    case .space, .quote, .dash, .bullet, .comparison, .currency: return false
    }
  }

  /// The end of a run that was meant as one name, from the offset on; flaws what hides in it.
  mutating func badNameEnd(_ bytes: Span<UInt8>) -> Int {
    var end = offset
    while end < bytes.count {
      let byte = bytes[end]
      if isNameByte(byte) || isUpper(byte) {
        end += 1
      } else if end > offset && byte < 0x80 && continuesName(bytes, at: end) {
        end += 1
      } else if byte >= 0x80, let length = hiddenOrVisible(bytes, at: end) {
        end += length
      } else {
        break
      }
    }
    return max(end, offset + 1)
  }

  /// The length of a scalar that a bad name may hold.
  private mutating func hiddenOrVisible(_ bytes: Span<UInt8>, at end: Int) -> Int? {
    guard let scalar = decodeScalar(bytes, at: end) else { return nil }
    switch sort(of: scalar.value) {
    case .visible, .apostrophe: return scalar.length
    case .hidden, .joiner:
      flaw(.invisible, end..<end + scalar.length)
      return scalar.length
    case .space, .quote, .dash, .bullet, .comparison, .currency: return nil
    }
  }

  /// A currency, a zone, or a name in capitals.
  mutating func capitals(_ bytes: Span<UInt8>) {
    var end = offset
    while end < bytes.count && isUpper(bytes[end]) { end += 1 }
    let next = end < bytes.count ? bytes[end] : 0x0A
    let afterNext = end + 1 < bytes.count ? bytes[end + 1] : 0x0A
    let zone = zoneEnd(bytes)
    if zone.hasSlash || ((next == 0x2B || next == 0x2D) && isDigit(afterNext)) {
      add(.zone, length: zone.end - offset)
    } else if end - offset == 3 && isDigit(next) {
      let number = amountEnd(bytes, from: end)
      addInvalid(.currencySign, length: number - offset)
    } else if isNameByte(next) || continuesName(bytes, orEndAt: end) {
      addInvalid(.badName, length: badNameEnd(bytes) - offset)
    } else if isZoneShortName(bytes, end) {
      add(.zone, length: end - offset)
    } else if end - offset == 3 {
      add(.currency, length: 3)
    } else {
      addInvalid(.badName, length: end - offset)
    }
  }

  private func continuesName(_ bytes: Span<UInt8>, orEndAt end: Int) -> Bool {
    end < bytes.count && continuesName(bytes, at: end)
  }

  private func isZoneShortName(_ bytes: Span<UInt8>, _ end: Int) -> Bool {
    guard end - offset <= 4 else { return false }
    var name = ""
    for position in offset..<end { name.unicodeScalars.append(Unicode.Scalar(bytes[position])) }
    return Self.zoneShortNames.contains(name)
  }

  /// No zone has a name of 64 letters; the bound keeps hostile lines from being read twice.
  private func zoneEnd(_ bytes: Span<UInt8>) -> (end: Int, hasSlash: Bool) {
    var end = offset
    var hasSlash = false
    while end < bytes.count && end - offset < 64 {
      let byte = bytes[end]
      let isSign = byte == 0x2F || byte == 0x2B || byte == 0x2D
      guard isNameByte(byte) || isUpper(byte) || isSign else { break }
      hasSlash = hasSlash || byte == 0x2F
      end += 1
    }
    return (end, hasSlash)
  }
}
