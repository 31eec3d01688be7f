/// The rule that closes a zone file: a POSIX `TZ` text with the hours of RFC 8536.
struct ZoneFooter {
  /// A day and second at which clocks change, in the local time before the change.
  private struct Change {
    enum Day {
      /// 1 to 365; 29 February is never counted.
      case withoutLeapDay(Int)
      /// 0 to 365.
      case dayOfYear(Int)
      /// Month, week 1 to 5 (5: the last), weekday with Sunday 0.
      case weekday(month: Int, week: Int, day: Int)
    }

    var day: Day
    var second: Int64
  }

  private var standardOffset: Int32
  private var summerOffset: Int32
  private var changes: (toSummer: Change, toStandard: Change)?

  /// `nil` where the text is no such rule.
  init?(_ text: ArraySlice<UInt8>) {
    var reader = Reader(text)
    guard reader.name(), let behind = reader.seconds(hoursUpTo: 24) else { return nil }
    standardOffset = Int32(-behind)
    summerOffset = standardOffset
    if reader.isAtEnd { return }
    guard reader.name() else { return nil }
    summerOffset = standardOffset + 3600
    if !reader.isNext(UInt8(ascii: ",")) {
      guard let behind = reader.seconds(hoursUpTo: 24) else { return nil }
      summerOffset = Int32(-behind)
    }
    guard let toSummer = ZoneFooter.change(&reader), let toStandard = ZoneFooter.change(&reader),
      reader.isAtEnd
    else { return nil }
    changes = (toSummer, toStandard)
  }

  /// The changes after an instant through the year 2199, ascending.
  func transitions(after last: Int64?) -> [ZoneRules.Transition] {
    guard let changes else {
      guard let last, last < .max else { return [] }
      return [ZoneRules.Transition(at: last + 1, offset: standardOffset)]
    }
    let begin = max(last ?? ZoneFooter.yearStart(1900), ZoneFooter.yearStart(1900))
    guard begin < ZoneFooter.yearStart(2200) else { return [] }
    let first = CalendarDate(daysSince1970: Int32(begin / 86_400)).parts.year - 1
    var found: [(at: Int64, isToSummer: Bool)] = []
    for year in first...2199 {
      let summer = ZoneFooter.instant(of: changes.toSummer, year: year) - Int64(standardOffset)
      let standard = ZoneFooter.instant(of: changes.toStandard, year: year) - Int64(summerOffset)
      found.append((summer, true))
      found.append((standard, false))
    }
    // A rule for summer time all year ends one and begins the next at one instant: the end first.
    found.sort { $0.at != $1.at ? $0.at < $1.at : !$0.isToSummer && $1.isToSummer }
    return found.filter { $0.at > begin }.map {
      ZoneRules.Transition(at: $0.at, offset: $0.isToSummer ? summerOffset : standardOffset)
    }
  }

  private static func yearStart(_ year: Int) -> Int64 {
    Int64(CalendarDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0) * 86_400
  }

  /// Seconds since 1970 of the local clock.
  private static func instant(of change: Change, year: Int) -> Int64 {
    var day = yearStart(year) / 86_400
    switch change.day {
    case .withoutLeapDay(let number):
      day += Int64(number - 1 + (CalendarDate.isLeap(year) && number >= 60 ? 1 : 0))
    case .dayOfYear(let number):
      day += Int64(number)
    case .weekday(let month, let week, let weekday):
      let first = CalendarDate(year: year, month: month, day: 1) ?? CalendarDate(daysSince1970: 0)
      // Sunday is 0 here and the last of our weekdays.
      let firstWeekday = (Int(first.weekday.rawValue) + 1) % 7
      var dayOfMonth = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      while dayOfMonth > CalendarDate.dayCount(ofMonth: month, year: year) { dayOfMonth -= 7 }
      day = Int64(first.daysSince1970) + Int64(dayOfMonth - 1)
    }
    return day * 86_400 + change.second
  }

  private static func change(_ reader: inout Reader) -> Change? {
    guard reader.take(UInt8(ascii: ",")), let day = day(&reader) else { return nil }
    guard reader.take(UInt8(ascii: "/")) else { return Change(day: day, second: 7200) }
    guard let second = reader.seconds(hoursUpTo: 167) else { return nil }
    return Change(day: day, second: second)
  }

  private static func day(_ reader: inout Reader) -> Change.Day? {
    if reader.take(UInt8(ascii: "J")) {
      guard let number = reader.number(upTo: 365), number >= 1 else { return nil }
      return .withoutLeapDay(number)
    }
    guard reader.take(UInt8(ascii: "M")) else {
      return reader.number(upTo: 365).map { .dayOfYear($0) }
    }
    guard let month = reader.number(upTo: 12), month >= 1, reader.take(UInt8(ascii: ".")),
      let week = reader.number(upTo: 5), week >= 1, reader.take(UInt8(ascii: ".")),
      let day = reader.number(upTo: 6)
    else { return nil }
    return .weekday(month: month, week: week, day: day)
  }
}

/// The letters of the rule, read front to back.
private struct Reader {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  var isAtEnd: Bool { rest.isEmpty }

  func isNext(_ byte: UInt8) -> Bool { rest.first == byte }

  mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// A name of three letters or more, or anything in angle brackets.
  mutating func name() -> Bool {
    if take(UInt8(ascii: "<")) {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let letters = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    rest = rest[letters.endIndex...]
    return letters.count >= 3
  }

  mutating func number(upTo limit: Int) -> Int? {
    var value = 0
    var count = 0
    while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      guard value <= limit else { return nil }
      count += 1
      rest.removeFirst()
    }
    return count > 0 ? value : nil
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func seconds(hoursUpTo limit: Int) -> Int64? {
    let isNegative = take(UInt8(ascii: "-"))
    if !isNegative { _ = take(UInt8(ascii: "+")) }
    guard let hours = number(upTo: limit) else { return nil }
    var total = hours * 3600
    if take(UInt8(ascii: ":")) {
      guard let minutes = number(upTo: 59) else { return nil }
      total += minutes * 60
      if take(UInt8(ascii: ":")) {
        guard let seconds = number(upTo: 59) else { return nil }
        total += seconds
      }
    }
    return Int64(isNegative ? -total : total)
  }
}
