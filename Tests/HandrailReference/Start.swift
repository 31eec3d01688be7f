import HandrailEngine
import HandrailModel
import HandrailSource

/// What a decision starts from: the memory that came, and what it is worth.
struct Start {
  /// What was remembered; `nil` for a new session, and where the memory can't be used.
  var memory: ReferenceMemory?
  /// True where memory was due and can't be used: every switch can't tell, a person takes over.
  var isUnusable = false
  /// Who held the conversation; in a new session the header says who takes it.
  var handlerIsHuman: Bool
  /// What this question's events and clock made of requests, choices and people.
  var state = SessionState()

  var isNew: Bool { memory == nil && !isUnusable }
  /// A person certainly holds it already.
  var personHolds: Bool { memory?.handlerIsHuman == true }

  init(_ given: ReferenceMemoryGiven, question: Question, policy: ReferencePolicy) {
    let startsWithHuman = policy.model.header.startWith == .human
    handlerIsHuman = startsWithHuman
    switch given {
    case .new: break
    case .kept(let kept):
      memory = kept
      handlerIsHuman = kept.handlerIsHuman
    case .unusable:
      isUnusable = true
      handlerIsHuman = true
    case .absent:
      // Usable as new at turn 1; later, and where no turn says that it is early, it is missing.
      let last = question.frame.turns.last?.number
      if !(question.frame.hasTurns && policy.readsTurns && (last ?? 1) <= 1) {
        isUnusable = true
        handlerIsHuman = true
      }
    }
  }

  func truth(ofSwitch name: String) -> Truth {
    if isUnusable { return .fault }
    return memory?.switches[name] ?? .no
  }
}

/// The task that one reading of the policy is about.
enum AskedTask: Equatable {
  case task(Int)
  case none
  case missing

  var position: Int? {
    switch self {
    case .task(let position): position
    case .none, .missing: nil
    }
  }
}

/// Where a test is read: now, at a turn, for a candidate agent.
struct Place {
  enum Turn {
    case now
    /// Sent with these cells.
    case sent(number: Int, cells: [Cell])
    /// It happened, and was not sent.
    case unsent(number: Int)
  }

  var turn = Turn.now
  var agent: [Cell]?

  static let now = Place()

  var isNow: Bool {
    switch turn {
    case .now: agent == nil
    case .sent, .unsent: false
    }
  }
}
