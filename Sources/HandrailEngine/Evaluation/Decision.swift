/// What may be done about a task.
package enum Ruling: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case ai
  case suggest
  /// The AI keeps the conversation and may not do it yet.
  case notYet
  case human
  case nobody

  /// The name in decisions.
  package var name: String {
    switch self {
    case .ai: "ai"
    case .suggest: "suggest"
    case .notYet: "not_yet"
    case .human: "human"
    case .nobody: "nobody"
    }
  }
}

/// What the host does next.
package enum NextStep: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case handOver, transfer, refuse, ask, first, offer, approval, draft, doIt, talk

  /// The name in decisions.
  package var name: String {
    switch self {
    case .handOver: "hand_over"
    case .transfer: "transfer"
    case .refuse: "refuse"
    case .ask: "ask"
    case .first: "first"
    case .offer: "offer"
    case .approval: "approval"
    case .draft: "draft"
    case .doIt: "do_it"
    case .talk: "talk"
    }
  }
}

/// The answer to a question; all positions are those of the graph.
package struct Decision: Sendable, Equatable {
  package var at: Moment
  package var session: String?
  package var ask: TaskAsk
  /// `nil` for `none` and surveys.
  package var task: TaskDecision?
  /// One for each task of a survey.
  package var survey: [TaskDecision] = []
  package var handlerIsHuman: Bool
  package var next: NextStep
  package var queue: QueueDecision?
  package var urgency: UInt8
  package var say: SaidMessages
  package var obligations: [Obligation] = []
  package var duties = DutyDecision()
  /// Why this handler; why this ruling stands in `task`.
  package var handlerReasons: [Reason] = []
  /// Lines that were yes and lost to a stricter one.
  package var beaten: [Reason] = []
  package var uncertain: [UncertainFact] = []
  package var faults: [InputFault]
  package var ignored: [String]
  /// Facts that took their usual value.
  package var assumed: [Int] = []
  package var trials: [TrialBucket] = []
  package var memory: SessionMemory

  /// Nothing is decided yet: a person has it.
  init(to question: borrowing Question) {
    self.init(
      at: question.at, session: question.session, ask: question.ask, handlerIsHuman: true,
      faults: question.faults, ignored: question.ignored,
      memory: SessionMemory(
        session: question.session, policy: "", sequence: 0, at: question.at,
        handler: HandlerMemory(isHuman: true), switchCount: 0))
  }

  package init(
    at: Moment, session: String?, ask: TaskAsk, handlerIsHuman: Bool, faults: [InputFault],
    ignored: [String], memory: SessionMemory
  ) {
    self.at = at
    self.session = session
    self.ask = ask
    self.handlerIsHuman = handlerIsHuman
    next = .talk
    urgency = 1
    say = SaidMessages()
    self.faults = faults
    self.ignored = ignored
    self.memory = memory
  }
}

/// What is decided about one task.
package struct TaskDecision: Sendable, Equatable {
  /// -1 where the task is missing.
  package var task: Int
  package var ruling: Ruling
  /// Roles that may do it where the ruling is human and a line names some.
  package var roles: [String] = []
  package var approvals: [ApprovalGate] = []
  package var offers: [OfferGate] = []
  package var gates: [OpenGate] = []
  package var reasons: [Reason] = []
  /// What would decide it, where it is not yet.
  package var wouldSettle: [FactAt] = []
  /// It alone would hand the conversation over.
  package var wouldHandOver = false

  package init(task: Int, ruling: Ruling) {
    self.task = task
    self.ruling = ruling
  }
}

/// A gate that is still open.
package struct OpenGate: Sendable, Equatable {
  package enum State: String, Sendable {
    case open
    case refused
    case noAnswer = "no_answer"
  }

  /// Position in `GraphGates.firsts`.
  package var first: Int
  package var state: State
  /// Facts to ask for, by position.
  package var ask: [Int]
  /// Tasks to do, by position.
  package var tasksToDo: [Int]
  /// True where `until` does not hold yet.
  package var waitsForCondition: Bool
  /// Facts to confirm, and the fingerprint that a confirmation must name; empty: nothing.
  package var confirm: [Int]
  package var instance: String

  package init(first: Int) {
    self.first = first
    state = .open
    ask = []
    tasksToDo = []
    waitsForCondition = false
    confirm = []
    instance = ""
  }
}

/// A fact, now or at a turn.
package struct FactAt: Sendable, Hashable {
  package var fact: Int
  /// `nil`: not a turn fact.
  package var turn: Int?

  package init(fact: Int, turn: Int?) {
    self.fact = fact
    self.turn = turn
  }
}

package struct UncertainFact: Sendable, Equatable {
  package var at: FactAt
  package var cause: UnknownCause

  package init(at: FactAt, cause: UnknownCause) {
    self.at = at
    self.cause = cause
  }
}

/// A line or a built-in default that decided something.
package struct Reason: Sendable, Hashable {
  package enum Cause: Sendable, Hashable {
    /// Position in `DecisionGraph.effects`.
    case effect(Int)
    /// Position in `GraphGates.firsts`.
    case first(Int)
    /// Position in `GraphGates.returns`.
    case comesBack(Int)
    /// Position in `GraphGates.approvals`.
    case approval(Int)
    /// Position in `GraphGates.offers`.
    case offer(Int)
    case builtIn(BuiltInReason)
  }

  package var cause: Cause
  /// Yes, or the sort of can't tell on which the line counted.
  package var truth: Truth

  package init(_ cause: Cause, truth: Truth = .yes) {
    self.cause = cause
    self.truth = truth
  }
}

/// Defaults that decide where no line does.
package enum BuiltInReason: UInt8, Sendable, CaseIterable {
  /// No line lets the AI do the task.
  case noPermission
  /// The task is absent, `null` or undeclared.
  case taskMissing
  /// A person holds the conversation, and no way back was taken.
  case personHolds
  /// The memory is missing, foreign, damaged or later than the question.
  case memoryUnusable
  /// The header's `start with`.
  case startsWith
  /// The last return leaves the AI other tasks only.
  case returnLimit
  /// Nothing calls for a person: the AI keeps the conversation.
  case aiHolds
  /// The ruling needs a person.
  case rulingNeedsPerson
  /// The question could not be read.
  case inputFault
  /// The evaluator failed.
  case fault

  /// The name in decisions.
  package var name: String {
    switch self {
    case .noPermission: "no_permission"
    case .taskMissing: "task_missing"
    case .personHolds: "person_holds"
    case .memoryUnusable: "memory_unusable"
    case .startsWith: "start_with"
    case .returnLimit: "return_limit"
    case .aiHolds: "ai_holds"
    case .rulingNeedsPerson: "ruling_needs_person"
    case .inputFault: "input_fault"
    case .fault: "fault"
    }
  }
}

/// The team that takes over, and how it is reached.
package struct QueueDecision: Sendable, Equatable {
  package var queue: Int
  package var skills: [GraphQueue.Skill]
  /// By the queue's calendar at the question's moment.
  package var isOpen: Bool
  package var candidates: [Candidate]
  /// Skills that rules need: no rung of the ladder drops them.
  package var needed: [String] = []
  /// The customer chose a callback: the ladder begins there.
  package var startsAtCallback = false

  package init(
    queue: Int, skills: [GraphQueue.Skill], isOpen: Bool, candidates: [Candidate]
  ) {
    self.queue = queue
    self.skills = skills
    self.isOpen = isOpen
    self.candidates = candidates
  }
}

/// An agent of the question, and why it was kept or dropped by `agents when`.
package struct Candidate: Sendable, Equatable {
  package var id: String
  /// Yes: kept; no: dropped; can't tell: dropped, for the test could not be judged.
  package var truth: Truth

  package init(id: String, truth: Truth) {
    self.id = id
    self.truth = truth
  }
}

/// What the customer is told, ready to send.
package struct SaidMessages: Sendable, Equatable {
  package struct Message: Sendable, Equatable {
    package enum Kind: String, Sendable {
      case refusal
      case handOver = "hand_over"
      case gate
      case comesBack = "return"
      case disclosure
      case handoff
    }

    package var kind: Kind
    /// Position in `DecisionGraph.headings`.
    package var heading: Int
    package var text: String

    package init(kind: Kind, heading: Int, text: String) {
      self.kind = kind
      self.heading = heading
      self.text = text
    }
  }

  /// A message that was not said, for a fact in it is unknown.
  package struct Dropped: Sendable, Equatable {
    package var heading: Int
    package var fact: Int

    package init(heading: Int, fact: Int) {
      self.heading = heading
      self.fact = fact
    }
  }

  package var messages: [Message] = []
  package var dropped: [Dropped] = []

  package init() {}
}

/// Something the host is to do besides.
package enum Obligation: Sendable, Equatable {
  case bringIn(String)
  case contactCustomer(byAI: Bool, task: Int)
  /// Keep the customer's choice beyond this session; `offer` is a position in `GraphGates.offers`.
  case remember(offer: Int, choice: OfferChoice, by: String, until: Moment)
}

/// The bucket that a trial gave this session.
package struct TrialBucket: Sendable, Equatable {
  /// Position in `GraphLogic.trials`.
  package var trial: Int
  /// 0 to 9,999.
  package var bucket: Int

  package init(trial: Int, bucket: Int) {
    self.trial = trial
    self.bucket = bucket
  }
}
