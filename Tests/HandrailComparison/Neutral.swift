package import HandrailEngine
package import HandrailReference

/// The product's fingerprints, and what the reference calls the same thing.
package final class InstanceNames {
  private var references: [String: String] = [:]
  private var products: [String: String] = [:]

  package init() {}

  /// Takes two names for one; says nothing where either already means something else.
  package func pair(_ product: String, _ reference: String) {
    guard references[product] == nil, products[reference] == nil else { return }
    references[product] = reference
    products[reference] = product
  }

  package func reference(_ product: String) -> String { references[product] ?? product }
}

/// Reads the product's decisions in the reference's words.
package struct NeutralReader {
  package let graph: DecisionGraph
  package let instances: InstanceNames

  package init(graph: DecisionGraph, instances: InstanceNames) {
    self.graph = graph
    self.instances = instances
  }

  package func neutral(_ decision: Decision, _ trace: Trace) -> ReferenceDecision {
    var neutral = ReferenceDecision(memory: memory(decision.memory))
    neutral.task = decision.task.map(task)
    neutral.survey = decision.survey.map(task)
    neutral.handlerIsHuman = decision.handlerIsHuman
    neutral.next = decision.next.name
    neutral.queue = decision.queue.map(queue)
    neutral.urgency = ["low", "normal", "high", "urgent"][Int(decision.urgency)]
    neutral.say = decision.say.messages.map {
      "\($0.kind.rawValue) \(heading($0.heading)): \($0.text)"
    }
    neutral.dropped = decision.say.dropped.map {
      "\(heading($0.heading)): \(graph.facts[$0.fact].name)"
    }
    neutral.obligations = decision.obligations.map { obligation in
      switch obligation {
      case .bringIn(let name): "bring in \(name)"
      case .contactCustomer(let byAI, let task):
        "contact by \(byAI ? "ai" : "human") for \(graph.tasks[task])"
      case .remember(let offer, let choice, let by, let until):
        "remember \(heading(graph.gates.offers[offer].heading)) \(choice.name) by \(by) "
          + "until \(until.microseconds)"
      }
    }
    neutral.duties = duties(decision.duties)
    neutral.handlerReasons = decision.handlerReasons.map(reason)
    neutral.beaten = decision.beaten.map(reason)
    neutral.uncertain = decision.uncertain.map { "\(place($0.at)) \($0.cause.name)" }
    neutral.assumed = decision.assumed.map { graph.facts[$0].name }
    neutral.trials = decision.trials.map { "\(graph.logic.trials[$0.trial].name) \($0.bucket)" }
    neutral.verdicts = verdicts(trace.truths)
    return neutral
  }

  private func place(_ at: FactAt) -> String {
    graph.facts[at.fact].name + (at.turn.map { "@\($0)" } ?? "")
  }

  func heading(_ position: Int) -> String {
    let heading = graph.headings[position]
    switch heading.kind {
    case .returnToAI: return "return \(heading.line)"
    case .oversight: return "oversight"
    case .handoff: return "handoff"
    case .rule, .first, .approval, .offer, .table, .choose, .define, .disclosure, .conduct,
      .assist, .afterwards, .target:
      return heading.name
    }
  }

  private func key(_ effect: Int) -> String {
    "\(heading(graph.effects[effect].heading))#\(graph.effects[effect].line)"
  }

  private func reason(_ reason: Reason) -> String {
    switch reason.cause {
    case .effect(let effect): "\(key(effect)) \(graph.effects[effect].text) (\(reason.truth))"
    case .first(let first): "first \(heading(graph.gates.firsts[first].heading))"
    case .comesBack(let way): heading(graph.gates.returns[way].heading)
    case .approval(let gate): "approval \(heading(graph.gates.approvals[gate].heading))"
    case .offer(let gate): "offer \(heading(graph.gates.offers[gate].heading))"
    case .builtIn(let builtIn): "built in \(builtIn.name)"
    }
  }

  private func task(_ decided: TaskDecision) -> ReferenceTask {
    var task = ReferenceTask(
      name: decided.task < 0 ? "missing" : graph.tasks[decided.task],
      ruling: decided.ruling.name)
    task.roles = decided.roles.sorted()
    task.gates =
      decided.approvals.map(gate) + decided.offers.map(gate) + decided.gates.map(gate)
    task.reasons = decided.reasons.map(reason)
    task.wouldSettle = decided.wouldSettle.map(place)
    task.wouldHandOver = decided.wouldHandOver
    return task
  }

  private func gate(_ open: OpenGate) -> ReferenceGate {
    var gate = ReferenceGate(
      kind: "first", name: heading(graph.gates.firsts[open.first].heading))
    gate.state = open.state.rawValue
    gate.ask = open.ask.map { graph.facts[$0].name }
    gate.tasksToDo = open.tasksToDo.map { graph.tasks[$0] }
    gate.waitsForCondition = open.waitsForCondition
    gate.confirm = open.confirm.map { graph.facts[$0].name }
    gate.instance = instances.reference(open.instance)
    return gate
  }

  private func gate(_ decided: ApprovalGate) -> ReferenceGate {
    var gate = ReferenceGate(
      kind: "approval", name: heading(graph.gates.approvals[decided.approval].heading))
    gate.state = decided.state.name
    gate.tier = decided.tier
    gate.instance = instances.reference(decided.instance)
    gate.openSeats = decided.openSeats.reduce(0) { $0 + $1.count }
    gate.approvedBy = decided.approvedBy.map(canonical)
    gate.uncounted = decided.uncounted.map { "\(canonical($0.who)) \($0.cause.rawValue)" }
    gate.askedAt = decided.askedAt
    gate.answerBy = decided.answerBy
    return gate
  }

  private func gate(_ decided: OfferGate) -> ReferenceGate {
    var gate = ReferenceGate(
      kind: "offer", name: heading(graph.gates.offers[decided.offer].heading))
    gate.state = decided.choice == nil ? "open" : "answered"
    gate.instance = instances.reference(decided.instance)
    gate.choice = decided.choice?.name ?? ""
    gate.answerBy = decided.answerBy
    return gate
  }

  private func queue(_ decided: QueueDecision) -> ReferenceQueue {
    var queue = ReferenceQueue(
      name: graph.routing.queues[decided.queue].name,
      skills: decided.skills.map { skill in
        skill.name + (skill.atLeast.map { " at least \($0)" } ?? "")
      },
      isOpen: decided.isOpen, candidates: decided.candidates.map { "\($0.id) \($0.truth)" })
    queue.startsAtCallback = decided.startsAtCallback
    return queue
  }

  private func verdicts(_ truths: [Truth]) -> [String] {
    func truth(_ node: Int, or absent: Truth) -> Truth { node < 0 ? absent : truths[node] }
    var verdicts = graph.effects.indices.map {
      "\(key($0)) \(graph.effects[$0].text): \(truths[graph.effects[$0].node])"
    }
    for (position, heading) in graph.headings.enumerated() where heading.kind == .rule {
      let guarding = heading.guarding
      verdicts.append("\(heading.name) except: \(truth(guarding.except, or: .no))")
      verdicts.append("\(heading.name) in force: \(truth(guarding.inForce, or: .yes))")
      let restarts = graph.effects.contains {
        guard $0.heading == position, case .handOver = $0.action else { return false }
        return true
      }
      if !restarts { verdicts.append("\(heading.name) when: \(truth(guarding.when, or: .yes))") }
    }
    for first in graph.gates.firsts {
      verdicts.append("first \(heading(first.heading)): \(truths[first.node])")
    }
    for approval in graph.gates.approvals {
      verdicts.append("approval \(heading(approval.heading)): \(truths[approval.node])")
    }
    for offer in graph.gates.offers {
      verdicts.append("offer \(heading(offer.heading)): \(truths[offer.node])")
    }
    for way in graph.gates.returns {
      verdicts.append("\(heading(way.heading)): \(truths[way.node])")
    }
    return verdicts
  }

  package func memory(_ kept: SessionMemory) -> ReferenceMemory {
    var memory = ReferenceMemory(
      session: kept.session, policy: kept.policy, sequence: kept.sequence, at: kept.at,
      handlerIsHuman: kept.handler.isHuman)
    memory.queue = kept.handler.queue < 0 ? nil : graph.routing.queues[kept.handler.queue].name
    memory.changedAtTurn = kept.handler.changedAtTurn
    memory.lastTurn = kept.lastTurn
    for (place, truth) in kept.switches.enumerated() {
      memory.switches[graph.logic.switches[place].name] = truth
    }
    memory.returnsTaken = kept.returns.taken
    memory.armed = Set(kept.returns.armed.map { heading(graph.gates.returns[$0].heading) })
    memory.returnTasks = kept.returns.tasks.map { Set($0.map { graph.tasks[$0] }) }
    memory.judgedStarts = Set(kept.judgedStarts.map(key))
    memory.yesHandOvers = Set(kept.yesHandOvers.map(key))
    memory.humanRequests = kept.humanRequests
    memory.humanRequestsUnsure = kept.humanRequestsUnsure
    memory.done = Set(kept.done.map { graph.tasks[$0] })
    memory.confirmations = kept.confirmations.map { confirmation in
      var confirmation = confirmation
      confirmation.instance = instances.reference(confirmation.instance)
      return confirmation
    }
    memory.requests = kept.approvals.map(request)
    memory.offers = kept.offers.map(record)
    memory.joined = kept.joined.map(canonical)
    memory.isDisclosed = kept.isDisclosed
    memory.suggestedTurns = kept.suggestedTurns
    return memory
  }

  private func request(_ kept: ApprovalRequest) -> ReferenceRequest {
    var request = ReferenceRequest(
      gate: kept.gate, instance: instances.reference(kept.instance), task: graph.tasks[kept.task],
      tier: kept.tier, askedAt: kept.askedAt)
    request.askedBy = kept.askedBy.map(canonical)
    request.answerBy = kept.answerBy
    request.votes = kept.votes.map {
      .init(who: canonical($0.who), at: $0.at, roles: $0.roles, words: $0.words)
    }
    request.withdrawals = kept.withdrawals.map { .init(who: canonical($0.who), at: $0.at) }
    request.state = kept.state
    request.endedAt = kept.endedAt
    request.refusedBy = kept.refusedBy.map(canonical)
    request.usedBy = kept.usedBy
    return request
  }

  private func record(_ kept: OfferRecord) -> ReferenceOffer {
    var record = ReferenceOffer(
      gate: kept.gate, instance: instances.reference(kept.instance), manner: kept.manner,
      shownAt: kept.shownAt)
    record.answerBy = kept.answerBy
    record.choice = kept.choice
    record.chosenAt = kept.chosenAt
    record.by = kept.by
    return record
  }
}
