import HandrailAnalysis
import HandrailEngine
import HandrailModel
import HandrailSource

/// What is to be said of tables that checking left open (PL0511), settled by the search.
struct SettledTables {
  let model: PolicyModel
  let graph: DecisionGraph

  /// What checking said, with everything that the search finds instead of what was open.
  func messages(_ said: [Diagnostic]) -> [Diagnostic] {
    let analysis = Analysis(graph)
    var messages = said
    for open in model.openTables {
      guard let table = position(of: open) else { continue }
      let findings = analysis.tableFindings(table)
      if !findings.contains(where: { $0.kind == .notSettled }) {
        messages.removeAll { $0.code == Self.openCode && $0.place == open.place }
      }
      for finding in findings {
        guard let message = message(finding, open) else { continue }
        // What checking could tell by itself is said already.
        let isSaid = messages.contains { other in
          other.code == message.code && other.place.file == message.place.file
            && other.place.range.lower == message.place.range.lower
        }
        if !isSaid { messages.append(message) }
      }
    }
    return messages
  }

  private static let openCode = TableFault.notSettled(heading: "").code

  /// The table of the graph whose heading stands there.
  private func position(of open: OpenTable) -> Int? {
    let file = open.place.file.offset
    let line = model.files[file].line(at: open.place.range.lower)
    return graph.logic.tables.firstIndex { $0.file == file && $0.line == line }
  }

  private func message(_ finding: TableFinding, _ open: OpenTable) -> Diagnostic? {
    let example =
      finding.witness.map { TableExample(of: finding.table, in: graph, $0).words } ?? "every case"
    switch finding.kind {
    case .gap:
      return Diagnostic(
        TableFault.gap(example: example), at: open.place, fixes: open.addingOtherwise)
    case .overlap(let first, let second):
      guard let earlier = row(first, open), let later = row(second, open) else { return nil }
      return Diagnostic(
        TableFault.overlap(first: first + 1, second: second + 1, example: example),
        at: later.place, related: [RelatedPlace(earlier.place, "row \(first + 1)")])
    case .unreachableRow(let position):
      return row(position, open).map {
        Diagnostic(TableFault.unreachableRow(position + 1), at: $0.place, fixes: [$0.removal])
      }
    case .nothingLeft(let position):
      return row(position, open).map {
        Diagnostic(TableFault.nothingLeft, at: $0.place, fixes: [$0.removal])
      }
    case .notSettled: return Diagnostic(TableFault.notSettled(heading: open.name), at: open.place)
    }
  }

  private func row(_ position: Int, _ open: OpenTable) -> OpenTable.Row? {
    open.rows.indices.contains(position) ? open.rows[position] : nil
  }
}
