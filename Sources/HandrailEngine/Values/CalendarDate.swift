extension CalendarDate {
  /// A date of the Gregorian calendar, years 0 to 9999; `nil` where there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 else { return nil }
    guard day <= CalendarDate.dayCount(ofMonth: month, year: year) else { return nil }
    // Years counted from March put the leap day last, so months before have fixed lengths.
    let shifted = month <= 2 ? year - 1 + 400 : year + 400
    let monthFromMarch = month <= 2 ? month + 9 : month - 3
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    // 865,565: days from 0400 years before 0000-03-01 to 1970-01-01.
    self.init(daysSince1970: Int32(shifted * 365 + leapDays + dayOfYear - 865_565))
  }

  /// Year, month and day.
  package var parts: (year: Int, month: Int, day: Int) {
    let days = Int(daysSince1970) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// How many days a month has; 0 for a month that is none.
  package static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    case 1...12: 31
    default: 0
    }
  }

  /// True for the years that have a 29 February.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The date as policies and messages write it: `2026-03-02`.
  package var text: String {
    var bytes: [UInt8] = []
    appendDate(self, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Writes `2026-03-02`.
package func appendDate(_ date: CalendarDate, to bytes: inout [UInt8]) {
  let (year, month, day) = date.parts
  if year < 0 { bytes.append(UInt8(ascii: "-")) }
  appendPadded(abs(year), width: 4, to: &bytes)
  bytes.append(UInt8(ascii: "-"))
  appendPadded(month, width: 2, to: &bytes)
  bytes.append(UInt8(ascii: "-"))
  appendPadded(day, width: 2, to: &bytes)
}

/// Writes a number of zero or more with leading zeros up to a width.
package func appendPadded(_ value: Int, width: Int, to bytes: inout [UInt8]) {
  var divisor = 1
  var digits = 1
  while digits < width || value / divisor >= 10 {
    divisor *= 10
    digits += 1
  }
  var rest = value
  for _ in 0..<digits {
    bytes.append(UInt8(ascii: "0") + UInt8(rest / divisor))
    rest %= divisor
    divisor /= 10
  }
}
