/// Who holds the conversation, and what follows: `language.md` 3.5 steps 4 to 8 over one machine.
struct Conversation: ~Copyable {
  var machine: Machine
  var ruling: TaskRuling?
  /// Tasks that the last return leaves to the AI; `nil` for all.
  private(set) var limit: TaskSet?
  var approvals = TaskApprovals()
  /// Offers that cover the task, open or answered; none where a person takes over.
  var offers: [OfferGate] = []
  var gates = TaskGates()
  var handler = HandlerOutcome()
  var routing = RoutingOutcome()
  /// The session's approvals, with what this decision adds.
  var book: ApprovalBook
  /// What was found wrong while deciding.
  var faults: [InputFault]

  var graph: DecisionGraph { machine.graph }
  var question: Question { machine.question }
  var start: SessionStart { machine.start }

  init(_ machine: consuming Machine) {
    book = machine.start.approvals
    faults = machine.start.approvals.faults
    self.machine = machine
  }

  private init(copying conversation: borrowing Conversation) {
    machine = conversation.machine.copied()
    ruling = conversation.ruling
    limit = conversation.limit
    approvals = conversation.approvals
    offers = conversation.offers
    gates = conversation.gates
    handler = conversation.handler
    routing = conversation.routing
    book = conversation.book
    faults = conversation.faults
  }

  /// Another one in the same state, to be led elsewhere.
  func copied() -> Conversation { Conversation(copying: self) }

  /// The machine, led on to where this decision ends.
  consuming func intoMachine() -> Machine { machine }

  mutating func decide() {
    let ways = decideRuling()
    settleHandler(ways)
    if handler.isHuman { (offers, gates.open) = ([], []) }
    routing = route()
  }

  /// The first step: what is ruled on the task; gives the ways back that are taken.
  @discardableResult
  mutating func decideRuling() -> [Int] {
    let ways = waysBack()
    limit = ways.isEmpty ? start.memory?.returns.tasks.map { taskSet($0) } : returnLimit(ways)
    rule()
    return ways
  }

  private mutating func rule() {
    if machine.task >= 0 {
      ruling = machine.ruling(on: machine.task, limit: limit)
    } else if machine.task == -2 {
      var missing = TaskRuling()
      missing.reasons = [Reason(.builtIn(.taskMissing))]
      ruling = missing
    }
  }

  func taskSet(_ tasks: [Int]) -> TaskSet {
    var set = TaskSet(taskCount: graph.tasks.count)
    for task in tasks where task >= 0 && task < graph.tasks.count { set.insert(task) }
    return set
  }
}

/// Who holds the conversation after this decision.
struct HandlerOutcome {
  var isHuman = false
  var reasons: [Reason] = []
  /// Ways back that were taken, by position.
  var returned: [Int] = []
  /// The customer chose to be called back.
  var wantsCallback = false
}

extension Conversation {
  /// Ways back to the AI whose guard became yes, by position.
  private func waysBack() -> [Int] {
    guard let memory = start.memory, memory.handler.isHuman else { return [] }
    return graph.gates.returns.indices.filter { position in
      let way = graph.gates.returns[position]
      return machine.truths[way.node] == .yes && memory.returns.armed.contains(position)
        && way.atMostTimes.map { memory.returns.taken < $0 } ?? true
    }
  }

  /// Tasks that the ways taken leave to the AI: the lists intersect; `nil` for all.
  func returnLimit(_ ways: [Int]) -> TaskSet? {
    var limit: TaskSet?
    for position in ways {
      guard let tasks = graph.gates.returns[position].tasks else { continue }
      if limit == nil { limit = tasks } else { limit?.formIntersection(tasks) }
    }
    return limit
  }

  private mutating func settleHandler(_ ways: [Int]) {
    var reasons = linesForPerson() + (ruling?.onlyMay ?? [])
    if reasons.isEmpty { reasons = defaultsForPerson(ways) }
    readApprovals(askedByAI: reasons.isEmpty)
    if reasons.isEmpty { reasons = approvals.handOvers.map { Reason(.approval($0.approval)) } }
    if reasons.isEmpty { reasons = readOffers() }
    // Gates are read where the AI would hold the conversation, and may still hand it over.
    if reasons.isEmpty, let ruling, ruling.ruling == .ai || ruling.ruling == .notYet {
      gates = machine.gates(of: machine.task)
      reasons = gates.handOvers.map { Reason(.first($0.first)) }
    }
    handler.isHuman = !reasons.isEmpty
    if handler.isHuman {
      handler.reasons = reasons
    } else if !ways.isEmpty {
      handler.returned = ways
      handler.reasons = ways.map { Reason(.comesBack($0)) }
    } else {
      handler.reasons = [Reason(.builtIn(start.isNew ? .startsWith : .aiHolds))]
    }
  }

  /// Lines about the conversation that applied, in table order.
  private func linesForPerson() -> [Reason] {
    var reasons: [Reason] = []
    for position in graph.effects.indices {
      let truth = machine.truths[graph.effects[position].node]
      if truth == .no { continue }
      let applies: Bool
      switch graph.effects[position].action {
      case .handOver, .otherwiseHandOver: applies = truth == .yes || truth == .fault
      case .stopAI: applies = truth != .no
      case .startWithHuman:
        applies = (truth == .yes || truth == .fault) && machine.isStartJudged(position)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .bringIn,
        .contactCustomer, .urgency, .needSkills:
        applies = false
      }
      if applies { reasons.append(Reason(.effect(position), truth: truth)) }
    }
    return reasons
  }

  /// Why a person holds it where no line says so; empty where none does.
  private func defaultsForPerson(_ ways: [Int]) -> [Reason] {
    if let ruling = ruling?.ruling, ruling == .human || ruling == .suggest {
      return [Reason(.builtIn(.rulingNeedsPerson))]
    }
    if start.isUnusable { return [Reason(.builtIn(.memoryUnusable))] }
    if start.isHeldByPerson { return ways.isEmpty ? [Reason(.builtIn(.personHolds))] : [] }
    return start.isNew && start.wasHuman ? [Reason(.builtIn(.startsWith))] : []
  }
}
