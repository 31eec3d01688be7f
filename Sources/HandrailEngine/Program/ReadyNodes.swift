// What a decision has ready besides the guards.

extension DecisionGraph {
  /// Nodes that every decision works out one by one, in table order: what makes the cells that
  /// messages, gates, approvals and packets show, the tables that route, and what duties that are
  /// read as decided rest on.
  var nodesMadeReady: [Int32] {
    var isNeeded = [Bool](repeating: false, count: logic.nodes.count)
    for fact in factsShown {
      if let maker = logic.makers[fact] { isNeeded[maker] = true }
    }
    for node in logic.nodes.indices {
      guard case .workOut(let table) = logic.nodes[node] else { continue }
      let routes = logic.tables[Int(table)].outputs.contains { $0 == .queue || $0 == .urgency }
      if routes { isNeeded[node] = true }
    }
    for decided in duties.decidedNodes {
      for below in logic.rests(on: Int(decided)) { isNeeded[below] = true }
    }
    for decided in duties.decidedNodes { isNeeded[Int(decided)] = false }
    return isNeeded.indices.filter { isNeeded[$0] }.map { Int32($0) }
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
