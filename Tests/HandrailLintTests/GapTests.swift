import Handrail
import HandrailEngine
import HandrailLint
import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

@Suite("Hours at which nobody is there")
struct GapTests {
  @Test("are as many as a clock that asks every quarter of an hour finds", arguments: 0..<12)
  func hours(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let zones = ["Europe/London", random.pick(["Europe/London", "Europe/Madrid"])]
    let text = policy(zones, &random)
    let today = try #require(CalendarDate(year: 2026, month: 3, day: 2))
    let file = PolicyFile(path: "hours.policy", bytes: Array(text.utf8))
    var orders = LintOrders(.standard)
    orders.surroundings.today = today
    let review = review(file, in: worldOfTests(beside: nil), linting: orders)
    let stops = review.diagnostics.filter { $0.severity == .stop }
    #expect(stops.isEmpty, "\(DiagnosticText(review.sources).render(stops))")
    let said = review.diagnostics.filter { $0.code == "time-gap-unserved" }.map(\.headline)
    let graph = try #require(compile(file, in: worldOfTests(beside: nil)).policy).graph
    let hours = closedHours(of: graph.logic.calendars, from: today)
    let expected =
      "For \(hours) hours of the year nobody is there for `care`, and only a message is taken."
    #expect(said == (hours > 0 ? [expected] : []))
  }

  /// A year in quarters of an hour, asked one by one.
  private func closedHours(of calendars: [GraphCalendar], from today: CalendarDate) -> Int {
    let zone = calendars[0].zone
    let end = CalendarDate(daysSince1970: today.daysSince1970 + 365)
    var second = zone.firstInstant(of: today).seconds
    var quarters = 0
    while second < zone.firstInstant(of: end).seconds {
      let moment = Moment(microseconds: second * 1_000_000)
      if !calendars.contains(where: { $0.isOpen(at: moment) }) { quarters += 1 }
      second += 900
    }
    return quarters / 4
  }

  private func policy(_ zones: [String], _ random: inout Seeded) -> String {
    """
    policy hours version 1
      language 1
      time zone Europe/London
      start with human

    calendar first_half in \(zones[0])
    \(lines(&random))
    calendar second_half in \(zones[1])
    \(lines(&random))
    queue care
      hours first_half
      if closed or waited too long
        - try evening
        - take message

    queue evening
      hours second_half
      if closed or waited too long
        - take message

    prefer queues otherwise care

    tasks nothing_else

    rule people
      only a human may nothing_else

    """
  }

  /// A week with a line a day at most, and some dates of their own.
  private func lines(_ random: inout Seeded) -> String {
    var text = ""
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] where random.chance(85) {
      text += "  \(day) from \(range(&random))\n"
    }
    if text.isEmpty { text = "  mon from 08:00 to 18:00\n" }
    // The clocks go forward on 29 March and back on 25 October.
    for date in ["2026-03-29", "2026-10-25", "2026-12-24"] where random.chance(50) {
      text += "  on \(date) from \(range(&random))\n"
    }
    if random.chance(50) { text += "  closed on 2026-12-25, 2027-01-01\n" }
    return text
  }

  private func range(_ random: inout Seeded) -> String {
    let start = random.below(40)
    let end = start + 1 + random.below(96 - start)
    return "\(time(start)) to \(time(end))"
  }

  private func time(_ quarters: Int) -> String {
    let hour = quarters / 4
    let minute = quarters % 4 * 15
    return "\(hour < 10 ? "0" : "")\(hour):\(minute == 0 ? "00" : "\(minute)")"
  }
}
