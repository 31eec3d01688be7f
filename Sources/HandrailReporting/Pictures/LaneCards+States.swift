import HandrailEngine
import HandrailExplanation

// What a decision made of each heading, in a few words.

extension LaneCards {
  func state(of heading: Int) -> LaneCard.State {
    guard decided != nil else { return .plain }
    guard let verdict = verdicts[heading] else { return .dim("") }
    switch verdict.outcome {
    case .fired: return .lit("it decided")
    case .couldNotTell:
      return verdict.lines.contains { $0.isDeciding }
        ? .unsure("could not tell, so it counted") : .dim("could not tell")
    case .beaten(let reasons): return .beaten("holds; \(stricter(reasons)) is stricter")
    case .failed: return .dim("does not apply")
    case .excepted: return .dim("its exception applies")
    case .notInForce: return .dim("not in force")
    case .elsewhere: return .dim("not about this")
    }
  }

  private func stricter(_ reasons: [Reason]) -> String {
    let names = reasons.compactMap { heading(of: $0.cause) }.map { graph.headings[$0].name }
    return names.first ?? "another line"
  }

  private func heading(of cause: Reason.Cause) -> Int? {
    switch cause {
    case .effect(let position): graph.effects[position].heading
    case .first(let position): graph.gates.firsts[position].heading
    case .comesBack(let position): graph.gates.returns[position].heading
    case .approval(let position): graph.gates.approvals[position].heading
    case .offer(let position): graph.gates.offers[position].heading
    case .builtIn: nil
    }
  }

  func state(ofQueue queue: Int) -> LaneCard.State {
    guard let decision = decided?.decision else { return .plain }
    guard decision.handlerIsHuman, let chosen = decision.queue, chosen.queue == queue else {
      return .dim("")
    }
    return .lit(chosen.isOpen ? "takes the conversation" : "takes the conversation; closed now")
  }

  func state(ofLadder queue: Int) -> LaneCard.State {
    guard let decision = decided?.decision else { return .plain }
    guard decision.handlerIsHuman, let chosen = decision.queue, chosen.queue == queue else {
      return .dim("")
    }
    return .lit(chosen.isOpen ? "while the customer waits" : "begins at once: the queue is closed")
  }

  func state(ofTable table: Int) -> LaneCard.State {
    guard let decided else { return .plain }
    let isAsked = decided.decision.handlerReasons.contains { reason in
      guard case .effect(let position) = reason.cause else { return false }
      switch graph.effects[position].action {
      case .handOver(let target), .otherwiseHandOver(let target): return target == .table(table)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
        .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
        return false
      }
    }
    guard isAsked else { return .dim("") }
    let rows = decided.trace.rows
    guard rows.indices.contains(table), rows[table] >= 0 else { return .lit("no row applies") }
    return .lit("row \(rows[table] + 1) decides")
  }
}
