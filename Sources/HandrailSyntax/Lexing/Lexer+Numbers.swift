import HandrailSource

extension Lexer {
  /// A number, a percent, a date or a time; anything else that begins with a digit is a flaw.
  mutating func number(_ bytes: Span<UInt8>) {
    var end = offset + 1
    while end < bytes.count && isDigit(bytes[end]) { end += 1 }
    if end + 1 < bytes.count && bytes[end] == 0x2E && isDigit(bytes[end + 1]) {
      end += 2
      while end < bytes.count && isDigit(bytes[end]) { end += 1 }
    }
    guard end < bytes.count else {
      add(.number, length: end - offset)
      return
    }
    if endsNumber(bytes, at: end) {
      add(.number, length: end - offset)
    } else if bytes[end] == 0x25 && endsNumber(bytes, at: end + 1) {
      add(.percent, length: end + 1 - offset)
    } else {
      otherNumber(bytes)
    }
  }

  /// Whether nothing that belongs to a number or a word stands here.
  private func endsNumber(_ bytes: Span<UInt8>, at end: Int) -> Bool {
    guard end < bytes.count else { return true }
    let byte = bytes[end]
    let next = end + 1 < bytes.count ? bytes[end + 1] : 0x0A
    switch byte {
    case 0x2C: return !isThousands(bytes, at: end)
    case 0x2D: return next == 0x3E
    case 0x2E: return !isDigit(next)
    case 0x2F, 0x3A: return !isDigit(next)
    case 0x25: return false
    case 0x80...:
      guard let scalar = decodeScalar(bytes, at: end) else { return true }
      let found = sort(of: scalar.value)
      return found != .visible && found != .currency
    default: return !(isNameByte(byte) || isUpper(byte) || byte == 0x24)
    }
  }

  /// A comma and exactly three digits, with no space between.
  private func isThousands(_ bytes: Span<UInt8>, at comma: Int) -> Bool {
    var digits = 0
    while comma + 1 + digits < bytes.count && isDigit(bytes[comma + 1 + digits]) { digits += 1 }
    return digits == 3
  }

  /// The end of an amount with its thousands commas.
  func amountEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let next = end + 1 < bytes.count ? bytes[end + 1] : 0x0A
      let joins =
        bytes[end] == 0x2E && isDigit(next) || bytes[end] == 0x2C && isThousands(bytes, at: end)
      guard isDigit(bytes[end]) || joins else { break }
      end += 1
    }
    return end
  }

  private mutating func otherNumber(_ bytes: Span<UInt8>) {
    let end = runEnd(bytes)
    let shape = shape(bytes, offset..<end)
    switch shape {
    case "dddd-dd-dd":
      if isDate(bytes, at: offset) {
        add(.date, length: end - offset)
      } else {
        addInvalid(.strange, length: end - offset)
      }
    case "dd:dd":
      if isTime(bytes, at: offset) {
        add(.time, length: end - offset)
      } else {
        addInvalid(.strange, length: end - offset)
      }
    default: addInvalid(flaw(of: shape), length: end - offset)
    }
  }

  /// The sort of flaw by the shape of the run.
  private func flaw(of shape: String) -> FlawKind {
    if shape.contains(",") { return .thousandsComma }
    if shape.contains("¤") || shape.hasSuffix("CCC") { return .currencySign }
    if shape.hasSuffix("am") || shape.hasSuffix("pm") || shape == "d:dd" { return .clock }
    for sign in ["/", "-", "."] as [Character] {
      let parts = shape.split(separator: sign, omittingEmptySubsequences: false)
      if parts.count == 3 && parts.allSatisfy({ part in part.allSatisfy { $0 == "d" } }) {
        return .slashDate
      }
    }
    return .strange
  }

  /// The run of bytes that was meant as one number, date or time.
  private func runEnd(_ bytes: Span<UInt8>) -> Int {
    var end = offset + 1
    while end < bytes.count {
      let byte = bytes[end]
      let next = end + 1 < bytes.count ? bytes[end + 1] : 0x0A
      switch byte {
      case 0x2C: if !isThousands(bytes, at: end) { return end }
      case 0x2D, 0x2E, 0x2F, 0x3A: if !(isNameByte(next) || isUpper(next)) { return end }
      case 0x25, 0x24: break
      case 0x80...:
        guard let scalar = decodeScalar(bytes, at: end) else { return end }
        let sort = sort(of: scalar.value)
        guard sort == .visible || sort == .currency else { return end }
        end += scalar.length - 1
      default: if !(isNameByte(byte) || isUpper(byte)) { return end }
      }
      end += 1
    }
    return end
  }

  /// A picture of a short run: `d` a digit, `C` a capital, `¤` a currency sign.
  private func shape(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var shape = ""
    for position in range.prefix(32) {
      let byte = bytes[position]
      if isDigit(byte) {
        shape.append("d")
      } else if isUpper(byte) {
        shape.append("C")
      } else if byte == 0x24 || byte >= 0xC2 {
        shape.append(byte == 0x24 || isCurrency(bytes, at: position) ? "¤" : "?")
      } else if byte < 0x80 {
        shape.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return range.count > 32 ? shape + "?" : shape
  }

  private func isCurrency(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    decodeScalar(bytes, at: position).map { sort(of: $0.value) } == .currency
  }

  private func digits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int {
    var value = 0
    for position in start..<start + count { value = value * 10 + Int(bytes[position] - 0x30) }
    return value
  }

  private func isDate(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    isRealDate(
      year: digits(bytes, start, 4), month: digits(bytes, start + 5, 2),
      day: digits(bytes, start + 8, 2))
  }

  private func isTime(_ bytes: Span<UInt8>, at start: Int) -> Bool {
    let hour = digits(bytes, start, 2)
    let minute = digits(bytes, start + 3, 2)
    return minute < 60 && hour < 24 || hour == 24 && minute == 0
  }
}

/// Whether the calendar has that day; years from 1 on.
func isRealDate(year: Int, month: Int, day: Int) -> Bool {
  guard year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 else { return false }
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  switch month {
  case 2: return day <= (isLeap ? 29 : 28)
  case 4, 6, 9, 11: return day <= 30
  default: return day <= 31
  }
}
