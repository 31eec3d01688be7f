import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// Cuts the space at the constants of some versions of a policy.
struct SpaceBuilder {
  fileprivate let models: [PolicyModel]
  fileprivate var space = Space()
  private let tests: [Test]

  init(_ models: [PolicyModel]) {
    self.models = models
    tests = models.flatMap(\.everyTest)
  }

  mutating func build() -> Space {
    space.taskCount = models[0].vocabulary.tasks.count
    space.queueCount = models[0].people.queues.count
    space.add(.asked, space.taskCount + 2)
    addFacts()
    addHistories()
    addMoments()
    addTrials()
    addMemory()
    space.add(.decided, 2)
    return space
  }

  private mutating func addFacts() {
    for fact in models[0].vocabulary.facts.elements {
      switch fact.supply {
      case .session:
        space.values[fact.name] = codes(of: fact)
        space.add(.fact(fact.name), space.values[fact.name, default: []].count)
      case .turn:
        space.values[fact.name] = codes(of: fact)
        space.turnFacts.append(fact.name)
      case .task, .agent, .table, .choose, .definition, .builtIn: break
      }
    }
  }

  private func codes(of fact: Fact) -> [Int64] {
    var codes = known(fact)
    if fact.mayBeUnknown { codes.append(Space.open) }
    return codes + [Space.fault]
  }

  private func known(_ fact: Fact) -> [Int64] {
    let domain = fact.domain
    switch domain.kind {
    case .yesNo: return [0, 1]
    case .oneOf, .level: return domain.words.indices.map { Int64($0) }
    case .setOf: return Array(0..<Int64(1) << Int64(domain.words.count))
    case .number, .score, .money, .duration:
      let grid = stride(from: domain.lowest, through: domain.highest, by: Int64.Stride(domain.step))
      let cuts = Cuts(of: fact.name, in: models)
      guard !cuts.isWhole else { return Array(grid) }
      return cuts.parts(from: domain.lowest, to: domain.highest, by: max(1, domain.step))
    case .moment:
      return ages(fact)
    case .reference, .text: return [0]
    }
  }

  /// Ages that tests tell apart.
  private func ages(_ fact: Fact) -> [Int64] {
    var ages: Set<Int64> = [0]
    for test in tests {
      switch test.body {
      case .inTheLast(_, let age), .age(_, _, let age):
        ages.formUnion([age - 1, age, age + 1])
      case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
        .excludes, .before, .after, .ahead, .trend, .compare:
        continue
      }
    }
    return ages.sorted()
  }

  private mutating func addHistories() {
    guard !space.turnFacts.isEmpty else { return }
    let isSwitched = tests.contains {
      $0.window == .anyPoint && $0.factsRead.contains { id in isTurn(id) }
    }
    let longest = tests.map(\.turnsBack).max() ?? 1
    space.longestHistory = max(1, longest) + (isSwitched ? 1 : 0)
    let restarts = models.flatMap(\.rules).contains { rule in
      !rule.handOverTargets.isEmpty
        && (rule.guarding.when?.tests.contains { $0.turnsBack > 1 } ?? false)
    }
    var turns: [[Int64]] = [[]]
    for name in space.turnFacts {
      let codes = space.values[name, default: []]
      turns = turns.flatMap { turn in codes.map { turn + [$0] } }
    }
    var sequences: [[[Int64]]] = [[]]
    for length in 1...space.longestHistory {
      sequences = sequences.flatMap { sequence in turns.map { sequence + [$0] } }
      for changedAt in 0...length where changedAt == 0 || changedAt > 1 && restarts {
        space.histories += sequences.map { Space.History(turns: $0, changedAt: changedAt) }
      }
      if space.histories.count > BruteForce.mostQuestions { break }
    }
    space.add(.history, space.histories.count)
  }

  private func isTurn(_ id: FactID) -> Bool {
    id.offset < models[0].vocabulary.facts.count && models[0].vocabulary.facts[id].supply == .turn
  }

  /// Dates stand far apart, so that every stretch holds a whole week.
  private mutating func addMoments() {
    var cuts: Set<Int64> = []
    for model in models {
      let zone = model.header.zone ?? .utc
      for rule in model.rules {
        if let date = rule.startsOn { cuts.insert(zone.firstSecond(of: Int64(date.daysSince1970))) }
        if let date = rule.endsOn {
          cuts.insert(zone.firstSecond(of: Int64(date.daysSince1970) + 1))
        }
      }
    }
    let calendars = models[0].people.calendars.elements
    let first = (cuts.min() ?? 1_770_000_000) - 30 * 86_400
    for start in [first] + cuts.sorted() {
      var seen: Set<[Bool]> = []
      for hour in 0..<7 * 24 {
        let moment = Moment(microseconds: (start + Int64(hour) * 3600) * 1_000_000)
        if seen.insert(calendars.map { $0.isOpen(at: moment) }).inserted {
          space.instants.append(Space.Instant(microseconds: moment.microseconds))
        }
      }
    }
    space.add(.moment, space.instants.count)
  }

  private mutating func addTrials() {
    var shares: [String: Set<Int>] = [:]
    for rule in models.flatMap(\.rules) {
      if let trial = rule.trial { shares[rule.name, default: []].insert(trial) }
    }
    guard !shares.isEmpty else { return }
    var all: [[String: Int]] = [[:]]
    for name in shares.keys.sorted() {
      let buckets = [0] + shares[name, default: []].sorted().filter { $0 > 0 && $0 < 10_000 }
      all = all.flatMap { trials in
        buckets.map { trials.merging([name: $0]) { _, new in new } }
      }
    }
    space.trials = [nil] + all.map { $0 }
    space.add(.trials, space.trials.count)
  }

  private mutating func addMemory() {
    space.add(.holder, Space.holders.count)
    space.add(.held, space.queueCount + 1)
    for test in tests where test.window == .anyPoint {
      space.add(.switching(test.text), Space.switchTruths.count)
    }
    for rule in models.flatMap(\.rules) where rule.effects.contains(where: \.action.isStart) {
      space.add(.judged(rule.name), 2)
    }
    addBefore()
    for model in models {
      for (place, way) in model.gates.returns.enumerated() {
        space.add(.armed(place), 2)
        if let most = way.atMostTimes, !space.taken.contains(most) { space.taken.append(most) }
        let names = way.tasks.map { Set($0.map { model.vocabulary.tasks[$0].name }) }
        if !space.limits.contains(names) { space.limits.append(names) }
      }
    }
    if space.taken.count > 1 { space.add(.taken, space.taken.count) }
    if space.limits.count > 1 { space.add(.limit, space.limits.count) }
  }
}

extension SpaceBuilder {
  /// What the decision before, and events since, say of lines and offers.
  private mutating func addBefore() {
    for rule in models.flatMap(\.rules) {
      for (place, effect) in rule.effects.enumerated() where effect.action.handOverTarget != nil {
        space.add(.called(rule.name, rule.handOverName(place)), 2)
      }
    }
    for offer in models.flatMap(\.gates.offers) { space.add(.chosen(offer.name), 2) }
  }
}

extension EffectAction {
  var isStart: Bool {
    if case .startWithHuman = self { true } else { false }
  }
}

/// Where tests and tiers cut one fact's numbers.
private struct Cuts {
  /// Twice the cell that stands on the cut or just below it, one more where the cut lies between.
  private var doubled: Set<Int64> = []
  /// It stands in a sum, against another fact, or is looked back on: every value counts.
  private(set) var isWhole = false

  init(of name: String, in models: [PolicyModel]) {
    for model in models {
      for test in model.everyTest { add(test.body, name, model) }
      for approval in model.gates.approvals {
        guard let measure = approval.measure, model.name(of: measure.terms[0].fact) == name else {
          continue
        }
        let decimals = model.vocabulary.facts[measure.terms[0].fact].domain.decimals
        for tier in approval.tiers {
          if let cell = tier.atMost?.scaled(to: decimals) { doubled.insert(cell * 2) }
        }
      }
    }
  }

  private mutating func add(_ body: TestBody, _ name: String, _ model: PolicyModel) {
    switch body {
    case .trend(let fact, _): if model.name(of: fact) == name { isWhole = true }
    case .compare(let comparing):
      let terms = comparing.left.terms + comparing.right.terms
      guard terms.contains(where: { model.name(of: $0.fact) == name }) else { return }
      let decimals = model.vocabulary.facts[terms[0].fact].domain.decimals
      guard terms.count == 1, terms[0].averageOverTurns == nil, !comparing.left.terms.isEmpty,
        terms[0].factor == Decimal(mantissa: 1, decimals: 0), comparing.left.constant == .zero,
        let cell = comparing.right.constant.scaled(to: decimals)
      else {
        isWhole = true
        return
      }
      doubled.insert(cell * 2)
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead:
      break
    }
  }

  /// One value of each part.
  func parts(from lowest: Int64, to highest: Int64, by step: Int64) -> [Int64] {
    var candidates: Set<Int64> = [lowest, highest]
    for cut in doubled {
      let near = lowest + (cut / 2 - lowest) / step * step
      candidates.formUnion([near - step, near, near + step])
    }
    var seen: Set<[Int64]> = []
    return candidates.sorted().filter { value in
      guard value >= lowest, value <= highest, (value - lowest) % step == 0 else { return false }
      return seen.insert(doubled.sorted().map { ($0 - value * 2).signum() }).inserted
    }
  }
}

extension FactSupply {
  /// What a table or `choose` writes.
  var isTabled: Bool {
    switch self {
    case .table, .choose: true
    case .session, .turn, .task, .agent, .definition, .builtIn: false
    }
  }
}

extension PolicyModel {
  func name(of fact: FactID) -> String { vocabulary.facts[fact].name }

  /// Every condition of the policy, promises included.
  var everyCondition: [Condition] {
    let guards =
      rules.map(\.guarding) + gates.firsts.map(\.guarding) + gates.returns.map(\.guarding)
      + gates.approvals.map(\.guarding) + gates.offers.map(\.guarding)
    var conditions = guards.flatMap { [$0.when].compactMap(\.self) + $0.excepts }
    conditions += gates.firsts.compactMap(\.until)
    conditions += vocabulary.definitions.elements.flatMap { [$0.when] + $0.excepts }
    for row in vocabulary.tables.elements.flatMap(\.rows) {
      if case .cells(let cells) = row.match { conditions += cells.map(\.alternatives) }
    }
    for row in vocabulary.chooses.elements.flatMap(\.rows) {
      if case .when(let condition) = row.match { conditions.append(condition) }
    }
    for promise in checks.promises {
      conditions += [promise.whenever, promise.once, promise.until].compactMap(\.self)
    }
    return conditions
  }

  var everyTest: [Test] { everyCondition.flatMap(\.tests) }
}

extension Test {
  /// Over how many turns it looks.
  var turnsBack: Int {
    if case .turns(_, let count)? = window { return count }
    switch body {
    case .trend(_, let trend): return trend.turns
    case .compare(let comparing):
      return (comparing.left.terms + comparing.right.terms).compactMap(\.averageOverTurns).max()
        ?? 1
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead:
      return 1
    }
  }
}

extension Rule {
  /// What memory calls a hand-over line, its rule apart: by its words, equal ones counted.
  func handOverName(_ place: Int) -> String {
    func words(_ place: Int) -> String { "\(effects[place].action)" }
    let count = (0...place).count { words($0) == words(place) }
    return "\(words(place)) (\(count))"
  }
}
