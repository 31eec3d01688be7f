import HandrailEngine

extension QuestionMaker {
  /// What the session remembers, by the choices of all that memory carries.
  func memory(_ at: Moment, _ session: String?) -> MemoryGiven {
    let sort = choice(.memory)?.low ?? 0
    if sort == 0 { return .new }
    if sort == 3 { return .unusable }
    let isHuman = sort == 2
    let last = Int(choice(.turnCount).map { $0.isKnown ? $0.low : 0 } ?? 0)
    var handler = HandlerMemory(isHuman: isHuman)
    let queue = Int(choice(.heldQueue)?.low ?? 0)
    handler.queue = isHuman && queue < graph.routing.queues.count ? queue : -1
    let stretch = Int(choice(.stretch)?.low ?? 0)
    if stretch > 0 { handler.changedAtTurn = max(1, last - stretch + 1) }
    var memory = SessionMemory(
      session: session, policy: graph.policy.digest, sequence: 1,
      at: Moment(microseconds: at.microseconds - 60_000_000), handler: handler,
      switchCount: graph.logic.switches.count)
    memory.lastTurn = last
    for position in graph.logic.switches.indices {
      let raw = choice(.memorySwitch(Int32(position)))?.low ?? 0
      memory.switches[position] = Truth(rawValue: UInt8(raw)) ?? .no
    }
    memory.returns.armed = graph.gates.returns.indices.filter {
      choice(.armed(Int32($0)))?.low == 1
    }
    if let back = choice(.returnedTo)?.low, back > 0, !isHuman {
      memory.returns.taken = 1
      let tasks = graph.gates.returns[Int(back) - 1].tasks
      memory.returns.tasks = tasks.map { set in graph.tasks.indices.filter { set.contains($0) } }
    }
    memory.judgedStarts = graph.effects.indices.filter {
      choice(.judged(effect: Int32($0)))?.low == 1
    }
    remember(at, in: &memory)
    return .kept(memory)
  }

  /// Built-in facts that memory gives.
  private func remember(_ at: Moment, in memory: inout SessionMemory) {
    for (fact, described) in graph.facts.enumerated() where !described.isAsDecided {
      guard let builtIn = described.builtIn,
        let choice = choice(.cell(fact: Int32(fact), back: 0))
      else { continue }
      switch builtIn {
      case .humanRequests:
        memory.humanRequests = Int(choice.isKnown ? choice.low : 0)
        if !choice.isKnown {
          memory.humanRequestsUnsure = choice.sort
        }
      case .done(let task): if choice.isKnown && choice.low == 1 { memory.done.append(task) }
      case .choice(let offer): remember(choice, ofOffer: offer, at, in: &memory)
      case .task, .handler, .turnCount, .now, .approval, .queueOpen, .queueFree, .queueWait: break
      }
    }
  }

  /// A choice made earlier in the session, about something else.
  private func remember(
    _ choice: Choice, ofOffer offer: Int, _ at: Moment, in memory: inout SessionMemory
  ) {
    guard choice.isKnown, choice.low > 0 else { return }
    let before = Moment(microseconds: at.microseconds - 120_000_000)
    var record = OfferRecord(
      gate: graph.headings[graph.gates.offers[offer].heading].name, instance: "earlier",
      manner: .answered, shownAt: before)
    record.choice = choice.low == 1 ? .ai : choice.low == 2 ? .human : .callback
    record.chosenAt = before
    memory.offers.append(record)
  }

  /// The question as it stands, and with the answers that its gates call for.
  func attempts(_ question: Question) -> [Question] {
    guard case .kept(let memory) = question.memory, graph.gates.asksAnybody else {
      return [question]
    }
    let answered = answering(question, memory)
    return answered.map { [$0, question] } ?? [question]
  }
}

extension GraphGates {
  /// Somebody may be asked for a word before a task.
  fileprivate var asksAnybody: Bool { !(approvals.isEmpty && offers.isEmpty && firsts.isEmpty) }
}
