// Tables and `choose`, by `language.md` 3.15.

extension Machine {
  /// Picks the row, keeps the worked-out cells, and says yes where a row was picked.
  mutating func workOut(_ position: Int, among truths: [Truth]) -> Truth {
    let table = graph.logic.tables[position]
    let (row, sort) = chosenRow(of: table, among: truths)
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
    return row >= 0 ? .yes : sort
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
