import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport

/// Tables over three small numbers, and what is true of them when every case is tried.
enum SmallTable {
  static let facts = """
    facts
      a is number 0 to 3 or unknown
      b is number 0 to 3
      c is number 0 to 3
      speed is number 0 to 9 worked out

    tasks talk

    rule everything
      ai may talk

    """

  static func name(_ kind: TableFinding.Kind) -> String {
    switch kind {
    case .gap: "gap"
    case .overlap: "overlap"
    case .unreachableRow: "unreachable"
    case .nothingLeft: "nothing left"
    case .notSettled: "not settled"
    }
  }

  static func code(_ kind: TableFinding.Kind) -> String {
    switch kind {
    case .gap: "PL0501"
    case .overlap: "PL0502"
    case .unreachableRow: "PL0503"
    case .nothingLeft: "PL0504"
    case .notSettled: "PL0511"
    }
  }

  /// Which of the earlier rows is named with a later one is free.
  static func leaving(_ kind: TableFinding.Kind) -> TableFinding.Kind {
    if case .overlap(_, let second) = kind { .overlap(first: 0, second: second) } else { kind }
  }

  static func text(_ source: inout Seeded) -> String {
    source.chance(50) ? choose(&source) : table(&source)
  }

  private static func choose(_ source: inout Seeded) -> String {
    var lines = ["choose speed"]
    for row in 0..<(2 + source.below(3)) {
      let tests = (0..<(1 + source.below(2))).map { _ in test(&source) }
      lines.append("  - \(row) when \(tests.joined(separator: source.pick([" and ", " or "])))")
    }
    switch source.below(3) {
    case 0: lines.append("  - otherwise 8")
    case 1: lines.append("  - otherwise or unknown 9")
    default: break
    }
    return lines.joined(separator: "\n")
  }

  private static func test(_ source: inout Seeded) -> String {
    if source.oneIn(6) { return source.pick(["a is unknown", "a is known"]) }
    let left = source.pick(["a", "b", "c", "a plus b", "b plus c", "a minus c", "b plus a"])
    let verb = source.pick(["above", "below", "at least", "at most", "is", "is not"])
    let right = source.pick(["b", "c", "b plus c", "2"])
    let isSame = left == right || left.contains(" ") && right.contains(" ")
    return "\(left) \(verb.hasPrefix("is") ? "at least" : verb) \(isSame ? "1" : right)"
  }

  private static func table(_ source: inout Seeded) -> String {
    let isOrdered = source.oneIn(3)
    let pairs = [("above", "at most"), ("at least", "below"), ("above", "below")]
    let (over, under) = source.pick(pairs)
    var lines = [isOrdered ? "table pace top row wins" : "table pace", "  | a | b -> speed |"]
    let unknown = source.oneIn(3) ? "" : " or unknown"
    lines.append("  | \(over) c\(unknown) | any -> 1 |")
    if source.chance(50) {
      lines.append("  | \(under) c | any -> 2 |")
    } else {
      lines.append("  | \(under) c | at least c -> 2 |")
      lines.append("  | \(under) c | \(source.pick(["below", "at most"])) c -> 3 |")
    }
    if source.oneIn(3) { lines.append("  | otherwise -> 4 |") }
    return lines.joined(separator: "\n")
  }

  // MARK: Trying every case

  /// The findings, in the order in which analysis tells them.
  static func tried(_ table: Int, in graph: DecisionGraph) -> [TableFinding.Kind] {
    let described = graph.logic.tables[table]
    let node = graph.logic.nodes.firstIndex { $0 == .workOut(table: Int32(table)) } ?? 0
    let rows = described.rows.map(\.node)
    var chosen: Set<Int> = []
    var isGap = false
    var meets: [Int: Int] = [:]
    for trace in traces(of: graph) {
      chosen.insert(trace.rows[table])
      if trace.truths[node] == .no || trace.truths[node] == .open { isGap = true }
      let yes = rows.indices.filter { rows[$0] >= 0 && trace.truths[rows[$0]] == .yes }
      for second in yes.dropFirst() { meets[second] = 0 }
    }
    var found: [TableFinding.Kind] = []
    if !described.topRowWins { found += meets.keys.sorted().map { .overlap(first: 0, second: $0) } }
    if isGap { found.append(.gap) }
    let last = rows.firstIndex(of: -1)
    if let last, !isGap, !described.rows[last].coversUnknown, !chosen.contains(last) {
      found.append(.nothingLeft(row: last))
    }
    if described.topRowWins {
      found += rows.indices.filter { rows[$0] >= 0 && !chosen.contains($0) }
        .map { .unreachableRow($0) }
    }
    return found
  }

  private static func traces(of graph: DecisionGraph) -> [Trace] {
    let known = (0...3).map { Cell(Int64($0)) }
    var traces: [Trace] = []
    for a in known + [Cell(unknown: .absent)] {
      for b in known {
        for c in known {
          let frame = Frame(session: [a, b, c], queues: [])
          let question = Question(
            at: Moment(microseconds: 1_772_445_600_000_000), ask: .task(0), frame: frame,
            memory: .new)
          traces.append(decideTracing(question, by: graph).1)
        }
      }
    }
    return traces
  }
}
