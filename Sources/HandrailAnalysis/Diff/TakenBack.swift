import HandrailEngine

/// The new version with some of what changed taken back, on one question that both decided: so it
/// is seen which changes an example needs.
///
/// What is taken back comes to what it came to in the old version: its tests are not worked out
/// anew.
struct TakenBack {
  private let joint: JointGraph
  private let old: Witness
  private let new: Witness
  private let before: VersionOutcome
  /// By position in the joint graph: the new version's own.
  private let queues: [Int: Int]
  private let tasks: [Int: Int]
  /// How many decisions it took.
  private(set) var decisionCount = 0

  init(_ joint: JointGraph, _ old: Witness, _ new: Witness) {
    self.joint = joint
    (self.old, self.new) = (old, new)
    before = VersionOutcome(old.decision, by: joint.sides[0].graph)
    func places(_ positions: [Int]) -> [Int: Int] {
      Dictionary(
        positions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    (queues, tasks) = (places(joint.sides[1].queues), places(joint.sides[1].tasks))
  }

  /// Of units that differ, few that show the kind of change though all others are taken back.
  mutating func causes(of kind: ChangeKind, among units: [DiffUnit]) -> [DiffUnit] {
    let version = Version(joint.sides[1].graph, new.question)
    let loose = units.filter { unit in
      var version = version
      return takeBack(unit, from: &version, kind)
    }
    var kept = units.filter { !loose.contains($0) }
    if kept.isEmpty && units.count <= 16 {
      for unit in units where shows(kind, without: units.filter { $0 != unit }) { return [unit] }
    }
    // One after the other: the last of the fewest that do together with those kept.
    var pool = loose
    while !pool.isEmpty, !shows(kind, without: pool) {
      var (few, enough) = (0, pool.count)
      while enough - few > 1 {
        let middle = (few + enough) / 2
        if shows(kind, without: Array(pool[middle...])) { enough = middle } else { few = middle }
      }
      kept.append(pool[enough - 1])
      pool = Array(pool[..<(enough - 1)])
    }
    return kept
  }

  private mutating func shows(_ kind: ChangeKind, without units: [DiffUnit]) -> Bool {
    var version = Version(joint.sides[1].graph, new.question)
    for unit in units where !takeBack(unit, from: &version, kind) { return false }
    decisionCount += 1
    let after = VersionOutcome(decide(version.question, by: version.graph), by: version.graph)
    return before.changes(to: after).contains(kind)
  }

  /// A version that is changed for one question, and the question.
  private struct Version {
    var graph: DecisionGraph
    var question: Question
    private let constants: Int

    init(_ graph: DecisionGraph, _ question: Question) {
      (self.graph, self.question) = (graph, question)
      constants = graph.logic.nodes.count
      for truth in Truth.allCases {
        self.graph.logic.nodes.append(.constant(truth))
        self.graph.logic.origins.append(NodeOrigin(file: 0, line: 0, text: ""))
      }
    }

    func node(_ truth: Truth) -> Int { constants + Int(truth.rawValue) }

    /// What memory holds of a line is what another version's holds of it.
    mutating func remember(_ line: Int, as other: Int, of memory: MemoryGiven) {
      guard case .kept(var own) = question.memory, case .kept(let others) = memory else { return }
      own.yesHandOvers.removeAll { $0 == line }
      if others.yesHandOvers.contains(other) { own.yesHandOvers.append(line) }
      own.judgedStarts.removeAll { $0 == line }
      if others.judgedStarts.contains(other) { own.judgedStarts.append(line) }
      question.memory = .kept(own)
    }
  }

  private func truth(_ node: Int) -> Truth { node < 0 ? .no : old.trace.truths[node] }

  /// False where it can't be taken back for one question.
  private func takeBack(
    _ unit: DiffUnit, from version: inout Version, _ kind: ChangeKind
  ) -> Bool {
    switch unit.sort {
    case .line: return takeBackLine(unit, from: &version, kind)
    case .approval: return takeBackApproval(unit, from: &version)
    case .offer:
      guard let own = position(unit, { $0.offers }), unit.nodes(joint.graph).pairs.count == 1 else {
        return false
      }
      version.graph.gates.offers[own.new].node = version.node(
        truth(joint.sides[0].graph.gates.offers[own.old].node))
    case .first:
      guard let own = position(unit, { $0.firsts }), unit.nodes(joint.graph).pairs.count == 1 else {
        return false
      }
      version.graph.gates.firsts[own.new].node = version.node(
        truth(joint.sides[0].graph.gates.firsts[own.old].node))
    case .routing:
      let routing = joint.sides[0].graph.routing
      func known(_ queue: Int) -> Int? { queues[joint.sides[0].queues[queue]] }
      let preferred = routing.preferred.compactMap(known)
      guard preferred.count == routing.preferred.count, routing.otherwise >= 0,
        let otherwise = known(routing.otherwise)
      else { return false }
      version.graph.routing.preferred = preferred
      version.graph.routing.otherwise = otherwise
    case .comesBack, .start, .turns: return false
    }
    return true
  }

  /// The unit's own positions in both versions.
  private func position(
    _ unit: DiffUnit, _ list: (JointSide) -> [Int]
  ) -> (old: Int, new: Int)? {
    guard let old = unit.old, let new = unit.new,
      let before = list(joint.sides[0]).firstIndex(of: old),
      let after = list(joint.sides[1]).firstIndex(of: new)
    else { return nil }
    return (before, after)
  }

  private func takeBackApproval(_ unit: DiffUnit, from version: inout Version) -> Bool {
    guard let own = position(unit, { $0.approvals }) else { return false }
    let before = joint.sides[0].graph.gates.approvals[own.old]
    let name = joint.sides[0].graph.headings[before.heading].name
    // Votes are bound to the tier for which they were asked.
    if case .kept(let memory) = new.question.memory, !memory.approvals.isEmpty { return false }
    guard unit.hasOtherTiersAlone(joint.graph),
      !new.question.events.contains(where: { $0.gate == name })
    else { return false }
    version.graph.gates.approvals[own.new].node = version.node(truth(before.node))
    version.graph.gates.approvals[own.new].tiers = before.tiers.map { tier in
      var tier = tier
      if tier.node >= 0 { tier.node = version.node(truth(tier.node)) }
      return tier
    }
    return true
  }
}

// MARK: - Lines

extension TakenBack {
  private func takeBackLine(
    _ unit: DiffUnit, from version: inout Version, _ kind: ChangeKind
  ) -> Bool {
    let before = unit.old.flatMap { joint.sides[0].effects.firstIndex(of: $0) }
    let after = unit.new.flatMap { joint.sides[1].effects.firstIndex(of: $0) }
    if let before, let after, !unit.nodes(joint.graph).pairs.isEmpty {
      let effect = joint.sides[0].graph.effects[before]
      version.graph.effects[after].node = version.node(truth(effect.node))
      version.graph.effects[after].capNode = version.node(truth(effect.capNode))
      version.remember(after, as: before, of: old.question.memory)
      return true
    }
    if let after {
      version.graph.effects[after].node = version.node(.no)
      version.graph.effects[after].capNode = version.node(.no)
    }
    guard let before else { return true }
    return add(before, to: &version, kind)
  }

  /// Adds a line of the old version.
  private func add(_ position: Int, to version: inout Version, _ kind: ChangeKind) -> Bool {
    let side = joint.sides[0]
    var effect = side.graph.effects[position]
    guard let action = action(effect.action, kind) else { return false }
    effect.action = action
    effect.node = version.node(truth(effect.node))
    effect.capNode = version.node(truth(side.graph.effects[position].capNode))
    var scope = TaskSet(taskCount: version.graph.tasks.count)
    for (own, task) in side.tasks.enumerated() where effect.scope.contains(own) {
      if let place = tasks[task] { scope.insert(place) }
    }
    effect.scope = scope
    let heading = side.graph.headings[effect.heading]
    effect.heading = version.graph.headings.count
    version.graph.headings.append(
      GraphHeading(
        kind: heading.kind, name: heading.name, file: 0, line: 0, guarding: GraphGuard()))
    version.remember(version.graph.effects.count, as: position, of: old.question.memory)
    version.graph.effects.append(effect)
    return true
  }

  /// What a line does, by the new version's names; `nil` where that has not all of them.
  private func action(_ action: GraphEffect.Action, _ kind: ChangeKind) -> GraphEffect.Action? {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
      .stopAI, .bringIn, .urgency, .needSkills:
      return action
    case .handOver(let target): return self.target(target, kind).map { .handOver($0) }
    case .otherwiseHandOver(let target):
      return self.target(target, kind).map { .otherwiseHandOver($0) }
    case .contactCustomer(let byAI, let task):
      return tasks[joint.sides[0].tasks[task]].map { .contactCustomer(byAI: byAI, task: $0) }
    }
  }

  private func target(
    _ target: GraphEffect.HandOver, _ kind: ChangeKind
  ) -> GraphEffect.HandOver? {
    // Only of another team it matters which one a line names.
    if kind != .team { return GraphEffect.HandOver.none }
    switch target {
    case .queue(let queue): return queues[joint.sides[0].queues[queue]].map { .queue($0) }
    case .table: return nil
    case .none: return GraphEffect.HandOver.none
    }
  }
}
