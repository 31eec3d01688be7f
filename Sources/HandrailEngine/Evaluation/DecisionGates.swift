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

  /// Position in `GraphGates.approvals`.
  package var approval: Int
  /// Position in its tiers.
  package var tier: Int
  package var state: ApprovalState
  /// The fingerprint that votes must name; empty where the question has no action.
  package var instance = ""
  /// This very decision asks for it.
  package var isNew = false
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
