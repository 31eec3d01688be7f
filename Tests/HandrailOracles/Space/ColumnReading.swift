import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// Reads conditions, tables and facts of one version as columns over the space.
///
/// Truths stand as `Truth.rawValue`, cells as codes of the space, rows as their position or -1.
final class ColumnReading {
  let model: PolicyModel
  let space: Space
  let startsWithHuman: Bool
  let readsTurns: Bool
  let descriptions: Descriptions
  /// The reading as of the start, where this one is of promises.
  ///
  /// There `handler` is who holds the conversation after the decision; tables and `choose` are read
  /// as of the start.
  let beginning: ColumnReading?
  private(set) var isTooLarge = false
  /// By rule or heading: guards worked out so far.
  var ruleGuards: [String: GuardColumns] = [:]
  private var cells: [FactID: Column] = [:]
  private var definitions: [DefinitionID: Column] = [:]
  private var rows: [String: (chosen: Column, worst: Column)] = [:]
  private var switches: [String: Column] = [:]
  /// What the tests of switches come to now, by their words.
  private(set) var switchesNow: [String: Column] = [:]

  init(
    _ version: SmallPolicy.Version, _ space: Space, _ descriptions: Descriptions,
    beginning: ColumnReading? = nil
  ) {
    self.beginning = beginning
    model = version.model
    readsTurns = version.reference.readsTurns
    self.space = space
    self.descriptions = descriptions
    startsWithHuman = model.header.startWith == .human
  }

  /// A column from others; a small one that says nothing where it would be too large.
  func combine(_ columns: [Column], _ combine: (borrowing [Int64]) -> Int64) -> Column {
    let walk = Walk(columns)
    guard walk.count <= BruteForce.mostQuestions else {
      isTooLarge = true
      return .constant(0)
    }
    return walk.combined(combine)
  }

  // Truths.

  static func truth(_ raw: Int64) -> Truth {
    Truth(rawValue: UInt8(truncatingIfNeeded: raw)) ?? .no
  }

  func constant(_ truth: Truth) -> Column { .constant(Int64(truth.rawValue)) }

  func not(_ column: Column) -> Column {
    column.map { Int64(ColumnReading.truth($0).negated.rawValue) }
  }

  func all(_ columns: [Column]) -> Column {
    if columns.count == 1 { return columns[0] }
    return combine(columns) { values in
      var truth = Truth.yes
      for place in 0..<values.count { truth = truth.and(ColumnReading.truth(values[place])) }
      return Int64(truth.rawValue)
    }
  }

  func any(_ columns: [Column]) -> Column {
    if columns.count == 1 { return columns[0] }
    return combine(columns) { values in
      var truth = Truth.no
      for place in 0..<values.count { truth = truth.or(ColumnReading.truth(values[place])) }
      return Int64(truth.rawValue)
    }
  }

  // Conditions.

  /// `restarts`: windows directly in it begin with the last change of handler.
  func condition(_ condition: Condition, restarts: Bool = false) -> Column {
    let entries = condition.entries.map { entry in
      switch entry {
      case .test(let test): self.test(test, restarts: restarts)
      case .group(let group): self.condition(group, restarts: restarts)
      }
    }
    switch condition.mode {
    case .all: return all(entries)
    case .any: return any(entries)
    case .none: return all(entries.map(not))
    }
  }

  func test(_ test: Test, restarts: Bool) -> Column {
    switch test.window {
    case nil: return body(test.body)
    case .turns(let atLeast, let count)?:
      let truthAt = turnTruths(test.body)
      return overHistories { history in
        var yes = 0
        var undecided: [Truth] = []
        let first = max(0, history.turns.count - count)
        for place in first..<history.turns.count
        where !restarts || place + 1 >= history.changedAt {
          let truth = truthAt[history.turns[place]] ?? .no
          if truth == .yes { yes += 1 }
          if truth.isUndecided { undecided.append(truth) }
        }
        if yes >= atLeast { return .yes }
        if yes + undecided.count < atLeast { return .no }
        return TestTruth.worst(undecided) ?? .no
      }
    case .anyPoint?: return anyPoint(test)
    }
  }

  /// What a test says of every turn that the histories hold.
  private func turnTruths(_ body: TestBody) -> [[Int64]: Truth] {
    let reader = TestTruth(model: model)
    var truths: [[Int64]: Truth] = [:]
    for history in space.histories where history.turns.count == 1 {
      let turn = history.turns[0]
      truths[turn] = reader.truth(body) { self.cell($0, in: turn) }
    }
    return truths
  }

  private func cell(_ fact: FactID, in turn: [Int64]) -> Int64 {
    let place = space.turnFacts.firstIndex(of: model.name(of: fact))
    return place.map { turn[$0] } ?? Space.fault
  }

  private func overHistories(_ truth: (Space.History) -> Truth) -> Column {
    guard !space.turnFacts.isEmpty else { return constant(truth(space.histories[0])) }
    return Column(
      space.place(.history), space.histories.map { Int64(truth($0).rawValue) })
  }

  private func anyPoint(_ test: Test) -> Column {
    if let known = switches[test.text] { return known }
    let remembered = Column(
      space.place(.switching(test.text)), Space.switchTruths.map { Int64($0.rawValue) })
    let isOfTurns = test.factsRead.allSatisfy { model.vocabulary.facts[$0].supply == .turn }
    let truthAt = isOfTurns ? turnTruths(test.body) : [:]
    let now =
      isOfTurns
      ? overHistories { history in
        history.turns.reduce(Truth.no) { $0.or(truthAt[$1] ?? .no) }
      } : body(test.body)
    let column = any([remembered, now])
    switches[test.text] = column
    switchesNow[test.text] = now
    return column
  }

  private func body(_ body: TestBody) -> Column {
    switch body {
    case .during(let calendar): return open(calendar, true)
    case .outside(let calendar): return open(calendar, false)
    case .trend: return lookingBack(body)
    case .compare(let comparing)
    where (comparing.left.terms + comparing.right.terms).contains { $0.averageOverTurns != nil }:
      return lookingBack(body)
    case .compare(let comparing):
      let start = Weighing(comparing, model)
      let comparison = comparing.comparison
      let terms = comparing.left.terms + comparing.right.terms
      return combine(terms.map { cell($0.fact) }) { values in
        var truth = Truth.yes
        var weighing = start
        for place in 0..<values.count {
          if let unknown = TestTruth.unknown(values[place]) { truth = truth.and(unknown) }
          if truth == .yes { weighing.add(place, values[place]) }
        }
        if truth == .yes { truth = Truth(comparison.holds(forSign: weighing.sign)) }
        return Int64(truth.rawValue)
      }
    case .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes, .excludes,
      .before, .after, .inTheLast, .age, .ahead:
      let facts = Array(Set(Test(body: body, origin: noOrigin, text: "").factsRead)).sorted()
      let reader = TestTruth(model: model)
      return combine(facts.map(cell)) { values in
        // Copied once, for the closure outlives the borrow.
        let codes = copy values
        let truth = reader.truth(body) { fact in codes[facts.firstIndex(of: fact) ?? 0] }
        return Int64(truth.rawValue)
      }
    }
  }

  private var noOrigin: Origin { model.rules[0].origin }

  private func lookingBack(_ body: TestBody) -> Column {
    let reader = LookingBack(model: model, space: space)
    return overHistories { reader.truth(body, turns: $0.turns) }
  }

  private func open(_ calendar: CalendarID, _ wanted: Bool) -> Column {
    let hours = model.people.calendars[calendar]
    return instants { hours.isOpen(at: Moment(microseconds: $0)) == wanted }
  }

  /// Yes or no by the moment.
  func instants(_ holds: (Int64) -> Bool) -> Column {
    Column(
      space.place(.moment),
      space.instants.map { Int64(Truth(holds($0.microseconds)).rawValue) })
  }

  // Facts.

  /// What is known of a fact now.
  func cell(_ id: FactID) -> Column {
    if let known = cells[id] { return known }
    let isTabled = model.vocabulary.facts[id].supply.isTabled
    let column = isTabled ? beginning?.cell(id) ?? readCell(id) : readCell(id)
    cells[id] = column
    return column
  }

  private func readCell(_ id: FactID) -> Column {
    let fact = model.vocabulary.facts[id]
    switch fact.supply {
    case .session:
      return Column(space.place(.fact(fact.name)), space.values[fact.name, default: []])
    case .turn:
      return Column(
        space.place(.history),
        space.histories.map { history in
          history.turns.last.map { self.cell(id, in: $0) } ?? Space.open
        })
    case .definition(let definition):
      return self.definition(definition).map { raw in
        switch ColumnReading.truth(raw) {
        case .no: 0
        case .yes: 1
        case .open: Space.open
        case .fault: Space.fault
        }
      }
    case .table(let table, let column):
      let written = model.vocabulary.tables[table]
      return output(of: written.name, written.rows.map { $0.results[column] })
    case .choose(let choose):
      let written = model.vocabulary.chooses[choose]
      return output(of: written.name, written.rows.map(\.result))
    case .builtIn(.task):
      let codes = (0...space.taskCount).map { Int64($0) } + [Space.fault]
      return Column(space.place(.asked), codes)
    case .builtIn(.handler):
      return beginning == nil
        ? Column(space.place(.holder), [startsWithHuman ? 1 : 0, 0, 1])
        : Column(space.place(.decided), [0, 1])
    case .builtIn, .task, .agent:
      preconditionFailure("small policies read no other built-in facts")
    }
  }

  private func definition(_ id: DefinitionID) -> Column {
    if let known = definitions[id] { return known }
    let written = model.vocabulary.definitions[id]
    let column = all(
      [condition(written.when)] + written.excepts.map { not(condition($0)) })
    definitions[id] = column
    return column
  }

  /// What a table or `choose` writes into a fact.
  private func output(of name: String, _ results: [Int64?]) -> Column {
    let (chosen, worst) = chosenRow(of: name)
    return combine([chosen, worst]) { values in
      let row = values[0]
      if row >= 0 { return results[Int(row)] ?? Space.open }
      return ColumnReading.truth(values[1]) == .fault ? Space.fault : Space.open
    }
  }

  // Tables.

  /// Each row's truth; nothing for `otherwise`.
  func rowTruths(of table: PolicyTable) -> [Column?] {
    table.rows.map { row in
      guard case .cells(let cells) = row.match else { return nil }
      return cells.isEmpty ? constant(.yes) : all(cells.map(cellTruth))
    }
  }

  private func cellTruth(_ cell: TableCell) -> Column {
    let tests =
      cell.alternatives.entries.isEmpty ? constant(.no) : condition(cell.alternatives)
    guard !cell.unknownFacts.isEmpty else { return tests }
    return combine([tests] + cell.unknownFacts.map(self.cell)) { values in
      for place in 1..<values.count where TestTruth.unknown(values[place]) != nil {
        return Int64(Truth.yes.rawValue)
      }
      return values[0]
    }
  }

  /// The row that is taken, -1 for none, and the worst can't tell among the rows.
  func chosenRow(of name: String) -> (chosen: Column, worst: Column) {
    if let known = rows[name] { return known }
    let vocabulary = model.vocabulary
    var truths: [Column?] = []
    var covers: [Bool] = []
    var isOrdered = true
    if let table = vocabulary.tables.elements.first(where: { $0.name == name }) {
      truths = rowTruths(of: table)
      covers = table.rows.map(\.coversUnknown)
      isOrdered = table.topRowWins
    } else if let choose = vocabulary.chooses.elements.first(where: { $0.name == name }) {
      for row in choose.rows {
        switch row.match {
        case .when(let condition):
          truths.append(self.condition(condition))
          covers.append(false)
        case .otherwise(let coversUnknown):
          truths.append(nil)
          covers.append(coversUnknown)
        }
      }
    }
    let picker = RowPicker(
      isOtherwise: truths.map { $0 == nil }, coversUnknown: covers, isOrdered: isOrdered)
    let columns = truths.map { $0 ?? constant(.no) }
    let chosen = combine(columns) { Int64(picker.row(copy $0)) }
    let worst = combine(columns) { values in
      var worst = Truth.no
      for place in 0..<values.count where ColumnReading.truth(values[place]).isUndecided {
        worst = worst.or(ColumnReading.truth(values[place]))
      }
      return Int64(worst.rawValue)
    }
    rows[name] = (chosen, worst)
    return (chosen, worst)
  }

  /// Which queue a target names: its position, or -1.
  func queue(of target: HandOverTarget) -> Column {
    let results: [Int64?]
    let name: String
    switch target {
    case .queue(let queue): return .constant(Int64(queue.offset))
    case .table(let id):
      let table = model.vocabulary.tables[id]
      let column = table.outputs.firstIndex(of: .queue) ?? 0
      results = table.rows.map { $0.results[column] }
      name = table.name
    case .choose(let id):
      let choose = model.vocabulary.chooses[id]
      results = choose.rows.map(\.result)
      name = choose.name
    case .refuse: return .constant(-1)
    }
    return chosenRow(of: name).chosen.map { row in row < 0 ? -1 : results[Int(row)] ?? -1 }
  }
}

extension TableRow {
  fileprivate var coversUnknown: Bool {
    switch match {
    case .cells: false
    case .otherwise(let coversUnknown): coversUnknown
    }
  }
}

/// Which row is taken: language.md 3.15.
private struct RowPicker {
  let isOtherwise: [Bool]
  let coversUnknown: [Bool]
  let isOrdered: Bool

  func row(_ truths: [Int64]) -> Int {
    let rows = truths.map(ColumnReading.truth)
    let covering = coversUnknown.firstIndex(of: true) ?? -1
    if isOrdered {
      for (place, truth) in rows.enumerated() {
        if isOtherwise[place] || truth == .yes { return place }
        if truth.isUndecided { return covering }
      }
      return -1
    }
    if let yes = rows.firstIndex(of: .yes) { return yes }
    if rows.contains(where: \.isUndecided) { return covering }
    return isOtherwise.firstIndex(of: true) ?? -1
  }
}
