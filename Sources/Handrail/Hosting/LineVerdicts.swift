internal import HandrailEngine

/// What every line of a policy came to in one decision: owned by the caller, used again.
///
/// Lines are the effects of rules, by name of the rule, then the rows of each table and `choose`
/// from the top. Two bits a line, 64 lines a word.
public struct LineVerdicts: Sendable {
  var lines: LineRows

  init(_ graph: DecisionGraph) { lines = LineRows(graph) }

  /// One bit a line: it is yes.
  public var certain: [UInt64] { lines.certain }
  /// One bit a line: it is yes, or nobody can tell.
  public var possible: [UInt64] { lines.possible }
  /// How many lines there are.
  public var count: Int { lines.count }

  /// The row of a table that decided, from the top; `nil` where none did.
  public func row(of table: TablePlace) -> Int? {
    guard lines.rows.indices.contains(table.position) else { return nil }
    let row = lines.rows[table.position]
    return row < 0 ? nil : row
  }

  /// The first line that is yes; `nil` where none is.
  public var firstCertainLine: Int? {
    guard let word = lines.certain.firstIndex(where: { $0 != 0 }) else { return nil }
    return word * 64 + lines.certain[word].trailingZeroBitCount
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
