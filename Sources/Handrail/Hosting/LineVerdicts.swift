internal import HandrailEngine

/// What every line of a policy came to in one decision: owned by the caller, used again.
///
/// Lines are the effects of rules, by name of the rule, then the rows of each table and `choose`
/// from the top. Two bits a line, 64 lines a word.
public struct LineVerdicts: Sendable {
  /// One bit a line: it is yes.
  public private(set) var certain: [UInt64]
  /// One bit a line: it is yes, or nobody can tell.
  public private(set) var possible: [UInt64]
  /// How many lines there are.
  public let count: Int
  /// The row that each table or `choose` came to; -1 where none did.
  private var rows: [Int]

  init(_ graph: DecisionGraph) {
    count = graph.effects.count + graph.logic.tables.reduce(0) { $0 + $1.rows.count }
    certain = [UInt64](repeating: 0, count: (count + 63) / 64)
    possible = certain
    rows = [Int](repeating: -1, count: graph.logic.tables.count)
  }

  /// The row of a table that decided, from the top; `nil` where none did.
  public func row(of table: TablePlace) -> Int? {
    guard rows.indices.contains(table.position), rows[table.position] >= 0 else { return nil }
    return rows[table.position]
  }

  /// The first line that is yes; `nil` where none is.
  public var firstCertainLine: Int? {
    guard let word = certain.firstIndex(where: { $0 != 0 }) else { return nil }
    return word * 64 + certain[word].trailingZeroBitCount
  }

  mutating func keep(_ trace: Trace, of graph: DecisionGraph) {
    var filling = Filling()
    for position in graph.effects.indices {
      add(trace.truths[graph.effects[position].node], &filling)
    }
    for table in graph.logic.tables.indices {
      rows[table] = trace.rows[table]
      for row in graph.logic.tables[table].rows.indices {
        let node = graph.logic.tables[table].rows[row].node
        add(node < 0 ? .yes : trace.truths[node], &filling)
      }
    }
    if filling.line % 64 != 0 { store(filling, at: filling.line / 64) }
  }

  mutating func forget() {
    for word in certain.indices { (certain[word], possible[word]) = (0, 0) }
    for table in rows.indices { rows[table] = -1 }
  }

  /// The word that is being filled.
  private struct Filling {
    var line = 0
    var certain: UInt64 = 0
    var possible: UInt64 = 0
  }

  private mutating func add(_ truth: Truth, _ filling: inout Filling) {
    let bit: UInt64 = 1 << UInt64(filling.line % 64)
    if truth == .yes { filling.certain |= bit }
    if truth != .no { filling.possible |= bit }
    filling.line += 1
    guard filling.line % 64 == 0 else { return }
    store(filling, at: filling.line / 64 - 1)
    (filling.certain, filling.possible) = (0, 0)
  }

  private mutating func store(_ filling: Filling, at word: Int) {
    certain[word] = filling.certain
    possible[word] = filling.possible
  }
}

/// A table or `choose` of a policy, found once by name.
public struct TablePlace: Sendable, BitwiseCopyable {
  let position: Int
}

extension Policy {
  /// Room for what every line comes to.
  public func lineVerdicts() -> LineVerdicts { LineVerdicts(graph) }

  /// A table or `choose`; `nil` where there is none of that name.
  public func table(named name: String) -> TablePlace? {
    graph.logic.tables.firstIndex { $0.name == name }.map(TablePlace.init)
  }
}
