extension Moment {
  /// Reads RFC 3339 with its offset: `2026-03-02T10:15:00.25+01:00`; `nil` for anything else.
  ///
  /// Years 0 to 9999. Digits of the fraction past the microsecond are dropped. Second 60 is read
  /// where UTC may have a leap second (end of June or December) and means the second after it.
  package init?(_ text: some Collection<UInt8>) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take(UInt8(ascii: "-")),
      let month = reader.number(digits: 2), reader.take(UInt8(ascii: "-")),
      let day = reader.number(digits: 2),
      reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: "t")),
      let hour = reader.number(digits: 2), hour <= 23, reader.take(UInt8(ascii: ":")),
      let minute = reader.number(digits: 2), minute <= 59, reader.take(UInt8(ascii: ":")),
      let second = reader.number(digits: 2), second <= 60,
      let fraction = reader.microseconds(), let offset = reader.offset(), reader.isAtEnd,
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    let ofDay = hour * 3600 + minute * 60 + second - offset * 60
    let seconds = Int64(date.daysSince1970) * 86_400 + Int64(ofDay)
    guard seconds >= Moment.earliest && seconds <= Moment.latest else { return nil }
    if second == 60 && !Moment.mayFollowLeapSecond(seconds) { return nil }
    self.init(microseconds: seconds * 1_000_000 + Int64(fraction))
  }

  /// The instant a second count stands for; held at the ends of what a moment can keep.
  package init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    self.init(microseconds: overflow ? (seconds < 0 ? .min : .max) : product)
  }

  /// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z, in seconds.
  private static var earliest: Int64 { -62_167_219_200 }
  private static var latest: Int64 { 253_402_300_799 }

  /// The instant so many seconds later; the last one that can be written where that is too far.
  package func adding(seconds: Int64) -> Moment {
    let last = Moment.latest * 1_000_000 + 999_999
    let (length, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (later, overflow) = microseconds.addingReportingOverflow(length)
    return Moment(microseconds: isTooLong || overflow ? last : min(later, last))
  }

  /// True for midnights of 1 July and 1 January.
  private static func mayFollowLeapSecond(_ seconds: Int64) -> Bool {
    guard seconds % 86_400 == 0 else { return false }
    let (_, month, day) = CalendarDate(daysSince1970: Int32(seconds / 86_400)).parts
    return day == 1 && (month == 1 || month == 7)
  }

  /// RFC 3339 in UTC, with a fraction only where there is one: `2026-03-02T10:15:00Z`.
  package var text: String {
    var bytes: [UInt8] = []
    appendMoment(self, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Writes RFC 3339 in UTC.
package func appendMoment(_ moment: Moment, to bytes: inout [UInt8]) {
  let seconds = moment.seconds
  let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  let ofDay = Int(seconds - day * 86_400)
  appendDate(CalendarDate(daysSince1970: Int32(day)), to: &bytes)
  bytes.append(UInt8(ascii: "T"))
  appendPadded(ofDay / 3600, width: 2, to: &bytes)
  bytes.append(UInt8(ascii: ":"))
  appendPadded(ofDay / 60 % 60, width: 2, to: &bytes)
  bytes.append(UInt8(ascii: ":"))
  appendPadded(ofDay % 60, width: 2, to: &bytes)
  var fraction = Int(moment.microseconds % 1_000_000)
  if fraction < 0 { fraction += 1_000_000 }
  if fraction != 0 {
    bytes.append(UInt8(ascii: "."))
    appendPadded(fraction, width: 6, to: &bytes)
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  }
  bytes.append(UInt8(ascii: "Z"))
}

/// Digits and marks, read one after the other.
private struct DigitReader<Bytes: Collection<UInt8>> {
  private let bytes: Bytes
  private var index: Bytes.Index

  init(_ bytes: Bytes) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    bytes.formIndex(after: &index)
    return true
  }

  private mutating func digit() -> Int? {
    guard index < bytes.endIndex else { return nil }
    let value = bytes[index] &- UInt8(ascii: "0")
    guard value <= 9 else { return nil }
    bytes.formIndex(after: &index)
    return Int(value)
  }

  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The fraction, where there is one; `nil` for a point without digits.
  mutating func microseconds() -> Int? {
    guard take(UInt8(ascii: ".")) else { return 0 }
    guard let first = digit() else { return nil }
    var value = first
    var count = 1
    while let next = digit() {
      if count < 6 {
        value = value * 10 + next
        count += 1
      }
    }
    while count < 6 {
      value *= 10
      count += 1
    }
    return value
  }

  /// Minutes ahead of UTC.
  mutating func offset() -> Int? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    let isBehind = take(UInt8(ascii: "-"))
    guard isBehind || take(UInt8(ascii: "+")) else { return nil }
    guard let hours = number(digits: 2), hours <= 23, take(UInt8(ascii: ":")),
      let minutes = number(digits: 2), minutes <= 59
    else { return nil }
    return (hours * 60 + minutes) * (isBehind ? -1 : 1)
  }
}
