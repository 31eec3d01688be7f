import HandrailAnalysis
import HandrailEngine
import HandrailModel
import HandrailSource

extension PolicyAnalysis {
  /// What checking said, with the tables settled that it could not settle (PL0511).
  func settlingTables(_ said: [Diagnostic]) -> [Diagnostic] {
    let open = TableFault.notSettled(heading: "").code
    return said.flatMap { message -> [Diagnostic] in
      guard message.code == open, let table = table(at: message.place) else { return [message] }
      let findings = analysis.tableFindings(table)
      guard !findings.contains(where: { $0.kind == .notSettled }) else { return [message] }
      return findings.map { self.message($0, headed: message.place) }
    }
  }

  /// The table whose heading stands there.
  private func table(at place: SourcePlace) -> Int? {
    let line = sources[place.file.offset].line(at: place.range.lower)
    return graph.logic.tables.firstIndex { $0.file == place.file.offset && $0.line == line }
  }

  private func message(_ finding: TableFinding, headed head: SourcePlace) -> Diagnostic {
    let table = graph.logic.tables[finding.table]
    let example =
      finding.witness.map { TableExample(of: finding.table, in: graph, $0).words } ?? "every case"
    func row(_ position: Int) -> SourcePlace { place(table.file, table.rows[position].line) }
    switch finding.kind {
    case .gap: return Diagnostic(TableFault.gap(example: example), at: head)
    case .overlap(let first, let second):
      return Diagnostic(
        TableFault.overlap(first: first + 1, second: second + 1, example: example),
        at: row(second), related: [RelatedPlace(row(first), "row \(first + 1)")])
    case .unreachableRow(let position):
      return Diagnostic(TableFault.unreachableRow(position + 1), at: row(position))
    case .nothingLeft(let position):
      return Diagnostic(TableFault.nothingLeft, at: row(position))
    case .notSettled: return Diagnostic(TableFault.notSettled(heading: table.name), at: head)
    }
  }
}
