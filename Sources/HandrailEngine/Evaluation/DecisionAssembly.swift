// The decision, put together from what was resolved.

extension Conversation {
  /// Sets every part of a decision but its survey; in place, for it is large.
  mutating func fill(_ decision: inout Decision) {
    let next = nextStep()
    askApprovals(next)
    remember(next, in: &decision.memory)
    // Duties see a grant that this very act uses up.
    judgeAsDecided(in: leavesMemory ? nil : decision.memory.approvals)
    useGrants(next)
    if !leavesMemory { decision.memory.approvals = book.requests }
    decision.say = messages(next)
    fill(&decision.duties, next)
    keep(decision.say, decision.duties, in: &decision.memory)
    decision.at = machine.question.at
    decision.session = machine.question.session
    decision.ask = machine.question.ask
    decision.handlerIsHuman = handler.isHuman
    decision.faults = machine.question.faults
    if !faults.isEmpty { decision.faults += faults }
    decision.ignored = machine.question.ignored
    decision.task = taskDecision()
    if decision.task != nil { decision.task?.offers = offerGates(next) }
    decision.next = next
    decision.queue = queueDecision()
    decision.urgency = urgency()
    decision.obligations = obligations()
    decision.handlerReasons = handler.reasons
    decision.beaten = beaten()
    decision.uncertain = uncertain()
    decision.assumed = assumed()
    decision.trials = trials()
  }

  private func trials() -> [TrialBucket] {
    if graph.logic.trials.isEmpty { return [] }
    return graph.logic.trials.indices.compactMap { position in
      machine.trialBucket(graph.logic.trials[position]).map {
        TrialBucket(trial: position, bucket: $0)
      }
    }
  }

  /// What is decided about the task asked; `nil` for `none`.
  func taskDecision() -> TaskDecision? {
    guard let ruling else { return nil }
    var decision = TaskDecision(task: max(machine.task, -1), ruling: ruling.ruling)
    decision.roles = ruling.roles
    decision.approvals = approvals.gates
    decision.offers = offers
    decision.gates = gates.open
    decision.reasons = ruling.reasons
    decision.wouldSettle = machine.unknownLeaves(under: ruling.openNodes).map { $0.at }
    return decision
  }

  /// What the host does next, the first that applies (`language.md` 3.5 step 8).
  func nextStep() -> NextStep {
    if handler.isHuman {
      if !start.isHeldByPerson { return isSurvey ? .ask : .handOver }
      if routing.isTransfer { return isSurvey ? .ask : .transfer }
    }
    if isSurvey { return .ask }
    guard let ruling else { return .talk }
    if ruling.ruling == .nobody { return .refuse }
    if handler.isHuman {
      if !approvals.isGranted { return .approval }
      return ruling.ruling == .suggest ? .draft : .talk
    }
    if approvals.isRefused || gates.open.contains(where: { $0.state != .open }) { return .refuse }
    if ruling.ruling == .notYet || gates.open.contains(where: { !$0.ask.isEmpty }) { return .ask }
    if !gates.open.isEmpty { return .first }
    if hasOpenOffer { return .offer }
    return approvals.isGranted ? .doIt : .approval
  }

  var isSurvey: Bool {
    if case .survey = question.ask { return true }
    return false
  }

  /// Lines about the task that were yes and lost to a stricter one.
  private func beaten() -> [Reason] {
    guard machine.task >= 0, let ruling = ruling?.ruling else { return [] }
    var beaten: [Reason] = []
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node] == .yes {
      let effect = graph.effects[position]
      guard effect.scope.contains(machine.task) else { continue }
      let loses: Bool
      switch effect.action {
      case .aiMay: loses = ruling != .ai
      case .aiMayOnlySuggest: loses = ruling != .suggest
      case .onlyHumanMay: loses = ruling == .nobody
      case .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver, .startWithHuman,
        .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
        loses = false
      }
      if loses { beaten.append(Reason(.effect(position))) }
    }
    return beaten
  }

  /// Unknown facts that undecided lines rest on: lines that cover the task or concern everyone.
  private func uncertain() -> [UncertainFact] {
    var nodes: [Int] = []
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node].isUndecided {
      let effect = graph.effects[position]
      if effect.action.concernsConversation || effect.scope.contains(machine.task) {
        nodes.append(effect.node)
      }
    }
    for approval in graph.gates.approvals
    where approval.scope.contains(machine.task) && machine.truths[approval.node].isUndecided {
      nodes.append(approval.node)
    }
    for first in graph.gates.firsts
    where first.scope.contains(machine.task) && machine.truths[first.node].isUndecided {
      nodes.append(first.node)
    }
    for offer in graph.gates.offers
    where offer.scope.contains(machine.task) && machine.truths[offer.node].isUndecided {
      nodes.append(offer.node)
    }
    for way in graph.gates.returns where machine.truths[way.node].isUndecided {
      nodes.append(way.node)
    }
    return machine.unknownLeaves(under: nodes)
  }

  private func assumed() -> [Int] {
    var assumed: [Int] = []
    for fact in machine.holder.sentFacts where machine.cell(fact).isAssumed {
      assumed.append(fact)
    }
    return assumed
  }

  private func obligations() -> [Obligation] {
    var obligations: [Obligation] = []
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node] == .yes {
      switch graph.effects[position].action {
      case .bringIn(let who):
        obligations.append(.bringIn(who))
      case .contactCustomer(let byAI, let task):
        if let contact = contact(byAI: byAI, task) { obligations.append(contact) }
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
        .otherwiseHandOver, .startWithHuman, .stopAI, .urgency, .needSkills:
        break
      }
    }
    return obligations + choicesToRemember()
  }

  /// A contact passes the ruling of its task: by the AI only if that is ai, never if nobody may.
  private func contact(byAI: Bool, _ task: Int) -> Obligation? {
    var judging = machine.copied()
    judging.judge(task: task)
    let ruling = judging.ruling(on: task, limit: limit).ruling
    if ruling == .nobody { return nil }
    return .contactCustomer(byAI: byAI && ruling == .ai, task: task)
  }
}

extension GraphEffect.Action {
  /// True for lines about the conversation, false for lines about tasks.
  package var concernsConversation: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse: false
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI, .bringIn, .contactCustomer,
      .urgency, .needSkills:
      true
    }
  }
}
