/// What a decision knows of its session before it begins: the memory, made ready.
struct SessionStart {
  /// No handler was decided before, and so there is no memory.
  let isNew: Bool
  /// The memory is missing, foreign, damaged or later than the question.
  let isUnusable: Bool
  /// A person holds the conversation as the decision begins, or is to by the header.
  let wasHuman: Bool
  /// Memory as given; `nil` where new or unusable.
  let memory: SessionMemory?
  /// Tasks that are done, by memory and events.
  let done: [Int]
  /// What customers said to gates, by memory and events, in order of time.
  let confirmations: [Confirmation]
  /// Requests for approvals, by memory, events and the moment.
  let approvals: ApprovalBook
  /// By approval: how far it has come as the decision begins.
  let approvalStates: [ApprovalState]
  /// Offers shown and choices made, by memory, events and the clock.
  let offers: OfferHistory

  init(_ question: Question, _ holder: GraphHolder) {
    switch question.memory {
    case .new:
      (isNew, isUnusable, memory) = (true, false, nil)
    case .kept(let kept):
      (isNew, isUnusable, memory) = (false, false, kept)
    case .unusable:
      (isNew, isUnusable, memory) = (false, true, nil)
    case .absent:
      let isFirstTurn =
        holder.graph.logic.readsTurns && question.frame.hasTurns
        && (question.frame.turns.last?.number ?? 0) <= 1
      (isNew, isUnusable, memory) = (isFirstTurn, !isFirstTurn, nil)
    }
    wasHuman =
      isUnusable || (memory?.handler.isHuman ?? holder.graph.policy.startsWithHuman)
    let past = question.events.filter { $0.at <= question.at }
    done = SessionStart.done(memory, past)
    confirmations = SessionStart.confirmations(memory, past)
    approvals = SessionStart.approvals(memory, past, question, holder)
    approvalStates = approvals.states(at: question.at)
    offers = OfferHistory(memory?.offers ?? [], past, question, holder)
  }

  /// A person holds the conversation by an earlier decision.
  var isHeldByPerson: Bool { memory?.handler.isHuman ?? false }

  var lastTurn: Int { memory?.lastTurn ?? 0 }
  var humanRequests: Int { memory?.humanRequests ?? 0 }
  var humanRequestsUnsure: Truth { isUnusable ? .fault : memory?.humanRequestsUnsure ?? .no }

  /// The first turn of the present stretch, for windows that restart.
  var stretchFrom: Int { max(1, memory?.handler.changedAtTurn ?? 1) }

  func switchState(_ position: Int) -> Truth {
    if isUnusable { return .fault }
    guard let memory else { return .no }
    return position < memory.switches.count ? memory.switches[position] : .fault
  }

  private static func done(_ memory: SessionMemory?, _ events: [SessionEvent]) -> [Int] {
    var tasks = Set(memory?.done ?? [])
    for event in events where event.kind == .done && event.task >= 0 { tasks.insert(event.task) }
    return tasks.sorted()
  }

  /// Of two events at one moment the one told later comes later.
  private static func approvals(
    _ memory: SessionMemory?, _ past: [SessionEvent], _ question: Question, _ holder: GraphHolder
  ) -> ApprovalBook {
    let people =
      holder.graph.gates.approvals.isEmpty
      ? PeoplePresent(roster: [], involved: [])
      : PeoplePresent(roster: question.people, involved: question.involved)
    var book = ApprovalBook(
      holder, requests: memory?.approvals ?? [], joined: memory?.joined ?? [], people: people)
    for position in past.indices.sorted(by: { (past[$0].at, $0) < (past[$1].at, $1) }) {
      book.take(past[position])
    }
    book.pass(to: question.at)
    return book
  }

  private static func confirmations(
    _ memory: SessionMemory?, _ events: [SessionEvent]
  ) -> [Confirmation] {
    var all = memory?.confirmations ?? []
    for event in events {
      let answer: Confirmation.Answer
      switch event.kind {
      case .done, .answer, .remembered, .asked, .vote, .withdraw, .join, .leave: continue
      case .confirmed: answer = .confirmed
      case .declined: answer = .declined
      case .noAnswer: answer = .noAnswer
      }
      let isKnown = all.contains {
        $0.gate == event.gate && $0.instance == event.instance && $0.at == event.at
          && $0.answer == answer
      }
      if !isKnown {
        all.append(
          Confirmation(
            gate: event.gate, instance: event.instance, answer: answer, at: event.at))
      }
    }
    // In order of time; of two at one moment the one told later counts.
    return all.indices.sorted { (all[$0].at, $0) < (all[$1].at, $1) }.map { all[$0] }
  }
}
