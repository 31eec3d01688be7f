package import HandrailEngine

/// A decision in names and words alone, made by the reference or read off the product's.
package struct ReferenceDecision: Sendable, Equatable {
  package var task: ReferenceTask?
  package var survey: [ReferenceTask] = []
  package var handlerIsHuman = false
  package var next = "talk"
  package var queue: ReferenceQueue?
  package var urgency = "normal"
  /// `KIND HEADING: words`.
  package var say: [String] = []
  /// `HEADING: fact`.
  package var dropped: [String] = []
  package var obligations: [String] = []
  package var handlerReasons: [String] = []
  package var beaten: [String] = []
  /// `fact@turn cause`.
  package var uncertain: [String] = []
  package var assumed: [String] = []
  package var trials: [String] = []
  /// Every line's and every guard's truth.
  package var verdicts: [String] = []
  package var duties = ReferenceDuties()
  package var memory: ReferenceMemory

  package init(memory: ReferenceMemory) { self.memory = memory }
}

/// What is decided about one task.
package struct ReferenceTask: Sendable, Equatable {
  /// `missing` where the task is missing.
  package var name: String
  package var ruling: String
  package var roles: [String] = []
  package var gates: [ReferenceGate] = []
  package var reasons: [String] = []
  package var wouldSettle: [String] = []
  package var wouldHandOver = false

  package init(name: String, ruling: String) {
    self.name = name
    self.ruling = ruling
  }
}

/// A gate that is open, or an approval or offer that covers the task.
package struct ReferenceGate: Sendable, Equatable {
  /// `approval`, `offer` or `first`.
  package var kind: String
  package var name: String
  package var state = "open"
  package var tier = 0
  /// How many seats nobody fills.
  package var openSeats = 0
  package var approvedBy: [String] = []
  /// `WHO why`.
  package var uncounted: [String] = []
  package var askedAt: Moment?
  package var answerBy: Moment?
  package var choice = ""
  package var ask: [String] = []
  package var tasksToDo: [String] = []
  package var waitsForCondition = false
  package var confirm: [String] = []
  package var instance = ""

  package init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }
}

package struct ReferenceQueue: Sendable, Equatable {
  package var name: String
  package var skills: [String]
  package var isOpen: Bool
  /// `id truth`.
  package var candidates: [String]
  package var startsAtCallback = false

  package init(name: String, skills: [String], isOpen: Bool, candidates: [String]) {
    self.name = name
    self.skills = skills
    self.isOpen = isOpen
    self.candidates = candidates
  }
}

extension ReferenceDecision {
  /// Every field in words, for comparing and printing; lists without an order are sorted.
  package var lines: [String] {
    var lines = [
      "handler: \(handlerIsHuman ? "human" : "ai")", "next: \(next)", "urgency: \(urgency)",
    ]
    for (place, decided) in ([task].compactMap(\.self) + survey).enumerated() {
      lines += decided.lines.map { "task \(place): \($0)" }
    }
    if let queue {
      lines.append(
        "queue: \(queue.name) skills \(queue.skills) open \(queue.isOpen) "
          + "candidates \(queue.candidates)"
          + (queue.startsAtCallback ? " callback" : ""))
    }
    let lists = [
      ("say", say), ("dropped", dropped), ("obligation", obligations),
      ("handler reason", handlerReasons), ("beaten", beaten), ("uncertain", uncertain),
      ("assumed", assumed), ("trial", trials), ("verdict", verdicts),
    ]
    for (name, entries) in lists { lines += entries.sorted().map { "\(name): \($0)" } }
    return lines + duties.lines + memory.lines
  }
}

extension ReferenceTask {
  var lines: [String] {
    var lines = ["name \(name)", "ruling \(ruling)", "roles \(roles.sorted())"]
    if wouldHandOver { lines.append("would hand over") }
    lines += gates.map(\.line)
    lines += reasons.sorted().map { "reason \($0)" }
    return lines + wouldSettle.sorted().map { "would settle \($0)" }
  }
}

extension ReferenceGate {
  var line: String {
    switch kind {
    case "approval":
      return
        "approval \(name) \(state) tier \(tier) open \(openSeats) by \(approvedBy.sorted()) "
        + (state == "waiting" || state == "granted"
          ? "asked \(text(askedAt)) until \(text(answerBy)) " : "")
        + "not counted \(uncounted.sorted()) " + instance
    case "offer":
      return "offer \(name) \(state) choice '\(choice)' until \(text(answerBy)) \(instance)"
    default:
      return
        "gate \(name) \(state) ask \(ask) do \(tasksToDo) "
        + "until \(waitsForCondition) confirm \(confirm) \(instance)"
    }
  }
}

func text(_ moment: Moment?) -> String { moment.map { "\($0.microseconds)" } ?? "-" }
