import HandrailEngine

extension JointBuilder {
  /// Finds places for gates by name; what they hold follows when nodes have their places.
  mutating func addGatesByName(_ own: DecisionGraph, _ side: inout JointSide) {
    change { graph in
      for gate in own.gates.approvals {
        let heading = side.headings[gate.heading]
        let found = graph.gates.approvals.firstIndex { $0.heading == heading }
        side.approvals.append(found ?? graph.gates.approvals.count)
        guard found == nil else { continue }
        graph.gates.approvals.append(
          GraphApproval(heading: heading, scope: TaskSet(taskCount: 0), node: -1))
      }
      for gate in own.gates.offers {
        let heading = side.headings[gate.heading]
        let found = graph.gates.offers.firstIndex { $0.heading == heading }
        side.offers.append(found ?? graph.gates.offers.count)
        guard found == nil else { continue }
        graph.gates.offers.append(
          GraphOffer(heading: heading, scope: TaskSet(taskCount: 0), node: -1))
      }
    }
  }

  mutating func addGates(_ own: DecisionGraph, _ side: inout JointSide) {
    let count = graph.tasks.count
    for (position, gate) in own.gates.approvals.enumerated() {
      place(approval(gate, side, count), position, &side)
    }
    for (position, gate) in own.gates.offers.enumerated() {
      place(offer(gate, side, count), position, &side)
    }
    for gate in own.gates.firsts { side.firsts.append(place(first(gate, side, count))) }
    for way in own.gates.returns {
      let joint = GraphReturn(
        heading: side.headings[way.heading], node: side.node(way.node),
        tasks: way.tasks.map { side.scope($0, of: count) }, atMostTimes: way.atMostTimes)
      let found = graph.gates.returns.firstIndex { $0 == joint }
      side.returns.append(found ?? graph.gates.returns.count)
      guard found == nil else { continue }
      change { $0.gates.returns.append(joint) }
    }
  }

  private func approval(
    _ own: GraphApproval, _ side: JointSide, _ count: Int
  ) -> GraphApproval {
    var joint = GraphApproval(
      heading: side.headings[own.heading], scope: side.scope(own.scope, of: count),
      node: side.node(own.node))
    joint.tiers = own.tiers.map {
      GraphApproval.Tier(node: side.node($0.node), seats: $0.seats, line: 0)
    }
    joint.terms = own.terms
    joint.terms.lateSeats = own.terms.lateSeats.map { late in
      var late = late
      late.after = span(late.after, side)
      return late
    }
    joint.terms.answerWithin = own.terms.answerWithin.map { span($0, side) }
    joint.terms.ifNoAnswer = own.terms.ifNoAnswer.map { failure($0, side) }
    joint.terms.ifRefused = own.terms.ifRefused.map { failure($0, side) }
    joint.bound = own.bound.map { side.facts[$0] }
    return joint
  }

  private func offer(_ own: GraphOffer, _ side: JointSide, _ count: Int) -> GraphOffer {
    var joint = own
    joint.heading = side.headings[own.heading]
    joint.scope = side.scope(own.scope, of: count)
    joint.node = side.node(own.node)
    joint.answerWithin = span(own.answerWithin, side)
    if let remember = own.remember { joint.remember?.by = side.facts[remember.by] }
    joint.bound = own.bound.map { side.facts[$0] }
    return joint
  }

  private func first(_ own: GraphFirst, _ side: JointSide, _ count: Int) -> GraphFirst {
    var joint = own
    joint.heading = side.headings[own.heading]
    joint.scope = side.scope(own.scope, of: count)
    joint.node = side.node(own.node)
    joint.until = side.node(own.until)
    joint.ask = own.ask.map { side.facts[$0] }
    joint.confirm = own.confirm.map { side.facts[$0] }
    joint.tasksToDo = own.tasksToDo.map { side.tasks[$0] }
    joint.ifNoAnswer = own.ifNoAnswer.map { failure($0, side) }
    joint.ifRefused = own.ifRefused.map { failure($0, side) }
    return joint
  }

  private func span(_ own: GraphSpan, _ side: JointSide) -> GraphSpan {
    GraphSpan(
      seconds: own.seconds, calendar: own.calendar < 0 ? -1 : side.calendars[own.calendar])
  }

  private func failure(_ own: GraphFirst.Failure, _ side: JointSide) -> GraphFirst.Failure {
    switch own {
    case .refuse: .refuse
    case .handOver(let target): .handOver(self.target(target, side))
    }
  }

  private func target(_ own: GraphEffect.HandOver, _ side: JointSide) -> GraphEffect.HandOver {
    switch own {
    case .queue(let queue): .queue(side.queues[queue])
    case .table(let table): .table(side.tables[table] ?? 0)
    case .none: .none
    }
  }

  // MARK: Places

  private mutating func place(
    _ joint: GraphApproval, _ position: Int, _ side: inout JointSide
  ) {
    let known = side.approvals[position]
    let isEmpty = graph.gates.approvals[known].tiers.isEmpty
    if isEmpty { change { $0.gates.approvals[known] = joint } }
    guard !isEmpty, graph.gates.approvals[known] != joint else { return }
    side.approvals[position] = graph.gates.approvals.count
    reading.aliases.append(
      (.approval(Int32(graph.gates.approvals.count)), .approval(Int32(known))))
    change { $0.gates.approvals.append(joint) }
  }

  private mutating func place(_ joint: GraphOffer, _ position: Int, _ side: inout JointSide) {
    let known = side.offers[position]
    let isEmpty = graph.gates.offers[known].node < 0
    if isEmpty { change { $0.gates.offers[known] = joint } }
    guard !isEmpty, graph.gates.offers[known] != joint else { return }
    side.offers[position] = graph.gates.offers.count
    let added = Int32(graph.gates.offers.count)
    reading.aliases.append((.offer(added), .offer(Int32(known))))
    reading.aliases.append((.chosen(offer: added), .chosen(offer: Int32(known))))
    change { $0.gates.offers.append(joint) }
  }

  private mutating func place(_ joint: GraphFirst) -> Int {
    if let found = graph.gates.firsts.firstIndex(of: joint) { return found }
    let added = Int32(graph.gates.firsts.count)
    let twin = graph.gates.firsts.firstIndex {
      $0.heading == joint.heading && !$0.confirm.isEmpty && !joint.confirm.isEmpty
    }
    if let twin { reading.aliases.append((.confirmation(added), .confirmation(Int32(twin)))) }
    change { $0.gates.firsts.append(joint) }
    return graph.gates.firsts.count - 1
  }

  // MARK: Lines

  mutating func addEffects(_ own: DecisionGraph, _ side: inout JointSide) {
    var known: [Int: [Int]] = [:]
    for (position, effect) in graph.effects.enumerated() {
      known[effect.heading, default: []].append(position)
    }
    let count = graph.tasks.count
    for effect in own.effects {
      var joint = effect
      joint.action = action(effect.action, side)
      joint.scope = side.scope(effect.scope, of: count)
      joint.node = side.node(effect.node)
      joint.capNode = side.node(effect.capNode)
      joint.heading = side.headings[effect.heading]
      let found = known[joint.heading]?.first { graph.effects[$0].says(the: joint) }
      side.effects.append(found ?? graph.effects.count)
      guard found == nil else { continue }
      change { $0.effects.append(joint) }
    }
  }

  private func action(
    _ own: GraphEffect.Action, _ side: JointSide
  ) -> GraphEffect.Action {
    switch own {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
      .startWithHuman, .stopAI, .bringIn, .urgency, .needSkills:
      own
    case .handOver(let target): .handOver(self.target(target, side))
    case .otherwiseHandOver(let target): .otherwiseHandOver(self.target(target, side))
    case .contactCustomer(let byAI, let task):
      .contactCustomer(byAI: byAI, task: side.tasks[task])
    }
  }
}

extension GraphEffect {
  /// It does the same in the same cases, whatever its words and its place.
  func says(the other: GraphEffect) -> Bool {
    action == other.action && node == other.node && capNode == other.capNode
      && scope.hasSameTasks(as: other.scope)
  }
}

extension TaskSet {
  /// Equal, though one may have been made when fewer tasks were known.
  func hasSameTasks(as other: TaskSet) -> Bool {
    let count = 64 * max(words.count, other.words.count)
    return (0..<count).allSatisfy { contains($0) == other.contains($0) }
  }
}
