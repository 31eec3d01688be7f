// What the receiving person is given: what the policy lists, and what the engine knows.

extension Conversation {
  func packet(_ next: NextStep) -> Packet {
    var packet = Packet()
    let sources = handoffs
    packet.headings = sources.map { $0.heading }
    for fact in sources.flatMap({ $0.include }).withoutRepeats where passesOn(fact) {
      packet.fields.append(field(fact))
    }
    packet.knownCount = packet.fields.count { field in
      if case .missing = field.content { return false }
      return true
    }
    packet.reason = reasonsInWords()
    packet.task = max(machine.task, -1)
    packet.emotions = emotions()
    packet.tried = start.done
    // Loops, not closures: a closure would copy all that is known of the conversation.
    for fact in graph.facts.indices
    where graph.facts[fact].isIdentity && passesOn(fact) && machine.cell(fact).isKnown {
      packet.identity.append(field(fact))
    }
    // The host said it; a usual value that only stands in was said by nobody.
    packet.doNotAsk.reserveCapacity(machine.holder.sentFacts.count)
    for fact in machine.holder.sentFacts {
      let cell = machine.cell(fact)
      if cell.isKnown && !cell.isAssumed { packet.doNotAsk.append(fact) }
    }
    packet.collect = next == .handOver ? collected(sources) : []
    packet.brief = sources.flatMap { $0.brief }
    packet.keepsChannel = sources.contains { $0.keepsChannel }
    return packet
  }

  /// Facts that no packet carries: what any handoff leaves out.
  private var leftOut: Set<Int> { Set(graph.duties.handoffs.flatMap { $0.leaveOut }) }

  private func passesOn(_ fact: Int) -> Bool { !leftOut.contains(fact) }

  /// A secret stays back unless the handoff for this very queue asks for it.
  private func isRedacted(_ fact: Int) -> Bool {
    graph.facts[fact].isSecret
      && !graph.duties.handoffs.contains { isForQueue($0) && $0.include.contains(fact) }
  }

  private func field(_ fact: Int) -> Packet.Field {
    let cell = machine.cell(fact)
    guard cell.isKnown else { return Packet.Field(fact: fact, content: .missing(cell.cause)) }
    if isRedacted(fact) { return Packet.Field(fact: fact, content: .redacted) }
    return Packet.Field(fact: fact, content: .known(words(cell.value, of: fact)))
  }

  private func words(_ value: Int64, of fact: Int) -> String {
    spelled(value, graph.facts[fact].domain, texts: question.frame.texts)
  }

  /// Facts to ask for before the person joins; none where the customer is not to be held up.
  private func collected(_ sources: [GraphHandoff]) -> [Int] {
    guard let collect = sources.reversed().compactMap({ $0.collect }).first,
      collect.except < 0 || truth(collect.except) == .no, !isUrgent
    else { return [] }
    return Array(collect.facts.filter { !machine.cell($0).isKnown }.prefix(collect.atMost))
  }

  /// The customer asked for a person, or somebody was alerted, or the AI was stopped.
  private var isUrgent: Bool {
    let askedForPerson = handler.reasons.contains { reason in
      graph.duties.wayOut >= 0 && effect(of: reason)?.heading == graph.duties.wayOut
    }
    let isAlerted = graph.duties.oversight.contains { line in
      if case .alert = line.kind { return truth(line.node) != .no }
      return false
    }
    return askedForPerson || isAlerted || isStopped
  }
}

extension Conversation {
  /// A line that stops the AI is not *no*.
  private var isStopped: Bool {
    for position in graph.effects.indices
    where machine.truths[graph.effects[position].node] != .no {
      if graph.effects[position].action == .stopAI { return true }
    }
    return false
  }
}

// MARK: - Feeling

extension Conversation {
  /// Scores of every turn that are marked `emotion`; where none is, every score of a turn.
  private func emotions() -> [Packet.Emotion] {
    if machine.holder.feelings.isEmpty { return [] }
    return machine.holder.feelings.filter { passesOn($0) && !isRedacted($0) }.map { emotion($0) }
  }

  private func emotion(_ fact: Int) -> Packet.Emotion {
    var emotion = Packet.Emotion(fact: fact)
    guard case .turn(let slot) = graph.facts[fact].supply else { return emotion }
    let now = machine.cell(fact)
    if now.isKnown { emotion.now = words(now.value, of: fact) }
    let known = question.frame.turns.map { $0.cells[slot] }.filter { $0.isKnown }
      .map { $0.value }
    emotion.peak = known.max().map { words($0, of: fact) }
    if let first = known.first, let last = known.last, known.count > 1 {
      // Scores lie between 0 and 1: the difference always fits.
      emotion.trend = words(last &- first, of: fact)
    }
    return emotion
  }
}

// MARK: - Why

extension Conversation {
  /// Why a person has it: the policy's own reasons, else the names of its headings.
  private func reasonsInWords() -> [String] {
    var said: [String] = []
    for given in handler.reasons {
      for reason in deciding(given) {
        let words = words(of: reason)
        if !said.contains(words) { said.append(words) }
      }
    }
    return said
  }

  /// A person who takes it for the task's sake comes because of the lines that ruled.
  private func deciding(_ reason: Reason) -> [Reason] {
    reason.cause == .builtIn(.rulingNeedsPerson) ? ruling?.reasons ?? [] : [reason]
  }

  private func words(of reason: Reason) -> String {
    switch reason.cause {
    case .effect(let position): words(ofHeading: graph.effects[position].heading)
    case .first(let position): words(ofHeading: graph.gates.firsts[position].heading)
    case .comesBack(let position): words(ofHeading: graph.gates.returns[position].heading)
    case .approval(let position): words(ofHeading: graph.gates.approvals[position].heading)
    case .offer(let position): words(ofHeading: graph.gates.offers[position].heading)
    case .builtIn(let builtIn): builtIn.words
    }
  }

  private func words(ofHeading position: Int) -> String {
    graph.headings[position].because ?? graph.headings[position].name
  }
}

extension BuiltInReason {
  /// The default in plain words, for the person who takes over.
  fileprivate var words: String {
    switch self {
    case .noPermission: "no line lets the AI do this"
    case .taskMissing: "the question names no task that the policy knows"
    case .personHolds: "a person already has this conversation"
    case .memoryUnusable: "the memory of this conversation could not be used"
    case .startsWith: "the policy starts conversations with a person"
    case .returnLimit: "the AI took this conversation back for other tasks only"
    case .aiHolds: "nothing calls for a person"
    case .rulingNeedsPerson: "the task needs a person"
    case .inputFault: "the question could not be read"
    case .fault: "the decision could not be worked out"
    }
  }
}
