import HandrailEngine
import HandrailModel
import HandrailSource

/// What a test says of given cells: language.md 3.2, 3.3 and 4, over codes of the space.
///
/// A class, for it is handed to every combination: a model is many arrays.
final class TestTruth {
  let model: PolicyModel

  init(model: PolicyModel) { self.model = model }

  /// A cell without a value says what its tests come to.
  static func unknown(_ code: Int64) -> Truth? {
    code == Space.open ? .open : code == Space.fault ? .fault : nil
  }

  static func worst(_ truths: some Sequence<Truth>) -> Truth? {
    var worst: Truth?
    for truth in truths { worst = truth == .fault || worst == .fault ? .fault : .open }
    return worst
  }

  /// A test of the cells of one place, by the order of its facts; averages and trends apart.
  func truth(_ body: TestBody, _ cell: (FactID) -> Int64) -> Truth {
    switch body {
    case .isUnknown(let fact): return Truth(TestTruth.unknown(cell(fact)) != nil)
    case .isKnown(let fact): return Truth(TestTruth.unknown(cell(fact)) == nil)
    case .isEmpty(let fact, let negated): return known(cell(fact)) { ($0 == 0) != negated }
    case .isAmong(let fact, let values, let negated):
      return known(cell(fact)) { values.contains($0) != negated }
    case .equals(let fact, let others, let negated):
      var same = Truth.no
      for other in others { same = same.or(equal(fact, other, cell)) }
      return negated ? same.negated : same
    case .includes(let fact, let word): return known(cell(fact)) { $0 >> Int64(word) & 1 == 1 }
    case .excludes(let fact, let word): return known(cell(fact)) { $0 >> Int64(word) & 1 == 0 }
    case .inTheLast(let fact, let age): return known(cell(fact)) { $0 <= age }
    case .age(let fact, let comparison, let age):
      return known(cell(fact)) { comparison.holds(forSign: Int(($0 - age).signum())) }
    case .compare(let comparing): return compare(comparing, cell)
    case .during, .outside, .before, .after, .ahead, .trend:
      preconditionFailure("small policies write this test elsewhere, or never")
    }
  }

  private func known(_ code: Int64, _ holds: (Int64) -> Bool) -> Truth {
    TestTruth.unknown(code) ?? Truth(holds(code))
  }

  private func equal(_ left: FactID, _ right: FactID, _ cell: (FactID) -> Int64) -> Truth {
    let cells = (cell(left), cell(right))
    let unknown = [cells.0, cells.1].compactMap(TestTruth.unknown)
    if let worst = TestTruth.worst(unknown) { return worst }
    let names = [(left, cells.0), (right, cells.1)].map { fact, cell in
      model.vocabulary.facts[fact].domain.words[Int(cell)].name
    }
    return Truth(names[0] == names[1])
  }

  private func compare(_ comparing: Comparing, _ cell: (FactID) -> Int64) -> Truth {
    let terms = comparing.left.terms + comparing.right.terms
    let unknown = terms.compactMap { TestTruth.unknown(cell($0.fact)) }
    if let worst = TestTruth.worst(unknown) { return worst }
    var weighing = Weighing(comparing, model)
    for (place, term) in terms.enumerated() { weighing.add(place, cell(term.fact)) }
    return Truth(comparing.comparison.holds(forSign: weighing.sign))
  }
}

/// Left less right, in whole units that every part divides.
struct Weighing {
  private var total: Int128
  private let factors: [Int128]

  /// `turns`: how many turns an average is over; the units divide by it.
  init(_ comparing: Comparing, _ model: PolicyModel, turns: Int = 1) {
    let sides = [(comparing.left, Int128(turns)), (comparing.right, -Int128(turns))]
    var places = sides.map(\.0.constant.decimals).max() ?? 0
    for term in comparing.left.terms + comparing.right.terms {
      places = max(places, term.factor.decimals + model.vocabulary.facts[term.fact].domain.decimals)
    }
    func scaled(_ mantissa: Int64, _ decimals: Int) -> Int128 {
      (decimals..<places).reduce(Int128(mantissa)) { value, _ in value * 10 }
    }
    var factors: [Int128] = []
    total = 0
    for (sum, sign) in sides {
      total += sign * scaled(sum.constant.mantissa, sum.constant.decimals)
      for term in sum.terms {
        let decimals = term.factor.decimals + model.vocabulary.facts[term.fact].domain.decimals
        let isAverage = term.averageOverTurns != nil
        let factor = sign * scaled(term.factor.mantissa, decimals)
        factors.append(isAverage ? factor / Int128(turns) : factor)
      }
    }
    self.factors = factors
  }

  /// Adds a cell of the term at this place, left terms first.
  mutating func add(_ place: Int, _ cell: Int64) { total += factors[place] * Int128(cell) }

  var sign: Int { total.signum() == 0 ? 0 : total < 0 ? -1 : 1 }
}

/// Averages and trends: every value that a turn without one may hold is tried.
final class LookingBack {
  let model: PolicyModel
  let space: Space

  init(model: PolicyModel, space: Space) {
    self.model = model
    self.space = space
  }

  /// `turns`: the cells of the turns that happened, oldest first.
  func truth(_ body: TestBody, turns: [[Int64]]) -> Truth {
    switch body {
    case .trend(let fact, let trend):
      let seen = turns.suffix(trend.turns).map { $0[place(fact)] }
      guard seen.count >= 2 else { return .no }
      return settled([seen[0], seen[seen.count - 1]], fact) { ends in
        (trend.isRising ? ends[1] - ends[0] : ends[0] - ends[1]) >= trend.by
      }
    case .compare(let comparing):
      let terms = comparing.left.terms + comparing.right.terms
      precondition(terms.count == 1, "a small policy's average stands alone")
      let seen = turns.suffix(terms[0].averageOverTurns ?? 1).map { $0[place(terms[0].fact)] }
      if seen.isEmpty { return .open }
      let start = Weighing(comparing, model, turns: seen.count)
      return settled(seen, terms[0].fact) { cells in
        var weighing = start
        for cell in cells { weighing.add(0, cell) }
        return comparing.comparison.holds(forSign: weighing.sign)
      }
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead:
      preconditionFailure("only averages and trends look back")
    }
  }

  private func place(_ fact: FactID) -> Int {
    space.turnFacts.firstIndex(of: model.name(of: fact)) ?? 0
  }

  /// Yes or no where all values give it; else the worst of the unknowns.
  private func settled(
    _ cells: [Int64], _ fact: FactID, _ holds: ([Int64]) -> Bool
  ) -> Truth {
    let domain = model.vocabulary.facts[fact].domain
    var all: [[Int64]] = [[]]
    for cell in cells {
      let values =
        TestTruth.unknown(cell) == nil
        ? [cell] : Array(stride(from: domain.lowest, through: domain.highest, by: Int(domain.step)))
      all = all.flatMap { known in values.map { known + [$0] } }
    }
    let answers = Set(all.map(holds))
    if answers.count == 1 { return Truth(answers.contains(true)) }
    return TestTruth.worst(cells.compactMap(TestTruth.unknown)) ?? .no
  }
}
