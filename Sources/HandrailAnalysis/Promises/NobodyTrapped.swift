package import HandrailEngine

/// Whether everybody who asks for a person comes to one, from every state and at every hour.
package struct NobodyTrapped: Sendable {
  package enum Answer: Sendable {
    /// No `way out` says how a customer asks.
    case noWayOut
    /// A person has taken over at the latest in this turn, counted from the first one that asks.
    case within(turns: Int)
    /// So many turns that ask, and no person.
    case broken(Breach, turns: Int)
    /// Nothing that a customer may say is the way out's own test.
    case neverAsked
    case notSettled
  }

  /// A queue that leads to neither a person nor a callback at some hours.
  package struct DeadEnd: Sendable {
    package let queue: Int
    /// The hours, in words.
    package let hours: String
    /// A message is taken at all of them.
    package let takesMessage: Bool
    /// False where it could not be told whether conversations come to it then.
    package internal(set) var isSettled: Bool
    /// How a conversation comes to it at such an hour.
    package internal(set) var breach: Breach?
  }

  package var answer: Answer
  /// Only queues that conversations may be handed to.
  package var deadEnds: [DeadEnd]
  /// The node that says that the customer asks; -1: none.
  package var asking: Int
}

extension Analysis {
  /// Turns in which a person must come, unless somebody asks for another number.
  package static let usualTurnsToPerson = 3

  /// Proves that nobody is trapped: whoever asks for a person in every turn from now on has one
  /// within so many turns.
  package func nobodyTrapped(
    within most: Int = Analysis.usualTurnsToPerson
  ) -> NobodyTrapped {
    let heading = graph.duties.wayOut
    guard heading >= 0 else { return NobodyTrapped(answer: .noWayOut, deadEnds: [], asking: -1) }
    let asking = askingNode(heading)
    var answer = NobodyTrapped.Answer.neverAsked
    // What is no test of the turn alone can't be looked at in the turns before.
    let turns = asking.isOfTurn ? min(max(1, most), 8) : 1
    for count in 1...turns {
      let next = asking.node < 0 ? .neverAsked : trapped(asking.node, turns: count)
      if case .neverAsked = next, count > 1 { break }
      answer = next
      if case .within = next { break }
      if case .neverAsked = next { break }
    }
    return NobodyTrapped(answer: answer, deadEnds: deadEnds, asking: asking.node)
  }

  /// The way-out rule's own test; where that speaks of more than turns, its whole `when`.
  private func askingNode(_ heading: Int) -> (node: Int, isOfTurn: Bool) {
    let own = graph.gates.wayOutNode
    if own >= 0, graph.logic.nodes[own] != .constant(.open) { return (own, true) }
    return (graph.headings[heading].guarding.when, false)
  }

  /// Looks for so many turns that ask, one after the other, and no person after the last of them.
  private func trapped(_ asking: Int, turns: Int) -> NobodyTrapped.Answer {
    let (wide, node) = looking(back: turns, at: asking)
    var promise = GraphPromise(name: "nobody is trapped", file: 0, line: 1)
    promise.whenever = node
    promise.expectations = [
      GraphPromise.Expectation(isNever: false, outcomes: [.human(queue: nil)], text: "human")
    ]
    var proof = Proof(wide, promise)
    if turns > 1 { proof.isMeant = { oneByOne([$0], turns: turns, asking: asking) != nil } }
    switch proof.run() {
    case .proved: return .within(turns: turns)
    case .neverTriggered: return .neverAsked
    case .notSettled: return .notSettled
    case .broken(var breach):
      if turns == 1 { return .broken(breach, turns: 1) }
      // Where no whole conversation is found, the turns themselves still are one.
      let told = breach.conversation.flatMap { oneByOne($0, turns: turns, asking: asking) }
      let last = told ?? oneByOne([breach.witness], turns: turns, asking: asking)
      guard let shown = last?.last else { return .notSettled }
      breach.conversation = told
      breach.witness = shown
      return .broken(breach, turns: turns)
    }
  }

  /// The policy with a node that says that each of the last turns since the AI has it asked.
  private func looking(back turns: Int, at asking: Int) -> (analysis: Analysis, node: Int) {
    guard turns > 1 else { return (self, asking) }
    let count = UInt8(clamping: turns)
    return widened { logic in
      logic.longestWindow = max(logic.longestWindow, turns)
      return [.window(child: Int32(asking), atLeast: count, of: count, restarts: true)]
    }
  }

  /// The policy with some more nodes, and the last of them.
  private func widened(
    _ nodes: (inout GraphLogic) -> [GraphNode]
  ) -> (analysis: Analysis, node: Int) {
    var wide = graph
    for node in nodes(&wide.logic) {
      wide.logic.nodes.append(node)
      wide.logic.origins.append(NodeOrigin(file: 0, line: 0, text: ""))
    }
    var analysis = Analysis(wide)
    analysis.budget = budget
    return (analysis, wide.logic.nodes.count - 1)
  }

  /// The last question of a breach turn by turn; `nil` where a person came on the way.
  private func oneByOne(_ told: [Witness], turns: Int, asking: Int) -> [Witness]? {
    guard let last = told.last, last.question.frame.turns.count >= turns else { return nil }
    var steps = Array(told.dropLast())
    var memory = last.question.memory
    for missing in (0..<turns).reversed() {
      var question = last.question
      question.frame.turns.removeLast(missing)
      question.memory = memory
      let (decision, trace) = decideTracing(question, by: graph)
      guard !decision.handlerIsHuman, trace.truths[asking] == .yes else { return nil }
      memory = .kept(decision.memory)
      steps.append(Witness(question: question, decision: decision, trace: trace))
    }
    return steps
  }

  // MARK: Queues

  /// Queues without a person or a callback at some hours, that conversations may be handed to then.
  private var deadEnds: [NobodyTrapped.DeadEnd] {
    graph.routing.queues.indices.compactMap { queue in
      let ways = WaysOut(of: queue, in: graph)
      guard !ways.deadEnds.isEmpty || !ways.isSettled else { return nil }
      var end = NobodyTrapped.DeadEnd(
        queue: queue, hours: ways.closedWords,
        takesMessage: ways.deadEnds.allSatisfy { $0.wayOut == .message },
        isSettled: ways.isSettled)
      switch handedWhileClosed(queue) {
      case .proved, .neverTriggered: return nil
      case .notSettled: end.isSettled = false
      case .broken(let breach): end.breach = breach
      }
      return end
    }
  }

  /// Whether a conversation comes to a queue while it and all that its ladder tries are closed.
  private func handedWhileClosed(_ queue: Int) -> PromiseAnswer {
    let hours = WaysOut.triedHours(of: queue, in: graph)
    let (wide, node) = widened { logic in
      let first = logic.nodes.count
      let closed = hours.indices.map { Int32(first + hours.count + $0) }
      let children = SideRange(first: logic.children.count, count: closed.count)
      logic.children += closed
      return hours.map { .during(calendar: Int32($0)) }
        + hours.indices.map { .not(Int32(first + $0)) } + [.all(children)]
    }
    var promise = GraphPromise(name: "nobody waits for nobody", file: 0, line: 1)
    promise.whenever = hours.isEmpty ? -1 : node
    promise.expectations = [
      GraphPromise.Expectation(isNever: true, outcomes: [.human(queue: queue)], text: "human")
    ]
    return wide.prove(promise)
  }
}

extension NobodyTrapped {
  /// What is wrong, in words.
  package struct Complaint: Sendable, Equatable {
    package var headline: String
    package var reason: String
    /// The queue it is about; `nil`: the way out.
    package var queue: Int?
    /// It could only not be settled.
    package var isOpen = false
  }

  /// What keeps customers from a person; empty where nobody is trapped.
  package func complaints(_ graph: DecisionGraph) -> [Complaint] {
    let rule = graph.duties.wayOut >= 0 ? graph.headings[graph.duties.wayOut].name : ""
    var complaints: [Complaint] = []
    let because = "Somebody who asks for a person again and again must come to one."
    switch answer {
    case .noWayOut, .within: break
    case .broken(_, let turns):
      let asked = turns == 1 ? "asks as `\(rule)` says" : "asks as `\(rule)` says \(turns) times"
      complaints.append(
        Complaint(headline: "A customer who \(asked) can still be with the AI.", reason: because))
    case .neverAsked:
      complaints.append(
        Complaint(
          headline: "Nothing that a customer can say is what `\(rule)` asks for.", reason: because))
    case .notSettled:
      complaints.append(
        Complaint(
          headline: "I couldn't settle whether everybody who asks as `\(rule)` says comes to a "
            + "person. Treat it as not proved.",
          reason: "It may well be so; nobody has shown it.", isOpen: true))
    }
    for end in deadEnds where !end.takesMessage || !end.isSettled {
      let name = graph.routing.queues[end.queue].name
      if end.isSettled {
        complaints.append(
          Complaint(
            headline: "`\(name)` has neither a person, a callback nor a message: \(end.hours).",
            reason: "Whoever is handed over then waits for nobody.", queue: end.queue))
      } else {
        complaints.append(
          Complaint(
            headline: "I couldn't settle whether `\(name)` is handed conversations while nobody is "
              + "there. Treat it as not proved.",
            reason: "It may well be so; nobody has shown it.", queue: end.queue, isOpen: true))
      }
    }
    return complaints
  }

  /// When queues only take a message, a sentence each.
  package func notes(_ graph: DecisionGraph) -> [String] {
    deadEnds.filter { $0.takesMessage && $0.isSettled }.map { end in
      "`\(graph.routing.queues[end.queue].name)` only takes a message: \(end.hours)"
    }
  }
}
