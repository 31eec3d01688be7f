import HandrailEngine

/// Reads a written number such as `-12.50`; `nil` if it has over 18 decimals or does not fit.
func readDecimal(_ text: String) -> Decimal? {
  var mantissa: Int64 = 0
  var decimals: Int?
  var digits = 0
  let isNegative = text.utf8.first == UInt8(ascii: "-")
  for byte in isNegative ? text.utf8.dropFirst() : text.utf8[...] {
    if byte == UInt8(ascii: "."), decimals == nil {
      decimals = 0
      continue
    }
    guard byte >= 0x30 && byte <= 0x39 else { return nil }
    digits += 1
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
    let (sum, carried) = product.addingReportingOverflow(Int64(byte - 0x30))
    if overflow || carried { return nil }
    mantissa = sum
    decimals = decimals.map { $0 + 1 }
  }
  guard digits > 0, (decimals ?? 0) <= 18 else { return nil }
  return Decimal(mantissa: isNegative ? -mantissa : mantissa, decimals: decimals ?? 0)
}

/// Reads `5%` as 0.05.
func readPercent(_ text: String) -> Decimal? {
  guard text.utf8.last == UInt8(ascii: "%"), let value = readDecimal(String(text.dropLast())),
    value.decimals <= 16
  else { return nil }
  return Decimal(mantissa: value.mantissa, decimals: value.decimals + 2)
}

/// A whole number that is written, such as a count.
func readWhole(_ text: String) -> Int64? {
  guard let value = readDecimal(text) else { return nil }
  return value.scaled(to: 0)
}

/// Reads `2026-09-30`; `nil` where there is no such day.
func readDate(_ text: String) -> CalendarDate? {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
    let day = Int(parts[2])
  else { return nil }
  return CalendarDate(year: year, month: month, day: day)
}

/// Reads `08:00` as seconds from midnight; `24:00` is the end of a day.
func readTime(_ text: String) -> Int32? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 2, let hour = Int32(parts[0]), let minute = Int32(parts[1]),
    (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
  else { return nil }
  return hour * 3600 + minute * 60
}

/// How many seconds a unit such as `minutes` has.
func secondsOfUnit(_ word: String) -> Int64? {
  switch word {
  case "second", "seconds": 1
  case "minute", "minutes": 60
  case "hour", "hours": 3600
  case "day", "days": 86_400
  default: nil
  }
}

extension Decimal {
  /// The product with a whole number; `nil` if it does not fit.
  func times(_ factor: Int64) -> Decimal? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
    return overflow ? nil : Decimal(mantissa: product, decimals: decimals)
  }

  /// The sum; `nil` if it does not fit.
  func plus(_ other: Decimal) -> Decimal? {
    let places = max(decimals, other.decimals)
    guard let left = scaled(to: places), let right = other.scaled(to: places) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Decimal(mantissa: sum, decimals: places)
  }

  /// Where it stands to a whole number of units of ten to the minus `places`: -1, 0 or 1.
  func sign(against units: Int64, places: Int) -> Int {
    let mine = Int128(mantissa) * power(18 - decimals)
    let theirs = Int128(units) * power(18 - places)
    return mine < theirs ? -1 : mine > theirs ? 1 : 0
  }

  /// The number as written without needless zeros.
  var written: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}

/// Ten to a power of 0 to 18.
private func power(_ exponent: Int) -> Int128 { powersOfTen[min(max(0, exponent), 18)] }

private let powersOfTen: [Int128] = {
  var powers: [Int128] = [1]
  for place in 0..<18 { powers.append(powers[place] * 10) }
  return powers
}()
