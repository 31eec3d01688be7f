import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource
import HandrailTestSupport

/// How much of a question is unknown.
enum Completeness { case whole, partlyOpen, faulty }

/// Makes random questions for a checked policy, near the constants that its tests name.
struct QuestionMaker {
  let policy: ReferencePolicy
  let constants: [[Int64]]
  var random: Seeded
  var completeness = Completeness.whole
  /// Set once a cell was made unknown, or unknown by a fault.
  private(set) var madeUnknown = false
  private(set) var madeFault = false

  var model: PolicyModel { policy.model }
  static let texts = ["a1", "b2", "a1", "cé", "d4"]

  init(policy: ReferencePolicy, random: Seeded) {
    self.policy = policy
    self.random = random
    constants = namedConstants(of: policy.model)
  }

  mutating func begin() {
    madeUnknown = false
    madeFault = false
    switch random.below(100) {
    case ..<45: completeness = .whole
    case ..<78: completeness = .partlyOpen
    default: completeness = .faulty
    }
  }

  mutating func cells(_ supply: FactSupply, at moment: Moment) -> [Cell] {
    policy.facts(suppliedBy: supply).map { cell(model.vocabulary.facts[$0], $0, at: moment) }
  }

  mutating func queueStates() -> [QueueState] {
    model.people.queues.elements.map { _ in
      QueueState(
        open: state([0, 1]), free: state([0, 1, 2, 3, 5]),
        wait: state([0, 60, 300, 600, 1200, 1800]))
    }
  }

  private mutating func state(_ values: [Int64]) -> Cell {
    if random.chance(30) { return Cell(unknown: .absent) }
    if completeness == .faulty, random.chance(10) { return Cell(unknown: .outOfRange) }
    return Cell(random.pick(values))
  }

  private mutating func cell(_ fact: Fact, _ id: FactID, at moment: Moment) -> Cell {
    if let cause = unknownCause(fact) {
      madeUnknown = true
      if !cause.isFault, let usual = usualValue(fact, cause) {
        var cell = Cell(usual)
        cell.isAssumed = true
        return cell
      }
      if cause.isFault { madeFault = true }
      return Cell(unknown: cause)
    }
    return Cell(value(fact, id, at: moment))
  }

  private func usualValue(_ fact: Fact, _ cause: UnknownCause) -> Int64? {
    cause == .notTrusted ? fact.trust?.otherwise ?? fact.usualValue : fact.usualValue
  }

  private mutating func unknownCause(_ fact: Fact) -> UnknownCause? {
    let mayOpen = fact.mayBeUnknown
    switch completeness {
    case .whole: return nil
    case .partlyOpen: return mayOpen && random.chance(45) ? openCause(fact) : nil
    case .faulty:
      if mayOpen, random.chance(25) { return openCause(fact) }
      guard random.chance(18) else { return nil }
      let causes: [UnknownCause] = [
        .missing, .wrongKind, .outOfRange, .tooManyDecimals, .contradictory, .misplaced,
      ]
      let cause = random.pick(causes)
      return cause == .missing && mayOpen ? .outOfRange : cause
    }
  }

  private mutating func openCause(_ fact: Fact) -> UnknownCause {
    if fact.trust != nil, random.chance(50) { return .notTrusted }
    if fact.freshForSeconds != nil, random.chance(50) { return .stale }
    return .absent
  }

  private mutating func value(_ fact: Fact, _ id: FactID, at moment: Moment) -> Int64 {
    let domain = fact.domain
    switch domain.kind {
    case .yesNo: return Int64(random.below(2))
    case .oneOf, .level: return Int64(random.below(max(1, domain.words.count)))
    case .setOf:
      let words = min(62, domain.words.count)
      return random.chance(30) ? 0 : Int64.random(in: 0..<(1 << Int64(words)), using: &random)
    case .number, .score, .money, .duration: return number(domain, near: constants[id.offset])
    case .moment:
      let near = constants[id.offset].randomElement(using: &random) ?? 86_400_000_000
      let age = Int64.random(in: -2...2, using: &random) * 1_000_000 + near
      let ahead = fact.isTestedAhead && random.chance(50)
      return moment.microseconds + (ahead ? abs(age) : -abs(age))
    case .reference, .text: return Int64(random.below(QuestionMaker.texts.count))
    }
  }

  /// A value in its bounds and on its steps: an end, near a named constant, or anywhere.
  private mutating func number(_ domain: Domain, near constants: [Int64]) -> Int64 {
    let step = max(1, domain.step)
    let steps = (domain.highest - domain.lowest) / step
    var place = Int64.random(in: 0...max(0, steps), using: &random)
    if let constant = constants.randomElement(using: &random), random.chance(70) {
      place = (constant - domain.lowest) / step + Int64.random(in: -1...1, using: &random)
    } else if random.chance(15) {
      place = random.chance(50) ? 0 : steps
    }
    return domain.lowest + min(max(0, place), steps) * step
  }
}

/// By fact: cells that tests of the policy compare it with; for moments, ages in microseconds.
private func namedConstants(of model: PolicyModel) -> [[Int64]] {
  var found = [[Int64]](repeating: [], count: model.vocabulary.facts.count)
  for approval in model.gates.approvals {
    for fact in approval.measure?.terms.map(\.fact) ?? [] {
      let decimals = model.vocabulary.facts[fact].domain.decimals
      found[fact.offset] += approval.tiers.compactMap { $0.atMost?.scaled(to: decimals) }
    }
  }
  for test in allTests(of: model) {
    switch test.body {
    case .compare(let comparing):
      for term in comparing.left.terms {
        let constant = comparing.right.constant
        let decimals = model.vocabulary.facts[term.fact].domain.decimals
        if let cell = constant.scaled(to: decimals) { found[term.fact.offset].append(cell) }
      }
    case .inTheLast(let fact, let age), .age(let fact, _, let age), .ahead(let fact, _, let age):
      found[fact.offset].append(age)
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .trend:
      continue
    }
  }
  return found
}

private func allTests(of model: PolicyModel) -> [Test] {
  let guards =
    model.rules.map(\.guarding) + model.gates.firsts.map(\.guarding)
    + model.gates.returns.map(\.guarding)
    + model.gates.approvals.map(\.guarding) + model.gates.offers.map(\.guarding)
  var conditions = guards.flatMap { [$0.when].compactMap(\.self) + $0.excepts }
  conditions += model.gates.firsts.compactMap(\.until)
  conditions += model.vocabulary.definitions.elements.flatMap { [$0.when] + $0.excepts }
  for table in model.vocabulary.tables.elements {
    for row in table.rows {
      if case .cells(let cells) = row.match { conditions += cells.map(\.alternatives) }
    }
  }
  for choose in model.vocabulary.chooses.elements {
    for row in choose.rows {
      if case .when(let condition) = row.match { conditions.append(condition) }
    }
  }
  return conditions.flatMap(\.tests)
}
