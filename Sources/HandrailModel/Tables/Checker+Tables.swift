import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  mutating func checkTables() {
    for heading in accepted(.table) {
      let id = PolicyTableID(model.vocabulary.tables.count)
      let head = heading.child(.tableHead)
      let columns = (head?.children(.operand) ?? []).map { column($0) }
      let outputs = outputs(of: head, table: heading, id)
      var table = PolicyTable(
        name: heading.word(1)?.text ?? "", topRowWins: heading.word(2)?.text == "top",
        outputs: outputs.compactMap(\.self), rows: [], origin: heading.origin)
      for row in heading.children(.tableRow) {
        if let row = self.row(row, columns, outputs) { table.rows.append(row) }
      }
      table.metadata = metadata(of: heading)
      let metadataLines: Set<NodeKind> = [.ownerLine, .sourceLine, .reviewByLine, .becauseLine]
      for kind in metadataLines {
        let lines = heading.children(kind)
        for line in lines.dropFirst() { sayRepeat(line, of: lines[0]) }
      }
      model.vocabulary.tables.append(table)
    }
  }

  private mutating func column(_ operand: Reading) -> Column? {
    subject(operand, for: .atStart).map { Column(subject: $0, head: operand) }
  }

  private mutating func outputs(
    of head: Reading?, table: Reading, _ id: PolicyTableID
  ) -> [TableOutput?] {
    var seen: Set<String> = []
    return (head?.children(.output) ?? []).enumerated().map { position, node in
      guard let word = node.word(0) else { return nil }
      guard seen.insert(word.text).inserted else {
        say(
          NameFault.alreadyDefined(name: word.text, place: words(for: table.headPlace)),
          at: word.place)
        return nil
      }
      if word.text == "queue" { return .queue }
      if word.text == "urgency" { return .urgency }
      guard let fact = fact(word) else { return nil }
      let name = table.word(1)?.text ?? ""
      return workOut(fact, by: .table(id, column: position), heading: name, at: word.place)
        ? .fact(fact) : nil
    }
  }

  /// The mark behind a declaration that bears no other.
  private func declaredWorkedOut(_ fact: FactID) -> [Fix] {
    guard let line = declaration(of: factName(fact)), line.children.count == 1,
      let end = line.lastWord?.place.range.upper
    else { return [] }
    let place = SourcePlace(file: line.file.id, range: ByteRange(end, end))
    return [Fix(.ask, "declare `\(factName(fact))` as worked out", [Edit(place, " worked out")])]
  }

  /// Ties a worked-out fact to the one heading that writes it.
  mutating func workOut(
    _ fact: FactID, by supply: FactSupply, heading: String, at place: SourcePlace
  ) -> Bool {
    guard notes.workedOut.contains(fact) else {
      say(
        NameFault.cannotWorkOut(fact: factName(fact), heading: heading), at: place,
        fixes: declaredWorkedOut(fact),
        related: [RelatedPlace(model.vocabulary.facts[fact].origin.place, "declared here")])
      return false
    }
    if let earlier = notes.writers[fact] {
      say(
        NameFault.alreadyDefined(name: factName(fact), place: words(for: earlier)), at: place,
        related: [RelatedPlace(earlier, "it is worked out here already")])
      return false
    }
    notes.writers[fact] = place
    model.vocabulary.facts[fact].supply = supply
    return true
  }

  private mutating func row(
    _ row: Reading, _ columns: [Column?], _ outputs: [TableOutput?]
  ) -> TableRow? {
    let cells = row.children.filter { $0.kind != .result }
    let written = row.children(.result)
    var results: [Int64?] = []
    var isWhole = true
    for (node, output) in zip(written, outputs) {
      guard let output else { continue }
      if node.children.isEmpty {
        results.append(nil)
        if let output = outputFact(output) { notes.maybeUnknown.insert(output) }
      } else if let value = result(node.children[0], of: output) {
        results.append(value)
      } else {
        isWhole = false
      }
    }
    let match: RowMatch
    if let otherwise = cells.first, otherwise.kind == .otherwiseCell {
      match = .otherwise(coversUnknown: otherwise.word(2) != nil)
    } else {
      var read: [TableCell] = []
      for (node, column) in zip(cells, columns) where node.kind != .anyCell {
        guard let column else {
          isWhole = false
          continue
        }
        if let cell = cell(node, in: column) { read.append(cell) } else { isWhole = false }
      }
      match = .cells(read)
    }
    guard isWhole else { return nil }
    return TableRow(match: match, results: results, origin: row.origin, text: row.formatted)
  }

  private func outputFact(_ output: TableOutput) -> FactID? {
    if case .fact(let fact) = output { return fact }
    return nil
  }

  /// A queue's or level's position, or a cell value.
  mutating func result(_ value: Reading, of output: TableOutput) -> Int64? {
    switch output {
    case .queue:
      guard value.kind == .wordValue, let word = value.word(0) else {
        say(
          KindFault.cellKind(column: "queue", kind: "queues", found: "another kind"),
          at: value.place)
        return nil
      }
      return queue(word).map { Int64($0.rawValue) }
    case .urgency:
      guard let level = urgency(value.word(0)?.text), value.kind == .wordValue else {
        say(
          NameFault.notListed(
            fact: "urgency", list: "low, normal, high or urgent", found: value.formatted),
          at: value.place)
        return nil
      }
      return Int64(level.rawValue)
    case .fact(let fact):
      return cell(
        value,
        for: FactLabel(name: factName(fact), domain: domain(fact), column: factName(fact)))
    }
  }

  mutating func checkChooses() {
    for heading in accepted(.choose) {
      guard let name = heading.word(1) else { continue }
      let id = ChooseID(model.vocabulary.chooses.count)
      var output = TableOutput.queue
      if let declared = names[.fact, name.text], declared.place != nil {
        let fact = FactID(declared.index)
        if workOut(fact, by: .choose(id), heading: name.text, at: name.place) {
          output = .fact(fact)
        }
      }
      var choose = Choose(name: name.text, output: output, rows: [], origin: heading.origin)
      for row in heading.children(.choiceRow) {
        if let row = choiceRow(row, of: output) { choose.rows.append(row) }
      }
      model.vocabulary.chooses.append(choose)
    }
  }

  private mutating func choiceRow(_ row: Reading, of output: TableOutput) -> ChooseRow? {
    guard let value = row.children.first else { return nil }
    let result = self.result(value, of: output)
    let match: ChooseRow.Match
    if row.children.count > 1 {
      guard let condition = condition(row.children[1], for: .atStart) else { return nil }
      match = .when(condition)
    } else {
      match = .otherwise(coversUnknown: row.word(2)?.text == "or")
    }
    guard let result else { return nil }
    return ChooseRow(match: match, result: result, origin: row.origin, text: row.formatted)
  }
}

/// One column of a table: what its cells test.
struct Column {
  var subject: Subject
  var head: Reading

  var facts: [FactID] {
    switch subject {
    case .fact(let id, _): [id]
    case .sum(let sum, _, _): sum.terms.map(\.fact)
    }
  }
}
