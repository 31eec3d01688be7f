/// What came of reading a question.
package enum QuestionReading: Sendable {
  /// It can be decided, faults and all.
  case question(Question, id: String?)
  /// It cannot: a person takes over, and the host is told why.
  case refused(QuestionRefusal)
}

/// Why a whole question cannot be read; the decision on it is *human*.
package struct QuestionRefusal: Error, Sendable, Equatable {
  /// The part: `turns[2].n`; empty for the whole.
  package var path: String
  /// 1-based; 0 where the place is not known.
  package var line: Int
  package var column: Int
  /// What is wrong, and what would mend it.
  package var detail: String
  package var fix: String
  /// What could be read all the same.
  package var id: String?
  package var session: String?
  package var at: Moment?

  package init(path: String, line: Int, column: Int, detail: String, fix: String) {
    self.path = path
    self.line = line
    self.column = column
    self.detail = detail
    self.fix = fix
  }

  package init(_ fault: DocumentFault) {
    self.init(
      path: "", line: fault.line, column: fault.column, detail: fault.message, fix: fault.fix)
  }

  /// The same as a fault of the input.
  package var fault: InputFault {
    let place = line > 0 ? "line \(line), column \(column): " : ""
    return InputFault(
      path: path.isEmpty ? "question" : path, cause: .wrongKind,
      detail: "\(place)\(detail); \(fix)")
  }
}

/// The parts of a question, as positions in its document.
struct QuestionForm {
  var at: Int?
  var session: Int?
  var task: Int?
  var tasks: Int?
  var action: Int?
  var facts: Int?
  var taskFacts: Int?
  var turns: Int?
  var queues: Int?
  var agents: Int?
  var people: Int?
  var involved: Int?
  var events: Int?
  var memory: Int?
  var language: Int?
  var id: Int?
  /// Where the facts stand, for faults.
  var factsPath = "facts"
  /// For questions pointed out of other documents.
  var isNewSession = false
  var asksAllTasks = false
  var givenMoment: Moment?
  /// Memory that never left the program: it is not read again.
  var heldMemory: MemoryGiven?

  /// The keys of a question, in the order of `docs/question.md`.
  static let keys = [
    "at", "session", "task", "tasks", "action", "facts", "task_facts", "turns", "queues", "agents",
    "people", "involved", "events", "memory", "language",
  ]

  /// Our own shape: an object with known keys only.
  ///
  /// A written absence counts as none.
  static func read(_ document: HostDocument) throws(QuestionRefusal) -> QuestionForm {
    guard document.shape(of: 0) == .object else {
      throw document.refusal(0, "", "a question is one object", "write { \"at\": …, \"task\": … }")
    }
    var form = QuestionForm()
    for member in document.members(of: 0) {
      let key = document.string(of: member.key)
      let value = document.isWrittenAbsence(member.value) ? nil : member.value
      guard form.set(key, value) else {
        throw document.refusal(
          member.key, key, "a question has no key `\(key)`",
          "facts belong in `facts`; other keys are \(keys.joined(separator: ", "))")
      }
    }
    return form
  }

  private mutating func set(_ key: String, _ value: Int?) -> Bool {
    switch key {
    case "at": at = value
    case "session": session = value
    case "task": task = value
    case "tasks": tasks = value
    case "action": action = value
    case "facts": facts = value
    case "task_facts": taskFacts = value
    case "turns": turns = value
    case "queues": queues = value
    case "agents": agents = value
    case "people": people = value
    case "involved": involved = value
    case "events": events = value
    case "memory": memory = value
    case "language": language = value
    default: return false
    }
    return true
  }

  /// Another shape, by pointers into it.
  static func read(
    _ document: HostDocument, _ pointers: QuestionPointers
  ) throws(QuestionRefusal) -> QuestionForm {
    func find(_ pointer: JSONPointer?) -> Int? {
      guard let value = pointer?.value(in: document), !document.isWrittenAbsence(value) else {
        return nil
      }
      return value
    }
    var form = QuestionForm()
    form.facts = find(pointers.facts)
    form.task = find(pointers.task)
    form.tasks = find(pointers.tasks)
    form.id = find(pointers.id)
    form.at = find(pointers.at)
    form.session = find(pointers.session)
    form.asksAllTasks = pointers.asksAllTasks && form.task == nil && form.tasks == nil
    form.givenMoment = pointers.moment
    form.isNewSession = true
    return form
  }
}

extension HostDocument {
  /// A refusal with the place of a value.
  func refusal(
    _ value: Int, _ path: String, _ detail: String, _ fix: String
  ) -> QuestionRefusal {
    let (line, column) = position(of: value)
    return QuestionRefusal(path: path, line: line, column: column, detail: detail, fix: fix)
  }
}
