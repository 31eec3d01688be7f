/// What must happen before a task, and the ways back to the AI; each list in order of name.
package struct GraphGates: Sendable {
  package var approvals: [GraphApproval] = []
  package var offers: [GraphOffer] = []
  package var firsts: [GraphFirst] = []
  package var returns: [GraphReturn] = []
  /// The way-out rule's own test, judged at each turn; -1 where there is none.
  package var wayOutNode = -1

  package init() {}
}

/// A length of time: elapsed, or the open time of a calendar.
package struct GraphSpan: Sendable, Equatable, BitwiseCopyable {
  package var seconds: Int64
  /// An entry of `GraphLogic.calendars`; -1: elapsed.
  package var calendar: Int

  package init(seconds: Int64, calendar: Int) {
    self.seconds = seconds
    self.calendar = calendar
  }
}

/// `approval`: people who must agree before a task is done, whoever does it.
package struct GraphApproval: Sendable, Equatable {
  /// So many people of any of these roles.
  package struct Seats: Sendable, Equatable {
    package var count: Int
    package var roles: [String]

    package init(count: Int, roles: [String]) {
      self.count = count
      self.roles = roles
    }
  }

  package struct Tier: Sendable, Equatable {
    /// The node of `measure at most LIMIT`; -1 for the last tier.
    package var node: Int
    /// Empty: nobody.
    package var seats: [Seats]
    package var line: Int
    /// The line as written, in one style.
    package var text: String

    package init(node: Int, seats: [Seats], line: Int, text: String = "") {
      self.node = node
      self.seats = seats
      self.line = line
      self.text = text
    }
  }

  /// `after D ask R`: from then on R may fill one open seat.
  package struct LateSeat: Sendable, Equatable {
    package var after: GraphSpan
    package var role: String

    package init(after: GraphSpan, role: String) {
      self.after = after
      self.role = role
    }
  }

  /// What a request and its votes must keep to.
  package struct Terms: Sendable, Equatable {
    package var isFourEyes = false
    package var needsReason = false
    package var lateSeats: [LateSeat] = []
    package var grantLastsSeconds: Int64?
    package var answerWithin: GraphSpan?
    package var ifNoAnswer: GraphFirst.Failure?
    package var ifRefused: GraphFirst.Failure?

    package init() {}
  }

  package var heading: Int
  package var scope: TaskSet
  /// The guard as a gate: it covers unless *no*.
  package var node: Int
  /// The sum that tiers compare: an entry of `GraphLogic.comparisons`, against zero; -1: none.
  package var measure = -1
  /// Rising; one for the flat form.
  package var tiers: [Tier] = []
  package var terms = Terms()
  /// Host facts that guard and measure rest on, in order of name: they are bound into a grant.
  package var bound: [Int] = []

  package init(heading: Int, scope: TaskSet, node: Int) {
    self.heading = heading
    self.scope = scope
    self.node = node
  }
}

/// `offer`: the customer chooses who goes on.
package struct GraphOffer: Sendable, Equatable {
  package struct Remember: Sendable, Equatable {
    /// A reference fact.
    package var by: Int
    package var forSeconds: Int64

    package init(by: Int, forSeconds: Int64) {
      self.by = by
      self.forSeconds = forSeconds
    }
  }

  package var heading: Int
  package var scope: TaskSet
  /// The guard as a gate: it covers unless *no*.
  package var node: Int
  /// In the order shown.
  package var options: [OfferChoice] = []
  package var answerWithin = GraphSpan(seconds: 0, calendar: -1)
  package var remember: Remember?
  package var ifNoAnswer = OfferChoice.human
  /// Host facts that the guard rests on, in order of name: they are bound into an answer.
  package var bound: [Int] = []

  package init(heading: Int, scope: TaskSet, node: Int) {
    self.heading = heading
    self.scope = scope
    self.node = node
  }
}

/// `first`: what must happen before the AI does a task.
package struct GraphFirst: Sendable, Equatable {
  package enum Failure: Sendable, Equatable, BitwiseCopyable {
    case refuse
    case handOver(GraphEffect.HandOver)
  }

  package var heading: Int
  package var scope: TaskSet
  /// The guard as a gate: it covers unless *no*.
  package var node: Int
  /// -1: none.
  package var until = -1
  /// Facts asked for.
  package var ask: [Int] = []
  /// Tasks to do.
  package var tasksToDo: [Int] = []
  /// Facts to confirm.
  package var confirm: [Int] = []
  package var lastsSeconds: Int64?
  package var ifNoAnswer: Failure?
  package var ifRefused: Failure?

  package init(heading: Int, scope: TaskSet, node: Int) {
    self.heading = heading
    self.scope = scope
    self.node = node
  }
}

/// `return to ai`.
package struct GraphReturn: Sendable, Equatable {
  package var heading: Int
  /// The guard as a permission.
  package var node: Int
  package var tasks: TaskSet?
  package var atMostTimes: Int?

  package init(heading: Int, node: Int, tasks: TaskSet?, atMostTimes: Int?) {
    self.heading = heading
    self.node = node
    self.tasks = tasks
    self.atMostTimes = atMostTimes
  }
}
