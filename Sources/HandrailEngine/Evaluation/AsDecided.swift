// What duties read after the decision: who holds the conversation, and what was asked and approved.

extension Conversation {
  /// Fills what is read as decided and judges the nodes on it; all others keep their truth.
  ///
  /// Without them, as in a survey, no step is taken: what is asked, chosen and granted stays.
  /// `approvals` are the requests that the decision leaves behind.
  mutating func judgeAsDecided(in approvals: [ApprovalRequest]?) {
    for fact in machine.holder.decidedFacts {
      guard let builtIn = graph.facts[fact].builtIn else { continue }
      machine.keep(decidedCell(builtIn, named: graph.facts[fact].name, in: approvals), of: fact)
    }
    for position in graph.duties.decidedNodes {
      let node = graph.logic.nodes[Int(position)]
      machine.truths[Int(position)] = machine.truth(of: node, among: machine.truths)
    }
  }

  /// A survey gives memory back as it came.
  var leavesMemory: Bool { isSurvey && !start.isUnusable }

  private func decidedCell(
    _ builtIn: GraphBuiltIn, named name: String, in approvals: [ApprovalRequest]?
  ) -> Cell {
    switch builtIn {
    case .handler: Cell(handler.isHuman ? 1 : 0)
    case .approval: approvals.map { approval(name, in: $0) } ?? machine.builtInCell(builtIn)
    case .choice, .task, .turnCount, .humanRequests, .now, .queueOpen, .queueFree, .queueWait,
      .done:
      machine.builtInCell(builtIn)
    }
  }

  /// The state of the latest request; a grant counts while it is unused and has not lapsed.
  private func approval(_ name: String, in requests: [ApprovalRequest]) -> Cell {
    var latest: ApprovalRequest?
    for request in requests where isNamed(request.gate, name) {
      if let known = latest?.askedAt, request.askedAt < known { continue }
      latest = request
    }
    guard let latest else { return Cell(Int64(ApprovalState.notAsked.rawValue)) }
    let isOver = latest.state == .granted && (latest.usedBy != nil || isLapsed(latest))
    return Cell(Int64((isOver ? ApprovalState.notAsked : latest.state).rawValue))
  }

  private func isLapsed(_ request: ApprovalRequest) -> Bool {
    let approval = graph.gates.approvals.first {
      graph.headings[$0.heading].name.utf8.elementsEqual(request.gate.utf8)
    }
    guard let seconds = approval?.terms.grantLastsSeconds, let ended = request.endedAt else {
      return false
    }
    let (end, overflow) = ended.microseconds.addingReportingOverflow(seconds * 1_000_000)
    return !overflow && end < question.at.microseconds
  }

  /// The built-in fact of an approval is called `approval.NAME`.
  private func isNamed(_ gate: String, _ fact: String) -> Bool {
    guard let dot = fact.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return fact.utf8[dot...].dropFirst().elementsEqual(gate.utf8)
  }
}
