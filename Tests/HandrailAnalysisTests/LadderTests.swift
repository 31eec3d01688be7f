import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// How long a ladder takes, and who is there at every hour.
@Suite struct LadderTests {
  private static let office = """
    calendar office in Europe/London
      mon to fri from 09:00 to 17:00
      closed on 2026-12-25

    calendar night in Europe/London
      mon to sun from 17:00 to 24:00
      mon to sun from 00:00 to 09:00

    calendar weekend in Europe/London
      sat to sun from 10:00 to 16:00

    """

  private func way(_ ways: WaysOut, at text: String, _ graph: DecisionGraph) throws
    -> WaysOut.WayOut
  {
    let moment = try #require(Moment(text.utf8))
    return WaysOut.wayOut(from: ways.queue, in: graph) {
      graph.logic.calendars[$0].isOpen(at: moment)
    }
  }

  private func position(_ name: String, _ graph: DecisionGraph) throws -> Int {
    try #require(graph.routing.queues.firstIndex { $0.name == name })
  }

  @Test("the hours in which only a message is taken are told as a policy writes them")
  func messageOnly() throws {
    let graph = try compiledQueues(
      Self.office + """
        queue care
          hours office
          wait at most 5 minutes
          if closed or waited too long
            - try saturday
            - take message

        queue saturday
          hours weekend
          wait at most 10 minutes
          if closed or waited too long
            - take message

        prefer queues care otherwise care
        """)
    let care = try position("care", graph)
    let saturday = try position("saturday", graph)
    let ways = WaysOut(of: care, in: graph)
    #expect(ways.isSettled)
    #expect(
      ways.closedWords
        == "mon to fri from 00:00 to 09:00 and from 17:00 to 24:00; "
        + "sat to sun from 00:00 to 10:00 and from 16:00 to 24:00; "
        + "on 2026-12-25 all day (Europe/London)")
    #expect(
      Set(ways.hours.map(\.wayOut))
        == [.person(queue: care), .person(queue: saturday), .message])
    for hour in ways.hours { #expect(try way(ways, at: hour.moment.text, graph) == hour.wayOut) }
    #expect(ways.deadEnds.map(\.wayOut) == [.message])
    #expect(try way(ways, at: "2026-06-05T08:30:00Z", graph) == .person(queue: care))
    #expect(try way(ways, at: "2026-12-25T12:00:00Z", graph) == .message)
    let time = LadderTime(of: care, in: graph)
    #expect(time.stepCount == 2)
    #expect(time.lastSeconds == 900 && time.offeredSeconds == 900)
    #expect(time.end == .takeMessage && time.callbackSeconds == nil)
  }

  @Test("a callback is a way out at every hour, and its longest time holds the weekend")
  func callback() throws {
    let graph = try compiledQueues(
      Self.office + """
        queue care
          hours office
          wait at most 5 minutes
          if closed or waited too long
            - offer callback within 4 hours of office
            - take message

        prefer queues care otherwise care
        """)
    let ways = WaysOut(of: 0, in: graph)
    #expect(ways.deadEnds.isEmpty && ways.closedWords.isEmpty)
    #expect(Set(ways.hours.map(\.wayOut)) == [.person(queue: 0), .callback])
    let time = LadderTime(of: 0, in: graph)
    #expect(time.offeredSeconds == 300)
    // From Thursday's closing over Friday the 25th and the weekend to Monday at 13:00.
    #expect(time.callbackSeconds == 331_200)
  }

  @Test("the longest callback is never exceeded by one that begins at any minute")
  func longestCallback() throws {
    let graph = try compiledQueues(
      Self.office + """
        calendar short in America/New_York
          mon to sat from 01:00 to 03:30
          on 2026-07-03 from 10:00 to 10:20

        queue care
          hours short
          wait at most 5 minutes
          if closed or waited too long
            - offer callback within 6 hours of short
            - take message

        prefer queues care otherwise care
        """)
    let longest = try #require(LadderTime(of: 0, in: graph).callbackSeconds)
    let calendar = try #require(graph.logic.calendars.firstIndex { $0.name == "short" })
    let span = GraphSpan(seconds: 6 * 3_600, calendar: calendar)
    var seen: Int64 = 0
    var at = try #require(Moment("2026-02-20T00:00:00Z".utf8)).seconds
    let end = try #require(Moment("2026-11-10T00:00:00Z".utf8)).seconds
    while at < end {
      let deadline = graph.deadline(of: span, from: Moment(microseconds: at * 1_000_000))
      seen = max(seen, deadline.seconds - at)
      at += 1_800
    }
    #expect(seen == longest)
  }

  @Test("waiting in a closed queue is a dead end, an open one without a limit is none")
  func waiting() throws {
    let graph = try compiledQueues(
      Self.office + """
        queue care
          hours office
          wait at most 5 minutes
          if closed or waited too long
            - keep waiting

        queue crisis

        queue both
          hours office
          if closed or waited too long
            - try care
            - try crisis
            - take message

        prefer queues care otherwise care
        """)
    let care = WaysOut(of: try position("care", graph), in: graph)
    #expect(care.deadEnds.map(\.wayOut) == [.waiting])
    #expect(
      care.closedWords
        == "mon to fri from 00:00 to 09:00 and from 17:00 to 24:00; sat to sun all day; "
        + "on 2026-12-25 all day (Europe/London)")
    let crisis = try position("crisis", graph)
    #expect(WaysOut(of: crisis, in: graph).hours.map(\.wayOut) == [.person(queue: crisis)])
    #expect(LadderTime(of: crisis, in: graph).end == nil)
    let both = try position("both", graph)
    #expect(WaysOut(of: both, in: graph).deadEnds.isEmpty)
    // Nobody said how long it may be waited while it is open.
    #expect(LadderTime(of: both, in: graph).offeredSeconds == nil)
  }

  @Test("hours of two zones are settled exactly, and only named in words")
  func twoZones() throws {
    let graph = try compiledQueues(
      """
      calendar here in Europe/London
        mon to sun from 08:00 to 20:00

      calendar there in Australia/Lord_Howe
        mon to sun from 06:00 to 18:00

      queue care
        hours here
        wait at most 5 minutes
        if closed or waited too long
          - try abroad
          - take message

      queue abroad
        hours there
        wait at most 5 minutes
        if closed or waited too long
          - take message

      prefer queues care otherwise care
      """)
    let ways = WaysOut(of: try position("care", graph), in: graph)
    #expect(ways.closedWords == "whenever here, there are closed at once")
    for hour in ways.hours { #expect(try way(ways, at: hour.moment.text, graph) == hour.wayOut) }
    #expect(ways.deadEnds.count == 1)
  }
}
