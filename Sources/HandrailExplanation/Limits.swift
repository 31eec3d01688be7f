import HandrailEngine

/// Where a comparison of one fact turns: the whole values just below and above the exact limit,
/// equal where the limit is whole.
struct Limit: Hashable {
  var below: Int64
  var above: Int64
}

extension Evidence {
  /// The limits that tests set to a place, all other facts being as they are.
  ///
  /// `nil` where some test has no exact limit, for it reads other turns that have no value.
  func limits(of place: FactAt, in tests: [JudgedTest]) -> [Limit]? {
    var found: Set<Limit> = []
    for test in tests {
      let own: [Limit]?
      switch graph.logic.nodes[test.node] {
      case .compare(let position):
        own = limits(of: place, in: graph.logic.comparisons[Int(position)], at: test.turn)
      case .trend(let position):
        own = limits(of: place, in: graph.logic.trends[Int(position)])
      case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .instant, .age, .ahead,
        .during, .between, .trial, .not, .all, .any, .certainly, .possibly, .skipUnknown,
        .applyUnknown, .window, .anyPoint, .define, .workOut:
        own = []
      }
      guard let own else { return nil }
      found.formUnion(own)
    }
    return found.sorted { ($0.below, $0.above) < ($1.below, $1.above) }
  }

  /// Solves the sum for the place: its own terms apart, all others as they stand.
  private func limits(
    of place: FactAt, in comparison: LinearComparison, at turn: Int?
  ) -> [Limit]? {
    guard comparison.terms.contains(where: { $0.fact == place.fact }) else { return [] }
    var factor: Int128 = 0
    var rest = comparison.constant
    // Averages are brought to one unit by multiplying the whole sum with every count of turns.
    var scale: Int128 = 1
    for term in comparison.terms where term.averageOver > 0 {
      let count = Int128(turns(ofLast: term.averageOver).count)
      guard count > 0, let product = checked(scale, times: count) else { return nil }
      scale = product
    }
    guard let scaledRest = checked(rest, times: scale) else { return nil }
    rest = scaledRest
    for term in comparison.terms {
      guard let part = split(term, for: place, at: turn, scale: scale) else { return nil }
      let (nextFactor, factorOverflow) = factor.addingReportingOverflow(part.factor)
      let (nextRest, restOverflow) = rest.addingReportingOverflow(part.rest)
      if factorOverflow || restOverflow { return nil }
      (factor, rest) = (nextFactor, nextRest)
    }
    guard factor != 0, rest != .min, factor != .min else { return [] }
    return [limit(dividing: -rest, by: factor)].compactMap { $0 }
  }

  /// A term as so many times the place's value, and what the rest of it adds.
  private func split(
    _ term: LinearComparison.Term, for place: FactAt, at turn: Int?, scale: Int128
  ) -> (factor: Int128, rest: Int128)? {
    let isTurnFact = if case .turn = graph.facts[term.fact].supply { true } else { false }
    if term.averageOver == 0 {
      guard let whole = checked(term.factor, times: scale) else { return nil }
      let at = FactAt(fact: term.fact, turn: isTurnFact ? (turn ?? sentTurn) : nil)
      if at == place { return (whole, 0) }
      let cell = cell(of: term.fact, turn: at.turn)
      guard cell.isKnown, let rest = checked(whole, times: Int128(cell.value)) else { return nil }
      return (0, rest)
    }
    let turns = turns(ofLast: term.averageOver)
    guard let whole = checked(term.factor, times: scale / Int128(max(turns.count, 1))) else {
      return nil
    }
    var part: (factor: Int128, rest: Int128) = (0, 0)
    for turn in turns {
      if place == FactAt(fact: term.fact, turn: turn.number) {
        part.factor = whole
        continue
      }
      let cell = cell(of: term.fact, turn: turn.number)
      guard cell.isKnown, let rest = checked(whole, times: Int128(cell.value)) else { return nil }
      let (sum, overflow) = part.rest.addingReportingOverflow(rest)
      if overflow { return nil }
      part.rest = sum
    }
    return part
  }

  private func checked(_ left: Int128, times right: Int128) -> Int128? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  private func limit(dividing numerator: Int128, by denominator: Int128) -> Limit? {
    var quotient = numerator / denominator
    let remainder = numerator % denominator
    // Division rounds towards zero; a limit below zero lies one lower.
    if remainder != 0 && (remainder < 0) != (denominator < 0) { quotient -= 1 }
    guard let below = Int64(exactly: quotient),
      let above = Int64(exactly: remainder == 0 ? quotient : quotient + 1)
    else { return nil }
    return Limit(below: below, above: above)
  }

  /// The first and the last turn of a trend, each with the other as it is.
  private func limits(of place: FactAt, in trend: GraphTrend) -> [Limit]? {
    guard place.fact == trend.fact else { return [] }
    let turns = turns(ofLast: trend.turns)
    guard turns.count > 1, let last = turns.first?.number, let first = turns.last?.number,
      place.turn == last || place.turn == first
    else { return [] }
    let other = cell(of: trend.fact, turn: place.turn == last ? first : last)
    guard other.isKnown else { return nil }
    let rises = trend.isRising == (place.turn == last)
    let (value, overflow) =
      rises
      ? other.value.addingReportingOverflow(trend.by)
      : other.value.subtractingReportingOverflow(trend.by)
    return overflow ? [] : [Limit(below: value, above: value)]
  }
}
