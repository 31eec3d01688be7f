import HandrailEngine

// What an example customer's session remembers, and what happened since.

extension CustomerSpeech {
  /// Who held the conversation, and what memory says of what is tested.
  var before: [String] {
    switch question.memory {
    case .new: return []
    case .absent: return isFirstTurn ? [] : ["the memory did not come"]
    case .unusable: return ["the memory cannot be used"]
    case .kept(let memory): return [holder(memory)] + remembered(memory)
    }
  }

  /// Memory that is absent is read as new at turn 1 only.
  private var isFirstTurn: Bool {
    graph.logic.readsTurns && question.frame.hasTurns
      && (question.frame.turns.last?.number ?? 0) <= 1
  }

  private func holder(_ memory: SessionMemory) -> String {
    guard memory.handler.isHuman else { return "the AI held the conversation" }
    let queue = memory.handler.queue
    guard graph.routing.queues.indices.contains(queue) else {
      return "a person held the conversation"
    }
    return "a person in \(graph.routing.queues[queue].name) held the conversation"
  }

  private func remembered(_ memory: SessionMemory) -> [String] {
    var words: [String] = []
    for position in facts.switches.sorted() {
      let name = graph.logic.switches[position].name
      let test = name.hasSuffix(" at any point") ? String(name.dropLast(13)) : name
      switch memory.switches.indices.contains(position) ? memory.switches[position] : .fault {
      case .no: continue
      case .yes: words.append("\(test): so before")
      case .open, .fault: words.append("\(test): nobody can tell whether it was so before")
      }
    }
    for fact in facts.facts.sorted() {
      if let word = remembered(graph.facts[fact].builtIn, memory) { words.append(word) }
    }
    return words
  }

  private func remembered(_ builtIn: GraphBuiltIn?, _ memory: SessionMemory) -> String? {
    switch builtIn {
    case .humanRequests:
      guard memory.humanRequestsUnsure == .no else { return "human_requests unknown" }
      return memory.humanRequests == 0 ? nil : "asked for a person \(times(memory.humanRequests))"
    case .turnCount: return memory.lastTurn == 0 ? nil : "\(memory.lastTurn) turns so far"
    case .done(let task):
      return memory.done.contains(task) ? "\(graph.tasks[task]) was done" : nil
    case .choice(let offer):
      let name = graph.headings[graph.gates.offers[offer].heading].name
      guard let choice = memory.offers.last(where: { $0.gate == name })?.choice else { return nil }
      return "chose \(choice.words) in \(name)"
    case .approval(let approval):
      let name = graph.headings[graph.gates.approvals[approval].heading].name
      let state = memory.approvals.last { $0.gate == name }?.state
      return state.map { "\(name) was \($0.words)" }
    case .task, .handler, .now, .queueOpen, .queueFree, .queueWait, nil: return nil
    }
  }

  private func times(_ count: Int) -> String {
    switch count {
    case 1: "once"
    case 2: "twice"
    default: "\(count) times"
    }
  }

  /// What happened since the last decision, in the order told.
  var events: [String] {
    question.events.map { event in
      let who = event.who ?? "somebody"
      switch event.kind {
      case .done:
        return
          "\(graph.tasks.indices.contains(event.task) ? graph.tasks[event.task] : "a task") is done"
      case .confirmed: return "the customer confirms \(event.gate)"
      case .declined: return "the customer says no to \(event.gate)"
      case .noAnswer: return "the customer does not answer \(event.gate)"
      case .answer:
        return "the customer chooses \(event.choice?.words ?? "nothing") in \(event.gate)"
      case .remembered:
        return
          "chose \(event.choice?.words ?? "nothing") in \(event.gate) in an earlier conversation"
      case .asked: return "\(who) asks anew for \(event.gate)"
      case .vote: return "\(who) \(event.isApproval ? "approves" : "refuses") \(event.gate)"
      case .withdraw: return "\(who) takes back the approval of \(event.gate)"
      case .join: return "\(who) joins"
      case .leave: return "\(who) leaves"
      }
    }
  }
}

extension OfferChoice {
  /// `a person`.
  package var words: String {
    switch self {
    case .ai: "the AI"
    case .human: "a person"
    case .callback: "a callback"
    }
  }
}

extension ApprovalState {
  /// `not asked for`.
  package var words: String {
    switch self {
    case .notAsked: "not asked for"
    case .waiting: "waiting"
    case .granted: "granted"
    case .refused: "refused"
    case .expired: "expired"
    }
  }
}
