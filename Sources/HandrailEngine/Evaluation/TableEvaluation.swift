// Tables and `choose`, by `language.md` 3.15.

extension Machine {
  /// Picks the row, keeps the worked-out cells, and says yes where a row was picked.
  mutating func workOut(_ position: Int, among truths: [Truth]) -> Truth {
    let (row, sort) = chosenRow(of: graph.logic.tables[position], among: truths)
    keep(row: row, of: position, otherwise: sort)
    return row >= 0 ? .yes : sort
  }

  /// Keeps a table's row and the cells that it gives; without a row they are can't tell.
  mutating func keep(row: Int, of position: Int, otherwise sort: Truth) {
    let table = graph.logic.tables[position]
    rows[position] = row
    for (column, output) in table.outputs.enumerated() {
      guard case .fact(let fact) = output else { continue }
      guard row >= 0 else {
        keep(unresolved(sort), of: fact)
        continue
      }
      let result = table.rows[row].results[column]
      keep(result.map { Cell($0) } ?? Cell(unknown: .noResult), of: fact)
    }
  }

  /// The row that decides, or -1 and why none does: *no*, or a sort of can't tell.
  private func chosenRow(of table: GraphTable, among truths: [Truth]) -> (Int, Truth) {
    var undecided = Truth.no
    for (position, row) in table.rows.enumerated() {
      guard row.node >= 0 else {
        return undecided == .no || row.coversUnknown ? (position, .yes) : (-1, undecided)
      }
      let truth = truths[row.node]
      if truth == .yes && (undecided == .no || !table.topRowWins) { return (position, .yes) }
      // A row below one that can't tell may be yes, and still decides nothing.
      if truth.isUndecided { undecided = undecided.or(truth) }
    }
    return (-1, undecided)
  }
}
