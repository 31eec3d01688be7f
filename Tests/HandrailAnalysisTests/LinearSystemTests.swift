import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// The search for whole numbers, against every choice tried, and over domains too large to try.
@Suite("Linear systems")
struct LinearSystemTests {
  @Test("agrees with every choice tried, thousand systems a seed", arguments: UInt64(1)...20)
  func bruteForce(seed: UInt64) {
    var source = Seeded(seed)
    var solved = 0
    for round in 0..<1_000 {
      let system = LinearSystem.small(&source)
      let isPossible = system.hasChoice
      switch system.solve(budget: 20_000) {
      case .values(let values):
        #expect(system.isObeyed(by: values), "seed \(seed), round \(round)")
        #expect(isPossible, "seed \(seed), round \(round)")
        solved += 1
      case .none: #expect(!isPossible, "seed \(seed), round \(round): \(system)")
      case .notSettled: Issue.record("not settled: seed \(seed), round \(round): \(system)")
      }
    }
    // Both answers are frequent, or the comparison would show little.
    #expect(solved > 150 && solved < 850, "\(solved) of 1,000")
  }

  @Test("finds what is hidden in wide bounds, and refuses what adds up to nonsense")
  func hidden() {
    for seed in 1...400 as ClosedRange<UInt64> {
      var source = Seeded(seed)
      var system = LinearSystem.hidden(&source)
      let answer = system.solve(budget: 5_000)
      guard case .values = answer else {
        Issue.record("seed \(seed): has values: \(answer) \(system)")
        continue
      }
      system.addContradiction(&source)
      #expect(system.solve(budget: 5_000) == .none, "seed \(seed)")
    }
  }

  @Test("no constraint, no variable, and bounds that cross")
  func plain() {
    #expect(LinearSystem().solve(budget: 1) == .values([]))
    var system = LinearSystem()
    system.add(LinearSystem.Constraint([], constant: 1, .equal))
    #expect(system.solve(budget: 10) == .none)
    var crossed = LinearSystem()
    crossed.add(LinearSystem.Variable(lowest: 3, highest: 2))
    #expect(crossed.solve(budget: 10) == .none)
    var wide = LinearSystem()
    wide.add(LinearSystem.Variable(lowest: .min, highest: .max, step: 7))
    guard case .values = wide.solve(budget: 10) else {
      Issue.record("one number without a constraint has a value")
      return
    }
  }

  private func wide(_ count: Int, step: Int64 = 1) -> LinearSystem {
    var system = LinearSystem()
    for _ in 0..<count {
      system.add(LinearSystem.Variable(lowest: 0, highest: 1_000_000_000_000_000, step: step))
    }
    return system
  }

  private func row(
    _ factors: [Int128], _ constant: Int128, _ comparison: Comparison
  ) -> LinearSystem.Constraint {
    let terms = factors.enumerated().map { LinearSystem.Term($1, $0) }
    return LinearSystem.Constraint(terms, constant: constant, comparison)
  }

  @Test("a circle of differences is refused at once, an open one is solved")
  func circles() {
    for count in [3, 5, 20, 60] {
      var system = wide(count)
      for position in 1..<count {
        system.add(
          LinearSystem.Constraint(
            [LinearSystem.Term(1, position - 1), LinearSystem.Term(-1, position)], .above))
      }
      guard case .values(let values) = system.solve(budget: 2_000) else {
        Issue.record("a falling chain of \(count) has values")
        continue
      }
      #expect(values == values.sorted(by: >))
      system.add(
        LinearSystem.Constraint(
          [LinearSystem.Term(1, count - 1), LinearSystem.Term(-1, 0)], .above))
      #expect(system.solve(budget: 2_000) == .none, "\(count)")
    }
  }

  @Test("what divides nothing is no equation")
  func divisors() {
    var parity = wide(2)
    parity.add(row([2, -4], 1, .equal))
    #expect(parity.solve(budget: 100) == .none)
    // Together they say that an even number is odd.
    var two = wide(4)
    two.add(row([1, 1, -2, 0], 0, .equal))
    two.add(row([1, -1, 0, -2], -1, .equal))
    #expect(two.solve(budget: 100) == .none)
    var between = wide(2)
    between.add(row([3, -3], 0, .above))
    between.add(row([3, -3], 0, .notEqual))
    between.add(row([3, -3], -3, .below))
    #expect(between.solve(budget: 100) == .none)
    var steps = wide(2, step: 100)
    steps.add(row([1, 1], -50, .equal))
    #expect(steps.solve(budget: 100) == .none)
    var bezout = wide(3)
    bezout.add(row([6, -10, 15], -1, .equal))
    guard case .values = bezout.solve(budget: 1_000) else {
      Issue.record("6a - 10b + 15c = 1 has values")
      return
    }
  }

  @Test("money against shares of money, over all amounts")
  func shares() {
    // refund at most 30% of total, refund above total / 2, total at least 1.
    var system = wide(2)
    system.add(row([100, -30], 0, .atMost))
    system.add(row([2, -1], 0, .above))
    system.add(row([0, 1], -1, .atLeast))
    #expect(system.solve(budget: 100) == .none)
    var limit = wide(2)
    limit.add(row([100, -30], 0, .equal))
    limit.add(row([0, 1], -1_000_000, .above))
    guard case .values(let values) = limit.solve(budget: 1_000) else {
      Issue.record("30% of a total above a million is a whole number somewhere")
      return
    }
    #expect(values[0] * 10 == values[1] * 3)
  }

  @Test("holes leave what lies around them")
  func holes() {
    var system = LinearSystem()
    for _ in 0..<4 { system.add(LinearSystem.Variable(lowest: 1, highest: 3)) }
    for left in 0..<4 {
      for right in 0..<left {
        system.add(
          LinearSystem.Constraint(
            [LinearSystem.Term(1, left), LinearSystem.Term(-1, right)], .notEqual))
      }
    }
    #expect(system.solve(budget: 50_000) == .none)
    var equal = wide(2)
    equal.add(row([1, -1], 0, .atLeast))
    equal.add(row([1, -1], 0, .atMost))
    equal.add(row([1, -1], 0, .notEqual))
    #expect(equal.solve(budget: 100) == .none)
  }

  @Test("numbers past 128 bits are not settled, and nothing traps")
  func tooLarge() {
    var system = LinearSystem()
    for _ in 0..<3 { system.add(LinearSystem.Variable(lowest: .min, highest: .max)) }
    system.add(row([.max, .min, 3], .min, .above))
    #expect(system.solve(budget: 100) == .notSettled)
    var budget = wide(2)
    budget.add(row([2, -3], 1, .above))
    budget.add(row([5, 7], -1_000, .below))
    budget.add(row([1, 1], -100, .above))
    #expect(budget.solve(budget: 0) == .notSettled)
  }
}

extension LinearSystem {
  /// A few small numbers under a few constraints.
  fileprivate static func small(_ source: inout Seeded) -> LinearSystem {
    var system = LinearSystem()
    for _ in 0..<(1 + source.below(4)) {
      let lowest = Int64(source.below(9)) - 5
      let step = Int64(1 + source.below(3))
      let extra = Int64(source.below(Int(step)))
      let highest = lowest + step * Int64(source.below(5)) + extra
      system.add(Variable(lowest: lowest, highest: highest, step: step))
    }
    for _ in 0..<(1 + source.below(5)) {
      let terms = (0..<(1 + source.below(3))).map { _ in
        Term(Int128(source.below(11) - 5), source.below(system.variables.count))
      }
      system.add(
        Constraint(
          terms, constant: Int128(source.below(13) - 6), source.pick(Comparison.allCases)))
    }
    return system
  }

  /// Wide numbers under tight constraints that one choice is known to obey.
  fileprivate static func hidden(_ source: inout Seeded) -> LinearSystem {
    var system = LinearSystem()
    var values: [Int64] = []
    for _ in 0..<(2 + source.below(5)) {
      let step = source.pick([1, 1, 1, 5, 100] as [Int64])
      system.add(Variable(lowest: 0, highest: 1_000_000_000_000_000, step: step))
      values.append(Int64(source.below(1_000_000_000)) * step)
    }
    for _ in 0..<(2 + source.below(4)) {
      var terms: [Term] = []
      for variable in values.indices where source.chance(60) {
        terms.append(Term(Int128(source.below(201) - 100), variable))
      }
      let total = terms.reduce(Int128(0)) { $0 + $1.factor * Int128(values[$1.variable]) }
      let comparison = source.pick([.atLeast, .atMost, .equal, .above, .below] as [Comparison])
      let slack: Int128 = comparison == .above ? 1 : comparison == .below ? -1 : 0
      system.add(Constraint(terms, constant: slack - total, comparison))
    }
    return system
  }

  /// Adds the opposite of what some constraints say together.
  fileprivate mutating func addContradiction(_ source: inout Seeded) {
    var terms: [Term] = []
    var constant: Int128 = 0
    for constraint in constraints {
      let isUpper = constraint.comparison == .atMost || constraint.comparison == .below
      let factor = Int128(1 + source.below(3)) * (isUpper ? -1 : 1)
      terms += constraint.terms.map { Term($0.factor * factor, $0.variable) }
      constant += constraint.constant * factor
    }
    // Each row is at least zero after its sign, so their sum is never below.
    add(Constraint(terms, constant: constant, .below))
  }

  /// Whether some choice obeys all, found by trying each.
  fileprivate var hasChoice: Bool {
    var values = variables.map { $0.lowest }
    let rows = constraints.map { constraint in
      (
        constraint.terms.map { (Int64($0.factor), $0.variable) }, Int64(constraint.constant),
        constraint.comparison
      )
    }
    while true {
      let isObeyed = rows.allSatisfy { terms, constant, comparison in
        let total = terms.reduce(constant) { $0 + $1.0 * values[$1.1] }
        return comparison.holds(forSign: Int(total.signum()))
      }
      if isObeyed { return true }
      var position = 0
      while position < values.count {
        values[position] += variables[position].step
        if values[position] <= variables[position].highest { break }
        values[position] = variables[position].lowest
        position += 1
      }
      if position == values.count { return false }
    }
  }
}
