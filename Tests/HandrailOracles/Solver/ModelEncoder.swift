import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// Writes one version's conditions as formulas: language.md 3.2, 3.3 and 3.15.
final class ModelEncoder {
  let model: PolicyModel
  let symbols: Symbols
  let solver: Solver
  /// The encoder as of the start, where this one is of promises.
  ///
  /// There `handler` is who holds the conversation after the decision; tables and `choose` are read
  /// as of the start.
  let beginning: ModelEncoder?
  private var cells: [FactID: SymbolicCell] = [:]
  private var rows: [String: (taken: [Formula], fault: Formula)] = [:]
  let always: SymbolicTruth
  let never: SymbolicTruth

  init(_ model: PolicyModel, _ symbols: Symbols, beginning: ModelEncoder? = nil) {
    self.beginning = beginning
    self.model = model
    self.symbols = symbols
    solver = symbols.solver
    always = SymbolicTruth(yes: solver.yes, no: solver.no, fault: solver.no)
    never = SymbolicTruth(yes: solver.no, no: solver.yes, fault: solver.no)
  }

  // Truths.

  func truth(_ holds: Formula) -> SymbolicTruth {
    SymbolicTruth(yes: holds, no: solver.not(holds), fault: solver.no)
  }

  func not(_ truth: SymbolicTruth) -> SymbolicTruth {
    SymbolicTruth(yes: truth.no, no: truth.yes, fault: truth.fault)
  }

  func all(_ truths: [SymbolicTruth]) -> SymbolicTruth {
    let no = solver.any(truths.map(\.no))
    return SymbolicTruth(
      yes: solver.all(truths.map(\.yes)), no: no,
      fault: solver.all([solver.not(no), solver.any(truths.map(\.fault))]))
  }

  func any(_ truths: [SymbolicTruth]) -> SymbolicTruth { not(all(truths.map(not))) }

  func pick(
    _ condition: Formula, _ first: SymbolicTruth, _ second: SymbolicTruth
  ) -> SymbolicTruth {
    SymbolicTruth(
      yes: solver.pick(condition, first.yes, second.yes),
      no: solver.pick(condition, first.no, second.no),
      fault: solver.pick(condition, first.fault, second.fault))
  }

  func isOpen(_ truth: SymbolicTruth) -> Formula {
    solver.not(solver.any([truth.yes, truth.no, truth.fault]))
  }

  // Conditions.

  func condition(_ condition: Condition, restarts: Bool = false) -> SymbolicTruth {
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

  private func test(_ test: Test, restarts: Bool) -> SymbolicTruth {
    switch test.window {
    case nil: return body(test.body, cell)
    case .turns(let atLeast, let count)?:
      return window(test.body, (atLeast, count), restarts: restarts)
    case .anyPoint?: return anyPoint(test)
    }
  }

  private func happened(_ age: Int) -> Formula {
    solver.below(solver.literal(Int64(age)), symbols.turnCount)
  }

  /// A fact at a turn, by how many turns ago it was.
  private func cell(_ fact: FactID, ago age: Int) -> SymbolicCell {
    guard let turns = symbols.turns[model.name(of: fact)] else {
      preconditionFailure("windows stand on turn facts")
    }
    return turns[age]
  }

  private func window(
    _ test: TestBody, _ least: (atLeast: Int, of: Int), restarts: Bool
  ) -> SymbolicTruth {
    var yes: [Formula] = []
    var possible: [Formula] = []
    var faults: [Formula] = []
    for age in 0..<min(least.of, symbols.space.longestHistory) {
      let truth = body(test) { self.cell($0, ago: age) }
      var counts = happened(age)
      if restarts {
        let number = solver.sum([symbols.turnCount, solver.literal(Int64(-age))])
        counts = solver.all([counts, solver.atMost(symbols.changedAt, number)])
      }
      yes.append(one(solver.all([counts, truth.yes])))
      possible.append(one(solver.all([counts, solver.not(truth.no)])))
      faults.append(solver.all([counts, truth.fault]))
    }
    let wanted = solver.literal(Int64(least.atLeast))
    let isYes = solver.atMost(wanted, solver.sum(yes))
    let isNo = solver.below(solver.sum(possible), wanted)
    return SymbolicTruth(
      yes: isYes, no: isNo,
      fault: solver.all([solver.not(isYes), solver.not(isNo), solver.any(faults)]))
  }

  private func one(_ formula: Formula) -> Formula {
    solver.pick(formula, solver.literal(1), solver.literal(0))
  }

  private func anyPoint(_ test: Test) -> SymbolicTruth {
    guard let state = symbols.switches[test.text] else { return never }
    func isState(_ value: Int64) -> Formula { solver.same(state, solver.literal(value)) }
    let remembered = SymbolicTruth(yes: isState(1), no: isState(0), fault: isState(3))
    guard test.factsRead.allSatisfy({ model.vocabulary.facts[$0].supply == .turn }) else {
      return any([remembered, body(test.body, cell)])
    }
    let turns = (0..<symbols.space.longestHistory).map { age in
      pick(happened(age), body(test.body) { self.cell($0, ago: age) }, never)
    }
    return any([remembered] + turns)
  }

  // Tests.

  private func body(_ body: TestBody, _ cell: (FactID) -> SymbolicCell) -> SymbolicTruth {
    switch body {
    case .during(let calendar): return truth(symbols.open[calendar.offset])
    case .outside(let calendar): return truth(solver.not(symbols.open[calendar.offset]))
    case .isUnknown(let fact): return truth(isUnknown(cell(fact)))
    case .isKnown(let fact): return truth(solver.not(isUnknown(cell(fact))))
    case .isEmpty(let fact, let negated):
      return holds([cell(fact)], negated, solver.same(cell(fact).value, solver.literal(0)))
    case .isAmong(let fact, let values, let negated):
      let known = cell(fact)
      return holds(
        [known], negated, solver.any(values.map { solver.same(known.value, solver.literal($0)) }))
    case .equals(let fact, let others, let negated):
      let same = any(others.map { equal((fact, cell(fact)), ($0, cell($0))) })
      return negated ? not(same) : same
    case .includes(let fact, let word): return includes(cell(fact), fact, word, negated: false)
    case .excludes(let fact, let word): return includes(cell(fact), fact, word, negated: true)
    case .inTheLast(let fact, let age):
      return holds([cell(fact)], false, solver.atMost(cell(fact).value, solver.literal(age)))
    case .age(let fact, let comparison, let age):
      return holds([cell(fact)], false, compare(cell(fact).value, comparison, solver.literal(age)))
    case .trend(let fact, let trend): return self.trend(fact, trend)
    case .compare(let comparing):
      let terms = comparing.left.terms + comparing.right.terms
      if terms.contains(where: { $0.averageOverTurns != nil }) { return average(comparing) }
      return holds(
        terms.map { cell($0.fact) }, false,
        compare(
          total(comparing) { cell($0.fact).value }, comparing.comparison, solver.literal(0)))
    case .before, .after, .ahead: preconditionFailure("small policies do not write this test")
    }
  }

  private func isUnknown(_ cell: SymbolicCell) -> Formula {
    solver.any([cell.isOpen, cell.isFault])
  }

  /// A test of known cells.
  private func holds(
    _ cells: [SymbolicCell], _ negated: Bool, _ formula: Formula
  ) -> SymbolicTruth {
    let known = solver.not(solver.any(cells.map(isUnknown)))
    let holds = negated ? solver.not(formula) : formula
    return SymbolicTruth(
      yes: solver.all([known, holds]), no: solver.all([known, solver.not(holds)]),
      fault: solver.any(cells.map(\.isFault)))
  }

  private func includes(
    _ cell: SymbolicCell, _ fact: FactID, _ word: Int, negated: Bool
  ) -> SymbolicTruth {
    let count = Int64(1) << Int64(model.vocabulary.facts[fact].domain.words.count)
    let having = (0..<count).filter { $0 >> Int64(word) & 1 == 1 }
    return holds(
      [cell], negated, solver.any(having.map { solver.same(cell.value, solver.literal($0)) }))
  }

  private func equal(
    _ left: (FactID, SymbolicCell), _ right: (FactID, SymbolicCell)
  ) -> SymbolicTruth {
    let words = [left.0, right.0].map { model.vocabulary.facts[$0].domain.words.map(\.name) }
    let same = words[0].enumerated().compactMap { place, word -> Formula? in
      guard let other = words[1].firstIndex(of: word) else { return nil }
      return solver.all([
        solver.same(left.1.value, solver.literal(Int64(place))),
        solver.same(right.1.value, solver.literal(Int64(other))),
      ])
    }
    return holds([left.1, right.1], false, solver.any(same))
  }

  private func compare(
    _ left: Formula, _ comparison: Comparison, _ right: Formula
  ) -> Formula {
    switch comparison {
    case .above: solver.below(right, left)
    case .below: solver.below(left, right)
    case .atLeast: solver.atMost(right, left)
    case .atMost: solver.atMost(left, right)
    case .equal: solver.same(left, right)
    case .notEqual: solver.not(solver.same(left, right))
    }
  }

  // Sums.

  /// A decimal in units of ten to the minus twelve; small policies have no finer ones.
  private func scaled(_ decimal: Decimal, less decimals: Int = 0) -> Int64 {
    var value = decimal.mantissa
    let places = 12 - decimal.decimals - decimals
    precondition(places >= 0, "a small policy's factors and units have few decimals")
    for _ in 0..<places { value *= 10 }
    return value
  }

  /// Left less right; `count` stands for one, where averages are of so many turns.
  private func total(
    _ comparing: Comparing, count: Formula? = nil, _ value: (SumTerm) -> Formula
  ) -> Formula {
    var parts: [Formula] = []
    for (sum, sign) in [(comparing.left, Int64(1)), (comparing.right, Int64(-1))] {
      let constant = sign * scaled(sum.constant)
      parts.append(count.map { solver.times(constant, $0) } ?? solver.literal(constant))
      for term in sum.terms {
        let decimals = model.vocabulary.facts[term.fact].domain.decimals
        parts.append(solver.times(sign * scaled(term.factor, less: decimals), value(term)))
      }
    }
    return solver.sum(parts)
  }

  /// The least (or greatest) sum of the turns' values, each unknown one at the end of its bounds.
  private func average(_ comparing: Comparing) -> SymbolicTruth {
    let term = (comparing.left.terms + comparing.right.terms)[0]
    let domain = model.vocabulary.facts[term.fact].domain
    let ages = 0..<min(term.averageOverTurns ?? 1, symbols.space.longestHistory)
    func total(filling value: Int64) -> Formula {
      let parts = ages.map { age in
        let cell = cell(term.fact, ago: age)
        let filled = solver.pick(isUnknown(cell), solver.literal(value), cell.value)
        return solver.pick(happened(age), filled, solver.literal(0))
      }
      let count = solver.sum(ages.map { one(happened($0)) })
      return self.total(comparing, count: count) { _ in solver.sum(parts) }
    }
    let ends = [domain.lowest, domain.highest].map { end in
      compare(total(filling: end), comparing.comparison, solver.literal(0))
    }
    return settled(ends, ages.map { ($0, cell(term.fact, ago: $0)) }, isEmpty: .open)
  }

  private enum Emptiness { case open, no }

  /// Yes or no where both ends are; else as the unknown turns are.
  ///
  /// `isEmpty`: what too few turns are.
  private func settled(
    _ ends: [Formula], _ cells: [(age: Int, cell: SymbolicCell)], isEmpty: Emptiness
  ) -> SymbolicTruth {
    let enough = happened(isEmpty == .open ? 0 : 1)
    let faults = cells.map { solver.all([happened($0.age), $0.cell.isFault]) }
    let yes = solver.all([enough] + ends)
    let no = solver.all([enough] + ends.map(solver.not))
    return SymbolicTruth(
      yes: yes, no: isEmpty == .no ? solver.any([no, solver.not(enough)]) : no,
      fault: solver.all([enough, solver.not(yes), solver.not(no), solver.any(faults)]))
  }

  private func trend(_ fact: FactID, _ trend: Trend) -> SymbolicTruth {
    let domain = model.vocabulary.facts[fact].domain
    let ages = 1..<max(2, min(trend.turns, symbols.space.longestHistory))
    // The first turn of the window is the oldest that happened in it.
    func isFirst(_ age: Int) -> Formula {
      age + 1 < trend.turns
        ? solver.same(symbols.turnCount, solver.literal(Int64(age + 1))) : happened(age)
    }
    func filled(_ age: Int, _ value: Int64) -> Formula {
      let cell = cell(fact, ago: age)
      return solver.pick(isUnknown(cell), solver.literal(value), cell.value)
    }
    func change(_ first: Int64, _ last: Int64) -> Formula {
      let start = ages.reduce(solver.literal(0)) { start, age in
        solver.pick(isFirst(age), filled(age, first), start)
      }
      let signs: (Int64, Int64) = trend.isRising ? (1, -1) : (-1, 1)
      let by = solver.sum([solver.times(signs.0, filled(0, last)), solver.times(signs.1, start)])
      return solver.atMost(solver.literal(trend.by), by)
    }
    let ends = [
      change(domain.lowest, domain.highest), change(domain.highest, domain.lowest),
    ]
    var faults = [cell(fact, ago: 0).isFault]
    faults += ages.map { solver.all([isFirst($0), cell(fact, ago: $0).isFault]) }
    let enough = happened(1)
    let yes = solver.all([enough] + ends)
    let no = solver.any([solver.not(enough), solver.all(ends.map(solver.not))])
    return SymbolicTruth(
      yes: yes, no: no,
      fault: solver.all([solver.not(yes), solver.not(no), solver.any(faults)]))
  }

  // Facts.

  func cell(_ id: FactID) -> SymbolicCell {
    if let known = cells[id] { return known }
    let isTabled = model.vocabulary.facts[id].supply.isTabled
    let made = isTabled ? beginning?.cell(id) ?? make(id) : make(id)
    cells[id] = made
    return made
  }

  private func make(_ id: FactID) -> SymbolicCell {
    let fact = model.vocabulary.facts[id]
    switch fact.supply {
    case .session:
      guard let cell = symbols.facts[fact.name] else { break }
      return cell
    case .turn:
      let last = cell(id, ago: 0)
      let came = happened(0)
      return SymbolicCell(
        isOpen: solver.any([solver.not(came), last.isOpen]),
        isFault: solver.all([came, last.isFault]), value: last.value)
    case .definition(let definition):
      let written = model.vocabulary.definitions[definition]
      let truth = all(
        [condition(written.when)] + written.excepts.map { not(condition($0)) })
      return SymbolicCell(isOpen: isOpen(truth), isFault: truth.fault, value: one(truth.yes))
    case .table(let table, let column):
      let written = model.vocabulary.tables[table]
      return output(written.name, written.rows.map { $0.results[column] })
    case .choose(let choose):
      let written = model.vocabulary.chooses[choose]
      return output(written.name, written.rows.map(\.result))
    case .builtIn(.task):
      let isMissing = solver.same(symbols.asked, solver.literal(Int64(symbols.space.taskCount + 1)))
      return SymbolicCell(isOpen: solver.no, isFault: isMissing, value: symbols.asked)
    case .builtIn(.handler) where beginning != nil:
      return SymbolicCell(isOpen: solver.no, isFault: solver.no, value: one(symbols.decidedHuman))
    case .builtIn(.handler):
      let starts = Int64(model.header.startWith == .human ? 1 : 0)
      let isNew = solver.same(symbols.holder, solver.literal(0))
      let kept = solver.sum([symbols.holder, solver.literal(-1)])
      return SymbolicCell(
        isOpen: solver.no, isFault: solver.no,
        value: solver.pick(isNew, solver.literal(starts), kept))
    case .builtIn, .task, .agent: break
    }
    preconditionFailure("small policies read no other facts")
  }

  private func output(_ name: String, _ results: [Int64?]) -> SymbolicCell {
    let (taken, fault) = takenRows(of: name)
    var value = solver.literal(0)
    var known: [Formula] = []
    for (place, result) in results.enumerated() {
      guard let result else { continue }
      value = solver.pick(taken[place], solver.literal(result), value)
      known.append(taken[place])
    }
    let isFault = solver.all(taken.map(solver.not) + [fault])
    return SymbolicCell(
      isOpen: solver.not(solver.any(known + [isFault])), isFault: isFault, value: value)
  }

  // Tables.

  /// Rows of a table; nothing for `otherwise`.
  func rowTruths(of table: PolicyTable) -> [SymbolicTruth?] {
    table.rows.map { row in
      guard case .cells(let cells) = row.match else { return nil }
      return all(cells.map(cellTruth))
    }
  }

  private func cellTruth(_ cell: TableCell) -> SymbolicTruth {
    let tests = cell.alternatives.entries.isEmpty ? never : condition(cell.alternatives)
    let unknown = solver.any(cell.unknownFacts.map { isUnknown(self.cell($0)) })
    return pick(unknown, always, tests)
  }

  /// Which row is taken, and whether some row that can't tell rests on a fault.
  func takenRows(of name: String) -> (taken: [Formula], fault: Formula) {
    if let known = rows[name] { return known }
    var truths: [SymbolicTruth?] = []
    var coversUnknown: [Bool] = []
    var isOrdered = true
    if let table = model.vocabulary.tables.elements.first(where: { $0.name == name }) {
      truths = rowTruths(of: table)
      isOrdered = table.topRowWins
      for row in table.rows {
        if case .otherwise(true) = row.match {
          coversUnknown.append(true)
        } else {
          coversUnknown.append(false)
        }
      }
    } else if let choose = model.vocabulary.chooses.elements.first(where: { $0.name == name }) {
      for row in choose.rows {
        switch row.match {
        case .when(let condition):
          truths.append(self.condition(condition))
          coversUnknown.append(false)
        case .otherwise(let covers):
          truths.append(nil)
          coversUnknown.append(covers)
        }
      }
    }
    let taken = isOrdered ? inOrder(truths, coversUnknown) : anywhere(truths, coversUnknown)
    let result = (taken, solver.any(truths.compactMap { $0?.fault }))
    rows[name] = result
    return result
  }

  private func inOrder(_ rows: [SymbolicTruth?], _ covers: [Bool]) -> [Formula] {
    var before = solver.yes
    var doubt: [Formula] = []
    var taken: [Formula] = []
    for row in rows {
      guard let row else {
        taken.append(before)
        before = solver.no
        continue
      }
      taken.append(solver.all([before, row.yes]))
      doubt.append(solver.all([before, solver.not(row.yes), solver.not(row.no)]))
      before = solver.all([before, row.no])
    }
    guard let covering = covers.firstIndex(of: true) else { return taken }
    taken[covering] = solver.any([taken[covering]] + doubt)
    return taken
  }

  private func anywhere(_ rows: [SymbolicTruth?], _ covers: [Bool]) -> [Formula] {
    var none = solver.yes
    var taken = rows.map { row -> Formula in
      guard let row else { return solver.no }
      let mine = solver.all([none, row.yes])
      none = solver.all([none, solver.not(row.yes)])
      return mine
    }
    let allNo = solver.all(rows.compactMap { $0?.no })
    guard let otherwise = rows.firstIndex(where: { $0 == nil }) else { return taken }
    taken[otherwise] = covers[otherwise] ? none : allNo
    return taken
  }
}
