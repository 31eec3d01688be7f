import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A calendar that closes at some hour, and on no date of this year or later.
  static let timeNoHolidays = LintRule("time-no-holidays", .standard, .note) { policy in
    guard let today = policy.surroundings.today else { return [] }
    let year = today.parts.year
    return policy.model.people.calendars.elements.compactMap { calendar in
      let dates = Array(calendar.closed) + Array(calendar.dates.keys)
      guard !calendar.isAlwaysOpen, !dates.contains(where: { $0.parts.year >= year }),
        let heading = policy.heading(at: calendar.origin.place), let name = heading.name
      else { return nil }
      return LintFinding(
        "`\(calendar.name)` has no closing dates for \(year).", at: name.place,
        because: "On a public holiday customers would be sent to people who are not there.",
        fixes: policy.closingDates(from: today, in: heading))
    }
  }
}

extension PolicyCalendar {
  /// Every day around the clock: whoever writes that means holidays too.
  fileprivate var isAlwaysOpen: Bool {
    week.allSatisfy { day in
      day.first?.from == 0 && day.last?.to == 86_400
        && zip(day, day.dropFirst()).allSatisfy { $0.to == $1.from }
    }
  }
}

extension LintedPolicy {
  /// The last day of the year stands for the days that the author fills in.
  fileprivate func closingDates(from today: CalendarDate, in heading: Written) -> [Fix] {
    guard let day = CalendarDate(year: today.parts.year, month: 12, day: 31) else { return [] }
    return [
      Fix(
        .fill, "add your closing dates in place of \(day.text)",
        [heading.insertion(afterLast: "  closed on \(day.text)")])
    ]
  }
}
