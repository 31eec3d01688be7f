/// A question, read and checked against the policy's facts: what the evaluator decides on.
///
/// Every cell is in the units of its fact's `Domain`. A door (JSON, YAML, or the library's calls)
/// fills it; from then on nothing of the host's document is looked at again.
package struct Question: Sendable {
  package var at: Moment
  /// `nil` where the host names none.
  package var session: String?
  package var ask: TaskAsk
  /// The id of the act, from `action.request`; a repeated id gets the same answer.
  package var request: String?
  /// The canonical JSON of `action`, for fingerprints; empty where there is none.
  package var action: [UInt8] = []
  package var frame: Frame
  package var memory: MemoryGiven
  package var events: [SessionEvent] = []
  package var people: [Person] = []
  package var involved: [String] = []
  /// The language asked for in messages; `nil`: the default.
  package var language: String?
  package var faults: [InputFault] = []
  /// Paths in the host's facts that the policy does not know, in the order met.
  package var ignored: [String] = []

  package init(at: Moment, ask: TaskAsk, frame: Frame, memory: MemoryGiven) {
    self.at = at
    self.ask = ask
    self.frame = frame
    self.memory = memory
  }
}

/// What is asked about.
package enum TaskAsk: Sendable, Equatable {
  /// Position in the graph's tasks.
  case task(Int)
  /// `"none"`: only who holds the conversation.
  case none
  /// Positions in the graph's tasks, in table order, each once.
  case survey([Int])
  /// Absent, `null` or undeclared: ruled human with a fault.
  case missing
}

/// The cells of a question, by supply and slot.
package struct Frame: Sendable {
  package var session: [Cell]
  /// Turns sent, oldest first, ascending numbers.
  package var turns: [Turn] = []
  /// False where the policy reads turns and the question has no `turns`.
  package var hasTurns = true
  /// Task facts of the task asked, or of each task of a survey by position; absent tasks have none.
  package var tasks: [Int: [Cell]] = [:]
  package var agents: [Agent] = []
  /// One for each queue of the graph.
  package var queues: [QueueState]
  /// Texts that cells of references and free text point to, compared by bytes.
  package var texts: [String] = []

  package init(session: [Cell], queues: [QueueState]) {
    self.session = session
    self.queues = queues
  }
}

/// One customer turn.
package struct Turn: Sendable {
  /// 1 or more.
  package var number: Int
  package var at: Moment?
  /// By slot of the turn facts.
  package var cells: [Cell]

  package init(number: Int, at: Moment?, cells: [Cell]) {
    self.number = number
    self.at = at
    self.cells = cells
  }
}

/// A candidate of `agents`.
package struct Agent: Sendable {
  package var id: String
  /// By slot of the agent facts.
  package var cells: [Cell]

  package init(id: String, cells: [Cell]) {
    self.id = id
    self.cells = cells
  }
}

/// What the host says of a queue; each cell may be unknown.
package struct QueueState: Sendable, Equatable {
  package var open: Cell
  package var free: Cell
  /// Seconds.
  package var wait: Cell

  package init(open: Cell, free: Cell, wait: Cell) {
    self.open = open
    self.free = free
    self.wait = wait
  }
}

/// Something that happened in the session.
package struct SessionEvent: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A task was done: `task`.
    case done
    /// The customer said yes to a `first … confirm`: `gate`, `instance`.
    case confirmed
    /// The customer said no: `gate`, `instance`.
    case declined
    /// The customer did not answer: `gate`, `instance`.
    case noAnswer = "no_answer"
  }

  package var id: String
  package var at: Moment
  package var kind: Kind
  package var who: String?
  /// Position in the graph's tasks, or -1.
  package var task = -1
  /// The name of a `first` heading; empty for `done`.
  package var gate = ""
  /// The fingerprint of what was shown, as the decision gave it.
  package var instance = ""

  package init(id: String, at: Moment, kind: Kind) {
    self.id = id
    self.at = at
    self.kind = kind
  }
}

/// Someone of the roster, with the roles that count.
package struct Person: Sendable, Equatable {
  package var id: String
  package var roles: [String]

  package init(id: String, roles: [String]) {
    self.id = id
    self.roles = roles
  }
}

/// Something wrong with what the host sent, in place and words.
package struct InputFault: Sendable, Equatable {
  /// Where: `facts.amount`, `turns[2].anger`, `task`, `memory`.
  package var path: String
  package var cause: UnknownCause
  /// What was found and what is expected, in plain words.
  package var detail: String

  package init(path: String, cause: UnknownCause, detail: String) {
    self.path = path
    self.cause = cause
    self.detail = detail
  }
}

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
