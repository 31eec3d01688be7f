/// An approval that covers the task and needs people, granted or not.
package struct ApprovalGate: Sendable, Equatable {
  /// Seats that nobody fills yet, and who could.
  package struct OpenSeats: Sendable, Equatable {
    package var count: Int
    package var roles: [String]

    package init(count: Int, roles: [String]) {
      self.count = count
      self.roles = roles
    }
  }

  /// A vote that was sent and does not count.
  package struct UncountedVote: Sendable, Equatable {
    package enum Cause: String, Sendable, CaseIterable {
      case notOnRoster = "not_on_roster"
      case noSeat = "no_seat"
      case involved
      case noReason = "no_reason"
      case tooEarly = "too_early"
      case tooLate = "too_late"
      case otherInstance = "other_instance"
    }

    package var who: String
    package var cause: Cause

    package init(who: String, cause: Cause) {
      self.who = who
      self.cause = cause
    }
  }

  /// Position in `GraphGates.approvals`.
  package var approval: Int
  /// Position in its tiers.
  package var tier: Int
  package var state: ApprovalState
  /// The fingerprint that votes must name; empty where the question has no action.
  package var instance = ""
  package var askedAt: Moment?
  package var answerBy: Moment?
  /// Who approved, in order of vote.
  package var approvedBy: [String] = []
  package var openSeats: [OpenSeats] = []
  package var uncounted: [UncountedVote] = []

  package init(approval: Int, tier: Int, state: ApprovalState) {
    self.approval = approval
    self.tier = tier
    self.state = state
  }
}

/// An offer that covers the task, open or answered.
package struct OfferGate: Sendable, Equatable {
  /// Position in `GraphGates.offers`.
  package var offer: Int
  /// The fingerprint that an answer must name.
  package var instance: String
  package var answerBy: Moment?
  /// `nil`: open.
  package var choice: OfferChoice?

  package init(offer: Int, instance: String) {
    self.offer = offer
    self.instance = instance
  }
}
