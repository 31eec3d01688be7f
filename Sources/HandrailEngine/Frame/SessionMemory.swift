/// What the host gave as `memory`.
package enum MemoryGiven: Sendable {
  /// `"new"`.
  case new
  case kept(SessionMemory)
  /// Absent, foreign, damaged or later than the question: a person takes over (after turn 1).
  case unusable
  /// Not given at all; usable as new at turn 1.
  case absent
}

/// What a session remembers from one decision to the next.
package struct SessionMemory: Sendable, Equatable {
  package var session: String?
  /// Digest of the policy that made it.
  package var policy: String
  /// Decisions made so far; 0: a new session that no decision has changed (written as `"new"`).
  package var sequence: Int
  package var at: Moment
  package var handler: HandlerMemory
  /// Number of the last turn seen; 0: none.
  package var lastTurn: Int
  /// One for each switch of the graph.
  package var switches: [Truth]
  package var returns: ReturnMemory
  /// Positions of effects `start with human` whose guard was yes or no once.
  package var judgedStarts: [Int]
  /// Positions of `hand over` effects that were yes at the last decision.
  package var yesHandOvers: [Int]
  /// Turns in which the way-out rule's own test was yes.
  package var humanRequests: Int
  /// It was can't tell at some turn: the count is not known.
  package var humanRequestsUnsure: Truth
  /// Positions of tasks that an event said were done.
  package var done: [Int]
  package var confirmations: [Confirmation]
  package var approvals: [ApprovalRequest] = []
  package var offers: [OfferRecord] = []
  /// People who joined the conversation at any time, in order.
  package var joined: [String] = []
  /// `disclosure … at start` was said.
  package var isDisclosed = false
  /// Numbers of the turns in which suggestions were given, as far back as `assist` counts.
  package var suggestedTurns: [Int] = []

  package init(
    session: String?, policy: String, sequence: Int, at: Moment, handler: HandlerMemory,
    switchCount: Int
  ) {
    self.session = session
    self.policy = policy
    self.sequence = sequence
    self.at = at
    self.handler = handler
    lastTurn = 0
    switches = [Truth](repeating: .no, count: switchCount)
    returns = ReturnMemory()
    judgedStarts = []
    yesHandOvers = []
    humanRequests = 0
    humanRequestsUnsure = .no
    done = []
    confirmations = []
  }
}

/// Who held the conversation, and since when.
package struct HandlerMemory: Sendable, Equatable {
  package var isHuman: Bool
  /// The queue that has it; -1: none.
  package var queue: Int
  /// Number of the turn at which the handler last changed; 0: never.
  package var changedAtTurn: Int

  package init(isHuman: Bool, queue: Int = -1, changedAtTurn: Int = 0) {
    self.isHuman = isHuman
    self.queue = queue
    self.changedAtTurn = changedAtTurn
  }
}

/// The ways back to the AI, over the session.
package struct ReturnMemory: Sendable, Equatable {
  /// How often the AI took the conversation back.
  package var taken = 0
  /// Positions of `return to ai` headings whose guard was not yes since the person took over.
  package var armed: [Int] = []
  /// Tasks that the last return leaves to the AI; `nil`: all.
  package var tasks: [Int]?

  package init() {}
}

/// What the customer said to exactly these values.
package struct Confirmation: Sendable, Equatable {
  package enum Answer: String, Sendable { case confirmed, declined, noAnswer = "no_answer" }

  package var gate: String
  package var instance: String
  package var answer: Answer
  package var at: Moment
  /// The request that used it up.
  ///
  /// `nil`: not used; empty: used by an act without a request id.
  package var usedBy: String?

  package init(gate: String, instance: String, answer: Answer, at: Moment, usedBy: String? = nil) {
    self.gate = gate
    self.instance = instance
    self.answer = answer
    self.at = at
    self.usedBy = usedBy
  }
}

/// A request for an approval, bound to its fingerprint.
package struct ApprovalRequest: Sendable, Equatable {
  /// An approval that counted when it was given.
  package struct Vote: Sendable, Equatable {
    package let who: String
    package let key: PersonKey
    package var at: Moment
    /// The roles of the tier that the roster gave them then, in order of name.
    package var roles: [String]
    /// Empty: none given.
    package var words: String

    package init(who: String, at: Moment, roles: [String], words: String) {
      self.who = who
      key = PersonKey(who)
      self.at = at
      self.roles = roles
      self.words = words
    }
  }

  /// An approval that was taken back: told again, it does not count.
  package struct Withdrawal: Sendable, Equatable {
    package let who: String
    package let key: PersonKey
    package var at: Moment

    package init(who: String, at: Moment) {
      self.who = who
      key = PersonKey(who)
      self.at = at
    }
  }

  /// Approvals and withdrawals that one request holds at most; more do not count.
  package static let mostVotes = 500

  /// The name of the `approval`.
  package var gate: String
  package var instance: String
  /// Position in the graph's tasks.
  package var task: Int
  /// Position in the approval's tiers.
  package var tier: Int
  package var askedAt: Moment
  /// The person who asked anew; `nil`: asked by a decision.
  package var askedBy: String?
  package var answerBy: Moment?
  /// In the order in which they were told.
  package var votes: [Vote] = []
  package var withdrawals: [Withdrawal] = []
  package var state = ApprovalState.waiting
  /// When it was granted, refused or expired, and by whom it was refused.
  package var endedAt: Moment?
  package var refusedBy: String?
  /// The request that used it up.
  ///
  /// `nil`: not used; empty: used by an act without a request id.
  package var usedBy: String?

  package init(gate: String, instance: String, task: Int, tier: Int, askedAt: Moment) {
    self.gate = gate
    self.instance = instance
    self.task = task
    self.tier = tier
    self.askedAt = askedAt
  }
}

/// An offer that was shown, or a choice kept from an earlier session.
package struct OfferRecord: Sendable, Equatable {
  package enum Manner: String, Sendable, CaseIterable {
    case shown, answered, defaulted, remembered
  }

  /// The name of the `offer`.
  package var gate: String
  /// Empty for a remembered choice.
  package var instance: String
  package var manner: Manner
  /// When it was shown; of a remembered choice, when it was chosen.
  package var shownAt: Moment
  package var answerBy: Moment?
  package var choice: OfferChoice?
  package var chosenAt: Moment?
  /// The reference that a remembered choice is kept by; empty: none.
  package var by = ""

  package init(gate: String, instance: String, manner: Manner, shownAt: Moment) {
    self.gate = gate
    self.instance = instance
    self.manner = manner
    self.shownAt = shownAt
  }
}

extension ApprovalRequest {
  /// True where it could have come about by a moment: an end and what it says of itself agree, and
  /// nobody approved twice, before the request, or after its end.
  func isSound(until moment: Moment) -> Bool {
    let isEnded = state != .waiting
    guard state != .notAsked, isEnded == (endedAt != nil), askedAt <= moment,
      (state == .refused) == (refusedBy != nil), usedBy == nil || state == .granted
    else { return false }
    let end = endedAt ?? moment
    guard askedAt <= end, end <= moment else { return false }
    var voters: Set<PersonKey> = []
    return votes.allSatisfy { vote in
      askedAt <= vote.at && vote.at <= moment && voters.insert(vote.key).inserted
    }
  }
}
