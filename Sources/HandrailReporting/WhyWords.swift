import HandrailEngine
import HandrailExplanation

/// The words of explanations: names, reasons, causes.
struct WhyWords {
  let graph: DecisionGraph
  /// Choices of customers, as the session remembers them after the decision.
  var chosen: [OfferRecord] = []

  func fact(_ position: Int) -> String {
    guard graph.facts.indices.contains(position) else { return "a fact" }
    let fact = graph.facts[position]
    return fact.builtIn == .task ? "the task" : fact.name
  }

  func task(_ position: Int) -> String {
    graph.tasks.indices.contains(position) ? graph.tasks[position] : "the task"
  }

  func heading(_ position: Int) -> String { graph.headings[position].name }

  func queue(_ position: Int) -> String { graph.routing.queues[position].name }

  /// `bank.policy:60`.
  func place(file: Int, line: Int) -> String {
    let path = graph.policy.files.indices.contains(file) ? graph.policy.files[file] : "?"
    return "\(path):\(line)"
  }

  /// `a`, `a and b`, `a, b and c`.
  func listed(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1, let final = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  /// `because of a and b`, `because no line lets the AI do close_account`.
  func because(_ reasons: [Reason], task: Int?) -> String {
    var headings: [String] = []
    var unsure: [String] = []
    var clauses: [String] = []
    for reason in reasons {
      if let heading = named(reason.cause) {
        if reason.truth.isUndecided { unsure.append(heading) } else { headings.append(heading) }
      } else if let clause = clause(reason.cause, task: task), !clauses.contains(clause) {
        clauses.append(clause)
      }
    }
    var said = headings.isEmpty ? [] : ["because of \(listed(withoutRepeats(headings)))"]
    if !unsure.isEmpty {
      said.append("because I could not tell whether \(listed(withoutRepeats(unsure))) applied")
    }
    return listed(said + clauses.map { "because \($0)" })
  }

  /// The heading of a line that somebody wrote; `nil` for what has a clause of its own.
  private func named(_ cause: Reason.Cause) -> String? {
    switch cause {
    case .effect(let position): heading(graph.effects[position].heading)
    case .first(let position): heading(graph.gates.firsts[position].heading)
    case .comesBack(let position): heading(graph.gates.returns[position].heading)
    case .approval(let position): heading(graph.gates.approvals[position].heading)
    case .offer, .builtIn: nil
    }
  }

  func clause(_ cause: Reason.Cause, task: Int?) -> String? {
    switch cause {
    case .effect, .approval, .first, .comesBack: nil
    case .offer(let position): choice(in: position)
    case .builtIn(let builtIn): clause(builtIn, task: task)
    }
  }

  private func clause(_ builtIn: BuiltInReason, task: Int?) -> String? {
    let name = task.map { self.task($0) } ?? "that"
    switch builtIn {
    case .noPermission: return "no line lets the AI do \(name)"
    case .taskMissing: return "the question names no task that the policy knows"
    case .personHolds: return "a person already held it and nothing gave it back to the AI"
    case .memoryUnusable: return "the memory of this conversation could not be used"
    case .startsWith:
      let first = graph.policy.startsWithHuman ? "a person" : "the AI"
      return "the policy starts conversations with \(first)"
    case .returnLimit: return "the AI took this conversation back for other tasks only"
    case .aiHolds: return "nothing calls for a person"
    case .rulingNeedsPerson: return nil
    case .inputFault: return "the question could not be read"
    case .fault: return "the decision could not be worked out"
    }
  }

  /// Why a fact had no value.
  func cause(_ cause: UnknownCause) -> String {
    switch cause {
    case .none: "it is known"
    case .absent: "nobody has given it yet"
    case .notTrusted: "the reading was not sure enough"
    case .stale: "the reading was too old"
    case .noTurn: "the customer has not said anything yet"
    case .noResult: "what it is worked out from gave nothing"
    case .missing: "it was promised and did not come"
    case .wrongKind: "what came was of another kind"
    case .outOfRange: "what came was outside its limits"
    case .tooManyDecimals: "what came had too many decimals"
    case .contradictory: "it came twice with different values"
    case .misplaced: "it came where it may not stand"
    case .inTheFuture: "it lies after this question"
    case .unusableMemory: "the memory could not be used"
    }
  }

  /// `now`, `one turn ago`, `4 turns ago`.
  func ago(_ turns: Int) -> String {
    let words = ["now", "one turn ago", "two turns ago", "three turns ago"]
    return words.indices.contains(turns) ? words[turns] : "\(turns) turns ago"
  }

  func truth(_ truth: Truth) -> String {
    switch truth {
    case .yes: "yes"
    case .no: "no"
    case .open, .fault: "can't tell"
    }
  }

  /// A value as it may be shown; secret ones are not.
  func value(_ value: SeenValue) -> String {
    switch value.content {
    case .known(let words): words
    case .secret: "(kept secret)"
    case .unknown: "not known"
    }
  }
}
