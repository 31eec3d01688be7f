internal import HandrailEngine

extension Answer {
  /// People who must agree before the task is done, whoever does it.
  public struct Approval: Sendable, Equatable {
    /// How far it has come.
    public enum State: String, Sendable {
      /// Nobody asked yet; the decision whose next step is an approval asks.
      case notAsked = "not_asked"
      /// Some seats are open.
      case waiting
      /// Everybody needed agreed.
      case granted
      /// Somebody said no.
      case refused
      /// Nobody answered in time.
      case expired
    }

    /// So many people of any of these roles are missing.
    public struct Seats: Sendable, Equatable {
      /// How many people.
      public var count: Int
      /// Whoever has one of these roles may fill a seat.
      public var roles: [String]
    }

    /// The heading's name.
    public var name: String
    /// How far it has come.
    public var state: State
    /// The fingerprint that votes must name; `nil` where the question has no action.
    public var instance: String?
    /// Seats that nobody fills yet.
    public var openSeats: [Seats]
    /// Who approved, in order of vote.
    public var approvedBy: [String]
    /// Who voted and does not count.
    public var notCounted: [String]
    /// Until when an answer counts, as RFC 3339.
    public var answerBy: String?
  }

  /// The approvals that the task needs, granted or not.
  public var approvals: [Approval] {
    guard case .decided(_, let decision) = outcome, let task = decision.task else { return [] }
    return task.approvals.map(approval)
  }

  private func approval(_ gate: ApprovalGate) -> Approval {
    let graph = policy.graph
    return Approval(
      name: graph.headings[graph.gates.approvals[gate.approval].heading].name,
      state: Approval.State(gate.state), instance: gate.instance.isEmpty ? nil : gate.instance,
      openSeats: gate.openSeats.map { Approval.Seats(count: $0.count, roles: $0.roles) },
      approvedBy: gate.approvedBy, notCounted: gate.uncounted.map { $0.who },
      answerBy: gate.answerBy?.text)
  }
}

extension Answer.Approval.State {
  fileprivate init(_ state: ApprovalState) {
    switch state {
    case .notAsked: self = .notAsked
    case .waiting: self = .waiting
    case .granted: self = .granted
    case .refused: self = .refused
    case .expired: self = .expired
    }
  }
}
