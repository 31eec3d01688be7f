import HandrailEngine

// Customers whose numbers stand exactly where a test turns.

extension DecisionGraph {
  /// The comparisons that decide whether a heading applies; of an approval's tiers the first limit.
  func limits(of heading: Int) -> [LinearComparison] {
    let tiers = gates.approvals.first { $0.heading == heading }?.tiers.map(\.node) ?? []
    let first = tiers.first { $0 >= 0 }
    let nodes = deciding(heading).filter { !tiers.contains($0) || $0 == first }
    return closure(of: nodes).compactMap { node in
      guard case .compare(let position) = logic.nodes[node] else { return nil }
      return logic.comparisons[Int(position)]
    }.filter { comparison in
      comparison.terms.allSatisfy { facts[$0.fact].domain.kind.isNumeric }
    }
  }

  /// `GBP 500 is not above GBP 500`.
  func remark(_ comparison: LinearComparison) -> String {
    guard let first = comparison.terms.first,
      comparison.terms.allSatisfy({ $0.factor == first.factor }), first.factor != 0,
      comparison.constant != .min, comparison.constant % first.factor == 0,
      let limit = Int64(exactly: -comparison.constant / first.factor)
    else { return "exactly on the limit" }
    let domain = facts[first.fact].domain
    let words =
      domain.kind == .money ? shortMoney(limit, domain) : spelled(limit, domain, texts: [])
    switch comparison.comparison.mirrored(first.factor < 0) {
    case .above: return "\(words) is not above \(words)"
    case .below: return "\(words) is not below \(words)"
    case .atLeast: return "\(words) is at least \(words)"
    case .atMost: return "\(words) is at most \(words)"
    case .equal, .notEqual: return "exactly \(words)"
    }
  }
}

extension Question {
  /// Moves one term of a sum, in every turn where it is one of turns, so that the sum stands on its
  /// limit; false where that cannot be or is so already.
  mutating func move(onto comparison: LinearComparison, by graph: DecisionGraph) -> Bool {
    // First with the other terms as they are, then with the others at nothing.
    let terms = comparison.terms.reversed()
    let attempts = terms.map { ($0, false) } + terms.map { ($0, true) }
    for (term, isAlone) in attempts {
      var moved = self
      if isAlone { moved.clear(comparison.terms.filter { $0.fact != term.fact }, by: graph) }
      let hasMoved = moved.solve(term, in: comparison, by: graph)
      guard hasMoved, moved.stands(on: comparison, by: graph) else { continue }
      self = moved
      return true
    }
    return false
  }

  /// Sets facts to nothing, where their bounds allow it.
  private mutating func clear(_ terms: [LinearComparison.Term], by graph: DecisionGraph) {
    for term in terms where graph.facts[term.fact].domain.holds(0) {
      for place in places(of: term.fact, by: graph) { apply(Cell(0), to: place, by: graph) }
    }
  }

  /// Gives a term the value that makes the sum nought; false where nothing changed.
  private mutating func solve(
    _ term: LinearComparison.Term, in comparison: LinearComparison, by graph: DecisionGraph
  ) -> Bool {
    var hasMoved = false
    for place in places(of: term.fact, by: graph) {
      guard let cell = solved(term, in: comparison, at: place, by: graph),
        self.cell(at: place, by: graph) != cell
      else { continue }
      apply(cell, to: place, by: graph)
      hasMoved = true
    }
    return hasMoved
  }

  /// The sum is nought now, averages being those of equal turns.
  func stands(on comparison: LinearComparison, by graph: DecisionGraph) -> Bool {
    total(comparison, at: frame.turns.last?.number, by: graph) == 0
  }

  private func total(
    _ comparison: LinearComparison, at turn: Int?, by graph: DecisionGraph
  ) -> Int128? {
    var total = comparison.constant
    for term in comparison.terms {
      let isTurn = if case .turn = graph.facts[term.fact].supply { true } else { false }
      let place = FactAt(fact: term.fact, turn: isTurn ? turn : nil)
      guard let cell = cell(at: place, by: graph), cell.isKnown else { return nil }
      let (part, overflow) = term.factor.multipliedReportingOverflow(by: Int128(cell.value))
      let (sum, second) = total.addingReportingOverflow(part)
      if overflow || second { return nil }
      total = sum
    }
    return total
  }

  /// The value of one term that makes the sum nought, all others as they are.
  private func solved(
    _ term: LinearComparison.Term, in comparison: LinearComparison, at place: FactAt,
    by graph: DecisionGraph
  ) -> Cell? {
    guard term.factor != 0, let cell = cell(at: place, by: graph), cell.isKnown,
      let total = total(comparison, at: place.turn, by: graph)
    else { return nil }
    let rest = total - term.factor * Int128(cell.value)
    guard rest % term.factor == 0, let value = Int64(exactly: -rest / term.factor),
      graph.facts[term.fact].domain.holds(value)
    else { return nil }
    return Cell(value)
  }

  private func places(of fact: Int, by graph: DecisionGraph) -> [FactAt] {
    switch graph.facts[fact].supply {
    case .session, .task: [FactAt(fact: fact, turn: nil)]
    case .turn: frame.turns.map { FactAt(fact: fact, turn: $0.number) }
    case .agent, .computed: []
    }
  }

  private func cell(at place: FactAt, by graph: DecisionGraph) -> Cell? {
    switch graph.facts[place.fact].supply {
    case .session(let slot): return frame.session[slot]
    case .turn(let slot):
      return frame.turns.first { $0.number == place.turn }?.cells[slot]
    case .task(let slot):
      guard case .task(let task) = ask else { return nil }
      return frame.tasks[task]?[slot]
    case .agent, .computed: return nil
    }
  }
}

extension Comparison {
  /// The comparison of the value itself, where the sum counts it with a minus.
  fileprivate func mirrored(_ isNegative: Bool) -> Comparison {
    guard isNegative else { return self }
    switch self {
    case .above: return .below
    case .below: return .above
    case .atLeast: return .atMost
    case .atMost: return .atLeast
    case .equal, .notEqual: return self
    }
  }
}

extension Domain {
  /// A value within the bounds and on a step.
  func holds(_ value: Int64) -> Bool {
    value >= lowest && value <= highest
      && (step <= 1 || (Int128(value) - Int128(lowest)) % Int128(step) == 0)
  }
}
