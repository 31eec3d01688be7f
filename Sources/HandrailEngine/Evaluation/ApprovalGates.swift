/// The approvals of one task, by `language.md` 3.9.
struct TaskApprovals {
  var gates: [ApprovalGate] = []
  /// What a refusal or silence leads to.
  var failures: [(approval: Int, failure: GraphFirst.Failure)] = []
  /// Grants that let the task through, by position in the session's requests.
  var grantsInUse: [Int] = []

  /// Nobody must agree, or all have.
  var isGranted: Bool { gates.allSatisfy { $0.state == .granted } }

  /// Where people take over because somebody refused, or nobody answered.
  var handOvers: [(approval: Int, to: GraphEffect.HandOver)] {
    failures.compactMap { failed in
      guard case .handOver(let target) = failed.failure else { return nil }
      return (failed.approval, target)
    }
  }

  /// Somebody refused, or nobody answered, and the task ends there.
  var isRefused: Bool { failures.contains { $0.failure == .refuse } }
}

extension Machine {
  /// Approvals that cover the task and need people.
  ///
  /// Where the AI asks, a refusal or silence in this session bars what it asks for later, whatever
  /// the fingerprint: it may not go on until one of them is granted.
  func approvals(of task: Int, askedByAI: Bool) -> TaskApprovals {
    var result = TaskApprovals()
    for (position, approval) in graph.gates.approvals.enumerated()
    where approval.scope.contains(task) && truths[approval.node] != .no {
      let tier = tier(of: approval)
      guard tier >= 0, !approval.tiers[tier].seats.isEmpty else { continue }
      var gate = ApprovalGate(approval: position, tier: tier, state: .notAsked)
      gate.instance = instance(of: approval, tier, task)
      let deciding = decidingRequest(for: gate, task, askedByAI: askedByAI)
      if let deciding { follow(deciding, &gate, &result, askedByAI: askedByAI) }
      describe(deciding, &gate)
      result.gates.append(gate)
    }
    return result
  }

  /// The lowest tier whose limit holds; the last one where the measure is not known.
  func tier(of approval: GraphApproval) -> Int {
    for (position, tier) in approval.tiers.enumerated() where tier.node >= 0 {
      if truths[tier.node] == .yes { return position }
      if truths[tier.node].isUndecided { break }
    }
    return approval.tiers.count - 1
  }

  /// The request that says how the gate stands: of this fingerprint, or one that bars the AI.
  private func decidingRequest(
    for gate: ApprovalGate, _ task: Int, askedByAI: Bool
  ) -> Int? {
    let book = start.approvals
    let name = graph.headings[graph.gates.approvals[gate.approval].heading].name
    let own =
      gate.instance.isEmpty
      ? nil : book.last { $0.gate == name && $0.instance == gate.instance }
    if let own, isStanding(own) { return own }
    return askedByAI ? book.bar(name, task) : nil
  }

  /// Waiting, refused, expired, or granted so that it counts now.
  private func isStanding(_ position: Int) -> Bool {
    let request = start.approvals.requests[position]
    guard request.state == .granted else { return true }
    guard let machine = start.approvals.machine(of: request) else { return false }
    return machine.counts(request, for: question.request, at: question.at, start.approvals.people)
  }

  /// A refusal hands nothing over that a person has already, who may ask anew.
  private func follow(
    _ position: Int, _ gate: inout ApprovalGate, _ result: inout TaskApprovals, askedByAI: Bool
  ) {
    let terms = graph.gates.approvals[gate.approval].terms
    gate.state = start.approvals.requests[position].state
    switch gate.state {
    case .notAsked, .waiting: break
    case .granted: result.grantsInUse.append(position)
    case .refused where askedByAI:
      result.failures.append((gate.approval, terms.ifRefused ?? .refuse))
    case .expired where askedByAI:
      result.failures.append((gate.approval, terms.ifNoAnswer ?? .refuse))
    case .refused, .expired: break
    }
  }

  /// Who approved, which seats are open, and whose votes do not count.
  private func describe(_ deciding: Int?, _ gate: inout ApprovalGate) {
    let book = start.approvals
    let approval = graph.gates.approvals[gate.approval]
    var seats = approval.tiers[gate.tier].seats
    var open = seats.map { $0.count }
    // A request of another fingerprint may bar this one; its votes are not about this act.
    if let deciding, book.requests[deciding].instance == gate.instance,
      let machine = book.machine(of: book.requests[deciding])
    {
      let request = book.requests[deciding]
      gate.askedAt = request.askedAt
      gate.answerBy = request.answerBy
      gate.approvedBy = request.votes.map { $0.who }
      seats = machine.seats
      open = machine.seating(of: request).open
    }
    for (group, count) in zip(seats, open) where count > 0 {
      gate.openSeats.append(ApprovalGate.OpenSeats(count: count, roles: group.roles))
    }
    let name = graph.headings[approval.heading].name
    for vote in book.uncounted where vote.gate == name {
      gate.uncounted.append(UncountedVote(who: vote.who, cause: vote.cause))
    }
  }

  /// What a vote is bound to (`language.md` 3.9); empty where the question has no action.
  private func instance(of approval: GraphApproval, _ tier: Int, _ task: Int) -> String {
    guard !question.action.isEmpty else { return "" }
    let action = String(decoding: question.action, as: UTF8.self)
    return fingerprint(
      of: [
        graph.policy.digest, question.session ?? "", "approval",
        graph.headings[approval.heading].name, "\(tier)", graph.tasks[task], action,
        measured(approval),
      ] + fingerprinted(approval.bound))
  }

  /// The measure in the units of its facts; empty where the approval has none.
  private func measured(_ approval: GraphApproval) -> String {
    guard approval.measure >= 0 else { return "" }
    let comparison = graph.logic.comparisons[approval.measure]
    var sum = comparison.constant
    for term in comparison.terms {
      let cell = cell(term.fact)
      guard cell.isKnown else { return "unknown" }
      sum += term.factor * Int128(cell.value)
    }
    return "\(sum)"
  }
}

extension Conversation {
  /// Reads the approvals of the task asked, unless nobody may do it.
  mutating func readApprovals(askedByAI: Bool) {
    guard let ruling, ruling.ruling != .nobody, machine.task >= 0 else { return }
    approvals = machine.approvals(of: machine.task, askedByAI: askedByAI)
    if approvals.gates.contains(where: { $0.instance.isEmpty }), !isSurvey {
      faults.append(
        InputFault(
          path: "action", cause: .missing,
          detail: "an approval is bound to what is done; nothing was sent"))
    }
  }

  /// Asks for what was not asked yet, where that is what comes next.
  mutating func askApprovals(_ next: NextStep) {
    guard next == .approval else { return }
    for gate in approvals.gates.indices { ask(gate) }
  }

  /// Uses up the grants that let this act through.
  mutating func useGrants(_ next: NextStep) {
    guard usesGrants(next) else { return }
    for position in approvals.grantsInUse {
      book.use(position, by: question.request ?? "", at: question.at)
    }
  }

  private mutating func ask(_ position: Int) {
    var gate = approvals.gates[position]
    guard gate.state == .notAsked, !gate.instance.isEmpty, book.mayAsk else { return }
    let heading = graph.headings[graph.gates.approvals[gate.approval].heading]
    book.ask(
      ApprovalRequest(
        gate: heading.name, instance: gate.instance, task: machine.task, tier: gate.tier,
        askedAt: question.at))
    gate.state = .waiting
    gate.isNew = true
    gate.askedAt = question.at
    gate.answerBy = book.requests.last?.answerBy
    approvals.gates[position] = gate
  }

  /// The AI does the task now, or the person who holds the conversation may.
  private func usesGrants(_ next: NextStep) -> Bool {
    guard approvals.isGranted else { return false }
    switch next {
    case .doIt: return true
    case .talk, .draft:
      guard handler.isHuman, start.isHeldByPerson, let ruling = ruling?.ruling else { return false }
      return ruling != .nobody && ruling != .notYet
    case .handOver, .transfer, .refuse, .ask, .first, .offer, .approval: return false
    }
  }
}
