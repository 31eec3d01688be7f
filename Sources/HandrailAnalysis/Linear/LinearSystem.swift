package import HandrailEngine

/// Whole numbers within bounds that obey linear comparisons, and the search for a choice of them.
///
/// Exact: a choice is verified before it is given, and *none* is proved. Deliberately absent:
/// unknown values, facts and their kinds; who asks puts those in numbers.
package struct LinearSystem: Sendable {
  /// A number of the form `lowest + k * step`, not above `highest`.
  package struct Variable: Sendable, Equatable {
    package var lowest: Int64
    package var highest: Int64
    package var step: Int64

    package init(lowest: Int64, highest: Int64, step: Int64 = 1) {
      self.lowest = lowest
      self.highest = highest
      self.step = max(step, 1)
    }
  }

  package struct Term: Sendable, Equatable {
    package var factor: Int128
    /// Position in `variables`.
    package var variable: Int

    package init(_ factor: Int128, _ variable: Int) {
      self.factor = factor
      self.variable = variable
    }
  }

  /// The sum of the terms and the constant, compared with zero.
  package struct Constraint: Sendable, Equatable {
    package var terms: [Term]
    package var constant: Int128
    package var comparison: Comparison

    package init(_ terms: [Term], constant: Int128 = 0, _ comparison: Comparison) {
      self.terms = terms
      self.constant = constant
      self.comparison = comparison
    }
  }

  package enum Solution: Sendable, Equatable {
    /// One value a variable; together they obey everything.
    case values([Int64])
    /// No choice obeys everything.
    case none
    /// The budget was used up, or a number grew past 128 bits.
    case notSettled
  }

  package private(set) var variables: [Variable] = []
  package private(set) var constraints: [Constraint] = []

  package init() {}

  /// Adds a variable and gives its position.
  @discardableResult
  package mutating func add(_ variable: Variable) -> Int {
    variables.append(variable)
    return variables.count - 1
  }

  package mutating func add(_ constraint: Constraint) {
    precondition(
      constraint.terms.allSatisfy { variables.indices.contains($0.variable) },
      "a constraint speaks of variables that were added before")
    constraints.append(constraint)
  }

  /// Looks for a choice of values; the budget counts steps, each linear in the system's size.
  package func solve(budget: Int) -> Solution {
    do {
      var reduction = LinearReduction(columnCount: variables.count)
      for position in variables.indices {
        guard try addBounds(of: position, to: &reduction) else { return .none }
      }
      for constraint in constraints { try add(constraint, to: &reduction) }
      guard try reduction.reduce() else { return .none }
      var search = try LinearSearch(reduction, budget: budget)
      switch try search.run() {
      case .impossible: return .none
      case .outOfBudget: return .notSettled
      case .found(let columns): return try values(reduction.originals(of: columns))
      }
    } catch {
      return .notSettled
    }
  }

  /// True where the values are the variables' own and obey every constraint.
  package func isObeyed(by values: [Int64]) -> Bool {
    guard values.count == variables.count else { return false }
    for (variable, value) in zip(variables, values) {
      guard value >= variable.lowest && value <= variable.highest,
        (Int128(value) - Int128(variable.lowest)) % Int128(variable.step) == 0
      else { return false }
    }
    return constraints.allSatisfy { constraint in
      guard
        let total = try? constraint.terms.reduce(
          constraint.constant,
          { (total, term) throws(NumberTooLarge) in
            try sum(total, product(term.factor, Int128(values[term.variable])))
          })
      else { return false }
      return constraint.comparison.holds(forSign: Int(total.signum()))
    }
  }

  /// Steps counted from zero take the place of the variable's own values.
  private func addBounds(
    of position: Int, to reduction: inout LinearReduction
  ) throws(NumberTooLarge) -> Bool {
    let variable = variables[position]
    guard variable.lowest <= variable.highest else { return false }
    let steps = (Int128(variable.highest) - Int128(variable.lowest)) / Int128(variable.step)
    var row = LinearRow(columnCount: variables.count)
    row.factors[position] = 1
    row.lowest = 0
    row.highest = steps
    reduction.rows.append(row)
    return true
  }

  private func add(
    _ constraint: Constraint, to reduction: inout LinearReduction
  ) throws(NumberTooLarge) {
    var row = LinearRow(columnCount: variables.count)
    var constant = constraint.constant
    for term in constraint.terms {
      let variable = variables[term.variable]
      let factor = try product(term.factor, Int128(variable.step))
      row.factors[term.variable] = try sum(row.factors[term.variable], factor)
      constant = try sum(constant, product(term.factor, Int128(variable.lowest)))
    }
    let zero = try difference(0, constant)
    switch constraint.comparison {
    case .above: row.lowest = try sum(zero, 1)
    case .atLeast: row.lowest = zero
    case .below: row.highest = try difference(zero, 1)
    case .atMost: row.highest = zero
    case .equal:
      row.lowest = zero
      row.highest = zero
    case .notEqual: row.holes = [zero]
    }
    reduction.rows.append(row)
  }

  private func values(_ steps: [Int128]) throws(NumberTooLarge) -> Solution {
    var values: [Int64] = []
    for (variable, count) in zip(variables, steps) {
      let value = try sum(Int128(variable.lowest), product(count, Int128(variable.step)))
      guard let value = Int64(exactly: value) else { return .notSettled }
      values.append(value)
    }
    precondition(isObeyed(by: values), "a choice that the search found obeys the system")
    return .values(values)
  }
}
