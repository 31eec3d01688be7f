import HandrailEngine

/// When several calendars are closed at once, in the words in which a policy writes hours.
struct ClosedHours {
  /// Dates that are told one by one.
  private static var mostDates: Int { 6 }
  private static var days: [String] { ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] }

  private let calendars: [GraphCalendar]

  init(_ calendars: [GraphCalendar]) { self.calendars = calendars }

  /// Calendars of several zones are only named: their hours have no common clock.
  var words: String {
    guard let first = calendars.first else { return "always" }
    if calendars.contains(where: { $0.zone != first.zone }) {
      return "whenever \(calendars.map(\.name).joined(separator: ", ")) are closed at once"
    }
    var parts = weekWords
    let dates = unusualDates
    parts += dates.prefix(ClosedHours.mostDates).map {
      "on \($0.text) \(rangeWords(closed(on: $0)))"
    }
    if dates.count > ClosedHours.mostDates {
      parts.append("and on \(dates.count - ClosedHours.mostDates) more dates")
    }
    return parts.isEmpty ? "" : parts.joined(separator: "; ") + " (\(first.zone.name))"
  }

  /// Days that follow each other with the same hours are told together.
  private var weekWords: [String] {
    let week = (0..<7).map { day in closed { $0.week[day] } }
    var parts: [String] = []
    var day = 0
    while day < 7 {
      var last = day
      while last < 6 && week[last + 1] == week[day] { last += 1 }
      if !week[day].isEmpty {
        let names =
          last > day
          ? "\(ClosedHours.days[day]) to \(ClosedHours.days[last])" : ClosedHours.days[day]
        parts.append("\(names) \(rangeWords(week[day]))")
      }
      day = last + 1
    }
    return parts
  }

  /// Dates on which some calendar keeps other hours than its week, and all are closed for a while.
  private var unusualDates: [CalendarDate] {
    var dates: Set<CalendarDate> = []
    for calendar in calendars { dates.formUnion(calendar.special.map(\.date)) }
    return dates.sorted().filter { date in
      let today = closed(on: date)
      return !today.isEmpty && today != closed { $0.week[Int(date.weekday.rawValue)] }
    }
  }

  private func closed(on date: CalendarDate) -> [GraphCalendar.Opening] {
    closed { $0.openings(on: date) }
  }

  /// What the openings of one day leave of it.
  private func closed(
    _ openings: (GraphCalendar) -> [GraphCalendar.Opening]
  ) -> [GraphCalendar.Opening] {
    var left: [GraphCalendar.Opening] = []
    var from: Int32 = 0
    for opening in calendars.flatMap(openings).sorted(by: { $0.from < $1.from }) {
      if opening.from > from {
        left.append(GraphCalendar.Opening(from: from, to: opening.from))
      }
      from = max(from, opening.to)
    }
    if from < 86_400 { left.append(GraphCalendar.Opening(from: from, to: 86_400)) }
    return left
  }

  private func rangeWords(_ ranges: [GraphCalendar.Opening]) -> String {
    if ranges == [GraphCalendar.Opening(from: 0, to: 86_400)] { return "all day" }
    return ranges.map { "from \(clock($0.from)) to \(clock($0.to))" }.joined(separator: " and ")
  }

  private func clock(_ second: Int32) -> String {
    var bytes: [UInt8] = []
    appendPadded(Int(second / 3_600), width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendPadded(Int(second / 60 % 60), width: 2, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
