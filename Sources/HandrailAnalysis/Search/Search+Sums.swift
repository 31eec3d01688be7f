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
    for position in cone.order where cone.isSum(position) {
      switch builder.take(position, cone, evaluation) {
      case .taken: continue
      case .cannotBe: return .none
      case .unsettled:
        let branching = Branching(cone: cone, evaluation: evaluation, box: box)
        guard let split = branching.settling(sum: position) else { return .notSettled }
        return .split(split)
      }
    }
    return builder.solve(budget: 20_000)
  }
}

/// The sums of a cone, and whether they can lie together as a box says.
///
/// What several tests say of the same facts is told early, not at the end of every way down.
struct SumsTogether {
  private let cone: Cone
  private let steps: [Int]

  init(_ cone: Cone, _ order: [Int]) {
    self.cone = cone
    steps = order.filter { cone.isSum($0) }
  }

  /// False only where no question of the box is there.
  func canBe(_ box: Box, _ evaluation: Evaluation) -> Bool {
    if steps.isEmpty { return true }
    if steps.contains(where: { evaluation.sets[$0].isEmpty }) { return false }
    var builder = SumSystem(cone.space, box)
    for step in steps {
      // What is not settled yet asks nothing: the rest is weighed without it.
      if case .cannotBe = builder.take(step, cone, evaluation) { return false }
    }
    // One alone is settled by its bounds.
    guard builder.count > 1 else { return true }
    if case .none = builder.solve(budget: 1_000) { return false }
    return true
  }
}

/// The linear system of a box.
private struct SumSystem {
  let space: QuestionSpace
  let box: Box
  private var system = LinearSystem()
  private var positions: [Int: Int] = [:]
  private var order: [Int] = []

  /// What became of a sum.
  enum Taking { case taken, cannotBe, unsettled }

  init(_ space: QuestionSpace, _ box: Box) {
    self.space = space
    self.box = box
  }

  /// How much it asks.
  var count: Int { system.constraints.count }

  /// Adds what a sum must obey, where the box says how it lies.
  mutating func take(_ step: Int, _ cone: Cone, _ evaluation: Evaluation) -> Taking {
    guard case .sum(let test) = cone.steps[step], box.count(of: test.shared, space) == 1,
      let lie = box.first(of: test.shared, space)
    else { return .taken }
    if case .loose = test.shape { return .taken }
    return add(test, lie, evaluation)
  }

  private mutating func add(_ test: SumTest, _ lie: Int, _ evaluation: Evaluation) -> Taking {
    let counts = evaluation.turns(
      test.turnCount, atMost: test.terms.map(\.inputs.count).max() ?? 0, space, box)
    let needsTurns =
      test.terms.contains { $0.averageOver > 0 } || test.terms.contains { $0.inputs.count > 1 }
    if needsTurns && (counts.mayLack || counts.counts.count != 1) {
      // No sum is weighed without turns.
      return counts.counts.isEmpty ? .taken : .unsettled
    }
    let count = counts.counts.first ?? 0
    // With one turn there is nothing to compare it with.
    if case .trend = test.shape, count < 2 { return .taken }
    let sum = evaluation.counted(test, count: count, space, box)
    if sum.mayBeMissing { return sum.isMissing ? .taken : .unsettled }
    return add(sum, test.comparison, lie)
  }

  private mutating func add(_ sum: CountedSum, _ comparison: Comparison, _ lie: Int) -> Taking {
    var terms: [LinearSystem.Term] = []
    var (low, high) = (sum.constant, sum.constant)
    for part in sum.parts {
      let knowing = part.variable < 0 ? TruthSet(.open) : knowing(part.variable)
      if part.variable >= 0 && knowing == .yes {
        terms.append(LinearSystem.Term(part.factor, position(of: part.variable)))
      } else if knowing.contains(.yes) {
        // A turn that may be known or not says two things.
        return .unsettled
      } else {
        if part.variable < 0 && part.low != part.high { return .unsettled }
        let ends = (part.factor * part.low, part.factor * part.high)
        low += min(ends.0, ends.1)
        high += max(ends.0, ends.1)
      }
    }
    if terms.isEmpty { return .taken }
    return constrain(terms, (low, high), comparison, lie)
  }

  private func knowing(_ variable: Int) -> TruthSet {
    var set = TruthSet.none
    box.forEach(of: variable, space) {
      set = set.union(TruthSet(space.variables[variable].choices[$0].sort))
    }
    return set
  }

  /// Bounds on what is known so that the sum lies as it should whatever is not known.
  private mutating func constrain(
    _ terms: [LinearSystem.Term], _ ends: (low: Int128, high: Int128), _ comparison: Comparison,
    _ lie: Int
  ) -> Taking {
    let isOne = ends.low == ends.high
    let wanted = lie == 1 ? comparison : comparison.opposite
    if isOne {
      if lie == 2 { return .taken }
      system.add(LinearSystem.Constraint(terms, constant: ends.low, wanted))
      return .taken
    }
    switch (comparison, lie) {
    case (.above, 2), (.atMost, 2):
      system.add(LinearSystem.Constraint(terms, constant: ends.low, .atMost))
      system.add(LinearSystem.Constraint(terms, constant: ends.high, .above))
    case (.below, 2), (.atLeast, 2):
      system.add(LinearSystem.Constraint(terms, constant: ends.low, .below))
      system.add(LinearSystem.Constraint(terms, constant: ends.high, .atLeast))
    case (.equal, 2), (.notEqual, 2):
      system.add(LinearSystem.Constraint(terms, constant: ends.low, .atMost))
      system.add(LinearSystem.Constraint(terms, constant: ends.high, .atLeast))
    // Not all that may be unknown is one value.
    case (.equal, 1), (.notEqual, 0): return .cannotBe
    case (.equal, _), (.notEqual, _): return .unsettled
    case (.above, _), (.below, _), (.atLeast, _), (.atMost, _):
      let isLow = wanted == .above || wanted == .atLeast
      system.add(
        LinearSystem.Constraint(terms, constant: isLow ? ends.low : ends.high, wanted))
    }
    return .taken
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

  func solve(budget: Int) -> SumChoice {
    if order.isEmpty { return .values([:]) }
    switch system.solve(budget: budget) {
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
