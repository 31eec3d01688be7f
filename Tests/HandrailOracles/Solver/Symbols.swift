import HandrailEngine
import HandrailModel
import HandrailSource

/// A truth of four values as formulas: open where none of them holds.
struct SymbolicTruth {
  var yes: Formula
  var no: Formula
  var fault: Formula
}

/// A cell: neither open nor a fault where it has its value.
struct SymbolicCell {
  var isOpen: Formula
  var isFault: Formula
  var value: Formula
}

/// The unknowns of a question and its memory, the same for all versions; whole domains, not cut.
struct Symbols {
  let solver: Solver
  let space: Space
  let asked: Formula
  let second: Formula
  let holder: Formula
  let held: Formula
  /// A person holds the conversation after the decision.
  let decidedHuman: Formula
  let taken: Formula
  let limit: Formula
  /// How many turns happened, and the number of the one at which the handler changed.
  let turnCount: Formula
  let changedAt: Formula
  let hasSession: Formula
  private(set) var facts: [String: SymbolicCell] = [:]
  /// The latest turn first.
  private(set) var turns: [String: [SymbolicCell]] = [:]
  private(set) var switches: [String: Formula] = [:]
  private(set) var armed: [Int: Formula] = [:]
  private(set) var judged: [String: Formula] = [:]
  /// By rule and name of the line.
  private(set) var called: [String: [String: Formula]] = [:]
  private(set) var chosen: [String: Formula] = [:]
  private(set) var buckets: [String: Formula] = [:]
  private(set) var open: [Formula] = []

  init(_ solver: Solver, _ models: [PolicyModel], _ space: Space) {
    self.solver = solver
    self.space = space
    asked = solver.number(0, Int64(space.taskCount + 1))
    second = solver.number(0, 4_000_000_000)
    holder = solver.number(0, 2)
    held = solver.number(-1, Int64(space.queueCount - 1))
    decidedHuman = solver.truth()
    taken = solver.number(0, Int64(space.taken.max() ?? 0))
    limit = solver.number(0, Int64(space.limits.count - 1))
    turnCount = solver.number(0, Int64(space.longestHistory))
    changedAt = solver.number(0, Int64(space.longestHistory))
    hasSession = solver.truth()
    addFacts(models[0])
    for (variable, _) in space.places.sorted(by: { $0.value < $1.value }) {
      switch variable {
      case .switching(let name): switches[name] = solver.number(0, 3)
      case .armed(let way): armed[way] = solver.truth()
      case .judged(let rule): judged[rule] = solver.truth()
      case .called(let rule, let line): called[rule, default: [:]][line] = solver.truth()
      case .chosen(let offer): chosen[offer] = solver.truth()
      case .asked, .history, .moment, .holder, .held, .trials, .taken, .limit, .decided, .fact:
        continue
      }
    }
    for rule in models.flatMap(\.rules) where rule.trial != nil && buckets[rule.name] == nil {
      buckets[rule.name] = solver.number(0, 9999)
    }
    requireMemory()
    if models.allSatisfy({ $0.people.prefer != nil }) {
      require(solver.same(holder, solver.literal(2)), solver.atMost(solver.literal(0), held))
    }
  }

  private mutating func addFacts(_ model: PolicyModel) {
    for _ in model.people.calendars.elements { open.append(solver.truth()) }
    for fact in model.vocabulary.facts.elements {
      switch fact.supply {
      case .session: facts[fact.name] = cell(fact)
      case .turn: turns[fact.name] = (0..<space.longestHistory).map { _ in cell(fact) }
      case .task, .agent, .table, .choose, .definition, .builtIn: break
      }
    }
  }

  private func cell(_ fact: Fact) -> SymbolicCell {
    let isOpen = fact.mayBeUnknown ? solver.truth() : solver.no
    let isFault = solver.truth()
    solver.require(solver.not(solver.all([isOpen, isFault])))
    let domain = fact.domain
    let value: Formula
    switch domain.kind {
    case .yesNo: value = solver.number(0, 1)
    case .oneOf, .level: value = solver.number(0, Int64(domain.words.count - 1))
    case .setOf: value = solver.number(0, Int64(1) << Int64(domain.words.count) - 1)
    case .number, .score, .money, .duration:
      let step = max(1, domain.step)
      let steps = solver.number(0, (domain.highest - domain.lowest) / step)
      value = solver.sum([solver.literal(domain.lowest), solver.times(step, steps)])
    case .moment: value = solver.number(0, 4_000_000_000_000_000)
    case .reference, .text: value = solver.number(0, 0)
    }
    return SymbolicCell(isOpen: isOpen, isFault: isFault, value: value)
  }

  /// What memory holds, by who kept it.
  private func requireMemory() {
    let zero = solver.literal(0)
    let nobody = solver.same(held, solver.literal(-1))
    let unarmed = solver.all(armed.keys.sorted().compactMap { armed[$0].map(solver.not) })
    let notPerson = solver.all([nobody, unarmed, solver.same(taken, zero)])
    let unchosen = chosen.keys.sorted().compactMap { chosen[$0].map(solver.not) }
    require(solver.same(holder, zero), solver.all(unchosen))
    var isNew = [solver.same(changedAt, zero), solver.same(limit, zero)]
    isNew += switches.keys.sorted().compactMap { name in
      switches[name].map { solver.same($0, zero) }
    }
    isNew += judged.keys.sorted().compactMap { judged[$0].map(solver.not) }
    require(solver.same(holder, zero), solver.all(isNew))
    require(solver.below(holder, solver.literal(2)), notPerson)
    require(solver.same(holder, solver.literal(2)), solver.same(limit, zero))
    solver.require(solver.atMost(changedAt, turnCount))
  }

  private func require(_ condition: Formula, _ then: Formula) {
    solver.require(solver.any([solver.not(condition), then]))
  }
}
