import Handrail
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
    case .needsNobody: return .dim("needs nobody here")
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

  /// What a gate before the task asked about has come to; `nil` where it is not before it.
  func stateOfGate(_ heading: Int) -> LaneCard.State? {
    guard let task = decided?.decision.task else { return nil }
    for gate in task.approvals where graph.gates.approvals[gate.approval].heading == heading {
      let state = words(gate.state.name)
      let approvers = gate.approvedBy.isEmpty ? "" : ": \(gate.approvedBy.joined(separator: ", "))"
      return .lit(state + approvers)
    }
    for gate in task.offers where graph.gates.offers[gate.offer].heading == heading {
      return .lit(gate.choice.map { "chosen: \($0.name)" } ?? "open: the customer chooses")
    }
    for gate in task.gates where graph.gates.firsts[gate.first].heading == heading {
      return .lit(gate.state == .open ? "open: it comes first" : words(gate.state.rawValue))
    }
    return nil
  }

  private func words(_ name: String) -> String {
    name.split(separator: "_").joined(separator: " ")
  }

  /// A duty counts where some line of it says something in the decision.
  func state(ofDuty block: PolicyBlock) -> LaneCard.State {
    guard let decision = decided?.decision else { return .plain }
    let duties = decision.duties
    let lines =
      duties.conduct.map { $0.origin } + duties.assist.map { $0.origin }
      + duties.oversight.map { $0.origin } + duties.afterwards.map { $0.origin }
    let places =
      lines.map { (heading: $0.heading, line: $0.line) }
      + ((duties.packet?.headings ?? []) + decision.say.messages.map { $0.heading }).compactMap {
        position in
        graph.headings.indices.contains(position)
          ? (heading: position, line: graph.headings[position].line) : nil
      }
    let applies = places.contains { place in
      graph.policy.files[graph.headings[place.heading].file] == block.file
        && (block.line...block.lastLine).contains(place.line)
    }
    return applies ? .lit("it applies") : .dim("")
  }
}
