import HandrailEngine
import HandrailModel
import HandrailSource

extension HeadingReader {
  mutating func readWorkedOut() -> [ReadHeading] {
    model.vocabulary.definitions.elements.map(read)
      + model.vocabulary.tables.elements.map(read)
      + model.vocabulary.chooses.elements.map(read)
  }

  private func read(_ definition: Definition) -> ReadHeading {
    var read = heading(
      .define, definition.name, "gives words a name", (definition.metadata, definition.origin))
    read.passages = [words.passage("\(definition.name) is yes", "when", definition.when)]
    read.passages += words.notes(on: definition.when, restarts: false)
    read.passages += definition.excepts.map { words.passage("Exception: not", "when", $0) }
    read.passages.append(.sentence("Where that cannot be told, \(definition.name) is unknown."))
    return read
  }

  private func read(_ table: PolicyTable) -> ReadHeading {
    var read = heading(
      .table, table.name, "works out \(words.listed(table.outputs.map(name)))",
      (table.metadata, table.origin))
    let takesUnknown = table.rows.contains { $0.match.coversUnknown }
    let how =
      table.topRowWins
      ? "The first row from the top that fits decides\(unfit(takesUnknown))"
      : takesUnknown
        ? "The row that fits decides, and the last one where none does or none can be told."
        : "Exactly one row fits; where none can be told, nothing comes out."
    read.passages = [.rows(how, rows(table, column: nil))]
    return read
  }

  private func read(_ choose: Choose) -> ReadHeading {
    var read = heading(
      .choose, choose.name, "works out \(name(choose.output))", (choose.metadata, choose.origin))
    let takesUnknown = choose.rows.contains { $0.match.coversUnknown }
    let how = "The first that fits from the top decides\(unfit(takesUnknown))"
    read.passages = [.rows(how, rows(choose))]
    return read
  }

  /// What becomes of a row that cannot be told, in a list that is read from the top.
  private func unfit(_ takesUnknown: Bool) -> String {
    takesUnknown
      ? "; where one above it cannot be told, the last one does."
      : "; where one above it cannot be told, nothing comes out."
  }

  private func name(_ output: TableOutput) -> String {
    switch output {
    case .queue: "the team"
    case .urgency: "the urgency"
    case .fact(let id): words.fact(id).name
    }
  }

  /// The rows of a table, with all results or those of one column.
  func rows(_ table: PolicyTable, column: Int?) -> [Passage.Row] {
    let inputs = table.inputs
    return table.rows.map { row in
      let outputs = column.map { [$0] } ?? Array(table.outputs.indices)
      let results = outputs.map { result(row.results[$0], table.outputs[$0]) }
      return Passage.Row(match(row, inputs), results.joined(separator: ", "))
    }
  }

  func rows(_ choose: Choose) -> [Passage.Row] {
    choose.rows.map { row in
      let left: String
      switch row.match {
      case .when(let condition): left = words.within(condition)
      case .otherwise(let coversUnknown):
        left = coversUnknown ? "otherwise, or unknown" : "otherwise"
      }
      return Passage.Row(left, result(row.result, choose.output))
    }
  }

  private func result(_ cell: Int64?, _ output: TableOutput) -> String {
    guard let cell else { return "unknown" }
    switch output {
    case .queue:
      let position = Int(clamping: cell)
      guard model.people.queues.elements.indices.contains(position) else { return "?" }
      return model.people.queues.elements[position].name
    case .urgency:
      return UrgencyLevel(rawValue: UInt8(clamping: cell)).map(words.level) ?? "?"
    case .fact(let id): return words.value(cell, of: id)
    }
  }

  /// A row's cells, `any` written out so that nothing seems forgotten.
  private func match(_ row: TableRow, _ inputs: [[FactID]]) -> String {
    switch row.match {
    case .otherwise(let coversUnknown):
      return coversUnknown ? "otherwise, or unknown" : "otherwise"
    case .cells(let cells):
      var left = inputs
      var said = cells.map { cell -> String in
        left.removeAll { $0 == cell.facts }
        return self.cell(cell)
      }
      said += left.map { "any \(words.listed(words.names($0), "and"))" }
      return said.joined(separator: ", ")
    }
  }

  private func cell(_ cell: TableCell) -> String {
    let tests = cell.alternatives.tests
    let unknown = cell.unknownFacts.isEmpty ? "" : "unknown"
    guard !tests.isEmpty else {
      return "\(words.listed(words.names(cell.unknownFacts), "or")) unknown"
    }
    if tests.count == 1, unknown.isEmpty, case .isAmong(let id, let values, false) = tests[0].body,
      words.fact(id).domain.kind == .oneOf || words.fact(id).domain.kind == .level
    {
      let bare = words.listed(values.map { words.value($0, of: id) }, "or")
      if case .session = words.fact(id).supply { return bare }
    }
    let said = cell.alternatives.mode == .any ? "or" : "and"
    let clauses = tests.map { words.clause($0) }
    return words.listed(clauses + (unknown.isEmpty ? [] : [unknown]), unknown.isEmpty ? said : "or")
  }
}

extension RowMatch {
  fileprivate var coversUnknown: Bool {
    switch self {
    case .cells: false
    case .otherwise(let coversUnknown): coversUnknown
    }
  }
}

extension ChooseRow.Match {
  fileprivate var coversUnknown: Bool {
    switch self {
    case .when: false
    case .otherwise(let coversUnknown): coversUnknown
    }
  }
}

extension PolicyTable {
  /// The facts of each column, in the order in which rows first look at them.
  var inputs: [[FactID]] {
    var inputs: [[FactID]] = []
    for row in rows {
      guard case .cells(let cells) = row.match else { continue }
      for cell in cells where !inputs.contains(cell.facts) { inputs.append(cell.facts) }
    }
    return inputs
  }
}

extension TableCell {
  /// What its column looks at.
  var facts: [FactID] {
    var facts: [FactID] = []
    let read = alternatives.tests.first?.factsRead ?? unknownFacts
    for fact in read where !facts.contains(fact) { facts.append(fact) }
    return facts
  }
}
