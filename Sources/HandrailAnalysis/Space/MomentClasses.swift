package import HandrailEngine

/// Every combination of truths that the moment of the question alone decides, each with a moment.
///
/// One bit a test: a calendar's openness, a range of dates, the moment itself against an instant.
/// Only points where a bit can change are looked at, exact to the microsecond. Between two dates
/// that lie decades apart, what calendars do near the dates stands for the years between.
package struct MomentClasses: Sendable {
  /// What one bit says of a moment.
  package enum Test: Sendable, Hashable {
    /// The entry of `GraphLogic.calendars` is open.
    case calendar(Int)
    /// In microseconds: at or after the first, before the second.
    case between(from: Int64, until: Int64)
    /// The moment against an instant, in microseconds.
    case instant(Comparison, Int64)
  }

  /// One combination, and a moment at which it holds: a plain one where there is one.
  package struct Member: Sendable {
    /// 64 bits a word, the first bit lowest.
    package var bits: [UInt64]
    package var moment: Moment

    package func isYes(_ bit: Int) -> Bool { bits[bit >> 6] & (1 << UInt64(bit & 63)) != 0 }
  }

  /// More combinations than this are not told apart.
  package static let mostMembers = 4_096

  package let tests: [Test]
  /// The bit of each node that the moment alone decides, by node.
  package private(set) var bitOfNode: [Int: Int] = [:]
  /// The bit of each calendar that a test or a queue's hours read, by calendar.
  package private(set) var bitOfCalendar: [Int: Int] = [:]
  /// In the order in which they first occur.
  package private(set) var members: [Member] = []
  /// False where there are more combinations than are kept, or too many points to look at.
  package private(set) var isComplete = true
  /// The stretches of time that were looked at, ascending; each half-open.
  package let horizon: [Range<Moment>]

  package init(_ graph: DecisionGraph) {
    var bits: [Test: Int] = [:]
    var found: [Test] = []
    func bit(_ test: Test) -> Int {
      if let bit = bits[test] { return bit }
      bits[test] = found.count
      found.append(test)
      return found.count - 1
    }
    for (position, node) in graph.logic.nodes.enumerated() {
      guard let test = MomentClasses.test(of: node, in: graph) else { continue }
      bitOfNode[position] = bit(test)
      if case .calendar(let calendar) = test { bitOfCalendar[calendar] = bit(test) }
    }
    for queue in graph.routing.queues where queue.hours >= 0 {
      bitOfCalendar[queue.hours] = bit(.calendar(queue.hours))
    }
    tests = found
    let points = MomentPoints(found, graph.logic.calendars)
    horizon = points.horizon
    sweep(points)
  }

  /// Of some calendars alone: bit n is the calendar at position n.
  init(_ calendars: [Int], of graph: DecisionGraph) {
    tests = calendars.map { .calendar($0) }
    for (bit, calendar) in calendars.enumerated() { bitOfCalendar[calendar] = bit }
    let points = MomentPoints(tests, graph.logic.calendars)
    horizon = points.horizon
    sweep(points)
  }

  /// The combination that holds at a moment, and the bits a moment has.
  package func bits(at moment: Moment, calendars: [GraphCalendar]) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: (tests.count + 63) / 64)
    for (bit, test) in tests.enumerated() where test.holds(at: moment, calendars) {
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    return bits
  }

  private static func test(of node: GraphNode, in graph: DecisionGraph) -> Test? {
    switch node {
    case .during(let calendar): return .calendar(Int(calendar))
    case .between(let from, let until): return .between(from: from, until: until)
    case .instant(let fact, let comparison, let microseconds):
      guard graph.facts[Int(fact)].builtIn == .now else { return nil }
      return .instant(comparison, microseconds)
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .age, .ahead, .trend,
      .trial, .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .window,
      .anyPoint, .define, .workOut:
      return nil
    }
  }

  private mutating func sweep(_ points: MomentPoints) {
    var places: [[UInt64]: Int] = [:]
    var choices: [MomentChoice] = []
    for stretch in points.horizon {
      var current = bits(at: stretch.lowerBound, calendars: points.calendars)
      guard let changes = points.changes(in: stretch) else {
        isComplete = false
        break
      }
      var from = stretch.lowerBound.microseconds
      var next = 0
      while from < stretch.upperBound.microseconds {
        let until = next < changes.count ? changes[next].at : stretch.upperBound.microseconds
        if let place = places[current] {
          choices[place].see(from..<until, zone: points.zone)
        } else if choices.count < MomentClasses.mostMembers {
          places[current] = choices.count
          members.append(Member(bits: current, moment: Moment(microseconds: from)))
          choices.append(MomentChoice(from..<until, zone: points.zone))
        } else {
          isComplete = false
        }
        from = until
        while next < changes.count && changes[next].at == until {
          let bit = Int(changes[next].bit)
          current[bit >> 6] ^= 1 << UInt64(bit & 63)
          next += 1
        }
      }
    }
    for place in members.indices { members[place].moment = choices[place].moment }
  }
}

extension MomentClasses.Test {
  /// Whether the bit is set at a moment.
  package func holds(at moment: Moment, _ calendars: [GraphCalendar]) -> Bool {
    switch self {
    case .calendar(let calendar): calendars[calendar].isOpen(at: moment)
    case .between(let from, let until):
      from <= moment.microseconds && moment.microseconds < until
    case .instant(let comparison, let microseconds):
      comparison.holds(
        forSign: moment.microseconds < microseconds
          ? -1 : moment.microseconds > microseconds ? 1 : 0)
    }
  }
}
