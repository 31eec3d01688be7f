package import HandrailEngine

/// Finds how two versions of a policy decide differently, with a customer for each difference.
///
/// `budget` is how many boxes all searches together look at; what is left then is *not settled*.
package func compareVersions(
  _ old: DecisionGraph, _ new: DecisionGraph, budget: Int = 150_000
) -> VersionDiff {
  var diff = VersionDiff()
  diff.asides = asides(old, new)
  guard old.policy.digest != new.policy.digest || old.policy.digest.isEmpty else { return diff }
  var comparison = VersionComparison(JointGraph(old, new), budget)
  comparison.run()
  diff.changes = comparison.changes
  diff.notSettled = comparison.notSettled
  return diff
}

/// A kind of change, looked for where one unit differs.
struct Wish {
  var search: DiffSearch
  var kind: ChangeKind
  var unit: UnitSteps
}

/// The searches for one pair of versions.
struct VersionComparison {
  let joint: JointGraph
  let units: [DiffUnit]
  private(set) var changes: [VersionChange] = []
  private(set) var notSettled: [OpenChange] = []
  private var left: Int
  private var positions: [Key: Int] = [:]
  private var openPositions: [Key: Int] = [:]
  /// What a kind was found for where no task is asked about: it is the same for every task.
  private var everywhere: [ChangeKind: Set<DiffUnit>] = [:]
  private let blame: Blame
  /// By task: the first one that nothing tells from it.
  private var classOfTask: [Int] = []

  private struct Key: Hashable {
    var kind: ChangeKind
    var units: [Int]
  }

  init(_ joint: JointGraph, _ budget: Int) {
    self.joint = joint
    left = budget
    units = DiffUnit.all(of: joint)
    blame = Blame(joint)
  }

  mutating func run() {
    if !units.isEmpty { search() }
    changes = ChangeKind.allCases.flatMap { kind in changes.filter { $0.kind == kind } }
    notSettled = ChangeKind.allCases.flatMap { kind in notSettled.filter { $0.kind == kind } }
  }

  private mutating func search() {
    let space = QuestionSpace(joint.graph, joint.reading)
    let analysis = Analysis(joint.graph, space)
    let views = joint.sides.map { $0.view(of: joint.graph) }
    let count = joint.graph.tasks.count
    let together = Together(joint, units, analysis.cone)
    classOfTask = classes(analysis)
    let tasks = joint.graph.tasks.indices.filter { classOfTask[$0] == $0 }
    // What every conversation has in common is found where no task is asked about.
    for task in [count] + tasks + [count + 1] {
      let concerned = units.filter { $0.concerns(task, joint.graph) }
      guard !concerned.isEmpty else { continue }
      var cone = analysis.cone
      let steps = concerned.map { UnitSteps($0, &cone) }
      let sides = zip(joint.sides, views).map { side, view in
        TaskLines(side.asked(task, count), &cone, view)
      }
      let search = DiffSearch(joint, space, together, about: (task, sides, concerned))
      for kind in ChangeKind.allCases {
        let bringing = steps.filter { $0.unit.mayBring(kind, joint.graph) }
        settle(bringing.map { Wish(search: search, kind: kind, unit: $0) }, steps, cone)
      }
    }
  }

  /// By task: the first one that nothing tells from it, not even that one version lacks it.
  private func classes(_ analysis: Analysis) -> [Int] {
    var first: [[Int]: Int] = [:]
    return joint.graph.tasks.indices.map { task in
      let has = joint.sides.map { $0.tasks.contains(task) ? 1 : 0 }
      let key = [analysis.classOfTask[task]] + has
      if let known = first[key] { return known }
      first[key] = task
      return task
    }
  }

  /// Units that alone bring the kind, then what takes several of the others.
  private mutating func settle(_ wishes: [Wish], _ steps: [UnitSteps], _ cone: Cone) {
    guard let kind = wishes.first?.kind else { return }
    var alone = everywhere[kind] ?? []
    var rest: [(wish: Wish, answer: Answer)] = []
    for wish in wishes where !alone.contains(wish.unit.unit) {
      let others = steps.filter { $0.unit != wish.unit.unit && $0.unit.sort != .routing }
      let goal = DiffGoal(wish, others: others, free: [])
      let answer = run(goal, cone)
      guard case .found(let old, let new) = answer else {
        rest.append((wish, answer))
        continue
      }
      alone.insert(wish.unit.unit)
      if goal.task == joint.graph.tasks.count {
        everywhere[kind, default: []].insert(wish.unit.unit)
      }
      // Which team is preferred differs always: of another team it is a cause too.
      let routing = units.filter { $0.sort == .routing && $0 != wish.unit.unit }
      add(goal, [wish.unit.unit] + (wish.kind == .team ? routing : []), old, new)
    }
    settleTogether(rest, alone, steps, cone)
  }

  /// Looks for what units bring with others, where none differs that brings it alone.
  ///
  /// One that brings nothing, whatever else differs, is held equal from then on.
  private mutating func settleTogether(
    _ rest: [(wish: Wish, answer: Answer)], _ alone: Set<DiffUnit>, _ steps: [UnitSteps],
    _ cone: Cone
  ) {
    var done = alone
    for (wish, answer) in rest {
      let unit = wish.unit.unit
      let others = steps.filter { $0.unit != unit && $0.unit.sort != .routing }
      let free = others.filter { !done.contains($0.unit) }
      let goal = DiffGoal(wish, others: others.filter { done.contains($0.unit) }, free: free)
      switch free.isEmpty ? answer : run(goal, cone) {
      case .found(let old, let new):
        let all = blame.units(units, differingIn: [old, new])
        add(goal, units.filter { $0 == unit || all.contains($0) }, old, new)
      case .never: break
      case .notSettled: addOpen(goal)
      }
      done.insert(unit)
    }
  }

  private enum Answer {
    case found(Witness, Witness)
    case never
    case notSettled
  }

  /// How many boxes are looked at for what of a change: what is left out later rules nothing out.
  private static let rounds: [(budget: Int, aspects: [DiffAspect])] = [
    (100, [.act]), (200, [.ruling, .all]), (2_000, [.ruling, .all]), (20_000, [.all]),
  ]

  /// Looks for the parts of a goal in turn, ever longer: one is often found where others take long.
  private mutating func run(_ goal: DiffGoal, _ cone: Cone) -> Answer {
    let pair = WitnessPair()
    var parts: [DiffAspect: [DiffGoal]] = [:]
    for aspect in DiffAspect.allCases { parts[aspect] = goal.parts(aspect) }
    for (budget, aspects) in VersionComparison.rounds {
      // For another task it was looked for at length, and not settled.
      if budget > 2_000, openPositions[openKey(goal)] != nil { break }
      for aspect in aspects {
        parts[aspect] = open(parts[aspect] ?? [], cone, budget, pair)
        if let (old, new) = pair.plain { return .found(old, new) }
      }
      if let (old, new) = pair.mixed { return .found(old, new) }
      if parts[.all]?.isEmpty ?? true { return .never }
    }
    return .notSettled
  }

  /// Of some parts those that a few boxes do not settle; none where one shows the change.
  private mutating func open(
    _ parts: [DiffGoal], _ cone: Cone, _ budget: Int, _ pair: WitnessPair
  ) -> [DiffGoal] {
    var open: [DiffGoal] = []
    for part in parts where pair.plain == nil {
      var search = Search(part.space)
      search.budget = min(left, pair.mixed == nil ? budget : 50)
      let answer = search.run(
        Goal(
          cone: cone, limits: limits(part), judge: { part.verdict($0, $1) },
          isShown: { _, _ in false },
          witness: { maker, question in pair.decide(question, maker, part) }))
      left -= search.boxCount
      if case .never = answer { continue }
      open.append(part)
    }
    return open
  }

  /// The task, and of every list the words that both versions know.
  private func limits(_ goal: DiffGoal) -> [(variable: Int, choices: [Int])] {
    let space = goal.space
    var limits = [(variable: space.position(of: .task) ?? 0, choices: [goal.task])]
    if let held = space.position(of: .heldQueue) {
      // A session stays with its version: no memory names a team that the version has not.
      let count = joint.graph.routing.queues.count
      let shared = joint.sides.map { Set($0.queues) }.reduce(Set(0..<count)) { $0.intersection($1) }
      limits.append((held, shared.sorted() + [count]))
    }
    for offer in joint.ownOffers {
      if let chosen = space.position(of: .chosen(offer: Int32(offer))) {
        limits.append((chosen, [0]))
      }
    }
    guard !joint.ownWords.isEmpty else { return limits }
    for (position, variable) in space.variables.enumerated() {
      switch variable.kind {
      case .cell(let fact, _):
        guard let own = joint.ownWords[Int(fact)],
          joint.graph.facts[Int(fact)].domain.kind != .setOf
        else { continue }
        limits.append(
          (
            position,
            variable.choices.indices.filter { choice in
              let choice = variable.choices[choice]
              return !choice.isKnown || !own.contains(Int(choice.low))
            }
          ))
      case .word(let fact, _, let word):
        let isOwn = joint.ownWords[Int(fact)]?.contains(Int(word)) ?? false
        if isOwn { limits.append((position, [0])) }
      case .task, .moment, .turnCount, .stretch, .memory, .otherWord, .same, .sum, .memorySwitch,
        .trial, .approval, .offer, .confirmation, .heldQueue, .armed, .returnedTo, .judged,
        .called, .calledLine, .chosen:
        break
      }
    }
    return limits
  }

  // MARK: What was found

  private func names(_ task: Int) -> [String] {
    guard task < joint.graph.tasks.count else { return [] }
    return joint.graph.tasks.indices.filter { classOfTask[$0] == task }.map {
      joint.graph.tasks[$0]
    }
  }

  private mutating func add(
    _ goal: DiffGoal, _ causes: [DiffUnit], _ old: Witness, _ new: Witness
  ) {
    let key = Key(kind: goal.kind, units: causes.compactMap(units.firstIndex(of:)).sorted())
    if let known = positions[key] {
      let added = names(goal.task).filter { !changes[known].tasks.contains($0) }
      changes[known].tasks += added
      return
    }
    positions[key] = changes.count
    changes.append(
      VersionChange(
        kind: goal.kind, tasks: names(goal.task), causes: causes.flatMap(blame.lines), old: old,
        new: new))
  }

  private func openKey(_ goal: DiffGoal) -> Key {
    Key(kind: goal.kind, units: [goal.steps.unit].compactMap(units.firstIndex(of:)))
  }

  private mutating func addOpen(_ goal: DiffGoal) {
    let key = openKey(goal)
    if let known = openPositions[key] {
      notSettled[known].tasks += names(goal.task)
      return
    }
    openPositions[key] = notSettled.count
    notSettled.append(
      OpenChange(
        kind: goal.kind, tasks: names(goal.task), causes: blame.lines(goal.steps.unit)))
  }
}

extension JointSide {
  /// A task as this version is asked about it: one that it does not declare is missing.
  func asked(_ task: Int, _ count: Int) -> Int {
    task < count && !tasks.contains(task) ? count + 1 : task
  }
}

/// What both versions decide on questions that were made.
final class WitnessPair {
  /// It shows the kind of change that is looked for, and no other.
  private(set) var plain: (old: Witness, new: Witness)?
  /// It shows others too.
  private(set) var mixed: (old: Witness, new: Witness)?

  /// Decides a question by both; gives a witness where nothing else changes.
  func decide(_ question: Question, _ maker: QuestionMaker, _ goal: DiffGoal) -> Witness? {
    let attempts = goal.joint.sides.map { side in
      var maker = maker
      maker.side = side
      return maker.attempts(side.question(question, goal.joint.graph))
    }
    for place in 0..<max(attempts[0].count, attempts[1].count) {
      let pair = attempts.map { $0[min(place, $0.count - 1)] }
      let decided = zip(pair, goal.joint.sides).map { question, side in
        let (decision, trace) = decideTracing(question, by: side.graph)
        return Witness(question: question, decision: decision, trace: trace)
      }
      let outcomes = zip(decided, goal.joint.sides).map { witness, side in
        VersionOutcome(witness.decision, by: side.graph)
      }
      let kinds = outcomes[0].changes(to: outcomes[1])
      guard kinds.contains(goal.kind) else { continue }
      if kinds.count == 1 {
        plain = (decided[0], decided[1])
        return decided[0]
      }
      if mixed == nil { mixed = (decided[0], decided[1]) }
    }
    return nil
  }
}
