import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// Combinations of what the moment decides, against every minute of the horizon.
@Suite struct MomentClassTests {
  private static let minute: Int64 = 60_000_000

  @Test(
    "every minute of two years falls into a combination, and every combination holds somewhere",
    arguments: [
      ("Europe/London", 1), ("Australia/Lord_Howe", 2), ("America/St_Johns", 3),
      ("Africa/Casablanca", 4),
    ] as [(String, UInt64)])
  func everyMinute(zoneName: String, seed: UInt64) throws {
    var source = Seeded(seed)
    let graph = try generated(&source, zoneName)
    let classes = MomentClasses(graph)
    #expect(classes.isComplete)
    let stretch = try #require(classes.horizon.first)
    #expect(classes.horizon.count == 1)
    let calendars = graph.logic.calendars
    var seen: Set<[UInt64]> = []
    var last: [UInt64] = []
    var at = stretch.lowerBound.microseconds
    while at < stretch.upperBound.microseconds {
      let bits = classes.bits(at: Moment(microseconds: at), calendars: calendars)
      if bits != last {
        seen.insert(bits)
        if !last.isEmpty {
          let before = classes.bits(at: Moment(microseconds: at - 1), calendars: calendars)
          #expect(before == last, "\(zoneName), seed \(seed): \(Moment(microseconds: at).text)")
        }
        let after = classes.bits(at: Moment(microseconds: at + 1), calendars: calendars)
        #expect(after == bits)
        last = bits
      }
      at += Self.minute
    }
    #expect(Set(classes.members.map(\.bits)) == seen, "\(zoneName), seed \(seed)")
    #expect(classes.members.count == seen.count)
    for member in classes.members {
      #expect(classes.bits(at: member.moment, calendars: calendars) == member.bits)
    }
  }

  /// Two calendars whose edges are whole minutes, a special date each, and a range of dates.
  private func generated(_ source: inout Seeded, _ zoneName: String) throws -> DecisionGraph {
    var graph = empty()
    for position in 0..<2 {
      let name = position == 0 ? zoneName : source.pick(ZoneFixture.names)
      let bytes = try #require(ZoneFixture.bytes(name))
      let zone = try #require(zoneRules(name: name, fileBytes: bytes))
      let date = CalendarDate(daysSince1970: 20_530 + Int32(source.below(20)))
      let special = GraphCalendar.SpecialDate(date: date, openings: openings(&source))
      graph.logic.calendars.append(
        GraphCalendar(
          name: "c\(position)", zone: zone, week: (0..<7).map { _ in openings(&source) },
          special: [special]))
      graph.logic.nodes.append(.during(calendar: Int32(position)))
    }
    let from = Int64(20_535 * 1_440 + source.below(1_000)) * Self.minute
    graph.logic.nodes.append(.between(from: from, until: from + 3_000 * Self.minute))
    return graph
  }

  private func openings(_ source: inout Seeded) -> [GraphCalendar.Opening] {
    var edges = Set((0..<(2 * source.below(3))).map { _ in Int32(source.below(1_441)) * 60 })
    if source.oneIn(3) { edges = [0, 86_400] }
    if source.oneIn(4) { edges.formUnion([3_600, 9_000]) }
    let sorted = edges.sorted()
    return stride(from: 0, to: sorted.count - 1, by: 2).map {
      GraphCalendar.Opening(from: sorted[$0], to: sorted[$0 + 1])
    }
  }

  private func empty() -> DecisionGraph {
    DecisionGraph(
      policy: PolicyIdentity(
        name: "hours", version: 1, zoneDataVersion: "2025b", startsWithHuman: false,
        files: ["hours.policy"]))
  }

  @Test("a range of one microsecond and an instant are seen exactly")
  func exact() throws {
    var graph = empty()
    var now = GraphFact(
      name: "now", domain: Domain(.moment), supply: .computed(0), mayBeUnknown: false)
    now.builtIn = .now
    graph.facts = [now]
    let at = try #require(Moment("2026-05-04T10:00:00.5Z".utf8)).microseconds
    graph.logic.nodes = [
      .between(from: at, until: at + 1), .instant(fact: 0, comparison: .above, microseconds: at),
      .between(from: .min, until: .max), .between(from: at, until: at),
    ]
    let classes = MomentClasses(graph)
    #expect(classes.isComplete)
    #expect(classes.members.map(\.bits) == [[4], [5], [6]])
    #expect(classes.members[1].moment.microseconds == at)
    #expect(classes.bitOfNode == [0: 0, 1: 1, 2: 2, 3: 3])
    #expect(classes.horizon.first?.lowerBound.text == "2025-03-30T10:00:00.5Z")
  }

  @Test("a plain moment stands for office hours, for the night, and for nothing to tell")
  func plain() throws {
    var graph = empty()
    #expect(MomentClasses(graph).members.map(\.moment.text) == ["2025-01-01T12:00:00Z"])
    let bytes = try #require(ZoneFixture.bytes("America/New_York"))
    let zone = try #require(zoneRules(name: "America/New_York", fileBytes: bytes))
    let day = [GraphCalendar.Opening(from: 9 * 3600, to: 17 * 3600)]
    graph.logic.calendars = [
      GraphCalendar(
        name: "office", zone: zone, week: [[GraphCalendar.Opening]](repeating: day, count: 7),
        special: [])
    ]
    var queue = GraphQueue(name: "care", skills: [], urgency: nil, file: 0, line: 1)
    queue.hours = 0
    graph.routing.queues = [queue]
    let classes = MomentClasses(graph)
    #expect(classes.bitOfCalendar == [0: 0])
    let moments = classes.members.map { ($0.isYes(0), $0.moment.text) }
    #expect(moments.first { $0.0 }?.1 == "2025-01-01T17:00:00Z")
    #expect(moments.first { !$0.0 }?.1 == "2025-03-09T05:00:00Z" || moments.count == 2)
  }

  @Test("too many combinations are said to be too many")
  func tooMany() {
    var graph = empty()
    for position in 0..<5_000 {
      let from = (Int64(position) * 3 + 1_000_000) * Self.minute
      graph.logic.nodes.append(.between(from: from, until: from + Self.minute))
    }
    let classes = MomentClasses(graph)
    #expect(!classes.isComplete)
    #expect(classes.members.count == MomentClasses.mostMembers)
  }

  @Test("centuries between two dates are not walked through")
  func farApart() {
    var graph = empty()
    let first = Int64(-40_000) * 1_440 * Self.minute
    let last = Int64(60_000) * 1_440 * Self.minute
    graph.logic.nodes = [.between(from: first, until: last)]
    let classes = MomentClasses(graph)
    #expect(classes.horizon.count == 2)
    #expect(classes.members.map(\.bits) == [[0], [1]])
    #expect(classes.isComplete)
  }
}
