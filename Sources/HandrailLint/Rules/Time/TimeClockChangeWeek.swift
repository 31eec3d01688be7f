import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Rules look at opening hours, and no scenario plays in a week in which the clocks change.
  static let timeClockChangeWeek = LintRule(
    "time-clock-change-week", .standard, .note
  ) { policy in
    guard let hours = policy.hoursRead else { return [] }
    let zone = policy.model.people.calendars[hours.calendar].zone
    let usual = CalendarDate(year: 2026, month: 3, day: 2)
    let dates = policy.model.checks.scenarios.compactMap { $0.date ?? usual }
    let start = policy.surroundings.today ?? dates.max() ?? usual
    guard let start, let change = zone.clockChange(from: start),
      !dates.contains(where: zone.changesClock(inWeekOf:))
    else { return [] }
    return [
      LintFinding(
        "Rules look at `\(policy.model.people.calendars[hours.calendar].name)`, and no scenario "
          + "plays in a week in which the clocks change.",
        at: hours.place,
        because: "In `\(zone.name)` they next change on \(change.text), and that is when opening "
          + "hours go wrong.",
        fixes: policy.scenario(on: change))
    ]
  }
}

extension LintedPolicy {
  /// The first `during` or `outside` that a rule rests on.
  fileprivate var hoursRead: (calendar: CalendarID, place: SourcePlace)? {
    let targets = handOvers.compactMap { target -> Choose? in
      guard case .choose(let id) = target else { return nil }
      return model.vocabulary.chooses[id]
    }
    let rows = targets.flatMap(\.rows).compactMap { row -> Condition? in
      guard case .when(let condition) = row.match else { return nil }
      return condition
    }
    for test in (ruleConditions.map(\.condition) + rows).flatMap({ tests(under: $0) }) {
      switch test.body {
      case .during(let calendar), .outside(let calendar): return (calendar, test.origin.place)
      case .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes, .excludes, .before,
        .after, .inTheLast, .age, .ahead, .trend, .compare:
        continue
      }
    }
    return nil
  }

  /// What is expected is for the author to say; until then anything is.
  fileprivate func scenario(on date: CalendarDate) -> [Fix] {
    guard model.header.zone != nil, let before = heading(before: .scenario) else { return [] }
    let text = """
      scenario "The clocks change on \(date.text)"
        quiet
        at \(date.text) 10:15
        given task is none
        expect ai or human
      """
    return [
      Fix(.fill, "add a scenario, and say what you expect at which hour", [before.newHeading(text)])
    ]
  }
}

extension ZoneRules {
  /// The local date on which clocks are next put forward or back, within a year.
  fileprivate func clockChange(from date: CalendarDate) -> CalendarDate? {
    let start = firstInstant(of: date).seconds
    guard let change = nextChange(after: start), change - start < 366 * 86_400 else { return nil }
    return reading(at: Moment(microseconds: change * 1_000_000)).date
  }

  /// Monday to Sunday.
  fileprivate func changesClock(inWeekOf date: CalendarDate) -> Bool {
    let monday = CalendarDate(
      daysSince1970: date.daysSince1970 - Int32(date.weekday.rawValue))
    let end = firstInstant(of: CalendarDate(daysSince1970: monday.daysSince1970 + 7)).seconds
    return nextChange(after: firstInstant(of: monday).seconds).map { $0 < end } ?? false
  }
}
