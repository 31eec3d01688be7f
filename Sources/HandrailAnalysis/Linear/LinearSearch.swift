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

  init(_ reduction: LinearReduction, budget: Int) {
    self.reduction = reduction
    self.budget = budget
    tableau = LinearTableau(reduction)
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
      if try !branch(bounds) { return .found(try columns()) }
    }
    return .impossible
  }

  /// Puts both halves among the waiting; `false` where the point is a choice.
  private mutating func branch(_ bounds: Bounds) throws(NumberTooLarge) -> Bool {
    for number in 0..<tableau.columnCount {
      let (upper, lower) = try tableau.value(of: number)
      let below = floorQuotient(upper, lower)
      if below * lower == upper { continue }
      let isNearBelow = upper - below * lower <= lower / 2
      add(bounds, number, (below, below + 1), lowFirst: isNearBelow)
      return true
    }
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

  private func columns() throws(NumberTooLarge) -> [Int128] {
    var values = [Int128](repeating: 0, count: reduction.isLive.count)
    var number = 0
    for column in values.indices where reduction.isLive[column] {
      let (upper, lower) = try tableau.value(of: number)
      values[column] = upper / lower
      number += 1
    }
    return values
  }
}
