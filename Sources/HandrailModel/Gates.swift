package import HandrailEngine

/// What must happen before a task, and the way back to the AI.
package struct Gates: Sendable {
  package var firsts: [First] = []
  package var approvals: [Approval] = []
  package var offers: [Offer] = []
  package var returns: [ReturnToAI] = []

  package init() {}
}

/// What follows when nobody answers, or somebody refuses.
package enum GateFailure: Sendable, Equatable {
  case handOver(HandOverTarget)
  case refuse
}

package struct First: Sendable {
  package var name: String
  package var covers: TaskScope
  package var guarding = Guard()
  package var until: Condition?
  package var ask: [FactID] = []
  package var tasksToDo: [TaskID] = []
  package var confirm: [FactID] = []
  package var lastsSeconds: Int64?
  package var ifNoAnswer: GateFailure?
  package var ifRefused: GateFailure?
  package var say: Message?
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, covers: TaskScope, origin: Origin) {
    self.name = name
    self.covers = covers
    self.origin = origin
  }
}

/// `return to ai`; it has no name, so it is known by its place in the merged policy.
package struct ReturnToAI: Sendable {
  package var guarding = Guard()
  /// The tasks that the AI may do after it; `nil`: no limit.
  package var tasks: Set<TaskID>?
  package var atMostTimes: Int?
  package var say: Message?
  package var metadata = Metadata()
  package var origin: Origin

  package init(origin: Origin) { self.origin = origin }
}

/// Some people of some roles: `1 team_leader or complaints_manager`.
package struct Seats: Sendable, Equatable {
  package var count: Int
  package var roles: [RoleID]

  package init(count: Int, roles: [RoleID]) {
    self.count = count
    self.roles = roles
  }
}

package struct Tier: Sendable {
  /// `at most V` holds up to it; `nil` for the last tier, `above`.
  package var atMost: Decimal?
  /// Empty: `nobody`.
  package var quorum: [Seats]
  package var origin: Origin
  /// The line as written, in one style.
  package var text: String

  package init(atMost: Decimal?, quorum: [Seats], origin: Origin, text: String) {
    self.atMost = atMost
    self.quorum = quorum
    self.origin = origin
    self.text = text
  }
}

package struct Approval: Sendable {
  package struct LateSeat: Sendable, Equatable {
    package var after: Span
    package var role: RoleID

    package init(after: Span, role: RoleID) {
      self.after = after
      self.role = role
    }
  }

  package struct Conditions: Sendable {
    package var isFourEyes = false
    package var needsReason = false
    package var lateSeats: [LateSeat] = []
    package var grantLastsSeconds: Int64?
    package var answerWithin: Span?
    package var ifNoAnswer: GateFailure?
    package var ifRefused: GateFailure?

    package init() {}
  }

  package var name: String
  package var covers: TaskScope
  package var guarding = Guard()
  package var measure: Sum?
  /// Rising; one tier without a limit for the flat form.
  package var tiers: [Tier] = []
  package var conditions = Conditions()
  package var say: Message?
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, covers: TaskScope, origin: Origin) {
    self.name = name
    self.covers = covers
    self.origin = origin
  }
}

package enum OfferOption: UInt8, Sendable, CaseIterable { case ai, human, callback }

package struct Offer: Sendable {
  package struct Remember: Sendable, Equatable {
    package var by: FactID
    package var forSeconds: Int64

    package init(by: FactID, forSeconds: Int64) {
      self.by = by
      self.forSeconds = forSeconds
    }
  }

  package var name: String
  package var covers: TaskScope
  package var guarding = Guard()
  package var options: [OfferOption] = []
  package var answerWithin: Span?
  package var remember: Remember?
  package var ifNoAnswer: OfferOption?
  package var say: Message?
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, covers: TaskScope, origin: Origin) {
    self.name = name
    self.covers = covers
    self.origin = origin
  }
}
