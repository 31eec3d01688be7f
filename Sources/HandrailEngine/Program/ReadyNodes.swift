// What a decision has ready besides the guards.

extension DecisionGraph {
  /// Nodes that a whole decision works out one by one, in table order: what makes the cells that
  /// messages, gates, approvals and packets show, and what duties read as decided rest on.
  var nodesShown: [Int32] {
    var isNeeded = [Bool](repeating: false, count: logic.nodes.count)
    for fact in factsShown {
      if let maker = logic.makers[fact] { isNeeded[maker] = true }
    }
    for decided in duties.decidedNodes {
      for below in logic.rests(on: Int(decided)) { isNeeded[below] = true }
    }
    for decided in duties.decidedNodes { isNeeded[Int(decided)] = false }
    return isNeeded.indices.filter { isNeeded[$0] }.map { Int32($0) }
  }

  /// Nodes that work out tables which name a queue or an urgency.
  var nodesRouting: [Int32] {
    logic.nodes.indices.filter { node in
      guard case .workOut(let table) = logic.nodes[node] else { return false }
      return logic.tables[Int(table)].outputs.contains { $0 == .queue || $0 == .urgency }
    }.map { Int32($0) }
  }

  /// Built-in facts that a test, a message, a gate or a packet looks at.
  var builtInsUsed: [BuiltInSlot] {
    let used = logic.factsRead.union(factsShown)
    return facts.indices.compactMap { fact in
      guard used.contains(fact), !facts[fact].isAsDecided, let builtIn = facts[fact].builtIn,
        case .computed(let slot) = facts[fact].supply
      else { return nil }
      return BuiltInSlot(builtIn: builtIn, slot: slot)
    }
  }

  private var factsShown: [Int] {
    var shown = Array(factsSaid)
    for approval in gates.approvals {
      shown += approval.bound
      if approval.measure >= 0 {
        shown += logic.comparisons[approval.measure].terms.map { $0.fact }
      }
    }
    for offer in gates.offers { shown += offer.bound }
    for handoff in duties.handoffs {
      shown += handoff.include
      shown += handoff.collect?.facts ?? []
    }
    for fact in facts.indices where facts[fact].isIdentity { shown.append(fact) }
    return shown
  }
}
