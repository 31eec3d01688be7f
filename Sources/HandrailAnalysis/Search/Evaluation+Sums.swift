import HandrailEngine

/// The least common multiple of 1 to 20, as the evaluator's averages have it.
let averageScale: Int128 = 232_792_560

/// A part of a sum: what it is multiplied with, and between what it lies.
struct SumPart {
  var factor: Int128
  /// -1: a value that is worked out.
  var variable: Int
  var low: Int128
  var high: Int128
}

/// A sum with its turns counted: what of it is known, and what can't be.
struct CountedSum {
  var parts: [SumPart] = []
  var constant: Int128
  /// Averages' turns whose value is not known: they range over their kind.
  var isRanging = false
  /// Sorts of can't tell of what must be known and may not be.
  var missing = TruthSet.none
  /// Something that must be known is not, in any case.
  var isMissing = false
  /// Sorts of can't tell of the turns of averages.
  var ranging = TruthSet.none
  /// What is known has one value each, and what ranges is surely unknown.
  var isExact = true
}

extension Evaluation {
  func sum(_ test: SumTest, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    let allowed = box.choices(of: test.shared, space).reduce(TruthSet.none) {
      $0.union($1 == 2 ? .undecided : TruthSet($1 == 1))
    }
    let needsTurns: Bool
    switch test.shape {
    case .trend: needsTurns = true
    case .sum: needsTurns = test.terms.contains { $0.averageOver > 0 }
    case .loose: needsTurns = false
    }
    guard needsTurns else { return sum(test, counted(test, count: 0, space, box), allowed) }
    let most = test.terms.map { $0.inputs.count }.max() ?? 0
    let (counts, mayLack) = turns(test.turnCount, atMost: most, space, box)
    var set = mayLack ? TruthSet(.fault) : TruthSet.none
    for count in counts {
      // With one turn there is nothing to compare it with.
      if case .trend = test.shape, count < 2 {
        set = set.union(.no)
      } else {
        set = set.union(sum(test, counted(test, count: count, space, box), allowed))
      }
    }
    return set
  }

  private func sum(_ test: SumTest, _ counted: CountedSum?, _ allowed: TruthSet) -> TruthSet {
    guard let counted else { return TruthSet(.open) }
    var result = counted.missing
    if counted.isMissing { return result }
    var signs = counted.signs(test.comparison)
    if case .loose = test.shape { signs = TruthSet.yes.union(.no) }
    if counted.isRanging {
      // All that varies is what nobody knows: then it can be told only if it holds for all of it.
      if counted.isExact {
        let untold = counted.ranging.contains(.fault) ? TruthSet(.fault) : counted.ranging
        signs = signs.isOne ? signs : untold
      } else {
        signs = signs.union(counted.ranging)
      }
    }
    result = result.union(TruthSet(bits: signs.bits & allowed.bits))
    return result
  }

  /// The sum over so many turns; `nil` where an average has none.
  func counted(
    _ test: SumTest, count: Int, _ space: QuestionSpace, _ box: Box
  ) -> CountedSum? {
    let hasAverage = test.terms.contains { $0.averageOver > 0 }
    let scale = hasAverage ? averageScale : 1
    var sum = CountedSum(constant: test.constant * scale)
    if case .trend = test.shape, let term = test.terms.first {
      let first = min(count, term.inputs.count) - 1
      add(.init(term.inputs[0], term.factor, bounds: test.bounds), &sum, space, box)
      add(.init(term.inputs[first], -term.factor, bounds: test.bounds), &sum, space, box)
      return sum
    }
    for term in test.terms {
      guard term.averageOver > 0 else {
        add(.init(term.inputs[0], term.factor * scale), &sum, space, box)
        continue
      }
      let turns = min(count, term.averageOver)
      guard turns > 0 else { return nil }
      for input in term.inputs.prefix(turns) {
        let factor = term.factor * (scale / Int128(turns))
        add(.init(input, factor, bounds: test.bounds), &sum, space, box)
      }
    }
    return sum
  }

  /// A part of a sum before its value is looked up; with bounds where it ranges when unknown.
  private struct Added {
    var input: SumTest.Input
    var factor: Int128
    var bounds: [Int: SumTest.Bounds]?

    init(_ input: SumTest.Input, _ factor: Int128, bounds: [Int: SumTest.Bounds]? = nil) {
      self.input = input
      self.factor = factor
      self.bounds = bounds
    }
  }

  private func add(
    _ part: Added, _ sum: inout CountedSum, _ space: QuestionSpace, _ box: Box
  ) {
    let factor = part.factor
    switch part.input {
    case .unknown:
      sum.missing = sum.missing.union(TruthSet(.open))
      sum.isMissing = true
    case .output(_, let slot, let results): addOutput(slot, results, factor, &sum)
    case .variable(let variable):
      let choices = box.choices(of: variable, space).map { space.variables[variable].choices[$0] }
      let known = choices.filter(\.isKnown)
      let sorts = choices.filter { !$0.isKnown }.reduce(TruthSet.none) {
        $0.union(TruthSet($1.sort))
      }
      var low = known.map(\.low).min()
      var high = known.map(\.high).max()
      if let own = part.bounds {
        if !sorts.isEmpty, let bounds = own[variable] {
          sum.isRanging = true
          sum.ranging = sum.ranging.union(sorts)
          (low, high) = (bounds.lowest, bounds.highest)
        }
      } else {
        sum.missing = sum.missing.union(sorts)
        if known.isEmpty { sum.isMissing = true }
      }
      guard let low, let high else { return }
      let isSurelyUnknown = part.bounds != nil && known.isEmpty
      if !isSurelyUnknown && (low != high || !sorts.isEmpty) { sum.isExact = false }
      sum.parts.append(
        SumPart(factor: factor, variable: variable, low: Int128(low), high: Int128(high)))
    }
  }

  private func addOutput(
    _ slot: Int, _ results: [Int64?], _ factor: Int128, _ sum: inout CountedSum
  ) {
    let state = tables[slot]
    var values: [Int64] = []
    for (row, isPossible) in state.rows.enumerated() where isPossible {
      if let value = results[row] {
        values.append(value)
      } else {
        sum.missing = sum.missing.union(TruthSet(.open))
      }
    }
    if state.none.contains(.no) || state.none.contains(.open) {
      sum.missing = sum.missing.union(TruthSet(.open))
    }
    if state.none.contains(.fault) { sum.missing = sum.missing.union(TruthSet(.fault)) }
    guard let low = values.min(), let high = values.max() else {
      sum.isMissing = true
      return
    }
    if low != high { sum.isExact = false }
    sum.parts.append(
      SumPart(factor: factor, variable: -1, low: Int128(low), high: Int128(high)))
  }
}

extension CountedSum {
  /// What a comparison with zero may come to between the lowest and the highest sum.
  func signs(_ comparison: Comparison) -> TruthSet {
    var (low, high) = (constant, constant)
    for part in parts {
      let ends = (part.factor * part.low, part.factor * part.high)
      low += min(ends.0, ends.1)
      high += max(ends.0, ends.1)
    }
    var set = TruthSet.none
    if low < 0 { set = set.union(TruthSet(comparison.holds(forSign: -1))) }
    if low <= 0 && high >= 0 { set = set.union(TruthSet(comparison.holds(forSign: 0))) }
    if high > 0 { set = set.union(TruthSet(comparison.holds(forSign: 1))) }
    return set
  }
}
