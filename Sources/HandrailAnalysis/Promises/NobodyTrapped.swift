import HandrailEngine

/// Whether everybody who asks for a person comes to one, from every state and at every hour.
package struct NobodyTrapped: Sendable {
  package enum Answer: Sendable {
    /// A person starts every conversation, and none goes back to the AI.
    case neverWithAI
    /// No `way out` says how a customer asks.
    case noWayOut
    /// A person has taken over at the latest in this turn, counted from the first one that asks.
    case within(turns: Int)
    /// So many turns that ask, and no person.
    case broken(Breach, turns: Int)
    /// Nothing that a customer may say is the way out's own test.
    case neverAsked
    /// The way out tests nothing that is said of the customer.
    case unsaid
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
  /// Queues that only take a message at some hours, and those that conversations may be handed to
  /// while nothing at all is left.
  package var deadEnds: [DeadEnd]
  /// The nodes that say that the customer asks.
  package var asking: [Int]
}

extension Analysis {
  /// Turns in which a person must come, unless somebody asks for another number.
  package static let usualTurnsToPerson = 3

  /// More turns than these are not looked at.
  package static let mostTurnsToPerson = 8

  /// Proves that nobody is trapped: whoever asks for a person in every turn from now on has one
  /// within so many turns, and no queue that a conversation comes to leaves it with nobody.
  package func nobodyTrapped(
    within most: Int = Analysis.usualTurnsToPerson
  ) -> NobodyTrapped {
    guard graph.duties.wayOut >= 0 else {
      return NobodyTrapped(answer: wayOutLeads(within: most), deadEnds: deadEnds, asking: [])
    }
    let asking = Asking(graph)
    return NobodyTrapped(
      answer: wayOutLeads(asking, within: most), deadEnds: deadEnds, asking: asking.nodes)
  }

  /// Whether whoever asks as the way out says comes to a person within so many turns.
  package func wayOutLeads(within most: Int) -> NobodyTrapped.Answer {
    let comesToAI = !graph.policy.startsWithHuman || !graph.gates.returns.isEmpty
    guard graph.duties.wayOut >= 0 else { return comesToAI ? .noWayOut : .neverWithAI }
    return wayOutLeads(Asking(graph), within: most)
  }

  private func wayOutLeads(_ asking: Asking, within most: Int) -> NobodyTrapped.Answer {
    guard !asking.nodes.isEmpty else { return asking.isUnsaid ? .unsaid : .neverAsked }
    // What is no test of the turn alone can't be looked at in the turns before.
    let turns = asking.isOfTurn ? min(max(1, most), Analysis.mostTurnsToPerson) : 1
    var answer = NobodyTrapped.Answer.neverAsked
    for count in 1...turns {
      let next = TrapSearch(self, asking, turns: count).answer()
      if case .neverAsked = next, count > 1 { break }
      answer = next
      if case .within = next { break }
      if case .neverAsked = next { break }
    }
    return answer
  }

  /// The policy with some more nodes.
  func widened(_ change: (inout DecisionGraph) -> Void) -> Analysis {
    var wide = graph
    change(&wide)
    var analysis = Analysis(wide)
    analysis.budget = budget
    return analysis
  }

  // MARK: Queues

  /// Queues without a person or a callback at some hours.
  private var deadEnds: [NobodyTrapped.DeadEnd] {
    graph.routing.queues.indices.compactMap { queue in
      let ways = WaysOut(of: queue, in: graph)
      guard !ways.deadEnds.isEmpty || !ways.isSettled else { return nil }
      var end = NobodyTrapped.DeadEnd(
        queue: queue, hours: ways.closedWords,
        takesMessage: ways.deadEnds.allSatisfy { $0.wayOut == .message },
        isSettled: ways.isSettled)
      // A message is an end that the language allows: its hours are only told.
      if end.takesMessage && end.isSettled { return end }
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
    var wide = widened { graph in
      let closed = hours.map { calendar in
        graph.logic.append(.not(graph.logic.append(.during(calendar: Int32(calendar)))))
      }
      graph.logic.append(.all(graph.logic.group(closed)))
    }
    wide.budget = min(budget, 2_000)
    var promise = GraphPromise(name: "nobody waits for nobody", file: 0, line: 1)
    promise.whenever = hours.isEmpty ? -1 : wide.graph.logic.nodes.count - 1
    promise.expectations = [
      GraphPromise.Expectation(isNever: true, outcomes: [.human(queue: queue)], text: "human")
    ]
    return wide.prove(promise)
  }
}

extension GraphLogic {
  /// Adds a node that nothing in the text stands for.
  @discardableResult
  mutating func append(_ node: GraphNode) -> Int32 {
    nodes.append(node)
    origins.append(NodeOrigin(file: 0, line: 0, text: ""))
    return Int32(nodes.count - 1)
  }

  /// The children of a node that joins.
  mutating func group(_ members: [Int32]) -> SideRange {
    let first = children.count
    children += members
    return SideRange(first: first, count: members.count)
  }
}
