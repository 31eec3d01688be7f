import HandrailEngine

extension QuestionMaker {
  /// The question after people and the customer said what the box has them say; `nil` where nothing
  /// was to be said.
  ///
  /// What they answer is bound to a fingerprint, so the question is decided first to learn it.
  func answering(_ question: Question, _ memory: SessionMemory) -> Question? {
    var question = question
    var memory = memory
    var isChanged = false
    for _ in 0..<2 {
      question.memory = .kept(memory)
      guard let task = decide(question, by: decider).task else { return nil }
      var isNew = false
      for gate in task.approvals { isNew = answer(gate, task, &question, &memory) || isNew }
      for gate in task.offers { isNew = answer(gate, question.at, &memory) || isNew }
      for gate in task.gates { isNew = answer(gate, question.at, &memory) || isNew }
      guard isNew else { break }
      isChanged = true
    }
    question.memory = .kept(memory)
    return isChanged ? question : nil
  }

  private var decider: DecisionGraph { side?.graph ?? graph }

  private func before(_ at: Moment, seconds: Int64) -> Moment {
    Moment(microseconds: at.microseconds - seconds * 1_000_000)
  }

  private func answer(
    _ gate: ApprovalGate, _ task: TaskDecision, _ question: inout Question,
    _ memory: inout SessionMemory
  ) -> Bool {
    let place = side?.approvals[gate.approval] ?? gate.approval
    let standing = choice(.approval(Int32(place)))?.low ?? 0
    guard standing > 0, !gate.instance.isEmpty,
      !memory.approvals.contains(where: { $0.instance == gate.instance })
    else { return false }
    let approval = decider.gates.approvals[gate.approval]
    var request = ApprovalRequest(
      gate: decider.headings[approval.heading].name, instance: gate.instance, task: task.task,
      tier: gate.tier, askedAt: before(question.at, seconds: 50))
    request.endedAt = before(question.at, seconds: 20)
    switch standing {
    case 1:
      request.state = .granted
      grant(&request, approval.tiers[gate.tier].seats, &question)
    case 2:
      request.state = .refused
      request.refusedBy = "supervisor"
    default:
      request.state = .expired
    }
    memory.approvals.append(request)
    return true
  }

  /// Fills each seat with a person of its first role.
  private func grant(
    _ request: inout ApprovalRequest, _ seats: [GraphApproval.Seats], _ question: inout Question
  ) {
    for seat in seats {
      for _ in 0..<min(seat.count, 50) {
        let who = "person \(question.people.count + 1)"
        let roles = Array(seat.roles.prefix(1))
        question.people.append(Person(id: who, roles: roles))
        request.votes.append(
          ApprovalRequest.Vote(
            who: who, at: before(question.at, seconds: 30), roles: roles, words: "agreed"))
      }
    }
  }

  private func answer(_ gate: OfferGate, _ at: Moment, _ memory: inout SessionMemory) -> Bool {
    let place = side?.offers[gate.offer] ?? gate.offer
    let standing = choice(.offer(Int32(place)))?.low ?? 0
    guard standing > 0, !memory.offers.contains(where: { $0.instance == gate.instance }) else {
      return false
    }
    var record = OfferRecord(
      gate: decider.headings[decider.gates.offers[gate.offer].heading].name,
      instance: gate.instance, manner: .answered, shownAt: before(at, seconds: 50))
    record.choice = standing == 1 ? .ai : standing == 2 ? .human : .callback
    record.chosenAt = before(at, seconds: 30)
    memory.offers.append(record)
    return true
  }

  private func answer(_ gate: OpenGate, _ at: Moment, _ memory: inout SessionMemory) -> Bool {
    let place = side?.firsts[gate.first] ?? gate.first
    let standing = choice(.confirmation(Int32(place)))?.low ?? 0
    guard standing > 0, !gate.instance.isEmpty,
      !memory.confirmations.contains(where: { $0.instance == gate.instance })
    else { return false }
    memory.confirmations.append(
      Confirmation(
        gate: decider.headings[decider.gates.firsts[gate.first].heading].name,
        instance: gate.instance,
        answer: standing == 1 ? .confirmed : standing == 2 ? .declined : .noAnswer,
        at: before(at, seconds: 5)))
    return true
  }
}
