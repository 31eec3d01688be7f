import HandrailEngine

extension GraphBuilder {
  /// Settles the graph and signs it.
  mutating func finish() {
    settle()
    graph.policy.digest = graphDigest(graph)
  }

  /// Notes which nodes are judged at turns and for agents.
  mutating func settle() {
    var roots: [Int] = graph.gates.wayOutNode >= 0 ? [graph.gates.wayOutNode] : []
    for node in graph.logic.nodes {
      if case .window(let child, _, _, _) = node { roots.append(Int(child)) }
    }
    roots += graph.logic.switches.filter(\.isTurnwise).map(\.node)
    graph.logic.turnNodes = nodes(under: roots)
    for queue in graph.routing.queues.indices where graph.routing.queues[queue].agents >= 0 {
      graph.routing.queues[queue].agentNodes = nodes(under: [graph.routing.queues[queue].agents])
    }
    graph.logic.readsTurns = readsTurns()
  }

  /// The roots and all that they rest on, in table order.
  private func nodes(under roots: [Int]) -> [Int32] {
    var isNeeded = [Bool](repeating: false, count: graph.logic.nodes.count)
    for root in roots { isNeeded[root] = true }
    for position in graph.logic.nodes.indices.reversed() where isNeeded[position] {
      for child in graph.logic.rests(on: position) { isNeeded[child] = true }
    }
    return isNeeded.indices.filter { isNeeded[$0] }.map { Int32($0) }
  }

  /// Some node, `first`, packet or message reads a turn fact, or something counts turns.
  private func readsTurns() -> Bool {
    let tested = graph.logic.nodes.flatMap { graph.logic.facts(readBy: $0) }
    let asked = graph.gates.firsts.flatMap { $0.ask + $0.confirm }
    if graph.duties.assist?.rate != nil { return true }
    let passedOn = graph.duties.handoffs.flatMap { $0.include + ($0.collect?.facts ?? []) }
    let spoken = graph.headings.compactMap(\.say).flatMap(\.wordings).flatMap(\.pieces)
      .compactMap { (piece: GraphMessage.Piece) -> Int? in
        guard case .fact(let fact) = piece else { return nil }
        return fact
      }
    return (tested + asked + passedOn + spoken).contains { fact in
      switch graph.facts[fact].supply {
      case .turn: true
      case .computed:
        graph.facts[fact].builtIn == .turnCount || graph.facts[fact].builtIn == .humanRequests
      case .session, .task, .agent: false
      }
    }
  }
}
