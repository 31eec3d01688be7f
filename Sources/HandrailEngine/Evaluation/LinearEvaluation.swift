// Sums, averages and trends: exact in 128 bits; turns without a value range over their kind.

/// The least common multiple of 1 to 20: averages over at most 20 turns are whole numbers of it.
private let averageScale: Int128 = 232_792_560

/// A sum of which some turns' values are not known.
private struct UncertainSum {
  var known: Int128 = 0
  /// What each unknown turn value is multiplied by, with the bounds and step of its kind.
  var unknowns: [Unknown] = []
  /// The sort of can't tell of what is not known; *no* where all is.
  var sort = Truth.no

  struct Unknown {
    var fact: Int
    var turn: Int
    var factor: Int128
  }

  mutating func add(_ factor: Int128, fact: Int, turn: Int) {
    if let position = unknowns.firstIndex(where: { $0.fact == fact && $0.turn == turn }) {
      unknowns[position].factor += factor
    } else {
      unknowns.append(Unknown(fact: fact, turn: turn, factor: factor))
    }
  }

  /// Decides a comparison with zero for every value that the unknown turns may have.
  func truth(_ comparison: Comparison, in graph: DecisionGraph) -> Truth {
    var low = known
    var high = known
    var grid: Int128 = 0
    for unknown in unknowns where unknown.factor != 0 {
      let domain = graph.facts[unknown.fact].domain
      let ends = [Int128(domain.lowest), Int128(domain.highest)].map { $0 * unknown.factor }
      low += min(ends[0], ends[1])
      high += max(ends[0], ends[1])
      grid = greatestCommonDivisor(grid, unknown.factor * Int128(domain.step))
    }
    if low == high { return Truth(comparison.holds(forSign: low.signum().asInt)) }
    let canBeZero = low <= 0 && high >= 0 && (grid == 0 || low % grid == 0)
    var signs: [Int] = []
    if low < 0 { signs.append(-1) }
    if canBeZero { signs.append(0) }
    if high > 0 { signs.append(1) }
    let holding = signs.count { comparison.holds(forSign: $0) }
    return holding == signs.count ? .yes : holding == 0 ? .no : sort
  }
}

extension Int128 {
  fileprivate var asInt: Int { self < 0 ? -1 : self > 0 ? 1 : 0 }
}

private func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
  var (left, right) = (left.magnitude, right.magnitude)
  while right != 0 { (left, right) = (right, left % right) }
  return Int128(left)
}

extension Machine {
  /// A sum against zero.
  func compare(_ comparison: LinearComparison) -> Truth {
    let hasAverage = comparison.terms.contains { $0.averageOver > 0 }
    let scale = hasAverage ? averageScale : 1
    var sum = UncertainSum(known: comparison.constant * scale)
    var missing = Truth.no
    for term in comparison.terms {
      if term.averageOver > 0 {
        missing = missing.or(addAverage(term, to: &sum))
      } else {
        let cell = cell(term.fact)
        if cell.isKnown {
          sum.known += term.factor * Int128(cell.value) * scale
        } else {
          missing = missing.or(cell.truthOfKnowing)
        }
      }
    }
    if missing != .no { return missing.or(sum.sort) }
    return sum.truth(comparison.comparison, in: graph)
  }

  /// Adds the average's turns; *no*, or the sort of can't tell where no turn happened.
  private func addAverage(_ term: LinearComparison.Term, to sum: inout UncertainSum) -> Truth {
    guard question.frame.hasTurns else { return .fault }
    guard case .turn(let slot) = graph.facts[term.fact].supply else { return .fault }
    let happened = lastTurns(term.averageOver)
    guard !happened.isEmpty else { return .open }
    let factor = term.factor * (averageScale / Int128(happened.count))
    for position in happened {
      let cell = turns[position].cells[slot]
      if cell.isKnown {
        sum.known += factor * Int128(cell.value)
      } else {
        sum.add(factor, fact: term.fact, turn: position)
        sum.sort = sum.sort.or(cell.truthOfKnowing)
      }
    }
    return .no
  }

  /// Last less first turn that happened.
  func trend(_ trend: GraphTrend) -> Truth {
    guard question.frame.hasTurns else { return .fault }
    guard case .turn(let slot) = graph.facts[trend.fact].supply else { return .fault }
    let happened = lastTurns(trend.turns)
    guard happened.count >= 2, let first = happened.first, let last = happened.last else {
      return .no
    }
    var sum = UncertainSum(known: -Int128(trend.by))
    for (position, sign) in [(first, -1), (last, 1)] as [(Int, Int128)] {
      let cell = turns[position].cells[slot]
      let factor = trend.isRising ? sign : -sign
      if cell.isKnown {
        sum.known += factor * Int128(cell.value)
      } else {
        sum.add(factor, fact: trend.fact, turn: position)
        sum.sort = sum.sort.or(cell.truthOfKnowing)
      }
    }
    return sum.truth(.atLeast, in: graph)
  }
}
