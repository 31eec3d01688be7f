// What the customer is told, by `language.md` 3.4 and 3.6: only lines that are *yes* speak.

extension Conversation {
  func messages(_ next: NextStep) -> SaidMessages {
    var said = SaidMessages()
    // A survey is no decision: nothing is said on it.
    if isSurvey { return said }
    for line in disclosures() { add(line.origin.heading, .disclosure, to: &said) }
    if ruling?.ruling == .nobody, let heading = refusingHeading() {
      add(heading, .refusal, to: &said)
    }
    if next == .handOver || next == .transfer, let heading = handOverHeading() {
      add(heading, .handOver, to: &said)
    }
    if next == .handOver || next == .transfer, let heading = handoffHeading() {
      add(heading, .handoff, to: &said)
    }
    if next == .offer {
      for gate in offers where gate.choice == nil {
        add(graph.gates.offers[gate.offer].heading, .gate, to: &said)
      }
    }
    if next == .approval {
      for gate in approvals.gates where gate.state != .granted {
        add(graph.gates.approvals[gate.approval].heading, .gate, to: &said)
      }
    }
    for gate in gates.open {
      add(graph.gates.firsts[gate.first].heading, .gate, to: &said)
    }
    for position in handler.returned {
      add(graph.gates.returns[position].heading, .comesBack, to: &said)
    }
    return said
  }

  /// The first refusing rule by name that has words.
  private func refusingHeading() -> Int? {
    let refusing = (ruling?.reasons ?? []).compactMap { effect(of: $0)?.heading }
    return firstWithWords(refusing)
  }

  /// The first by name among the rules that named the chosen queue and have words; else from the
  /// deciding rule that is first by name.
  private func handOverHeading() -> Int? {
    let naming = routing.namedIt.map { graph.effects[$0].heading }
    if let heading = firstWithWords(naming) { return heading }
    let deciding = handler.reasons.filter { $0.truth == .yes }
      .compactMap { effect(of: $0)?.heading }
    // A person who takes it for the task's sake comes because of the lines that ruled.
    let isForTask = handler.reasons == [Reason(.builtIn(.rulingNeedsPerson))]
    let ruled = isForTask ? ruling?.reasons ?? [] : []
    let rulingLines = ruled.filter { $0.truth == .yes }.compactMap { effect(of: $0)?.heading }
    let first = firstByName(deciding) ?? firstByName(rulingLines)
    return first.flatMap { graph.headings[$0].say == nil ? nil : $0 }
  }

  private func firstWithWords(_ headings: [Int]) -> Int? {
    firstByName(headings, amongThoseWithWords: true)
  }

  /// The rule that is first by name.
  private func firstByName(_ headings: [Int], amongThoseWithWords: Bool = false) -> Int? {
    var first: Int?
    // A loop, not a closure: a closure would copy all that is known of the conversation.
    for heading in headings where graph.headings[heading].kind == .rule {
      if amongThoseWithWords && graph.headings[heading].say == nil { continue }
      if let earlier = first,
        !graph.headings[heading].name.utf8.lexicographicallyPrecedes(
          graph.headings[earlier].name.utf8)
      {
        continue
      }
      first = heading
    }
    return first
  }

  func effect(of reason: Reason) -> GraphEffect? {
    guard case .effect(let position) = reason.cause else { return nil }
    return graph.effects[position]
  }

  private func add(
    _ heading: Int, _ kind: SaidMessages.Message.Kind, to said: inout SaidMessages
  ) {
    guard let say = graph.headings[heading].say, let wording = say.wording(question.language)
    else { return }
    var text = ""
    for piece in wording.pieces {
      switch piece {
      case .text(let words):
        text += words
      case .fact(let fact):
        let cell = machine.cell(fact)
        guard cell.isKnown else {
          said.dropped.append(SaidMessages.Dropped(heading: heading, fact: fact))
          return
        }
        text += spelled(cell.value, graph.facts[fact].domain, texts: question.frame.texts)
      }
    }
    said.messages.append(SaidMessages.Message(kind: kind, heading: heading, text: text))
  }
}

extension GraphMessage {
  /// The wording in a language, else the default.
  func wording(_ language: String?) -> Wording? {
    guard let language else { return wordings.first }
    return wordings.first { $0.language == language } ?? wordings.first
  }
}
