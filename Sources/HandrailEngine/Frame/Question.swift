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
    /// The customer's answer to an offer: `gate`, `instance`, `choice`.
    case answer
    /// A choice of an earlier session: `gate`, `choice`, `by`.
    case remembered
    /// A person asks anew for an ended request: `gate`, `instance`, `who`.
    case asked
    /// A vote on an approval: `gate`, `instance`, `who`, `isApproval`, `words`.
    case vote
    /// Somebody takes an approval back: `gate`, `instance`, `who`.
    case withdraw
    /// A person joins the conversation: `who`.
    case join
    /// A person leaves it: `who`.
    case leave

    /// It is about a `first` heading.
    package var isForFirst: Bool {
      switch self {
      case .done, .confirmed, .declined, .noAnswer: true
      case .answer, .remembered, .asked, .vote, .withdraw, .join, .leave: false
      }
    }
  }

  package var id: String
  /// Where it stands in the question's list, for faults; -1: nowhere.
  package var position = -1
  package var at: Moment
  package var kind: Kind
  package var who: String?
  /// Position in the graph's tasks, or -1.
  package var task = -1
  /// The name of a `first`, `offer` or `approval` heading; empty for other kinds.
  package var gate = ""
  /// The fingerprint of what was shown, as the decision gave it.
  package var instance = ""
  package var choice: OfferChoice?
  /// Of `vote`: for or against.
  package var isApproval = false
  /// The reason given with a vote; empty: none.
  package var words = ""
  /// Of `remembered`: the value of the reference fact it was kept by.
  package var by = ""

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
