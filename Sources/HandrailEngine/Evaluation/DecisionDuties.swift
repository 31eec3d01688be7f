/// What follows from the duties, beside ruling and handler: each entry names its line.
package struct DutyDecision: Sendable, Equatable {
  package var conduct: [ConductDuty] = []
  /// `nil` where no person holds the conversation, and in surveys.
  package var packet: Packet?
  package var assist: [AssistDuty] = []
  package var assistMuted: AssistMute?
  package var oversight: [OversightDuty] = []
  package var afterwards: [AfterwardsDuty] = []

  package init() {}
}

/// Words passed on to the AI.
package struct ConductDuty: Sendable, Equatable {
  package var isAlways: Bool
  package var words: String
  package var origin: DutyLine

  package init(isAlways: Bool, words: String, origin: DutyLine) {
    self.isAlways = isAlways
    self.words = words
    self.origin = origin
  }
}

/// Help for the person who holds the conversation.
package struct AssistDuty: Sendable, Equatable {
  /// `require`: the person cannot mute it.
  package var isRequired: Bool
  package var what: String
  package var withinSeconds: Int64?
  package var origin: DutyLine

  package init(isRequired: Bool, what: String, origin: DutyLine) {
    self.isRequired = isRequired
    self.what = what
    self.origin = origin
  }
}

/// Why suggestions are held back.
package enum AssistMute: String, Sendable { case quiet, rate }

/// Somebody watches, reviews or is told.
package struct OversightDuty: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case watch
    /// Of a sample, the session's bucket, 0 to 9,999; `nil` without a session id, and for
    /// `review when`.
    case review(bucket: Int?)
    case alert(role: String)
  }

  package var kind: Kind
  package var origin: DutyLine

  package init(kind: Kind, origin: DutyLine) {
    self.kind = kind
    self.origin = origin
  }
}

/// Work after the conversation.
package struct AfterwardsDuty: Sendable, Equatable {
  /// Position in the graph's tasks.
  package var task: Int
  package var isByAI: Bool
  package var origin: DutyLine

  package init(task: Int, isByAI: Bool, origin: DutyLine) {
    self.task = task
    self.isByAI = isByAI
    self.origin = origin
  }
}

/// What the receiving person is given; nothing of it is asked twice.
package struct Packet: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
      /// In words, as messages show it.
      case known(String)
      case missing(UnknownCause)
      /// Known, and not for this team.
      case redacted
    }

    /// Position in `DecisionGraph.facts`.
    package var fact: Int
    package var content: Content

    package init(fact: Int, content: Content) {
      self.fact = fact
      self.content = content
    }
  }

  /// A turn fact that tells of feeling, in words.
  package struct Emotion: Sendable, Equatable {
    package var fact: Int
    package var now: String?
    package var peak: String?
    /// The last turn that knows it minus the first; `nil` under two such turns.
    package var trend: String?

    package init(fact: Int) { self.fact = fact }
  }

  /// Headings `handoff` that it comes from, by position.
  package var headings: [Int] = []
  package var fields: [Field] = []
  /// Why a person has it, in the policy's own words.
  package var reason: [String] = []
  /// Position in the graph's tasks; -1: none.
  package var task = -1
  package var emotions: [Emotion] = []
  /// Tasks that are done, by position.
  package var tried: [Int] = []
  /// Facts that prove who the customer is, by position.
  package var identity: [Field] = []
  /// Facts that are known, by position: nobody asks for them again.
  package var doNotAsk: [Int] = []
  /// Facts to ask for before the person joins, by position.
  package var collect: [Int] = []
  package var brief: [String] = []
  package var keepsChannel = false
  /// Of `fields`, how many are known.
  package var knownCount = 0

  package init() {}
}
