import HandrailEngine
import HandrailSource

/// Cuts the facts that some rows test into regions, and says what each row is in each region.
struct CaseSpaceBuilder {
  /// What one variable of the space stands for.
  private enum Key: Hashable {
    case fact(FactID)
    case word(FactID, Int)
    case sum([FactID], signs: [Bool])
    case calendar(CalendarID)
  }

  private let facts: Table<FactID, Fact>
  private let calendars: Table<CalendarID, PolicyCalendar>
  private let knowledge: FactKnowledge
  private var space = CaseSpace()
  private var positions: [Key: Int] = [:]
  private var keys: [Key] = []
  private var cuts: [Key: FactCuts] = [:]
  private var regions: [Key: [FactRegion]] = [:]
  /// Facts that stand in a sum and elsewhere too: such a sum is opaque.
  private var entangled: Set<FactID> = []

  init(_ model: PolicyModel, _ knowledge: FactKnowledge) {
    facts = model.vocabulary.facts
    calendars = model.people.calendars
    self.knowledge = knowledge
  }

  /// One alternative of a row: tests that must all hold, and facts whose being unknown is a yes.
  struct Alternative {
    var row: Int
    var cells: [TableCell]
  }

  mutating func build(
    _ alternatives: [Alternative], isOrdered: Bool, otherwise: CaseSpace.Otherwise
  ) -> CaseSpace {
    let cells = alternatives.flatMap(\.cells)
    findEntangled(cells)
    for cell in cells { collect(cell) }
    for key in keys {
      regions[key] = (cuts[key] ?? FactCuts()).regions(domain(key))
      space.variables.append(variable(key))
    }
    for alternative in alternatives {
      var box = CaseSpace.Box(row: alternative.row)
      for cell in alternative.cells { demand(cell, of: &box) }
      space.boxes.append(box)
    }
    space.isOrdered = isOrdered
    space.otherwise = otherwise
    return space
  }

  private mutating func findEntangled(_ cells: [TableCell]) {
    var users: [FactID: Set<[FactID]>] = [:]
    for test in cells.flatMap(\.alternatives.tests) {
      let read = test.factsRead
      for fact in read { users[fact, default: []].insert(read) }
    }
    for (fact, users) in users where users.count > 1 { entangled.insert(fact) }
  }

  // MARK: Cutting

  private mutating func collect(_ cell: TableCell) {
    for fact in cell.unknownFacts where cell.alternatives.tests.isEmpty { use(.fact(fact)) }
    for test in cell.alternatives.tests {
      guard let key = key(of: test) else { continue }
      use(key)
      if case .word(let fact, _) = key { use(.fact(fact)) }
      cuts[key, default: FactCuts()].add(test.body, domain(key))
    }
  }

  private mutating func use(_ key: Key) {
    guard positions[key] == nil else { return }
    positions[key] = keys.count
    keys.append(key)
  }

  /// The variable that a test is about; `nil` for an opaque one.
  private func key(of test: Test) -> Key? {
    guard test.window == nil else { return nil }
    switch test.body {
    case .during(let calendar), .outside(let calendar): return .calendar(calendar)
    case .isUnknown(let fact), .isKnown(let fact): return .fact(fact)
    case .isAmong(let fact, _, _):
      return facts[fact].domain.kind == .setOf ? nil : .fact(fact)
    case .includes(let fact, let word), .excludes(let fact, let word): return .word(fact, word)
    case .compare(let comparing): return key(of: comparing)
    case .isEmpty, .equals, .before, .after, .inTheLast, .age, .ahead, .trend: return nil
    }
  }

  private func key(of comparing: Comparing) -> Key? {
    let terms = comparing.left.terms
    guard comparing.right.terms.isEmpty, comparing.left.constant == .zero, let first = terms.first,
      !terms.contains(where: { $0.averageOverTurns != nil || abs($0.factor) != .one })
    else { return nil }
    if terms.count == 1 { return first.factor == .one ? .fact(first.fact) : nil }
    let domain = facts[first.fact].domain
    let read = terms.map(\.fact)
    guard Set(read).count == read.count, !read.contains(where: entangled.contains),
      !read.contains(where: {
        facts[$0].domain.step != domain.step || facts[$0].domain.decimals != domain.decimals
      })
    else { return nil }
    let key = Key.sum(read, signs: terms.map { $0.factor == .one })
    return sumRange(key) == nil ? nil : key
  }

  /// The limits of a sum; `nil` where they do not fit.
  private func sumRange(_ key: Key) -> (lowest: Int64, highest: Int64)? {
    guard case .sum(let read, let signs) = key else { return nil }
    var lowest: Int128 = 0
    var highest: Int128 = 0
    for (fact, isAdded) in zip(read, signs) {
      let part = facts[fact].domain
      lowest += Int128(isAdded ? part.lowest : part.highest) * (isAdded ? 1 : -1)
      highest += Int128(isAdded ? part.highest : part.lowest) * (isAdded ? 1 : -1)
    }
    guard let low = Int64(exactly: lowest), let high = Int64(exactly: highest) else { return nil }
    return (low, high)
  }

  private func abs(_ value: Decimal) -> Decimal { value.mantissa < 0 ? value.negated : value }

  /// The values that the variable ranges over.
  private func domain(_ key: Key) -> Domain {
    switch key {
    case .fact(let fact), .word(let fact, _): return facts[fact].domain
    case .calendar: return Domain(.yesNo)
    case .sum(let read, _):
      var domain = facts[read[0]].domain
      let range = sumRange(key) ?? (domain.lowest, domain.highest)
      domain.lowest = range.lowest
      domain.highest = range.highest
      return domain
    }
  }

  // MARK: Naming

  private func variable(_ key: Key) -> CaseSpace.Variable {
    switch key {
    case .calendar(let calendar):
      let name = calendars[calendar].name
      return CaseSpace.Variable(regions: ["during \(name)", "outside \(name)"])
    case .word(let fact, let word):
      let name = facts[fact].name
      let words = facts[fact].domain.words[word].name
      return CaseSpace.Variable(regions: ["\(name) excludes \(words)", "\(name) includes \(words)"])
    case .fact(let fact):
      let name = facts[fact].name
      let regions = known(key).map { $0.words.isEmpty ? "" : "\(name) is \($0.words)" }
      let unknown = knowledge.canBeUnknown[fact.offset] ? ["\(name) is unknown"] : []
      return CaseSpace.Variable(regions: regions + unknown)
    case .sum(let read, let signs):
      var name = ""
      for (fact, isAdded) in zip(read, signs) {
        name +=
          name.isEmpty ? facts[fact].name : " \(isAdded ? "plus" : "minus") \(facts[fact].name)"
      }
      let regions = known(key).map { "\(name) is \($0.words)" }
      let unknown = read.filter { knowledge.canBeUnknown[$0.offset] }
        .prefix(1).map { "\(facts[$0].name) is unknown" }
      return CaseSpace.Variable(regions: regions + unknown)
    }
  }

  private func known(_ key: Key) -> [FactRegion] { regions[key] ?? [] }

  // MARK: Demanding

  private func demand(_ cell: TableCell, of box: inout CaseSpace.Box) {
    let tests = cell.alternatives.tests
    if tests.isEmpty {
      for fact in cell.unknownFacts { demandUnknown(fact, of: &box) }
      return
    }
    if cell.alternatives.mode == .any && tests.count > 1 {
      return demandAny(cell, of: &box)
    }
    for test in tests {
      guard let key = key(of: test), let position = positions[key] else {
        box.isOpaque = true
        box.mayBeOpen = box.mayBeOpen || mayBeOpen(test, cell)
        continue
      }
      add(truths(test, key, cell), at: position, to: &box)
      if case .word(let fact, _) = key, let known = positions[.fact(fact)] {
        let unknown: [Truth] = knowledge.canBeUnknown[fact.offset] ? [.open] : []
        add([.yes] + unknown, at: known, to: &box)
      }
    }
  }

  /// Alternatives over one sum: yes where any of them is.
  private func demandAny(_ cell: TableCell, of box: inout CaseSpace.Box) {
    var joined: [Truth]?
    for test in cell.alternatives.tests {
      guard let key = key(of: test), positions[key] != nil else {
        box.isOpaque = true
        box.mayBeOpen = box.mayBeOpen || mayBeOpen(test, cell)
        return
      }
      let truths = truths(test, key, cell)
      joined = joined.map { zip($0, truths).map { $0.or($1) } } ?? truths
    }
    guard let joined, let test = cell.alternatives.tests.first, let key = key(of: test),
      let position = positions[key]
    else { return }
    add(joined, at: position, to: &box)
  }

  private func add(_ truths: [Truth], at position: Int, to box: inout CaseSpace.Box) {
    box.demands[position] =
      box.demands[position].map { zip($0, truths).map { $0.and($1) } } ?? truths
  }

  private func demandUnknown(_ fact: FactID, of box: inout CaseSpace.Box) {
    guard let position = positions[.fact(fact)] else { return }
    let count = space.variables[position].regions.count
    let hasUnknown = knowledge.canBeUnknown[fact.offset]
    add(
      (0..<count).map { hasUnknown && $0 == count - 1 ? .yes : .no }, at: position, to: &box)
  }

  private func mayBeOpen(_ test: Test, _ cell: TableCell) -> Bool {
    if case .compare = test.body, test.body.looksOverTurns { return true }
    return test.factsRead.contains { fact in
      guard !cell.unknownFacts.contains(fact) else { return false }
      let overTurns = test.window != nil || test.body.looksOverTurns
      return overTurns && facts[fact].supply == .turn
        ? facts[fact].mayBeUnknown : knowledge.canBeUnknown[fact.offset]
    }
  }

  /// What a test says in each region of its variable; the last is unknown where there is one.
  private func truths(_ test: Test, _ key: Key, _ cell: TableCell) -> [Truth] {
    switch key {
    case .calendar:
      let isDuring = if case .during = test.body { true } else { false }
      return [Truth(isDuring), Truth(!isDuring)]
    case .word:
      let isIncludes = if case .includes = test.body { true } else { false }
      return [Truth(!isIncludes), Truth(isIncludes)]
    case .fact, .sum:
      let domain = domain(key)
      var truths = known(key).map { Truth(test.body.holds(in: $0, domain)) }
      if space.variables.indices.contains(positions[key] ?? -1),
        space.variables[positions[key] ?? 0].regions.count > truths.count
      {
        truths.append(unknownTruth(test, cell))
      }
      return truths
    }
  }

  private func unknownTruth(_ test: Test, _ cell: TableCell) -> Truth {
    if case .isUnknown = test.body { return .yes }
    if case .isKnown = test.body { return .no }
    return cell.unknownFacts.isEmpty ? .open : .yes
  }
}
