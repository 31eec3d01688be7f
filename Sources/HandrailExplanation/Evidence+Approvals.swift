package import HandrailEngine

/// An approval over the task asked, and the tier that its measure picked.
package struct SeenApproval: Sendable, Equatable {
  /// Position in `GraphGates.approvals`.
  package var approval: Int
  /// Position in its tiers.
  package var tier: Int
  /// The facts that its measure adds up; empty where it has one flat line.
  package var measured: [SeenValue]
  /// `nil`: the tier needs nobody.
  package var gate: ApprovalGate?
  /// The request that says how the gate stands, as memory keeps it.
  package var request: ApprovalRequest?

  /// It keeps the task from being done.
  package var isOpen: Bool { gate.map { $0.state != .granted } ?? false }
}

extension Evidence {
  /// The approvals that cover the task asked, unless nobody may do it.
  func seenApprovals() -> [SeenApproval] {
    guard hasTrace, let task, let ruled = decision.task, ruled.ruling != .nobody else { return [] }
    return graph.gates.approvals.indices.compactMap { position in
      let approval = graph.gates.approvals[position]
      guard approval.scope.contains(task), truth(of: approval.node) != .no else { return nil }
      let gate = ruled.approvals.first { $0.approval == position }
      let tier = gate?.tier ?? tier(of: approval)
      guard approval.tiers.indices.contains(tier) else { return nil }
      return SeenApproval(
        approval: position, tier: tier, measured: measured(approval), gate: gate,
        request: gate.flatMap { request(for: $0, task) })
    }
  }

  /// The lowest tier whose limit holds; the last where the measure is not known.
  private func tier(of approval: GraphApproval) -> Int {
    for (position, tier) in approval.tiers.enumerated() {
      guard let truth = truth(of: tier.node), !truth.isUndecided else { break }
      if truth == .yes { return position }
    }
    return approval.tiers.count - 1
  }

  private func measured(_ approval: GraphApproval) -> [SeenValue] {
    guard graph.logic.comparisons.indices.contains(approval.measure) else { return [] }
    return graph.logic.comparisons[approval.measure].terms.map { value(of: $0.fact, turn: nil) }
  }

  /// The last request of the gate's fingerprint; where an earlier one bars the AI, that one.
  private func request(for gate: ApprovalGate, _ task: Int) -> ApprovalRequest? {
    let name = graph.headings[graph.gates.approvals[gate.approval].heading].name
    let requests = decision.memory.approvals.filter { $0.gate == name && $0.state == gate.state }
    return requests.last { $0.instance == gate.instance } ?? requests.last { $0.task == task }
  }

  /// Approvals that keep the task from being done now.
  var openApprovals: [ApprovalGate] {
    (decision.task?.approvals ?? []).filter { $0.state != .granted }
  }
}
