/// Looks for whole numbers: a point in fractions first, then each half around a part of one or
/// around a hole.
struct LinearSearch {
  enum Outcome {
    /// One value a column of the reduction.
    case found([Int128])
    case impossible
    case outOfBudget
  }

  private struct Bounds {
    var lowest: [Int128?]
    var highest: [Int128?]
  }

  /// More halves than this are never left waiting.
  private static var mostWaiting: Int { 4_096 }

  private let reduction: LinearReduction
  private var tableau: LinearTableau
  private var waiting: [Bounds] = []
  private var budget: Int

  init(_ reduction: LinearReduction, budget: Int) throws(NumberTooLarge) {
    self.reduction = reduction
    self.budget = budget
    tableau = try LinearTableau(reduction)
    waiting = [Bounds(lowest: tableau.lowest, highest: tableau.highest)]
  }

  mutating func run() throws(NumberTooLarge) -> Outcome {
    while let bounds = waiting.popLast() {
      guard budget > 0 && waiting.count < LinearSearch.mostWaiting else { return .outOfBudget }
      budget -= 1
      tableau.lowest = bounds.lowest
      tableau.highest = bounds.highest
      guard let isPoint = try tableau.findPoint(&budget) else { return .outOfBudget }
      guard isPoint else { continue }
      guard let fraction = try firstFraction() else {
        if try branchAroundHole(bounds) { continue }
        return .found(try columns(of: tableau))
      }
      if let columns = try roundedInside() { return .found(columns) }
      try branch(bounds, at: fraction)
    }
    return .impossible
  }

  /// The first column whose value is no whole number.
  private func firstFraction() throws(NumberTooLarge) -> Int? {
    for number in 0..<tableau.columnCount {
      let (upper, lower) = try tableau.value(of: number)
      if upper % lower != 0 { return number }
    }
    return nil
  }

  /// Puts both halves around a fraction among the waiting.
  private mutating func branch(
    _ bounds: Bounds, at number: Int
  ) throws(NumberTooLarge) {
    let (upper, lower) = try tableau.value(of: number)
    let below = floorQuotient(upper, lower)
    let isNearBelow = upper - below * lower <= lower / 2
    add(bounds, number, (below, below + 1), lowFirst: isNearBelow)
  }

  /// Puts both sides of a hole that was met among the waiting; `false` where none was.
  private mutating func branchAroundHole(_ bounds: Bounds) throws(NumberTooLarge) -> Bool {
    for number in tableau.holes.indices where !tableau.holes[number].isEmpty {
      // Whole, for all columns are.
      let (upper, lower) = try tableau.value(of: number)
      let value = upper / lower
      guard tableau.holes[number].contains(value) else { continue }
      add(bounds, number, (value - 1, value + 1), lowFirst: false)
      return true
    }
    return false
  }

  /// Rounds a point that lies so far inside that rounding leads to a choice, where there is one.
  ///
  /// Where the bounds leave much room, halves alone could go on for as long as the room is wide.
  private mutating func roundedInside() throws(NumberTooLarge) -> [Int128]? {
    var inside = tableau
    try inside.tighten()
    guard try inside.findPoint(&budget) == true else { return nil }
    let values = try columns(of: inside)
    for row in reduction.rows {
      var total: Int128 = 0
      for (factor, value) in zip(row.factors, values) where factor != 0 {
        total = try sum(total, product(factor, value))
      }
      guard row.allows(total) else { return nil }
    }
    return values
  }

  /// The half that is tried first goes last.
  private mutating func add(
    _ bounds: Bounds, _ number: Int, _ ends: (below: Int128, above: Int128), lowFirst: Bool
  ) {
    var low = bounds
    low.highest[number] = min(bounds.highest[number] ?? ends.below, ends.below)
    var high = bounds
    high.lowest[number] = max(bounds.lowest[number] ?? ends.above, ends.above)
    waiting += lowFirst ? [high, low] : [low, high]
  }

  /// Whole values of the columns, rounded where they are none.
  private func columns(of tableau: LinearTableau) throws(NumberTooLarge) -> [Int128] {
    var values = [Int128](repeating: 0, count: reduction.isLive.count)
    var number = 0
    for column in values.indices where reduction.isLive[column] {
      let (upper, lower) = try tableau.value(of: number)
      values[column] = floorQuotient(try sum(upper, lower / 2), lower)
      number += 1
    }
    return values
  }
}
