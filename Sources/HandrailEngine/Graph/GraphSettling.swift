// What a graph keeps besides that follows from the rest of it.

extension DecisionGraph {
  /// Notes which nodes are judged at turns and for agents, and whether turns are read.
  package mutating func settle() {
    var roots: [Int] = gates.wayOutNode >= 0 ? [gates.wayOutNode] : []
    for node in logic.nodes {
      if case .window(let child, _, _, _) = node { roots.append(Int(child)) }
    }
    for entry in logic.switches where entry.isTurnwise { roots.append(entry.node) }
    logic.turnNodes = logic.nodes(under: roots).map { Int32($0) }
    for queue in routing.queues.indices where routing.queues[queue].agents >= 0 {
      let agents = routing.queues[queue].agents
      routing.queues[queue].agentNodes = logic.nodes(under: [agents]).map { Int32($0) }
    }
    logic.readsTurns = needsTurns
  }

  /// Some node, `first`, packet or message reads a turn fact, or something counts turns.
  private var needsTurns: Bool {
    if duties.assist?.rate != nil { return true }
    for node in logic.nodes where logic.facts(readBy: node).contains(where: isOfTurns) {
      return true
    }
    for first in gates.firsts where (first.ask + first.confirm).contains(where: isOfTurns) {
      return true
    }
    for handoff in duties.handoffs {
      let passedOn = handoff.include + (handoff.collect?.facts ?? [])
      if passedOn.contains(where: isOfTurns) { return true }
    }
    for heading in headings {
      for wording in heading.say?.wordings ?? [] {
        for case .fact(let fact) in wording.pieces where isOfTurns(fact) { return true }
      }
    }
    return false
  }

  private func isOfTurns(_ fact: Int) -> Bool {
    switch facts[fact].supply {
    case .turn: true
    case .computed:
      facts[fact].builtIn == .turnCount || facts[fact].builtIn == .humanRequests
    case .session, .task, .agent: false
    }
  }
}
