/// What tables and `choose` give, flat.
struct ProgramChoices: Sendable {
  struct Choice: Sendable, BitwiseCopyable {
    var topRowWins: Bool
    /// The row `otherwise`; -1 where there is none.
    var otherwise: Int32
    /// `otherwise` also covers can't tell.
    var coversUnknown: Bool
    /// Offsets of `columns`.
    var columns: SideRange
  }

  /// A worked-out cell that a table gives.
  struct Column: Sendable, BitwiseCopyable {
    /// Among the computed cells.
    var slot: Int32
    /// Offset of `cells` of the first row.
    var first: Int32
  }

  /// By table.
  private(set) var choices: [Choice] = []
  private(set) var columns: [Column] = []
  private(set) var cells: [Cell] = []

  init(_ graph: DecisionGraph) {
    for table in graph.logic.tables {
      let first = columns.count
      for column in table.outputs.indices { add(column, of: table, graph) }
      let otherwise = table.rows.firstIndex { $0.node < 0 } ?? -1
      choices.append(
        Choice(
          topRowWins: table.topRowWins, otherwise: Int32(otherwise),
          coversUnknown: otherwise >= 0 && table.rows[otherwise].coversUnknown,
          columns: SideRange(first: first, count: columns.count - first)))
    }
  }

  /// A column that gives a fact; queues and urgencies are kept with the lines.
  private mutating func add(_ column: Int, of table: GraphTable, _ graph: DecisionGraph) {
    guard case .fact(let fact) = table.outputs[column],
      case .computed(let slot) = graph.facts[fact].supply
    else { return }
    columns.append(Column(slot: Int32(slot), first: Int32(cells.count)))
    for row in table.rows {
      cells.append(row.results[column].map { Cell($0) } ?? Cell(unknown: .noResult))
    }
  }
}
