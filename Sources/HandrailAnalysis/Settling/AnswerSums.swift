import HandrailEngine

/// A sum that some answers are part of, compared with zero.
struct AnswerSum {
  struct Part {
    var factor: Int128
    /// A position in `AnswerGrounds.places`; -1: a turn that nobody can be asked about.
    var place: Int
    /// Of a turn of an average or a trend: what it ranges over while it is unknown.
    var ends: ClosedRange<Int128>?
  }

  var parts: [Part]
  /// One for each value that worked-out facts in the sum may have.
  var constants: [Int128]
  var comparison: Comparison

  /// Places without which the test can't tell, whatever else is known.
  var needs: [Int] { parts.filter { $0.ends == nil }.map(\.place) }

  /// Exact linear tests of the answers chosen: where they lie, the comparison is the same.
  func tests(of chosen: [Int]) throws(SettlingLimit) -> [AnswerTest] {
    guard needs.allSatisfy({ chosen.contains($0) }) else { return [] }
    var factors = [Int128](repeating: 0, count: chosen.count)
    var (low, high) = (Int128(0), Int128(0))
    var ranges = false
    for part in parts {
      if let axis = chosen.firstIndex(of: part.place) {
        factors[axis] += part.factor
      } else if let ends = part.ends {
        ranges = ranges || part.factor != 0
        let products = (part.factor * ends.lowerBound, part.factor * ends.upperBound)
        low += min(products.0, products.1)
        high += max(products.0, products.1)
      }
    }
    guard factors.contains(where: { $0 != 0 }) else { return [] }
    if ranges {
      // Whether such a sum can be exactly zero hangs on steps: not looked into.
      guard comparison != .equal && comparison != .notEqual else { throw SettlingLimit() }
    }
    return constants.flatMap { constant in
      Set([constant + low, constant + high]).sorted().map {
        AnswerTest(factors: factors, constant: $0, comparison: comparison)
      }
    }
  }
}

/// The sum of some answers times their factors, plus a constant, compared with zero.
struct AnswerTest: Hashable {
  /// One an axis.
  var factors: [Int128]
  var constant: Int128
  var comparison: Comparison

  /// The one axis that it reads; `nil` where there are more.
  var onlyAxis: Int? {
    let read = factors.indices.filter { factors[$0] != 0 }
    return read.count == 1 ? read[0] : nil
  }
}

/// Gathers the sums, averages and trends of a ruling in which something is unknown.
struct AnswerSums {
  private let grounds: AnswerGrounds
  private(set) var all: [AnswerSum] = []
  /// More values of worked-out facts than this are not told apart in one sum.
  private static var mostConstants: Int { 256 }

  init(_ grounds: AnswerGrounds) {
    self.grounds = grounds
    let logic = grounds.graph.logic
    for node in grounds.nodes {
      switch logic.nodes[node] {
      case .compare(let position):
        let comparison = logic.comparisons[Int(position)]
        for turn in turns(readBy: comparison.terms.map(\.fact)) { add(comparison, at: turn) }
      case .trend(let position): add(logic.trends[Int(position)])
      case .equals(let fact, let other):
        guard grounds.graph.facts[Int(fact)].domain.kind.isExactNumber else { continue }
        let terms = [(1, fact), (-1, other)].map {
          LinearComparison.Term(factor: Int128($0.0), fact: Int($0.1), averageOver: 0)
        }
        let comparison = LinearComparison(
          terms: terms, constant: 0, comparison: .equal, decimals: 0)
        for turn in turns(readBy: terms.map(\.fact)) { add(comparison, at: turn) }
      case .constant, .isKnown, .among, .includes, .isEmpty, .instant, .age, .ahead, .during,
        .between, .trial, .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown,
        .window, .anyPoint, .define, .workOut:
        continue
      }
    }
  }

  /// A test of turn facts may be judged at every turn sent.
  private func turns(readBy facts: [Int]) -> [Int?] {
    let readsTurns = facts.contains { fact in
      if case .turn = grounds.graph.facts[fact].supply { true } else { false }
    }
    return readsTurns && !grounds.turnNumbers.isEmpty ? grounds.turnNumbers.map { $0 } : [nil]
  }

  private mutating func add(_ comparison: LinearComparison, at turn: Int?) {
    let hasAverage = comparison.terms.contains { $0.averageOver > 0 }
    let scale = hasAverage ? averageScale : 1
    var sum = AnswerSum(
      parts: [], constants: [comparison.constant * scale], comparison: comparison.comparison)
    for term in comparison.terms {
      if term.averageOver > 0 {
        let turns = grounds.lastTurns(term.averageOver)
        guard !turns.isEmpty else { return }
        let factor = term.factor * (averageScale / Int128(turns.count))
        for number in turns { sum.addTurn(number, of: term.fact, factor, grounds) }
      } else {
        guard sum.add(term.fact, term.factor * scale, at: turn, grounds),
          sum.constants.count <= Self.mostConstants
        else { return }
      }
    }
    if sum.parts.contains(where: { $0.place >= 0 }) { all.append(sum) }
  }

  private mutating func add(_ trend: GraphTrend) {
    let turns = grounds.lastTurns(trend.turns)
    guard turns.count >= 2, let first = turns.first, let last = turns.last else { return }
    var sum = AnswerSum(parts: [], constants: [-Int128(trend.by)], comparison: .atLeast)
    sum.addTurn(last, of: trend.fact, trend.isRising ? 1 : -1, grounds)
    sum.addTurn(first, of: trend.fact, trend.isRising ? -1 : 1, grounds)
    if sum.parts.contains(where: { $0.place >= 0 }) { all.append(sum) }
  }
}

extension AnswerSum {
  /// False where a part is missing and cannot be asked for: the test then can't tell.
  fileprivate mutating func add(
    _ fact: Int, _ factor: Int128, at turn: Int?, _ grounds: AnswerGrounds
  ) -> Bool {
    switch grounds.source(of: fact, turn: turn) {
    case .missing: return false
    case .asked(let place): parts.append(Part(factor: factor, place: place))
    case .values(let values):
      constants = constants.flatMap { constant in values.map { constant + factor * Int128($0) } }
    }
    return true
  }

  /// One turn of an average or trend: known, asked about, or ranging over its kind.
  fileprivate mutating func addTurn(
    _ number: Int, of fact: Int, _ factor: Int128, _ grounds: AnswerGrounds
  ) {
    let domain = grounds.graph.facts[fact].domain
    let ends = Int128(domain.lowest)...Int128(domain.highest)
    switch grounds.source(of: fact, turn: number) {
    case .missing: parts.append(Part(factor: factor, place: -1, ends: ends))
    case .asked(let place): parts.append(Part(factor: factor, place: place, ends: ends))
    case .values(let values):
      let value = Int128(values.first ?? 0)
      for position in constants.indices { constants[position] += factor * value }
    }
  }
}

extension ValueKind {
  /// Values that are equal where their cells are.
  fileprivate var isExactNumber: Bool {
    switch self {
    case .number, .score, .money, .duration, .moment: true
    case .yesNo, .oneOf, .setOf, .level, .reference, .text: false
    }
  }
}
