import HandrailEngine

/// What of two decisions a search compares, the plainest to read first.
enum DiffAspect: CaseIterable {
  /// Whether the AI does the task, or has the conversation where there is none.
  case act
  /// The ruling, whoever has the conversation.
  case ruling
  case all
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
  /// Units that must not differ, so that one alone is to blame; itself may be among them.
  let others: [UnitSteps]
  let start: SearchStart
  /// Nothing differs but lines, and gates of which it is known what they ask for.
  let isPlain: Bool
  /// The unit's own line, lines that may differ besides, and lines that must not.
  let ownLine: OwnUnit?
  let freeLines: [OwnUnit]
  let fixedLines: [OwnUnit]
  /// Gates that differ, the unit's own and others.
  private let ownGate: OwnGate?
  private let freeGates: [OwnGate]
  let shared: [TaskLines.Line]
  private let memory: [MemoryPair]
  /// Something that differs may choose other roles, or another queue.
  let bringsRoles: Bool
  let bringsQueue: Bool
  /// The one kind that the unit can bring by itself, where that is plain.
  let onlyKind: ChangeKind?
  /// Of units that may differ: some are gates, some let the AI write.
  private let hasApproval: Bool
  /// Where one approval alone differs, and only in its tiers.
  private let tiers: TierPair?
  /// By version: the positions of these gates.
  private let ownOffers: [[Int]]
  private let ownFirsts: [[Int]]
  /// Lines that differ by which the AI writes to the customer.
  private let contacts: [OwnUnit]
  /// A part of the goal alone: what the unit's line comes to in both versions.
  private(set) var wanted: (old: Truth, new: Truth)?
  /// What of the two decisions is looked at.
  private(set) var aspect = DiffAspect.all

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
    start = search.start
    let graph = search.joint.graph
    let differing = ([unit] + free).map(\.unit)
    ownGate = search.ownGates[unit.unit]
    freeGates = free.compactMap { search.ownGates[$0.unit] }
    isPlain = differing.allSatisfy { unit in
      unit.sort == .line || search.ownGates[unit] != nil
    }
    bringsRoles = differing.contains { $0.mayBring(.team, graph) && $0.namesRoles(graph) }
    bringsQueue = differing.contains { $0.mayBring(.team, graph) && !$0.namesRoles(graph) }
    ownLine = search.ownUnits[unit.unit]
    freeLines = free.compactMap { search.ownUnits[$0.unit] }
    fixedLines = free.isEmpty ? search.heldLines : others.compactMap { search.ownUnits[$0.unit] }
    shared = search.shared
    memory = search.memory(for: wish.kind, differing: differing)
    let starts = search.sides.map(\.side.startsWithHuman)
    hasApproval = differing.contains { $0.sort == .approval }
    tiers = differing.count == 1 ? unit.tiers : nil
    func positions(_ sort: DiffUnit.Sort) -> [[Int]] {
      let units = differing.filter { $0.sort == sort }
      return [units.compactMap(\.old), units.compactMap(\.new)]
    }
    (ownOffers, ownFirsts) = (positions(.offer), positions(.first))
    contacts = differing.filter { $0.isContact(graph) }.compactMap { search.ownUnits[$0] }
    onlyKind = free.isEmpty ? unit.unit.onlyKind(startsWithHuman: starts) : nil
  }

  /// The unit's own line, and those that may differ besides.
  var differingLines: [OwnUnit] { [ownLine].compactMap { $0 } + freeLines }

  /// The wish by which it is known.
  var key: DiffKey { DiffKey(kind: kind, units: [steps.position]) }

  func verdict(_ evaluation: Evaluation, _ box: Box) -> Goal.Verdict {
    var open: [Goal.Open] = []
    if let wanted, let ownLine {
      guard let missing = ownLine.missing(wanted, evaluation) else { return .impossible }
      open = missing
    }
    for pair in memory {
      guard let unsettled = pair.open(box, space) else { return .impossible }
      open += unsettled
    }
    let isTeam = kind == .team
    let differs = steps.differs(evaluation, box, space, forTeam: isTeam)
    if !differs.may || !mayCome(evaluation, box) { return .impossible }
    if !differs.must { open += steps.open(evaluation, space, forTeam: isTeam) }
    for other in others where other.position != steps.position {
      let chance = other.differs(evaluation, box, space)
      // Another team changes nothing in who may act; without it the example reads better.
      let isIdle = kind != .team && other.isOfTeamAlone
      if chance.must && !isIdle { return .impossible }
      if chance.may { open += other.open(evaluation, space, held: true) }
    }
    if !open.isEmpty { return .open(open) }
    if let tiers {
      let verdict = tiers.verdict(on: kind, evaluation)
      guard case .certain = verdict else { return verdict }
    }
    var old = Standing(sides[0], evaluation, box)
    var new = Standing(sides[1], evaluation, box)
    let wish: Chance
    switch kind {
    case .looser: wish = looser(&old, &new, 0)
    case .stricter: wish = looser(&new, &old, 1)
    case .team: wish = otherTeam(&old, &new)
    }
    if !wish.may { return .impossible }
    if wish.must { return .certain }
    open = old.open + new.open
    return open.isEmpty ? .certain : .open(open)
  }

  /// The second lets the AI do more than the first, which is of one version.
  private func looser(
    _ first: inout Standing, _ second: inout Standing, _ version: Int
  ) -> Chance {
    var chance = Chance.no
    let ranks = (first.ruling.map(\.rawValue), second.ruling.map(\.rawValue))
    if let lowest = ranks.0.min(), let highest = ranks.0.max(), let least = ranks.1.min(),
      let most = ranks.1.max()
    {
      chance.join(Chance(may: least < highest, must: most < lowest))
    }
    if aspect == .ruling { return chance }
    if aspect == .act { return second.aiActs.and(first.aiActs.negated) }
    chance.join(first.human.and(second.human.negated))
    chance.join(second.aiActs.and(first.aiActs.negated))
    if writes(evaluation: first.evaluation) { chance.join(Chance(may: true)) }
    chance.join(Chance(may: fewerSteps(&first, &second, version)))
    return chance
  }

  /// The AI may write to the customer where it does not in the other version.
  private func writes(evaluation: Evaluation) -> Bool {
    kind != .team && contacts.contains { $0.mayContact(kind, evaluation) }
  }

  /// The first may call for people or steps that the second does not.
  private func fewerSteps(
    _ first: inout Standing, _ second: inout Standing, _ version: Int
  ) -> Bool {
    let common = first.ruling.intersection(second.ruling)
    // Offers and first steps are shown while the AI has the conversation.
    if !first.human.must && !second.human.must {
      if common.contains(.ai), first.mayOffer(ownOffers[version]) { return true }
      if !common.isDisjoint(with: [.ai, .notYet]), first.mayAskFirst(ownFirsts[version]) {
        return true
      }
    }
    guard hasApproval, !common.isEmpty, common != [.nobody] else { return false }
    return second.peopleToAgree.lowerBound < first.peopleToAgree.upperBound
  }

  private func otherTeam(_ first: inout Standing, _ second: inout Standing) -> Chance {
    // Fewer people is looser and more is stricter, wherever anybody is asked.
    let areAsked = !first.ruling.contains(.nobody) || !second.ruling.contains(.nobody)
    if hasApproval && areAsked && !first.peopleToAgree.overlaps(second.peopleToAgree) {
      return .no
    }
    if hasApproval && haveOtherSeats(first, second) { return Chance(may: true) }
    let ruleAlike = !isTask || !first.ruling.isDisjoint(with: second.ruling)
    guard first.human.may, second.human.may, ruleAlike
    else { return .no }
    let roles = [namedRoles(first), namedRoles(second)]
    let haveOthers = roles.contains { $0.sure != $0.possible } || roles[0].sure != roles[1].sure
    // Whose task it is counts where the task is for people.
    let isForPeople = first.ruling.contains(.human) && second.ruling.contains(.human)
    if bringsRoles && haveOthers && isForPeople { return Chance(may: true) }
    guard bringsQueue else { return .no }
    guard let old = first.queuesChosen(), let new = second.queuesChosen() else {
      return Chance(may: true)
    }
    if old.count <= 1 && old == new { return .no }
    return Chance(may: QueuePair(self, first.evaluation, first.box).mayDiffer)
  }

  private var isTask: Bool { task < joint.graph.tasks.count }

  /// The people whom approvals take are others, or may be.
  private func haveOtherSeats(_ first: Standing, _ second: Standing) -> Bool {
    // Nobody is asked about what is refused.
    if first.ruling == [.nobody] && second.ruling == [.nobody] { return false }
    guard let old = seats(first), let new = seats(second) else { return true }
    return old != new
  }

  /// Who must agree, by approval; `nil` where it is not settled.
  private func seats(_ standing: Standing) -> [[GraphApproval.Seats]]? {
    var seats: [[GraphApproval.Seats]] = []
    for approval in standing.lines.approvals {
      let covers = standing.evaluation.sets[approval.step]
      if covers == .no { continue }
      guard !covers.contains(.no) else { return nil }
      let tiers = joint.graph.gates.approvals[approval.position].tiers
      var taken: Int?
      for (position, step) in approval.tiers.enumerated() where taken == nil {
        guard step >= 0 else {
          taken = position
          break
        }
        let set = standing.evaluation.sets[step]
        guard set.isOne else { return nil }
        if set == .yes { taken = position }
        if set.meets(.undecided) { taken = tiers.count - 1 }
      }
      let people = tiers[taken ?? tiers.count - 1].seats
      if !people.isEmpty { seats.append(people) }
    }
    return seats
  }

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

extension DiffGoal {
  /// The goal in parts, any of which shows it: by what the line comes to in both versions.
  func parts(_ aspect: DiffAspect) -> [DiffGoal] {
    guard isPlain, let ownLine, kind != .team else {
      if aspect == .act, hasApproval, kind != .team { return [part(nil, .act)] }
      guard aspect == .all else { return [] }
      guard let ownLine, isPlain else { return [self] }
      return ownLine.pairs(kind).map { part($0, .all) }
    }
    if aspect == .ruling && !isTask { return [] }
    return ownLine.pairs(kind).map { part($0, aspect) }
  }

  private func part(_ pair: (old: Truth, new: Truth)?, _ aspect: DiffAspect) -> DiffGoal {
    var part = self
    part.wanted = pair
    part.aspect = aspect
    return part
  }

  /// Whether the kind can come about in a box, by the lines alone; true where more is different.
  func mayCome(_ evaluation: Evaluation, _ box: Box) -> Bool {
    if let only = onlyKind, only != kind { return false }
    guard isPlain else { return true }
    if aspect == .all && writes(evaluation: evaluation) { return true }
    let bringing = (freeGates + [ownGate].compactMap { $0 }).filter {
      $0.mayBring(kind, evaluation)
    }
    guard let own = ownOutcomes(evaluation, box, named: bringing.isEmpty), !own.isEmpty else {
      return false
    }
    var check = PairCheck(sides.map(\.task), joint.graph.tasks.count)
    check.add(own)
    for gate in freeGates { check.add(gate.outcomes(evaluation, box, space)) }
    for unit in freeLines { check.add(unit.outcomes(evaluation)) }
    if check.isTooWide { return true }
    for line in shared {
      let set = evaluation.sets[line.step]
      let cap = line.capStep < 0 ? set : evaluation.sets[line.capStep]
      check.share(line.sort, set, cap: cap)
    }
    // What must not differ comes to the same in both: the old version's line speaks for both.
    for fixed in fixedLines where fixed.unit != steps.unit {
      guard let line = fixed.lines[0] else { continue }
      let set = evaluation.sets[line.step]
      let cap = line.capStep < 0 ? set : evaluation.sets[line.capStep]
      check.share(line.sort, set, cap: cap)
    }
    shareRest(&check, box)
    return check.may { old, new in
      isWished(old, new) || bringing.contains { $0.isAsked(old, new) }
    }
  }

  /// What the two versions may mark by the unit itself; `nil` where nothing that differs names a
  /// team that is looked for, and it must be `named`.
  private func ownOutcomes(
    _ evaluation: Evaluation, _ box: Box, named: Bool
  ) -> Set<OwnMarks>? {
    let isAlone = freeLines.isEmpty
    if kind == .team && !isAlone && named {
      let isNamed = ([ownLine].compactMap { $0 } + freeLines).contains { unit in
        !unit.outcomes(evaluation, differing: kind, forTeam: true).isEmpty
      }
      if !isNamed { return nil }
    }
    if let ownGate { return ownGate.outcomes(evaluation, box, space, differing: true) }
    return ownLine?.outcomes(
      evaluation, differing: kind, forTeam: isAlone && kind == .team && named, wanted: wanted)
  }

  private func isWished(_ old: PairCheck.Outcome, _ new: PairCheck.Outcome) -> Bool {
    switch kind {
    case .looser: new.isLooser(than: old, by: aspect)
    case .stricter: old.isLooser(than: new, by: aspect)
    case .team: old.isHuman && new.isHuman && old.ruling == new.ruling
    }
  }

  /// What both versions share besides lines: memory, ways back and gates.
  private func shareRest(_ check: inout PairCheck, _ box: Box) {
    func isLeft(_ kind: Variable.Kind, _ isIt: (Int) -> Bool) -> Bool {
      guard let variable = space.position(of: kind) else { return false }
      return box.first(of: variable, space, where: isIt) != nil
    }
    let returns = joint.graph.gates.returns
    let limits = returns.contains { $0.tasks.map { !$0.contains(task) } ?? false }
    check.share(.permitted, limits ? Chance(may: true) : .yes)
    let starts = sides.map(\.side.startsWithHuman)
    let isPerson = isLeft(.memory) { $0 >= 2 || $0 == 0 && starts.contains(true) }
    let isOnly = !isLeft(.memory) { $0 < 3 && !($0 == 0 && !starts.contains(false)) }
    check.share(.otherPerson, Chance(may: isPerson, must: isOnly))
    let gates = sides[0]
    let mayFail = gates.approvals.contains { gate in
      isLeft(.approval(Int32(gate.position))) { $0 >= 2 }
    }
    check.share(.approvalFails, Chance(may: mayFail))
    let mayChoose = gates.offers.contains { gate in
      isLeft(.offer(Int32(gate.position))) { $0 >= 2 }
    }
    check.share(.offerFails, Chance(may: mayChoose))
    // Whoever chose a person just now is given one, whatever is asked.
    let maybeChosen = gates.offersOfAll.contains { gate in
      isLeft(.chosen(offer: Int32(gate))) { $0 == 1 }
    }
    if maybeChosen { check.share(.otherPerson, Chance(may: true)) }
    let maySayNo = gates.firsts.contains { gate in
      isLeft(.confirmation(Int32(gate.position))) { $0 >= 2 }
    }
    check.share(.firstFails, Chance(may: maySayNo))
  }
}

extension Standing {
  /// How many people approvals may take: at least, and at most.
  fileprivate var peopleToAgree: ClosedRange<Int> {
    mutating get {
      var (least, most) = (0, 0)
      for approval in lines.approvals {
        let covers = coversNow(approval.step)
        guard covers.may else { continue }
        let counts = peopleNeeded(approval).map { min($0, 1_000) }
        least += covers.must ? counts.min() ?? 0 : 0
        most += counts.max() ?? 0
      }
      return least...max(least, most)
    }
  }

  /// Some offer of these may be shown, guards apart that are not looked at here.
  fileprivate mutating func mayOffer(_ positions: [Int]) -> Bool {
    let offers = lines.offers.filter { positions.contains($0.position) }
    return offers.contains { coversNow($0.step).may }
  }

  /// Some first step of these may be open.
  fileprivate mutating func mayAskFirst(_ positions: [Int]) -> Bool {
    let firsts = lines.firsts.filter { positions.contains($0.position) }
    return firsts.contains { coversNow($0.step).may && waiting(for: $0).isOpen.may }
  }
}
