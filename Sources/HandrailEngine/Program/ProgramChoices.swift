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
      for (column, output) in table.outputs.enumerated() {
        guard case .fact(let fact) = output,
          case .computed(let slot) = graph.facts[fact].supply
        else { continue }
        columns.append(Column(slot: Int32(slot), first: Int32(cells.count)))
        for row in table.rows {
          cells.append(row.results[column].map { Cell($0) } ?? Cell(unknown: .noResult))
        }
      }
      let otherwise = table.rows.firstIndex { $0.node < 0 } ?? -1
      choices.append(
        Choice(
          topRowWins: table.topRowWins, otherwise: Int32(otherwise),
          coversUnknown: otherwise >= 0 && table.rows[otherwise].coversUnknown,
          columns: SideRange(first: first, count: columns.count - first)))
    }
  }
}
