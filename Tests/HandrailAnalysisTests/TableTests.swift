import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// Tables over moments, facts against facts and sums that share facts, settled one by one.
@Suite struct TableTests {
  private static let facts = """
    facts
      spent is money up to GBP 1000
      limit is money up to GBP 1000
      bonus is money up to GBP 1000
      placed is moment or unknown
      segment is one of standard, premier or unknown
      speed is number 0 to 9 worked out
      moved is money up to GBP 100 every task

    calendar office
      mon to fri from 09:00 to 17:00

    tasks talk, pay

    rule everything
      ai may talk, pay

    """

  private func found(_ table: String) throws -> [TableFinding] {
    let graph = try compiledPolicy(Self.facts + table)
    return Analysis(graph).tableFindings(graph.logic.tables.count - 1)
  }

  private func example(_ finding: TableFinding, _ table: String) throws -> String {
    let graph = try compiledPolicy(Self.facts + table)
    let witness = try #require(finding.witness)
    return TableExample(of: finding.table, in: graph, witness).words
  }

  @Test("facts against each other: complete, with a gap, with an overlap")
  func againstEachOther() throws {
    let complete = """
      table pace
        | spent         -> speed |
        | above limit   -> 1     |
        | at most limit -> 2     |
      """
    #expect(try found(complete).map(\.kind) == [])
    let gap = """
      table pace
        | spent       -> speed |
        | above limit -> 1     |
        | below limit -> 2     |
      """
    #expect(try found(gap).map(\.kind) == [.gap])
    #expect(try example(found(gap)[0], gap) == "spent is GBP 0.00, limit is GBP 0.00")
    let overlap = """
      table pace
        | spent          -> speed |
        | at least limit -> 1     |
        | at most limit  -> 2     |
      """
    #expect(try found(overlap).map(\.kind) == [.overlap(first: 0, second: 1)])
  }

  @Test("sums that share facts")
  func sums() throws {
    let complete = """
      choose speed
        - 1 when spent plus bonus above limit
        - 2 when spent plus bonus at most limit
      """
    #expect(try found(complete).map(\.kind) == [])
    let hidden = """
      choose speed
        - 1 when spent plus bonus above limit
        - 2 when spent above limit
        - otherwise 3
      """
    #expect(try found(hidden).map(\.kind) == [.unreachableRow(1)])
    let full = """
      choose speed
        - 1 when spent above limit
        - 2 when spent plus bonus at least spent
        - otherwise 3
      """
    #expect(try found(full).map(\.kind) == [.nothingLeft(row: 2)])
    let circle = """
      choose speed
        - 1 when spent above limit and limit above bonus and bonus above spent
        - otherwise 3
      """
    #expect(try found(circle).map(\.kind) == [.unreachableRow(0)])
  }

  @Test("moments by their age, and the unknown among them")
  func moments() throws {
    let gap = """
      choose speed
        - 1 when placed at most 10 days ago
        - 2 when placed above 10 days ago
      """
    let findings = try found(gap)
    #expect(findings.map(\.kind) == [.gap])
    #expect(try example(findings[0], gap) == "placed is unknown")
    let covered = """
      choose speed
        - 1 when placed at most 10 days ago
        - 2 when placed at most 5 days ago
        - 3 when placed is unknown
        - otherwise or unknown 4
      """
    // Where it is unknown the first row can't tell, and only `or unknown` covers that.
    #expect(try found(covered).map(\.kind) == [.unreachableRow(1), .unreachableRow(2)])
  }

  @Test("hours, sets of words and unknown together")
  func mixed() throws {
    let gap = """
      choose speed
        - 1 when during office and spent above limit
        - 2 when during office and spent at most limit
        - 3 when outside office and spent at least bonus
        - 4 when outside office and spent below bonus and segment is known
      """
    let findings = try found(gap)
    #expect(findings.map(\.kind) == [.gap])
    let words = try example(findings[0], gap)
    #expect(words.contains("segment is unknown, outside office"))
    #expect(words.hasPrefix("spent is GBP 0.00, limit is GBP "))
  }

  @Test("a task's fact is there only with its task, and that is no gap")
  func taskFacts() throws {
    let complete = """
      choose speed
        - 1 when moved above limit
        - 2 when moved at most limit
      """
    #expect(try found(complete).map(\.kind) == [])
  }

  @Test("one sum cut at many limits, crossed with a list and a comparison of facts")
  func manyLimits() throws {
    var lines = ["table pace", "  | spent plus bonus | segment | spent -> speed |"]
    for segment in ["standard", "premier", "unknown"] {
      for limit in stride(from: 0, to: 1_800, by: 300) {
        let range = "at least GBP \(limit) and below GBP \(limit + 300)"
        let cell = limit == 1_500 ? "at least GBP 1500" : range
        lines.append("  | \(cell) | \(segment) | above bonus -> 1 |")
        lines.append("  | \(cell) | \(segment) | at most bonus -> 2 |")
      }
    }
    #expect(try found(lines.joined(separator: "\n")).map(\.kind) == [])
    let last = lines.removeLast()
    let gap = lines.joined(separator: "\n")
    #expect(try found(gap).map(\.kind) == [.gap])
    #expect(try example(found(gap)[0], gap).contains("segment is unknown"))
    let again = (lines + [last, "  | at least GBP 1900 | any | any -> 3 |"]).joined(separator: "\n")
    let overlaps = try found(again)
    #expect(overlaps.count == 1)
    guard case .overlap(_, 36) = overlaps.first?.kind else {
      Issue.record("the last row meets an earlier one: \(overlaps.map(\.kind))")
      return
    }
  }

  @Test("another table's sums do not matter")
  func besideAnother() throws {
    let two = """
      table pace
        | spent         -> speed |
        | above limit   -> 1     |
        | at most limit -> 2     |

      table other
        | spent plus bonus -> mood |
        | above limit      -> 1    |
        | below limit      -> 2    |
      """
    let facts = Self.facts.replacing(
      "speed is number 0 to 9 worked out",
      with: "speed is number 0 to 9 worked out\n  mood is number 0 to 9 worked out")
    let graph = try compiledPolicy(facts + two)
    let analysis = Analysis(graph)
    let kinds = graph.logic.tables.indices.map { analysis.tableFindings($0).map(\.kind) }
    #expect(Set(kinds.map { $0.count }) == [0, 1])
    #expect(kinds.joined().first == .gap)
  }

  @Test("more rows than are tried are not settled")
  func tooMany() throws {
    let rows = (0..<70).map { "  - 1 when spent plus bonus is GBP \($0)" }
    let table = (["choose speed"] + rows + ["  - otherwise or unknown 2"]).joined(separator: "\n")
    #expect(try found(table).map(\.kind) == [.notSettled])
  }

  @Test("agrees with every case tried", arguments: UInt64(1)...4)
  func everyCase(seed: UInt64) throws {
    var source = Seeded(seed)
    var seen: [String: Int] = [:]
    for round in 0..<25 {
      let text = SmallTable.text(&source)
      // What the checker settles by itself stops here.
      guard let graph = compilation(of: SmallTable.facts + text).policy?.graph else { continue }
      let table = graph.logic.tables.count - 1
      let findings = Analysis(graph).tableFindings(table)
      let tried = SmallTable.tried(table, in: graph)
      let place = "seed \(seed), round \(round):\n\(text)"
      #expect(findings.map(\.kind).map(SmallTable.leaving) == tried, "\(place)")
      for kind in tried { seen[SmallTable.name(kind), default: 0] += 1 }
      if tried.isEmpty { seen["sound", default: 0] += 1 }
    }
    for kind in ["gap", "overlap", "unreachable", "sound"] {
      #expect(seen[kind, default: 0] > 0, "\(kind) is rare: \(seen)")
    }
  }

  @Test("compiling says what the search finds, and says it once", arguments: UInt64(1)...3)
  func compiled(seed: UInt64) throws {
    var source = Seeded(seed)
    var searched = 0
    for round in 0..<20 {
      let text = SmallTable.text(&source)
      guard let graph = compilation(of: SmallTable.facts + text).policy?.graph else { continue }
      let kinds = Analysis(graph).tableFindings(graph.logic.tables.count - 1).map(\.kind)
      let compiled = compilation(of: SmallTable.facts + text, settlesTables: true)
      let said = compiled.messages.map(\.code).filter { $0.hasPrefix("PL05") }
      let place = "seed \(seed), round \(round):\n\(text)\n\(said)"
      #expect(said.sorted() == kinds.map(SmallTable.code).sorted(), "\(place)")
      let stops = kinds.contains { ["PL0501", "PL0502"].contains(SmallTable.code($0)) }
      #expect((compiled.policy == nil) == stops, "\(place)")
      searched += kinds.isEmpty ? 0 : 1
    }
    #expect(searched > 0)
  }
}
