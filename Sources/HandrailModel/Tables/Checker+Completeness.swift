import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// PL0501 to PL0504 and PL0511 of every table and `choose`.
  mutating func checkCompleteness() {
    guard let knowledge = notes.knowledge else { return }
    recall?.know(knowledge)
    for (table, heading) in zip(model.vocabulary.tables.elements, accepted(.table)) {
      let rows = heading.children(.tableRow)
      // A row that did not check is accused; what it would cover is not known.
      guard !heading.isDamaged, rows.count == table.rows.count, !isCircular(table) else {
        continue
      }
      sparing(heading) { $0.checkCases(TableCases(table, rows, heading), knowledge) }
    }
    for (choose, heading) in zip(model.vocabulary.chooses.elements, accepted(.choose)) {
      let rows = heading.children(.choiceRow)
      guard !heading.isDamaged, rows.count == choose.rows.count else { continue }
      sparing(heading) { $0.checkCases(TableCases(choose, rows, heading), knowledge) }
    }
  }

  private func isCircular(_ table: PolicyTable) -> Bool {
    table.outputs.contains { output in
      if case .fact(let fact) = output { return notes.circular.contains(fact) }
      return false
    }
  }

  private mutating func checkCases(_ cases: TableCases, _ knowledge: FactKnowledge) {
    guard cases.rows.count <= CaseSpace.mostRows else {
      say(TableFault.notSettled(heading: cases.name), at: cases.heading.headPlace)
      return
    }
    var builder = CaseSpaceBuilder(model, knowledge)
    let space = builder.build(
      cases.alternatives, isOrdered: cases.isOrdered, otherwise: cases.otherwise)
    if !cases.isOrdered { sayOverlaps(space, cases) }
    let isComplete = sayGap(space, cases)
    if !space.isExact || !isComplete { model.openTables.append(OpenTable(cases)) }
    guard isComplete else { return }
    sayNothingLeft(space, cases)
    if cases.isOrdered { sayUnreachable(space, cases) }
  }

  /// False where some case is not covered, or may not be.
  private mutating func sayGap(_ space: CaseSpace, _ cases: TableCases) -> Bool {
    if cases.otherwise == .unknownToo { return true }
    var sure = CaseSearch(space, goal: .gapForSure, budget: 20_000)
    let answer = sure.run()
    if case .found(let regions) = answer {
      say(
        TableFault.gap(example: space.words(for: regions)), at: cases.heading.headPlace,
        fixes: cases.addingOtherwise)
      return false
    }
    if case .none = answer {
      if space.isExact { return true }
      var possible = CaseSearch(space, goal: .possibleGap, budget: 20_000)
      if case .none = possible.run() { return true }
    }
    say(
      TableFault.notSettled(heading: cases.name), at: cases.heading.headPlace,
      fixes: cases.addingOtherwise)
    return false
  }

  /// Two rows of a plain table that can both be yes, one message for each later row.
  private mutating func sayOverlaps(_ space: CaseSpace, _ cases: TableCases) {
    let yes = space.boxes.map { YesRegions($0) }
    for (index, later) in space.boxes.enumerated() where !later.isOpaque {
      for (other, earlier) in space.boxes[..<index].enumerated() where !earlier.isOpaque {
        guard let regions = yes[index].common(with: yes[other], in: space) else { continue }
        say(
          TableFault.overlap(
            first: earlier.row + 1, second: later.row + 1, example: space.words(for: regions)),
          at: cases.rows[later.row].place,
          related: [RelatedPlace(cases.rows[earlier.row].place, "row \(earlier.row + 1)")])
        break
      }
    }
  }

  /// PL0504, only for a plain `otherwise`: one that covers unknown also covers faults.
  private mutating func sayNothingLeft(_ space: CaseSpace, _ cases: TableCases) {
    guard cases.otherwise == .known, space.isExact, let row = cases.otherwiseRow else { return }
    var without = space
    without.otherwise = .none
    var search = CaseSearch(without, goal: .gapForSure, budget: 20_000)
    guard case .none = search.run() else { return }
    say(TableFault.nothingLeft, at: row.place, fixes: [row.asRemovedRow])
  }

  /// PL0503, only where rows are tried from the top.
  private mutating func sayUnreachable(_ space: CaseSpace, _ cases: TableCases) {
    guard cases.rows.count <= 200 else { return }
    for (index, row) in cases.rows.enumerated() {
      let isBelowOtherwise = cases.rows[..<index].contains { $0.node == cases.otherwiseRow?.node }
      if !isBelowOtherwise {
        guard space.boxes.contains(where: { $0.row == index }) else { continue }
        var search = CaseSearch(space, goal: .reaches(index), budget: 5000)
        guard case .none = search.run() else { continue }
      }
      say(TableFault.unreachableRow(index + 1), at: row.place, fixes: [row.asRemovedRow])
    }
  }
}

/// For each variable, the regions in which a row is yes, as bits.
private struct YesRegions {
  private var bits: [Int: [UInt64]] = [:]

  init(_ box: CaseSpace.Box) {
    for (variable, truths) in box.demands {
      var words = [UInt64](repeating: 0, count: truths.count / 64 + 1)
      for (region, truth) in truths.enumerated() where truth == .yes {
        words[region / 64] |= 1 << UInt64(region % 64)
      }
      bits[variable] = words
    }
  }

  /// A case in which both rows are yes.
  func common(with other: YesRegions, in space: CaseSpace) -> [Int]? {
    var regions: [Int] = []
    for variable in space.variables.indices {
      switch (bits[variable], other.bits[variable]) {
      case (nil, nil): regions.append(0)
      case (let mine?, nil), (nil, let mine?):
        guard let first = first(mine) else { return nil }
        regions.append(first)
      case (let mine?, let theirs?):
        guard let first = first(zip(mine, theirs).map { $0 & $1 }) else { return nil }
        regions.append(first)
      }
    }
    return regions
  }

  private func first(_ words: [UInt64]) -> Int? {
    words.firstIndex { $0 != 0 }.map { $0 * 64 + words[$0].trailingZeroBitCount }
  }
}

/// The rows of a table or `choose`, as cases.
struct TableCases {
  var name: String
  var heading: Reading
  var rows: [Reading]
  var isOrdered: Bool
  var otherwise = CaseSpace.Otherwise.none
  var otherwiseRow: Reading?
  var alternatives: [CaseSpaceBuilder.Alternative] = []

  init(_ table: PolicyTable, _ rows: [Reading], _ heading: Reading) {
    name = table.name
    self.heading = heading
    self.rows = rows
    isOrdered = table.topRowWins
    for (index, row) in table.rows.enumerated() {
      switch row.match {
      case .cells(let cells):
        alternatives.append(CaseSpaceBuilder.Alternative(row: index, cells: cells))
      case .otherwise(let coversUnknown): take(rows[index], coversUnknown)
      }
    }
  }

  init(_ choose: Choose, _ rows: [Reading], _ heading: Reading) {
    name = choose.name
    self.heading = heading
    self.rows = rows
    isOrdered = true
    for (index, row) in choose.rows.enumerated() {
      switch row.match {
      case .when(let condition): take(condition, row: index)
      case .otherwise(let coversUnknown): take(rows[index], coversUnknown)
      }
    }
  }

  /// Tests joined by `or` are alternatives; tests joined by `and` are one.
  private mutating func take(_ condition: Condition, row: Int) {
    let cells = condition.tests.map { test in
      TableCell(alternatives: Condition(mode: .all, entries: [.test(test)]), unknownFacts: [])
    }
    guard condition.mode == .any else {
      alternatives.append(CaseSpaceBuilder.Alternative(row: row, cells: cells))
      return
    }
    alternatives += cells.map { CaseSpaceBuilder.Alternative(row: row, cells: [$0]) }
  }

  private mutating func take(_ row: Reading, _ coversUnknown: Bool) {
    guard otherwiseRow == nil else { return }
    otherwiseRow = row
    otherwise = coversUnknown ? .unknownToo : .known
  }

  /// A last row for what is left, with the results of the row above it.
  var addingOtherwise: [Fix] {
    if let row = otherwiseRow, let word = row.words(.word).first(where: { $0.text == "otherwise" })
    {
      let end = word.place.range.upper
      let place = SourcePlace(file: word.place.file, range: ByteRange(end, end))
      return [Fix(.fill, "let `otherwise` cover unknown", [Edit(place, " or unknown")])]
    }
    guard let last = rows.last else { return [] }
    let text: String
    if last.kind == .choiceRow {
      guard let value = last.children.first else { return [] }
      text = "  - otherwise or unknown \(value.formatted)"
    } else {
      let results = last.children(.result).map { "\($0.formatted) |" }.joined(separator: " ")
      text = "  | otherwise or unknown -> \(results)"
    }
    return [Fix(.fill, "add a row for all other cases", [last.insertion(afterLast: text)])]
  }
}
