import HandrailEngine

/// Values for the inputs of sums whose way of lying was chosen.
enum SumChoice {
  /// By variable.
  case values([Int: Int64])
  case none
  case split(Split)
  case notSettled
}

extension Search {
  /// Looks for values that make every sum lie as the box says.
  func sums(of cone: Cone, _ box: Box, _ evaluation: Evaluation) -> SumChoice {
    var builder = SumSystem(space, box)
    for position in cone.order {
      guard case .sum(let test) = cone.steps[position] else { continue }
      let lies = box.choices(of: test.shared, space)
      guard lies.count == 1, let lie = lies.first else { continue }
      if case .loose = test.shape { continue }
      guard builder.add(test, lie, evaluation) else { return .notSettled }
    }
    return builder.solve()
  }
}

/// The linear system of a box.
private struct SumSystem {
  let space: QuestionSpace
  let box: Box
  private var system = LinearSystem()
  private var positions: [Int: Int] = [:]
  private var order: [Int] = []

  init(_ space: QuestionSpace, _ box: Box) {
    self.space = space
    self.box = box
  }

  /// Adds what a sum must obey; false where it cannot be put in numbers.
  mutating func add(_ test: SumTest, _ lie: Int, _ evaluation: Evaluation) -> Bool {
    let counts = evaluation.turns(
      test.turnCount, atMost: test.terms.map(\.inputs.count).max() ?? 0, space, box)
    let needsTurns =
      test.terms.contains { $0.averageOver > 0 } || test.terms.contains { $0.inputs.count > 1 }
    if needsTurns && (counts.mayLack || counts.counts.count != 1) {
      // No sum is weighed without turns.
      return counts.counts.isEmpty
    }
    let count = counts.counts.first ?? 0
    // With one turn there is nothing to compare it with.
    if case .trend = test.shape, count < 2 { return true }
    guard let sum = evaluation.counted(test, count: count, space, box) else { return true }
    if !sum.missing.isEmpty { return sum.isMissing }
    return add(sum, test.comparison, lie)
  }

  private mutating func add(_ sum: CountedSum, _ comparison: Comparison, _ lie: Int) -> Bool {
    var terms: [LinearSystem.Term] = []
    var (low, high) = (sum.constant, sum.constant)
    for part in sum.parts {
      let isUnknown =
        part.variable >= 0
        && !box.choices(of: part.variable, space).contains {
          space.variables[part.variable].choices[$0].isKnown
        }
      if part.variable >= 0 && !isUnknown {
        terms.append(LinearSystem.Term(part.factor, position(of: part.variable)))
      } else {
        let ends = (part.factor * part.low, part.factor * part.high)
        low += min(ends.0, ends.1)
        high += max(ends.0, ends.1)
      }
    }
    if terms.isEmpty { return true }
    return constrain(terms, (low, high), comparison, lie)
  }

  /// Bounds on what is known so that the sum lies as it should whatever is not known.
  private mutating func constrain(
    _ terms: [LinearSystem.Term], _ ends: (low: Int128, high: Int128), _ comparison: Comparison,
    _ lie: Int
  ) -> Bool {
    let isOne = ends.low == ends.high
    let wanted = lie == 1 ? comparison : comparison.opposite
    if isOne {
      if lie == 2 { return true }
      system.add(LinearSystem.Constraint(terms, constant: ends.low, wanted))
      return true
    }
    switch (comparison, lie) {
    case (.above, 2), (.atMost, 2):
      system.add(LinearSystem.Constraint(terms, constant: ends.low, .atMost))
      system.add(LinearSystem.Constraint(terms, constant: ends.high, .above))
    case (.below, 2), (.atLeast, 2):
      system.add(LinearSystem.Constraint(terms, constant: ends.low, .below))
      system.add(LinearSystem.Constraint(terms, constant: ends.high, .atLeast))
    case (.equal, _), (.notEqual, _): return false
    case (.above, _), (.below, _), (.atLeast, _), (.atMost, _):
      let isLow = wanted == .above || wanted == .atLeast
      system.add(
        LinearSystem.Constraint(terms, constant: isLow ? ends.low : ends.high, wanted))
    }
    return true
  }

  private mutating func position(of variable: Int) -> Int {
    if let known = positions[variable] { return known }
    let runs = runs(of: variable)
    let position = system.add(
      LinearSystem.Variable(
        lowest: runs.map(\.low).min() ?? 0, highest: runs.map(\.high).max() ?? 0,
        step: step(of: variable)))
    positions[variable] = position
    order.append(variable)
    return position
  }

  private func runs(of variable: Int) -> [Choice] {
    box.choices(of: variable, space).map { space.variables[variable].choices[$0] }
      .filter(\.isKnown)
  }

  private func step(of variable: Int) -> Int64 {
    guard case .cell(let fact, _) = space.variables[variable].kind else { return 1 }
    return max(1, space.graph.facts[Int(fact)].domain.step)
  }

  func solve() -> SumChoice {
    if order.isEmpty { return .values([:]) }
    switch system.solve(budget: 20_000) {
    case .none: return .none
    case .notSettled: return .notSettled
    case .values(let found):
      var values: [Int: Int64] = [:]
      for (variable, value) in zip(order, found) {
        values[variable] = value
        if let split = split(around: value, of: variable) { return .split(split) }
      }
      return .values(values)
    }
  }

  /// Between two runs lies what the box does not have.
  private func split(around value: Int64, of variable: Int) -> Split? {
    let choices = box.choices(of: variable, space).filter {
      space.variables[variable].choices[$0].isKnown
    }
    let isInside = choices.contains {
      let run = space.variables[variable].choices[$0]
      return run.low <= value && value <= run.high
    }
    return isInside ? nil : Split(variable: variable, parts: choices.map { [$0] })
  }
}

extension Comparison {
  /// What holds where this does not.
  var opposite: Comparison {
    switch self {
    case .above: .atMost
    case .below: .atLeast
    case .atLeast: .below
    case .atMost: .above
    case .equal: .notEqual
    case .notEqual: .equal
    }
  }
}

extension Cone {
  /// Inputs that the steps read, in order.
  var variablesRead: [Int] {
    var found: Set<Int> = []
    for position in order { found.formUnion(steps[position].inputs) }
    return found.sorted()
  }
}
