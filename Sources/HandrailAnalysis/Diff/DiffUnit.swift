import HandrailEngine

/// Something that one version says and the other does not, as the joint graph has it.
struct DiffUnit: Hashable {
  enum Sort: Hashable {
    case line, approval, offer, first, comesBack
    /// Who begins a conversation that nobody holds.
    case start
    /// Whether `start with human` waits for the first turn: it does where some test looks at turns.
    case turns
    /// Which team is preferred, and which takes what no line names.
    case routing
  }

  var sort: Sort
  /// Joint positions; `nil`: the version has none.
  var old: Int?
  var new: Int?

  init(_ sort: Sort, _ old: Int? = nil, _ new: Int? = nil) {
    self.sort = sort
    self.old = old
    self.new = new
  }

  /// Everything that the two sides of a joint graph do not share.
  static func all(of joint: JointGraph) -> [DiffUnit] {
    let (old, new) = (joint.sides[0].view(of: joint.graph), joint.sides[1].view(of: joint.graph))
    let graph = joint.graph
    var units = lines(old.effects, new.effects, graph)
    let gates = graph.gates
    units += pairs(.approval, old.approvals, new.approvals) {
      gates.approvals[$0].heading == gates.approvals[$1].heading
    }.filter { unit in
      guard let old = unit.old, let new = unit.new else { return true }
      return !gates.approvals[old].decides(as: gates.approvals[new])
    }
    // How long something is waited for, or lasts, is told and not compared.
    units += pairs(.offer, old.offers, new.offers) {
      gates.offers[$0].heading == gates.offers[$1].heading
    }.filter { unit in
      guard let old = unit.old, let new = unit.new else { return true }
      return gates.offers[old].withoutTimes != gates.offers[new].withoutTimes
    }
    units += pairs(.first, old.firsts, new.firsts) {
      gates.firsts[$0].heading == gates.firsts[$1].heading
    }.filter { unit in
      guard let old = unit.old, let new = unit.new else { return true }
      return gates.firsts[old].withoutTimes != gates.firsts[new].withoutTimes
    }
    units += pairs(.comesBack, old.returns, new.returns) {
      gates.returns[$0].heading == gates.returns[$1].heading
    }
    if old.startsWithHuman != new.startsWithHuman { units.append(DiffUnit(.start)) }
    let haveStarts = [old, new].allSatisfy { side in
      side.effects.contains { graph.effects[$0].action == .startWithHuman }
    }
    if old.readsTurns != new.readsTurns && haveStarts { units.append(DiffUnit(.turns)) }
    let (before, after) = (old.routing, new.routing)
    if before.otherwise != after.otherwise || before.preferred != after.preferred {
      units.append(DiffUnit(.routing))
    }
    return units
  }

  /// Lines, the likest with each other; those that only stand under another name are no difference.
  private static func lines(
    _ old: [Int], _ new: [Int], _ graph: DecisionGraph
  ) -> [DiffUnit] {
    var (left, right) = (old.missing(from: new), new.missing(from: old))
    var units: [DiffUnit] = []
    for likeness in LineLikeness.allCases {
      // By what must be equal: of thousands of changed lines only a few are held side by side.
      var known: [LineLikeness.Key: [Int]] = [:]
      for position in right.reversed() {
        known[likeness.key(of: graph.effects[position]), default: []].append(position)
      }
      var taken: Set<Int> = []
      left = left.filter { position in
        let effect = graph.effects[position]
        let key = likeness.key(of: effect)
        let place = known[key]?.lastIndex { likeness.holds(effect, graph.effects[$0]) }
        guard let place, let twin = known[key]?.remove(at: place) else { return true }
        if likeness != .otherName { units.append(DiffUnit(.line, position, twin)) }
        taken.insert(twin)
        return false
      }
      right.removeAll { taken.contains($0) }
    }
    units += left.map { DiffUnit(.line, $0, nil) } + right.map { DiffUnit(.line, nil, $0) }
    return units.sorted { ($0.old ?? .max, $0.new ?? .max) < ($1.old ?? .max, $1.new ?? .max) }
  }

  private static func pairs(
    _ sort: Sort, _ old: [Int], _ new: [Int], _ isPair: (Int, Int) -> Bool
  ) -> [DiffUnit] {
    var added = new.missing(from: old)
    var units: [DiffUnit] = []
    for left in old.missing(from: new) {
      if let place = added.firstIndex(where: { isPair(left, $0) }) {
        units.append(DiffUnit(sort, left, added.remove(at: place)))
      } else {
        units.append(DiffUnit(sort, left, nil))
      }
    }
    return units + added.map { DiffUnit(sort, nil, $0) }
  }

  /// It can bear on what is decided about a task.
  func concerns(_ task: Int, _ graph: DecisionGraph) -> Bool {
    let isTask = task < graph.tasks.count
    let positions = [old, new].compactMap { $0 }
    switch sort {
    case .start, .turns, .routing, .comesBack: return true
    case .line:
      if let old, let new, isSame(graph.effects[old], graph.effects[new], for: task) {
        return false
      }
      return positions.contains { position in
        let effect = graph.effects[position]
        if case .contactCustomer(byAI: true, _) = effect.action { return true }
        return effect.concerns(task, isTask: isTask)
      }
    case .approval:
      return isTask && positions.contains { graph.gates.approvals[$0].scope.contains(task) }
    case .offer:
      return isTask && positions.contains { graph.gates.offers[$0].scope.contains(task) }
    case .first:
      return isTask && positions.contains { graph.gates.firsts[$0].scope.contains(task) }
    }
  }

  /// Two lines say the same of one task, whatever they say of others.
  private func isSame(_ old: GraphEffect, _ new: GraphEffect, for task: Int) -> Bool {
    old.action == new.action && old.node == new.node && old.capNode == new.capNode
      && old.scope.contains(task) == new.scope.contains(task)
  }

  /// Only lines that name a team or roles choose who has it where nothing else differs.
  func mayBring(_ kind: ChangeKind, _ graph: DecisionGraph) -> Bool {
    guard kind == .team else { return sort != .routing && !namesOtherTeamAlone(graph) }
    switch sort {
    // Whom they bring is in the team that others name.
    case .start, .turns, .comesBack, .offer: return false
    case .first: return old != nil && new != nil
    case .approval, .routing: return true
    case .line:
      return [old, new].compactMap { $0 }.contains { graph.effects[$0].action.namesPeople }
    }
  }

  /// What the unit can only bring where nothing else differs: a gate that comes or goes, a start.
  func onlyKind(startsWithHuman: [Bool]) -> ChangeKind? {
    switch sort {
    case .line, .comesBack, .turns, .routing: nil
    case .start: startsWithHuman[0] ? .looser : .stricter
    case .approval, .offer, .first: new == nil ? .looser : old == nil ? .stricter : nil
    }
  }

  /// A line that hands over in the same cases, to another team: it never changes who may act.
  func namesOtherTeamAlone(_ graph: DecisionGraph) -> Bool {
    guard sort == .line, let old, let new else { return false }
    let (left, right) = (graph.effects[old], graph.effects[new])
    guard left.node == right.node, left.capNode == right.capNode,
      left.scope.hasSameTasks(as: right.scope)
    else { return false }
    if case .handOver = left.action, case .handOver = right.action { return true }
    if case .otherwiseHandOver = left.action, case .otherwiseHandOver = right.action { return true }
    return false
  }

  /// A line by which somebody writes to the customer.
  func isContact(_ graph: DecisionGraph) -> Bool {
    sort == .line
      && [old, new].compactMap { $0 }.contains { position in
        if case .contactCustomer = graph.effects[position].action { true } else { false }
      }
  }

  /// A line about people's roles.
  func namesRoles(_ graph: DecisionGraph) -> Bool {
    sort == .line
      && [old, new].compactMap { $0 }.contains { position in
        if case .onlyHumanMay = graph.effects[position].action { true } else { false }
      }
  }

  /// Nodes that must come to the same, and nodes that matter unless they are no.
  func nodes(_ graph: DecisionGraph) -> (pairs: [(Int, Int)], alone: [Int]) {
    func isAlike(_ old: Int, _ new: Int) -> Bool {
      let (left, right) = (graph.effects[old], graph.effects[new])
      return left.action == right.action && left.scope.hasSameTasks(as: right.scope)
    }
    func nodes(_ position: Int) -> [Int] {
      switch sort {
      case .line: [graph.effects[position].node, graph.effects[position].capNode]
      case .approval: [graph.gates.approvals[position].node]
      case .offer: [graph.gates.offers[position].node]
      case .first: [graph.gates.firsts[position].node]
      case .comesBack: [graph.gates.returns[position].node]
      case .start, .turns, .routing: []
      }
    }
    if sort == .line, let old, let new, isAlike(old, new) {
      return (Array(zip(nodes(old), nodes(new))), [])
    }
    if let pairs = gatePairs(graph.gates) { return (pairs, []) }
    return ([], [old, new].compactMap { $0 }.flatMap(nodes))
  }
}

extension DiffUnit {
  /// Conditions of two gates that ask the same, where they stand.
  private func gatePairs(_ gates: GraphGates) -> [(Int, Int)]? {
    guard let old, let new else { return nil }
    switch sort {
    case .offer:
      var (left, right) = (gates.offers[old], gates.offers[new])
      let pairs = [(left.node, right.node)]
      (left.node, right.node) = (0, 0)
      return left == right ? pairs : nil
    case .first:
      var (left, right) = (gates.firsts[old], gates.firsts[new])
      let pairs = [(left.node, right.node)]
      (left.node, right.node) = (0, 0)
      return left == right ? pairs : nil
    case .line, .approval, .comesBack, .start, .turns, .routing: return nil
    }
  }
}

extension GraphApproval {
  /// The same people in the same cases, and the same where they say no or nothing.
  ///
  /// What votes must keep to besides is told, and not compared.
  fileprivate func decides(as other: GraphApproval) -> Bool {
    node == other.node && tiers == other.tiers && endsAlike(other)
  }
}

extension GraphOffer {
  fileprivate var withoutTimes: GraphOffer {
    var offer = self
    offer.answerWithin = GraphSpan(seconds: 0, calendar: -1)
    offer.remember?.forSeconds = 0
    return offer
  }
}

extension GraphFirst {
  fileprivate var withoutTimes: GraphFirst {
    var first = self
    first.lastsSeconds = nil
    return first
  }
}

extension GraphEffect.Action {
  /// It names a team, or the people who may.
  fileprivate var namesPeople: Bool {
    switch self {
    case .handOver, .otherwiseHandOver: true
    case .onlyHumanMay(let roles): !roles.isEmpty
    case .aiMay, .aiMayOnlySuggest, .nobodyMay, .otherwiseRefuse, .startWithHuman, .stopAI,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}

extension [Int] {
  /// Those that others lack, in their order.
  fileprivate func missing(from others: [Int]) -> [Int] {
    let known = Set(others)
    return filter { !known.contains($0) }
  }
}
