package import HandrailEngine

/// A whole conversation as somebody wrote it down: how it starts, and what happens in order.
///
/// Values stay in the document that they came in; positions are those of the document. Names of
/// tasks, gates and queues were found in the policy. Instances are not bound yet: `Conversation`
/// does that, for only it knows what was shown.
package struct SessionScript: Sendable {
  package let document: HostDocument
  package var session: String
  package var start: Moment
  package var language: Int?
  package var facts: Int?
  package var roster = Roster()
  package var queues: Int?
  package var entries: [Entry] = []

  /// Most entries of one file.
  package static var mostEntries: Int { 1000 }

  init(_ document: HostDocument, session: String, start: Moment) {
    self.document = document
    self.session = session
    self.start = start
  }

  /// Who is there besides the customer; each replaces what was there before.
  package struct Roster: Sendable {
    package var people: Int?
    package var involved: Int?
    package var agents: Int?
  }

  /// What happens at one moment; one decision is made of it.
  package struct Entry: Sendable {
    /// Position of the entry in the document.
    package var value: Int
    package var at: Moment
    /// What was said, and what the author notes; shown, never decided on.
    package var words: String?
    package var note: String?
    /// Facts of a customer turn.
    package var turn: Int?
    package var ask = Ask.implied
    package var taskFacts: Int?
    /// Who asks: `ai`, `human` or a person's id.
    package var by: String?
    package var action = ActionChange.kept
    package var facts: Int?
    package var queues: Int?
    package var roster = Roster()
    package var happenings: [Happening] = []

    init(value: Int, at: Moment) {
      self.value = value
      self.at = at
    }
  }

  package enum Ask: Sendable, Equatable {
    /// The task of the gate that the entry answers, else none.
    case implied
    /// Position in the graph's tasks; `nil`: `none`.
    case task(Int?)
    /// Position in the document of the list, or of `all`.
    case survey(Int)
  }

  package enum ActionChange: Sendable, Equatable {
    case kept
    case dropped
    case set(Int)
  }
}

/// Something that happened, as an event of the question tells it.
package struct Happening: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case done, join, leave
    case confirmed
    case declined
    case noAnswer = "no_answer"
    case answer
    case remembered
    case vote
    case withdraw
    case asked
  }

  package var kind: Kind
  /// Position in the document.
  package var value: Int
  /// The task done, the gate's heading, or the person.
  package var name: String
  package var who: String?
  /// The option of an offer, or `approve` or `refuse`.
  package var choice: String?
  package var reason: String?
  /// Of a remembered choice: the reference, and when it was chosen.
  package var by: Int?
  package var chosenAt: Moment?
  /// Position in the graph's tasks of the gate's task, where the file says which.
  package var task: Int?
  /// As the file gives it, then as it was bound.
  package var instance: String?

  init(_ kind: Kind, _ value: Int, name: String) {
    self.kind = kind
    self.value = value
    self.name = name
  }

  /// The sort of heading that it answers.
  package var gate: GateSort? {
    switch kind {
    case .confirmed, .declined, .noAnswer: .first
    case .answer, .remembered: .offer
    case .vote, .withdraw, .asked: .approval
    case .done, .join, .leave: nil
    }
  }

  /// True where it names what a decision showed.
  package var needsInstance: Bool {
    switch kind {
    case .confirmed, .declined, .noAnswer, .answer, .vote, .withdraw, .asked: true
    case .done, .join, .leave, .remembered: false
    }
  }
}

/// The sorts of gate, by the key that names one in decisions and in session files.
package enum GateSort: String, Sendable, CaseIterable {
  case approval, offer, first
}

/// What is wrong with a session file, where, and what would mend it.
package struct ScriptFault: Error, Sendable, Equatable {
  /// 1-based.
  package var line: Int
  package var column: Int
  /// Where in the file, as a path: `entries[2].vote`.
  package var path: String
  package var detail: String
  package var fix: String

  init(_ fault: DocumentFault) {
    line = fault.line
    column = fault.column
    path = "session"
    detail = fault.message
    fix = fault.fix
  }

  init(_ document: HostDocument, _ value: Int, _ path: String, _ words: (String, fix: String)) {
    (line, column) = document.position(of: value)
    self.path = path
    detail = words.0
    fix = words.fix
  }

  init(_ refusal: QuestionRefusal, path: String) {
    line = refusal.line
    column = refusal.column
    self.path = path
    detail = refusal.detail
    fix = refusal.fix
  }
}
