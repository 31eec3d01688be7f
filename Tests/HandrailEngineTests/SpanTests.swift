import Foundation
import HandrailEngine
import HandrailTestSupport
import Testing

/// Deadlines: elapsed time, and the open time of a calendar.
@Suite struct SpanTests {
  private func graph(_ week: [[GraphCalendar.Opening]]) throws -> DecisionGraph {
    let path = "/usr/share/zoneinfo/Europe/London"
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let zone = try #require(zoneRules(name: "Europe/London", fileBytes: bytes))
    var graph = testGraph()
    graph.logic.calendars = [
      GraphCalendar(name: "office", zone: zone, week: week, special: [])
    ]
    return graph
  }

  private func end(
    _ seconds: Int64, from moment: String, _ week: [[GraphCalendar.Opening]]
  ) throws -> String {
    let from = try #require(Moment(moment.utf8))
    return try graph(week).deadline(of: GraphSpan(seconds: seconds, calendar: 0), from: from).text
  }

  private var office: [[GraphCalendar.Opening]] {
    let day = [GraphCalendar.Opening(from: 9 * 3600, to: 17 * 3600)]
    return [[GraphCalendar.Opening]](repeating: day, count: 5) + [[], []]
  }

  @Test("open time stops at closing and goes on at opening")
  func openTime() throws {
    #expect(try end(3600, from: "2026-02-27T16:00:00Z", office) == "2026-02-27T17:00:00Z")
    #expect(try end(3601, from: "2026-02-27T16:00:00Z", office) == "2026-03-02T09:00:01Z")
    #expect(try end(60, from: "2026-02-28T12:00:00.5Z", office) == "2026-03-02T09:01:00Z")
    #expect(try end(60, from: "2026-02-27T16:59:30.5Z", office) == "2026-03-02T09:00:30.5Z")
    #expect(try end(0, from: "2026-02-28T12:00:00Z", office) == "2026-02-28T12:00:00Z")
    // Forty hours are one week, also over the change to summer time.
    #expect(try end(144_000, from: "2026-03-27T16:00:00Z", office) == "2026-04-03T15:00:00Z")
  }

  @Test("an hour that the clocks skip is not open, one that they repeat is open twice")
  func clockChanges() throws {
    let night = [GraphCalendar.Opening(from: 3600, to: 7200)]
    let week = [[GraphCalendar.Opening]](repeating: night, count: 7)
    #expect(try end(7200, from: "2026-03-28T00:30:00Z", week) == "2026-03-30T01:00:00Z")
    #expect(try end(7200, from: "2026-10-25T00:00:00Z", week) == "2026-10-25T02:00:00Z")
  }

  @Test("a calendar that is never open ends the wait after 400 days")
  func never() throws {
    let week = [[GraphCalendar.Opening]](repeating: [], count: 7)
    #expect(try end(60, from: "2026-01-01T00:00:00Z", week) == "2027-02-05T00:00:00Z")
    #expect(try end(.max, from: "2026-01-01T00:00:00Z", office) == "2027-02-05T00:00:00Z")
    let graph = try graph(week)
    let late = try #require(Moment("9999-12-31T23:59:59Z".utf8))
    let elapsed = graph.deadline(of: GraphSpan(seconds: .max, calendar: -1), from: late)
    #expect(elapsed.text == "9999-12-31T23:59:59.999999Z")
  }
}
