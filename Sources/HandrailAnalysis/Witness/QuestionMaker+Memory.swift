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
      guard case .startWithHuman = graph.effects[$0].action else { return false }
      return choice(.judged(effect: Int32($0)))?.low == 1
    }
    remember(at, in: &memory)
    rememberShown(at, in: &memory)
    memory.yesHandOvers = isHuman ? graph.effects.indices.filter(wasCalled) : []
    return .kept(memory)
  }

  /// A hand-over line was yes in the decision before, by the queues that it can name.
  private func wasCalled(_ effect: Int) -> Bool {
    if let called = choice(.calledLine(effect: Int32(effect))) { return called.low == 1 }
    let queues = graph.effects[effect].namedQueues(graph)
    return !queues.isEmpty && queues.allSatisfy(isCalled)
  }

  private func isCalled(_ queue: Int) -> Bool { choice(.called(queue: Int32(queue)))?.low == 1 }

  /// The same where tables name the queues: by the rows that are picked now.
  func calling(_ question: Question) -> Question {
    guard case .kept(var memory) = question.memory, memory.handler.isHuman,
      graph.routing.queues.indices.contains(where: isCalled)
    else { return question }
    let decider = side?.graph ?? graph
    let tables = decider.effects.indices.filter { effect in
      let line = side?.effects[effect] ?? effect
      guard choice(.calledLine(effect: Int32(line))) == nil else { return false }
      if case .table? = decider.effects[effect].target { return true }
      return false
    }
    if tables.isEmpty { return question }
    let rows = decideTracing(question, by: decider).1.rows
    for effect in tables {
      guard case .table(let table)? = decider.effects[effect].target, rows[table] >= 0,
        let column = decider.logic.tables[table].outputs.firstIndex(of: .queue),
        let queue = decider.logic.tables[table].rows[rows[table]].results[column]
      else { continue }
      memory.yesHandOvers.removeAll { $0 == effect }
      if isCalled(side?.queues[Int(queue)] ?? Int(queue)) { memory.yesHandOvers.append(effect) }
    }
    memory.yesHandOvers.sort()
    var question = question
    question.memory = .kept(memory)
    return question
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

  /// Offers that were shown before and in which a person is chosen now: what they are asked about
  /// is another matter than the task of the question.
  func rememberShown(_ at: Moment, in memory: inout SessionMemory) {
    for (position, offer) in graph.gates.offers.enumerated()
    where choice(.chosen(offer: Int32(position)))?.low == 1 {
      var record = OfferRecord(
        gate: graph.headings[offer.heading].name, instance: "shown", manner: .shown,
        shownAt: Moment(microseconds: at.microseconds - 240_000_000))
      let isAnswered = offer.options.contains { $0 != .ai }
      // By silence where no option is a person.
      record.answerBy = isAnswered ? at : Moment(microseconds: at.microseconds - 30_000_000)
      memory.offers.append(record)
    }
  }

  /// What was told since the last decision: tasks that are done though nothing is remembered, and
  /// what the customer said of offers, or of one in another session.
  func events(_ at: Moment, _ frame: Frame) -> [SessionEvent] {
    var events = doneAlready(at)
    for (position, offer) in graph.gates.offers.enumerated() {
      let last = chosenLast(position)
      let gate = graph.headings[offer.heading].name
      if choice(.chosen(offer: Int32(position)))?.low == 1,
        let person = offer.options.first(where: { $0 == last && $0 != .ai })
          ?? offer.options.first(where: { $0 != .ai })
      {
        // Told late where the AI was chosen after it.
        let seconds: Int64 = last == .ai ? 150 : 30
        var event = SessionEvent(
          id: "answer \(gate)", at: Moment(microseconds: at.microseconds - seconds * 1_000_000),
          kind: .answer)
        (event.gate, event.instance, event.choice) = (gate, "shown", person)
        events.append(event)
      }
      if let event = remembered(position, at, frame) { events.append(event) }
    }
    return events
  }

  private func doneAlready(_ at: Moment) -> [SessionEvent] {
    guard choice(.memory)?.low == 0 else { return [] }
    return graph.facts.indices.compactMap { fact in
      guard case .done(let task) = graph.facts[fact].builtIn, !graph.facts[fact].isAsDecided,
        let choice = choice(.cell(fact: Int32(fact), back: 0)), choice.isKnown, choice.low == 1
      else { return nil }
      var event = SessionEvent(
        id: "done \(graph.tasks[task])", at: Moment(microseconds: at.microseconds - 1_000_000),
        kind: .done)
      event.task = task
      return event
    }
  }

  /// What `choice.NAME` is to say of an offer.
  private func chosenLast(_ offer: Int) -> OfferChoice? {
    let fact = graph.facts.firstIndex { $0.builtIn == .choice(offer) && !$0.isAsDecided }
    guard let fact, let last = choice(.cell(fact: Int32(fact), back: 0)), last.isKnown else {
      return nil
    }
    return [nil, .ai, .human, .callback][Int(last.low)]
  }

  /// A choice kept from another session, for a new one.
  private func remembered(_ offer: Int, _ at: Moment, _ frame: Frame) -> SessionEvent? {
    guard choice(.memory)?.low == 0, let remember = graph.gates.offers[offer].remember else {
      return nil
    }
    let standing = choice(.offer(Int32(offer)))?.low ?? 0
    let here: OfferChoice? = standing == 2 ? .human : standing == 3 ? .callback : nil
    guard let kept = chosenLast(offer) ?? here, kept != .ai,
      let text = frame.text(of: remember.by, graph, task: choice(.task)?.low)
    else { return nil }
    var event = SessionEvent(
      id: "kept \(offer)", at: Moment(microseconds: at.microseconds - 1_000_000),
      kind: .remembered)
    event.gate = graph.headings[graph.gates.offers[offer].heading].name
    (event.choice, event.by) = (kept, text)
    return event
  }

  /// Where the conversation never changed hands for the version that begins with a person.
  private func holding(_ question: Question) -> Question {
    guard case .kept(var memory) = question.memory, choice(.heldFromStart)?.low == 1,
      side?.graph.policy.startsWithHuman ?? false
    else { return question }
    memory.handler.changedAtTurn = 0
    var question = question
    question.memory = .kept(memory)
    return question
  }

  /// The question as it stands, and with the answers that its gates call for.
  func attempts(_ made: Question) -> [Question] {
    let question = calling(holding(made))
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

extension Frame {
  /// The text of a reference fact, where it is known.
  fileprivate func text(of fact: Int, _ graph: DecisionGraph, task: Int64?) -> String? {
    let cell: Cell?
    switch graph.facts[fact].supply {
    case .session(let slot): cell = session[slot]
    case .turn(let slot): cell = turns.last?.cells[slot]
    case .task(let slot): cell = tasks[Int(task ?? -1)]?[slot]
    case .agent, .computed: cell = nil
    }
    guard let cell, cell.isKnown, let place = Int(exactly: cell.value),
      texts.indices.contains(place)
    else { return nil }
    return texts[place]
  }
}
