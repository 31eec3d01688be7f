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
  /// Whether what must be known is missing: *no* where all is there, else its sort of can't tell.
  var missing = TruthSet.no
  /// The same of averages' turns: what is not known ranges over its kind.
  var ranging = TruthSet.no
  /// What is known has one value each, and what ranges is surely unknown.
  var isExact = true

  var mayBeMissing: Bool { missing.meets(.undecided) }
  var isMissing: Bool { !missing.contains(.no) }
  var isRanging: Bool { ranging.meets(.undecided) }
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

  private func sum(_ test: SumTest, _ counted: CountedSum, _ allowed: TruthSet) -> TruthSet {
    let lost = TruthSet(bits: counted.missing.bits & TruthSet.undecided.bits)
    let result = lost.isEmpty ? lost : lost.or(counted.ranging)
    if counted.isMissing { return result }
    var signs = counted.signs(test.comparison)
    if case .loose = test.shape { signs = TruthSet.yes.union(.no) }
    if counted.isRanging {
      var untold = TruthSet(bits: counted.ranging.bits & TruthSet.undecided.bits)
      // One value may lie between the steps of what varies: then it is surely missed.
      if test.comparison == .equal { untold = untold.union(.no) }
      if test.comparison == .notEqual { untold = untold.union(.yes) }
      // All that varies is what nobody knows: then it can be told only if it holds for all of it.
      if counted.isExact {
        signs = signs.isOne ? signs : untold
      } else {
        signs = signs.union(untold)
      }
    }
    return result.union(TruthSet(bits: signs.bits & allowed.bits))
  }

  /// The sum over so many turns; an average of none can't tell.
  func counted(
    _ test: SumTest, count: Int, _ space: QuestionSpace, _ box: Box
  ) -> CountedSum {
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
      guard turns > 0 else {
        sum.missing = sum.missing.or(TruthSet(.open))
        continue
      }
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
    case .unknown: sum.missing = sum.missing.or(TruthSet(.open))
    case .output(_, let slot, let results): addOutput(slot, results, factor, &sum)
    case .variable(let variable):
      let choices = box.choices(of: variable, space).map { space.variables[variable].choices[$0] }
      let known = choices.filter(\.isKnown)
      let sorts = choices.filter { !$0.isKnown }.reduce(TruthSet.none) {
        $0.union(TruthSet($1.sort))
      }
      var low = known.map(\.low).min()
      var high = known.map(\.high).max()
      let lack = known.isEmpty ? sorts : sorts.union(.no)
      if let own = part.bounds {
        if !sorts.isEmpty, let bounds = own[variable] {
          sum.ranging = sum.ranging.or(lack)
          (low, high) = (bounds.lowest, bounds.highest)
        }
      } else {
        sum.missing = sum.missing.or(lack)
      }
      guard let low, let high else { return }
      let isSurelyUnknown = part.bounds != nil && known.isEmpty
      if !isSurelyUnknown && (low != high || !sorts.isEmpty) { sum.isExact = false }
      sum.add(
        SumPart(factor: factor, variable: variable, low: Int128(low), high: Int128(high)))
    }
  }

  private func addOutput(
    _ slot: Int, _ results: [Int64?], _ factor: Int128, _ sum: inout CountedSum
  ) {
    let state = tables[slot]
    var values: [Int64] = []
    var lack = TruthSet.none
    for (row, isPossible) in state.rows.enumerated() where isPossible {
      if let value = results[row] {
        values.append(value)
      } else {
        lack = lack.union(TruthSet(.open))
      }
    }
    if state.none.contains(.no) || state.none.contains(.open) { lack = lack.union(TruthSet(.open)) }
    if state.none.contains(.fault) { lack = lack.union(TruthSet(.fault)) }
    if !values.isEmpty { lack = lack.union(.no) }
    sum.missing = sum.missing.or(lack)
    guard let low = values.min(), let high = values.max() else { return }
    if low != high { sum.isExact = false }
    sum.parts.append(
      SumPart(factor: factor, variable: -1, low: Int128(low), high: Int128(high)))
  }
}

extension CountedSum {
  /// What one input adds in several places counts once: `x minus x` varies with nothing.
  mutating func add(_ part: SumPart) {
    let known = parts.firstIndex { $0.variable == part.variable }
    guard part.variable >= 0, let place = known else { return parts.append(part) }
    parts[place].factor += part.factor
    parts[place].low = min(parts[place].low, part.low)
    parts[place].high = max(parts[place].high, part.high)
  }

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
