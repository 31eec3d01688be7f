import HandrailEngine

/// What all searches about one task share.
struct DiffSearch {
  let joint: JointGraph
  let space: QuestionSpace
  let task: Int
  let sides: [TaskLines]
}

/// One thing looked for: a question that both versions know, decided more loosely, more strictly or
/// for another team by the new one, for a line that they do not share.
struct DiffGoal {
  let joint: JointGraph
  let space: QuestionSpace
  let task: Int
  let kind: ChangeKind
  let sides: [TaskLines]
  let steps: UnitSteps
  /// Units that must not differ, so that one alone is to blame.
  let others: [UnitSteps]
  /// Only lines differ.
  let isOfLines: Bool
  /// By version: the unit's own line, and the lines that may differ besides.
  let unitEffects: [Int?]
  /// Something that differs may choose other roles, or another queue.
  let bringsRoles: Bool
  let bringsQueue: Bool
  let ownEffects: [Set<Int>]

  /// `free`: units that may differ too.
  init(_ wish: Wish, others: [UnitSteps], free: [UnitSteps]) {
    let (search, unit) = (wish.search, wish.unit)
    joint = search.joint
    space = search.space
    task = search.task
    sides = search.sides
    kind = wish.kind
    self.others = others
    steps = unit
    let graph = search.joint.graph
    func isPlainLine(_ unit: DiffUnit) -> Bool {
      unit.sort == .line
        && [unit.old, unit.new].compactMap { $0 }.allSatisfy { position in
          if case .contactCustomer = graph.effects[position].action { false } else { true }
        }
    }
    isOfLines = ([unit] + free).map(\.unit).allSatisfy(isPlainLine)
    let differing = ([unit] + free).map(\.unit)
    bringsRoles = differing.contains { $0.mayBring(.team, graph) && $0.namesRoles(graph) }
    bringsQueue = differing.contains { $0.mayBring(.team, graph) && !$0.namesRoles(graph) }
    unitEffects = [unit.unit.old, unit.unit.new]
    ownEffects = [
      Set(free.compactMap(\.unit.old)), Set(free.compactMap(\.unit.new)),
    ]
  }

  func verdict(_ evaluation: Evaluation, _ box: Box) -> Goal.Verdict {
    let differs = steps.differs(evaluation, box, space)
    if !differs.may || !mayCome(evaluation, box) { return .impossible }
    var open = differs.must ? [] : steps.open(evaluation, space)
    for other in others {
      let chance = other.differs(evaluation, box, space)
      if chance.must { return .impossible }
      if chance.may { open += other.open(evaluation, space) }
    }
    if !open.isEmpty { return .open(open) }
    var old = Standing(sides[0], evaluation, box)
    var new = Standing(sides[1], evaluation, box)
    let wish: Chance
    switch kind {
    case .looser: wish = looser(&old, &new)
    case .stricter: wish = looser(&new, &old)
    case .team: wish = otherTeam(&old, &new)
    }
    if !wish.may { return .impossible }
    if wish.must { return .certain }
    open = old.open + new.open
    return open.isEmpty ? .certain : .open(open)
  }

  /// The second lets the AI do more than the first.
  private func looser(_ first: inout Standing, _ second: inout Standing) -> Chance {
    var chance = Chance.no
    let ranks = (first.ruling.map(\.rawValue), second.ruling.map(\.rawValue))
    if let lowest = ranks.0.min(), let highest = ranks.0.max(), let least = ranks.1.min(),
      let most = ranks.1.max()
    {
      chance.join(Chance(may: least < highest, must: most < lowest))
    }
    chance.join(first.human.and(second.human.negated))
    chance.join(second.aiActs.and(first.aiActs.negated))
    if isContact { chance.join(Chance(may: true)) }
    let mayRuleAlike = !first.ruling.isDisjoint(with: second.ruling)
    if mayRuleAlike && isGate { chance.join(Chance(may: fewerSteps(&first, &second))) }
    return chance
  }

  private var isContact: Bool {
    guard steps.unit.sort == .line else { return false }
    return [steps.unit.old, steps.unit.new].compactMap { $0 }.contains { position in
      if case .contactCustomer = joint.graph.effects[position].action { true } else { false }
    }
  }

  private var isGate: Bool {
    switch steps.unit.sort {
    case .approval, .offer, .first: true
    case .line, .comesBack, .start, .routing: false
    }
  }

  /// The first may call for people or steps that the second does not.
  private func fewerSteps(_ first: inout Standing, _ second: inout Standing) -> Bool {
    guard steps.unit.sort == .approval else { return true }
    func people(_ standing: inout Standing) -> (least: Int, most: Int) {
      var (least, most) = (0, 0)
      for approval in standing.lines.approvals {
        let covers = standing.coversNow(approval.step)
        guard covers.may else { continue }
        let counts = standing.peopleNeeded(approval).map { min($0, 1_000) }
        least += covers.must ? counts.min() ?? 0 : 0
        most += counts.max() ?? 0
      }
      return (least, most)
    }
    return people(&second).least < people(&first).most
  }

  private func otherTeam(_ first: inout Standing, _ second: inout Standing) -> Chance {
    if steps.unit.sort == .approval { return Chance(may: true) }
    let ruleAlike = !isTask || !first.ruling.isDisjoint(with: second.ruling)
    guard first.human.may, second.human.may, ruleAlike
    else { return .no }
    let roles = [namedRoles(first), namedRoles(second)]
    let haveOthers = roles.contains { $0.sure != $0.possible } || roles[0].sure != roles[1].sure
    if bringsRoles && haveOthers { return Chance(may: true) }
    guard bringsQueue else { return .no }
    guard let old = first.queuesChosen(), let new = second.queuesChosen() else {
      return Chance(may: true)
    }
    return Chance(may: !(old.count <= 1 && old == new))
  }

  private var isTask: Bool { task < joint.graph.tasks.count }

  /// Roles of the lines that apply for sure, and of those that may.
  private func namedRoles(_ standing: Standing) -> (sure: Set<String>, possible: Set<String>) {
    let applies = TruthSet.yes.union(TruthSet(.fault))
    var (sure, possible) = (Set<String>(), Set<String>())
    for line in standing.lines.lines {
      guard case .onlyHumanMay(let roles) = joint.graph.effects[line.effect].action else {
        continue
      }
      let set = standing.evaluation.sets[line.step]
      if set.meets(applies) { possible.formUnion(roles) }
      if set.isSubset(of: applies) { sure.formUnion(roles) }
    }
    return (sure, possible)
  }
}
