/// What the text of a number is in units of ten to the minus some places.
package enum ScaledNumber: Sendable, Equatable {
  case exact(Int64)
  /// It has more decimals than the unit keeps.
  case tooManyDecimals
  /// It is beyond what 64 bits hold.
  case tooLarge
  /// It is no number as JSON writes them.
  case notANumber
}

/// Reads a number as JSON writes it, exactly: no floating point stands between.
package func scaledNumber(_ text: some Collection<UInt8>, decimals: Int) -> ScaledNumber {
  guard let number = NumberText(text) else { return .notANumber }
  return number.scaled(to: decimals)
}

extension Decimal {
  /// A written number such as `40.50` or `-5`, without exponent; `nil` where it is none or is
  /// beyond 18 decimals or 64 bits.
  package init?(_ text: some Collection<UInt8>) {
    guard let number = NumberText(text), !number.hasExponent else { return nil }
    let places = number.fewestDecimals
    guard places <= 18, case .exact(let mantissa) = number.scaled(to: places) else { return nil }
    self.init(mantissa: mantissa, decimals: places)
  }
}

/// A number in the grammar of JSON: its digits without zeros at the ends, and a power of ten.
struct NumberText {
  private(set) var isNegative = false
  /// From the first digit that is not zero to the last.
  private(set) var digits: [UInt8] = []
  /// The value is `digits` times ten to this; held where every answer is the same.
  private(set) var exponent = 0
  private(set) var hasExponent = false

  init?(_ text: some Collection<UInt8>) {
    var rest = text[...]
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest.removeFirst()
    }
    let whole = NumberText.takeDigits(&rest)
    guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else {
      return nil
    }
    digits.append(contentsOf: whole)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = NumberText.takeDigits(&rest)
      guard !fraction.isEmpty else { return nil }
      digits.append(contentsOf: fraction)
      exponent -= fraction.count
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      hasExponent = true
      guard let power = NumberText.takePower(&rest) else { return nil }
      exponent += power
    }
    guard rest.isEmpty else { return nil }
    trim()
  }

  /// How many decimals the value has.
  var fewestDecimals: Int { exponent < 0 ? -exponent : 0 }

  func scaled(to decimals: Int) -> ScaledNumber {
    if digits.isEmpty { return .exact(0) }
    let shift = exponent + decimals
    if digits.count + shift > 19 { return .tooLarge }
    if shift < 0 { return .tooManyDecimals }
    var value: Int64 = 0
    for position in 0..<digits.count + shift {
      let digit = position < digits.count ? Int64(digits[position] - UInt8(ascii: "0")) : 0
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowAgain) =
        isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      if overflow || overflowAgain { return .tooLarge }
      value = sum
    }
    return .exact(value)
  }

  private mutating func trim() {
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    if let start = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }) {
      digits.removeFirst(start)
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  private static func takeDigits<Text: Collection<UInt8>>(_ rest: inout Text) -> Text
  where Text.SubSequence == Text {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest[digits.endIndex...]
    return digits
  }

  /// The number after `e`, held at about a thousand million: beyond it every answer is the same.
  private static func takePower<Text: Collection<UInt8>>(_ rest: inout Text) -> Int?
  where Text.SubSequence == Text {
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let digits = takeDigits(&rest)
    guard !digits.isEmpty else { return nil }
    var power = 0
    for digit in digits where power < 100_000_000 {
      power = power * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return isNegative ? -power : power
  }
}

/// Writes a value of so many decimals; with `keepsZeros`, all of them are written.
package func appendScaled(
  _ value: Int64, decimals: Int, keepsZeros: Bool, to bytes: inout [UInt8]
) {
  var digits: [UInt8] = []
  var rest = value.magnitude
  while rest > 0 || digits.count <= decimals {
    digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
  }
  if value < 0 { bytes.append(UInt8(ascii: "-")) }
  bytes.append(contentsOf: digits[decimals...].reversed())
  var fraction = digits[..<decimals]
  if !keepsZeros {
    while fraction.first == UInt8(ascii: "0") { fraction.removeFirst() }
  }
  guard !fraction.isEmpty else { return }
  bytes.append(UInt8(ascii: "."))
  bytes.append(contentsOf: fraction.reversed())
}

/// A value of so many decimals as text, without zeros at its end: `0.7`.
package func scaledText(_ value: Int64, decimals: Int) -> String {
  var bytes: [UInt8] = []
  appendScaled(value, decimals: decimals, keepsZeros: false, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
