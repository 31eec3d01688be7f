/// Which team takes over, and how urgently: `language.md` 3.6.
struct RoutingOutcome {
  /// -1: none.
  var queue = -1
  /// A person held the conversation already, and another queue takes it.
  var isTransfer = false
  /// Hand-over lines that were yes.
  var yesHandOvers: [Int] = []
  /// Those that named the chosen queue.
  var namedIt: [Int] = []
}

extension Conversation {
  func route() -> RoutingOutcome {
    var outcome = RoutingOutcome()
    var named: [(effect: Int, queue: Int)] = []
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node] == .yes {
      guard let target = graph.effects[position].handOverTarget else { continue }
      outcome.yesHandOvers.append(position)
      if let queue = queue(of: target) { named.append((position, queue)) }
    }
    guard handler.isHuman else { return outcome }
    var gateQueues: [Int] = []
    for target in gateHandOvers {
      if let queue = queue(of: target) { gateQueues.append(queue) }
    }
    // A person without a queue is in none that could be kept: it is chosen as at the start.
    if let memory = start.memory, memory.handler.isHuman, memory.handler.queue >= 0 {
      let fresh = named.filter {
        !memory.yesHandOvers.contains($0.effect) && $0.queue != memory.handler.queue
      }
      outcome.queue = fresh.isEmpty ? memory.handler.queue : choose(fresh.map { $0.queue })
      outcome.isTransfer = outcome.queue != memory.handler.queue
    } else {
      outcome.queue = choose(named.map { $0.queue } + gateQueues)
    }
    outcome.namedIt = named.filter { $0.queue == outcome.queue }.map { $0.effect }
    return outcome
  }

  /// Where gates sent the conversation that the AI would have held.
  private var gateHandOvers: [GraphEffect.HandOver] {
    // A closure copies all that is known of the conversation: none is made where nothing is asked.
    if approvals.failures.isEmpty && gates.handOvers.isEmpty { return [] }
    let byApproval = approvals.handOvers.filter { failed in
      handler.reasons.contains { $0.cause == .approval(failed.approval) }
    }
    return byApproval.map { $0.to } + gates.handOvers.map { $0.to }
  }

  /// One queue of those named: the only one, else the first preferred, else the policy's otherwise.
  private func choose(_ named: [Int]) -> Int {
    let distinct = named.withoutRepeats
    if distinct.count == 1, let only = distinct.first { return only }
    return graph.routing.preferred.first { distinct.contains($0) } ?? graph.routing.otherwise
  }

  /// The queue that a target names now; `nil` where a table gives none.
  func queue(of target: GraphEffect.HandOver) -> Int? {
    switch target {
    case .queue(let queue): return queue
    case .none: return nil
    case .table(let position):
      let row = machine.rows[position]
      guard row >= 0,
        let column = graph.logic.tables[position].outputs.firstIndex(of: .queue)
      else { return nil }
      return graph.logic.tables[position].rows[row].results[column].map { Int($0) }
    }
  }

  /// The highest urgency that lines, chosen table rows and the queue give; normal if none does.
  func urgency() -> UInt8 {
    var levels: [UInt8] = []
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node] == .yes {
      if case .urgency(let level) = graph.effects[position].action { levels.append(level) }
    }
    for position in graph.logic.tables.indices where machine.rows[position] >= 0 {
      guard let column = graph.logic.tables[position].outputs.firstIndex(of: .urgency)
      else { continue }
      let result = graph.logic.tables[position].rows[machine.rows[position]].results[column]
      if let result { levels.append(UInt8(truncatingIfNeeded: result)) }
    }
    if routing.queue >= 0, let own = graph.routing.queues[routing.queue].urgency {
      levels.append(own)
    }
    return levels.max() ?? 1
  }

  /// The chosen queue with its skills and candidates.
  func queueDecision() -> QueueDecision? {
    guard handler.isHuman && routing.queue >= 0 else { return nil }
    let queue = graph.routing.queues[routing.queue]
    var needed: Set<String> = []
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node] == .yes {
      if case .needSkills(let names) = graph.effects[position].action { needed.formUnion(names) }
    }
    let own = Set(queue.skills.map { $0.name })
    let added = needed.subtracting(own).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var decision = QueueDecision(
      queue: routing.queue,
      skills: queue.skills + added.map { GraphQueue.Skill(name: $0, atLeast: nil) },
      isOpen: queue.hours < 0 || graph.logic.calendars[queue.hours].isOpen(at: question.at),
      candidates: candidates(of: queue))
    decision.startsAtCallback = handler.wantsCallback
    decision.needed = needed.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return decision
  }

  /// Every agent of the question: kept ones first, best first; else in the host's order.
  private func candidates(of queue: GraphQueue) -> [Candidate] {
    if question.frame.agents.isEmpty { return [] }
    var judging = machine.copied()
    let judged = question.frame.agents.indices.map { position in
      judging.readingAgent = position
      var truth = Truth.yes
      var best: Int64?
      if queue.agents >= 0 {
        for node in queue.agentNodes {
          judging.truths[Int(node)] = judging.truth(
            of: graph.logic.nodes[Int(node)], among: judging.truths)
        }
        truth = judging.truths[queue.agents]
      }
      if queue.bestFirst >= 0 {
        let cell = judging.cell(queue.bestFirst)
        if cell.isKnown { best = cell.value }
      }
      let id = question.frame.agents[position].id
      return (Candidate(id: id, truth: truth), best, position)
    }
    let sorted = judged.sorted { left, right in
      let (leftOut, rightOut) = (left.0.truth == .yes ? 0 : 1, right.0.truth == .yes ? 0 : 1)
      if leftOut != rightOut { return leftOut < rightOut }
      let (leftBest, rightBest) = (left.1 ?? .min, right.1 ?? .min)
      return leftBest != rightBest ? leftBest > rightBest : left.2 < right.2
    }
    return sorted.map { $0.0 }
  }
}

extension GraphEffect {
  /// Where a hand-over line sends; `nil` for every other line.
  var handOverTarget: HandOver? {
    switch action {
    case .handOver(let target), .otherwiseHandOver(let target): target
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
      .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }
}
