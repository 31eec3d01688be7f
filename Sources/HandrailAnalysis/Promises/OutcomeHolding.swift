import HandrailEngine

extension GraphPromise.Outcome {
  /// Whether a decision is what the outcome names (`language.md` 5).
  func holds(_ decision: Decision, _ graph: DecisionGraph) -> Bool {
    switch self {
    case .ai: decision.aiActs
    case .suggest: decision.task?.ruling == .suggest
    case .human(let queue):
      decision.handlerIsHuman && queue.map { decision.queue?.queue == $0 } ?? true
    case .nobody: decision.task?.ruling == .nobody
    case .approval(let people): decision.approvers(graph).contains { $0 >= people }
    case .offer(let offer): (decision.task?.offers ?? []).contains { $0.offer == offer }
    case .first(let first):
      (decision.task?.gates ?? []).contains { $0.first == first && $0.state == .open }
    case .ask: decision.next == .ask
    case .urgency(let level): decision.urgency == level
    case .alert(let role):
      decision.duties.oversight.contains {
        if case .alert(let told) = $0.kind { told == role } else { false }
      }
    case .watch: decision.duties.oversight.contains { $0.kind == .watch }
    case .say(let name):
      decision.say.messages.contains { graph.headings[$0.heading].name == name }
    case .carry(let fact):
      (decision.duties.packet?.fields ?? []).contains { field in
        if case .known = field.content { field.fact == fact } else { false }
      }
    }
  }
}

extension Decision {
  /// The AI may act now, nothing pending; with no task asked about, it holds the conversation.
  var aiActs: Bool {
    guard !handlerIsHuman else { return false }
    guard let task else { return true }
    return task.ruling == .ai && next == .doIt
  }

  /// Of each approval that is open or granted: how many people it takes.
  func approvers(_ graph: DecisionGraph) -> [Int] {
    (task?.approvals ?? []).map { gate in
      graph.gates.approvals[gate.approval].tiers[gate.tier].seats.reduce(0) { sum, seats in
        let (total, isMany) = sum.addingReportingOverflow(seats.count)
        return isMany ? Int.max : total
      }
    }
  }
}
