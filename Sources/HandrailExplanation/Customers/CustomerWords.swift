package import HandrailEngine

/// An example customer in an author's words: turn by turn, only what counts.
///
///     turn 1   anger 0.71
///     turn 2   anger 0.71
///     turn 3   anger 0.71, asks for find_branch   -> the AI does find_branch
package struct CustomerWords: Sendable, Equatable {
  /// One step of the conversation.
  package struct Line: Sendable, Equatable {
    /// `before`, `at`, `given`, `turn 3`, `now`.
    package var place: String
    package var words: [String]

    package init(place: String, words: [String]) {
      self.place = place
      self.words = words
    }
  }

  package private(set) var lines: [Line] = []

  /// Says of a question what `facts` holds, who held the conversation before, and what is asked.
  package init(_ question: Question, saying facts: CustomerFacts, by graph: DecisionGraph) {
    let speech = CustomerSpeech(question: question, facts: facts, graph: graph)
    add("at", speech.moment)
    add("before", speech.before)
    add("given", speech.given)
    for turn in speech.turns { lines.append(Line(place: turn.place, words: turn.words)) }
    add("events", speech.events)
    if let asked = speech.asked {
      // The last thing that a customer did is to ask.
      if let last = lines.last, last.place.hasPrefix("turn ") {
        lines[lines.count - 1].words.append(asked)
      } else {
        lines.append(Line(place: "now", words: [asked]))
      }
    }
    lines = lines.map { Line(place: $0.place, words: $0.words.isEmpty ? ["anything"] : $0.words) }
  }

  private mutating func add(_ place: String, _ words: [String]) {
    if !words.isEmpty { lines.append(Line(place: place, words: words)) }
  }

  /// The lines beneath each other, each at most `width` columns; the outcome ends the last one.
  package func text(outcome: String = "", width: Int = 100) -> [String] {
    let indent = (lines.map(\.place.count).max() ?? 0) + 3
    var text: [String] = []
    for (position, line) in lines.enumerated() {
      let isLast = position == lines.count - 1
      let head = line.place + String(repeating: " ", count: indent - line.place.count)
      var current = head
      for (place, word) in line.words.enumerated() {
        let piece = place < line.words.count - 1 ? word + "," : word
        let isFirst = current.count == indent
        if !isFirst && current.count + 1 + piece.count > width {
          text.append(current)
          current = String(repeating: " ", count: indent)
        }
        current += (current.count == indent ? "" : " ") + piece
      }
      if isLast && !outcome.isEmpty {
        let end = "   -> " + outcome
        if current.count + end.count > width {
          text.append(current)
          current = String(repeating: " ", count: indent - 3)
        }
        current += end
      }
      text.append(current)
    }
    return text
  }
}

extension CustomerWords {
  /// The same on one line: `anger 0.75, 0.2, 0.78; customer.verified yes, asking for find_branch`.
  ///
  /// Where only one fact is told, its name is left out: `0.8, 0.3, 0.9 asking for find_branch`;
  /// not so where nothing beside it says which fact it is.
  package static func brief(
    _ question: Question, saying facts: CustomerFacts, by graph: DecisionGraph,
    namingAll: Bool = false
  ) -> String {
    let speech = CustomerSpeech(question: question, facts: facts, graph: graph)
    let told = speech.series
    let isNumber = told.count == 1 && told[0].isNumber && !namingAll
    var parts = told.map { series in
      let values = series.values.joined(separator: ", ")
      return isNumber && speech.given.isEmpty ? values : "\(series.name) \(values)"
    }
    parts += speech.given + speech.moment + speech.before + speech.events
    let asked = graph.asking(question.ask)
    let facts = parts.joined(separator: "; ")
    if facts.isEmpty || asked.isEmpty { return facts + asked }
    return facts + (parts.count == 1 && isNumber ? " " : ", ") + asked
  }

  /// What a decision comes to, as a line of words: `the AI does find_branch`.
  package static func outcome(
    _ decision: Decision, on question: Question, by graph: DecisionGraph
  ) -> String {
    let person = person(decision, question, graph)
    guard let task = decision.task, graph.tasks.indices.contains(task.task) else {
      return person ?? "the AI answers"
    }
    let name = graph.tasks[task.task]
    switch task.ruling {
    case .nobody: return "\(name) is refused" + (person.map { ", and \($0)" } ?? "")
    case .human: return person ?? "a person does \(name)"
    case .suggest: return (person ?? "a person does \(name)") + ", with a draft by the AI"
    case .notYet: return person ?? "the AI asks before it does \(name)"
    case .ai: return person ?? "the AI " + waiting(decision, task, graph) + "does \(name)"
    }
  }

  private static func person(
    _ decision: Decision, _ question: Question, _ graph: DecisionGraph
  ) -> String? {
    guard decision.handlerIsHuman else { return nil }
    if case .kept(let memory) = question.memory, memory.handler.isHuman {
      return "a person goes on"
    }
    let team = decision.queue.map { " in \(graph.routing.queues[$0.queue].name)" } ?? ""
    return "a person\(team) takes over"
  }

  /// What the AI waits for before it acts.
  private static func waiting(
    _ decision: Decision, _ task: TaskDecision, _ graph: DecisionGraph
  ) -> String {
    func name(_ heading: Int) -> String { graph.headings[heading].name }
    switch decision.next {
    case .first:
      let gates = task.gates.map { name(graph.gates.firsts[$0.first].heading) }
      return "goes through \(gates.first ?? "a first step") before it "
    case .offer:
      let open = task.offers.first { $0.choice == nil }
      return "asks by \(open.map { name(graph.gates.offers[$0.offer].heading) } ?? "an offer") "
        + "who goes on, before it "
    case .approval:
      let open = task.approvals.first { $0.state != .granted }
      let gate = open.map { name(graph.gates.approvals[$0.approval].heading) } ?? "an approval"
      return "waits for \(gate) before it "
    case .handOver, .transfer, .refuse, .ask, .draft, .doIt, .talk: return ""
    }
  }
}

extension DecisionGraph {
  /// `asking for find_branch`; empty where no task is asked about.
  func asking(_ ask: TaskAsk) -> String {
    switch ask {
    case .task(let task): "asking for \(tasks[task])"
    case .none: ""
    case .survey(let asked): "asking about " + asked.map { tasks[$0] }.joined(separator: ", ")
    case .missing: "asking for something that nobody named"
    }
  }
}
