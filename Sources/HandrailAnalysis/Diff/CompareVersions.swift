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
  /// Boxes that may still be looked at, and steps: with thousands of changed lines one box is long.
  private var left: (boxes: Int, steps: Int)
  private var positions: [DiffKey: Int] = [:]
  private var openPositions: [DiffKey: Int] = [:]
  /// What a kind was found for where no task is asked about: it is the same for every task.
  private var everywhere: [ChangeKind: Set<DiffUnit>] = [:]
  private let blame: Blame
  private let placeOfUnit: [DiffUnit: Int]
  /// By task: the first one that nothing tells from it.
  private var classOfTask: [Int] = []

  init(_ joint: JointGraph, _ budget: Int) {
    self.joint = joint
    left = (budget, budget * 400)
    units = DiffUnit.all(of: joint)
    placeOfUnit = Dictionary(
      units.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    blame = Blame(joint)
  }

  /// Nothing is looked for any more: what is left is told as not settled.
  private var isSpent: Bool { left.boxes <= 0 || left.steps <= 0 }

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
    classOfTask = classes(analysis)
    var together: Together?
    // What every conversation has in common is found where no task is asked about.
    for task in [count] + joint.graph.tasks.indices.filter({ classOfTask[$0] == $0 }) + [count + 1]
    {
      let concerned = units.indices.filter { units[$0].concerns(task, joint.graph) }
      guard !concerned.isEmpty else { continue }
      guard !isSpent else {
        leaveOpen(concerned, task)
        continue
      }
      let known = together ?? Together(joint, units, analysis.cone)
      together = known
      var cone = analysis.cone
      let steps = concerned.map { UnitSteps(units[$0], at: $0, &cone, known) }
      let sides = zip(joint.sides, views).map { side, view in
        TaskLines(side.asked(task, count), &cone, view)
      }
      let limits = joint.limits(task, space)
      guard let start = SearchStart(cone, limits) else { continue }
      left.steps -= start.order.count * 4
      let search = DiffSearch(
        joint, space, known,
        about: DiffSearch.Asked(task: task, sides: sides, changed: steps, start: start))
      for kind in ChangeKind.allCases {
        let bringing = steps.filter { $0.unit.mayBring(kind, joint.graph) }
        settle(bringing.map { Wish(search: search, kind: kind, unit: $0) }, cone)
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

  /// Without a search, everything that could be is told.
  private mutating func leaveOpen(_ concerned: [Int], _ task: Int) {
    for kind in ChangeKind.allCases {
      let known = everywhere[kind] ?? []
      for place in concerned
      where units[place].mayBring(kind, joint.graph) && !known.contains(units[place]) {
        addOpen(kind, place, task)
      }
    }
  }

  /// Units that alone bring the kind, then what takes several of the others.
  private mutating func settle(_ wishes: [Wish], _ cone: Cone) {
    guard let kind = wishes.first?.kind, let search = wishes.first?.search else { return }
    var alone = everywhere[kind] ?? []
    var rest: [(wish: Wish, answer: Answer)] = []
    for wish in wishes where !alone.contains(wish.unit.unit) {
      let unit = wish.unit.unit
      if search.ownUnits[unit]?.pairs(kind).isEmpty ?? false { continue }
      guard !isSpent else {
        addOpen(kind, wish.unit.position, search.task)
        continue
      }
      let goal = DiffGoal(wish, others: search.held, free: [])
      let answer = run(goal, cone)
      guard case .found(let old, let new) = answer else {
        rest.append((wish, answer))
        continue
      }
      alone.insert(unit)
      if goal.task == joint.graph.tasks.count { everywhere[kind, default: []].insert(unit) }
      // Which team is preferred differs always.
      let routing = kind == .team ? units.filter { $0.sort == .routing && $0 != unit } : []
      add(goal, causes(kind, [unit] + routing, old, new), old, new)
    }
    settleTogether(rest, alone, cone)
  }

  /// Looks for what units bring with others, where none differs that brings it alone.
  ///
  /// One that brings nothing, whatever else differs, is held equal from then on.
  private mutating func settleTogether(
    _ rest: [(wish: Wish, answer: Answer)], _ alone: Set<DiffUnit>, _ cone: Cone
  ) {
    var done = alone
    for (wish, answer) in rest {
      settleTogether(wish, answer, done, cone)
      done.insert(wish.unit.unit)
    }
  }

  private mutating func settleTogether(
    _ wish: Wish, _ answer: Answer, _ done: Set<DiffUnit>, _ cone: Cone
  ) {
    let unit = wish.unit.unit
    var held = done
    if wish.kind != .team {
      held.formUnion(wish.search.held.filter(\.isOfTeamAlone).map(\.unit))
    }
    // Once more without those that brought it in the unit's place.
    for _ in 0..<4 {
      // With nothing to differ besides, it is as before.
      let isAlone = wish.search.held.allSatisfy { $0.unit == unit || held.contains($0.unit) }
      guard isAlone || !isSpent else { break }
      let others = wish.search.held.filter { $0.unit != unit }
      let free = others.filter { !held.contains($0.unit) }
      let goal = DiffGoal(wish, others: others.filter { held.contains($0.unit) }, free: free)
      switch isAlone ? answer : run(goal, cone) {
      case .found(let old, let new):
        let all = blame.units(units, differingIn: [old, new])
        let found = causes(goal.kind, units.filter { $0 == unit || all.contains($0) }, old, new)
        add(goal, found, old, new)
        if found.contains(unit) || held.isSuperset(of: found) { return }
        held.formUnion(found)
      case .never: return
      case .notSettled:
        addOpen(wish.kind, wish.unit.position, wish.search.task)
        return
      }
    }
    addOpen(wish.kind, wish.unit.position, wish.search.task)
  }

  /// Of units that differ in an example, few that show the kind by themselves.
  private mutating func causes(
    _ kind: ChangeKind, _ differing: [DiffUnit], _ old: Witness, _ new: Witness
  ) -> [DiffUnit] {
    guard differing.count > 1 else { return differing }
    var back = TakenBack(joint, old, new)
    let causes = Set(back.causes(of: kind, among: differing))
    left.steps -= back.decisionCount * joint.sides[1].graph.logic.nodes.count
    return differing.filter { causes.contains($0) }
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
      if budget > 2_000, openPositions[goal.key] != nil { break }
      for aspect in aspects {
        parts[aspect] = open(parts[aspect] ?? [], cone, budget, pair)
        if let found = pair.plain { return plainest(found, parts[.act] ?? [], cone) }
      }
      if let (old, new) = pair.mixed { return .found(old, new) }
      if parts[.all]?.isEmpty ?? true { return .never }
    }
    return .notSettled
  }

  /// An example in which the AI acts says more than one in which a person has it in both versions.
  private mutating func plainest(
    _ found: (old: Witness, new: Witness), _ parts: [DiffGoal], _ cone: Cone
  ) -> Answer {
    let acts = found.old.decision.aiActs || found.new.decision.aiActs
    // Among hundreds of changed lines it is looked for no longer.
    guard !acts, !parts.isEmpty, units.count <= 32 else { return .found(found.old, found.new) }
    let pair = WitnessPair()
    _ = open(parts, cone, 1_000, pair)
    let better = pair.plain ?? found
    return .found(better.old, better.new)
  }

  /// Of some parts those that a few boxes do not settle; none where one shows the change.
  private mutating func open(
    _ parts: [DiffGoal], _ cone: Cone, _ budget: Int, _ pair: WitnessPair
  ) -> [DiffGoal] {
    var open: [DiffGoal] = []
    for part in parts where pair.plain == nil {
      guard !isSpent else {
        open.append(part)
        continue
      }
      var search = Search(part.space)
      search.budget = min(left.boxes, pair.mixed == nil ? budget : 50)
      let answer = search.run(
        Goal(
          cone: cone, judge: { part.verdict($0, $1) }, isShown: { _, _ in false },
          witness: { maker, question in pair.decide(question, maker, part) }, start: part.start))
      left.boxes -= search.boxCount
      left.steps -= part.start.order.count / 8 + search.boxCount * (units.count + 16)
      left.steps -= pair.takeDecisions() * joint.graph.logic.nodes.count * 4
      if case .never = answer { continue }
      open.append(part)
    }
    return open
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
    let key = DiffKey(kind: goal.kind, units: causes.compactMap { placeOfUnit[$0] }.sorted())
    if let known = positions[key] {
      let added = names(goal.task).filter { !changes[known].tasks.contains($0) }
      changes[known].tasks += added
      return
    }
    positions[key] = changes.count
    changes.append(
      VersionChange(
        kind: goal.kind, tasks: names(goal.task), causes: lines(causes), old: old, new: new))
  }

  /// A definition that several units rest on is told once.
  private func lines(_ causes: [DiffUnit]) -> [ChangedLine] {
    var told: Set<ChangedLine> = []
    return causes.flatMap(blame.lines).filter { told.insert($0).inserted }
  }

  private mutating func addOpen(_ kind: ChangeKind, _ place: Int, _ task: Int) {
    let key = DiffKey(kind: kind, units: [place])
    if let known = openPositions[key] {
      notSettled[known].tasks += names(task)
      return
    }
    openPositions[key] = notSettled.count
    notSettled.append(
      OpenChange(kind: kind, tasks: names(task), causes: blame.lines(units[place])))
  }
}

/// A kind and the units that bring it, by position.
struct DiffKey: Hashable {
  var kind: ChangeKind
  var units: [Int]
}

extension JointSide {
  /// A task as this version is asked about it: one that it does not declare is missing.
  func asked(_ task: Int, _ count: Int) -> Int {
    task < count && !tasks.contains(task) ? count + 1 : task
  }
}
