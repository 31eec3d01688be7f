import HandrailEngine

/// How strict each task is: a bar from the AI to nobody, with the headings that move it.
struct Strip {
  /// From the loosest to the strictest.
  enum Stop: Int, CaseIterable {
    case ai, first, offer, approval, suggest, person, nobody

    var title: String {
      switch self {
      case .ai: "the AI does it"
      case .first: "first …"
      case .offer: "the customer chooses"
      case .approval: "people approve"
      case .suggest: "the AI suggests"
      case .person: "a person does it"
      case .nobody: "nobody"
      }
    }

    var tone: LaneCard.Tone {
      switch self {
      case .ai: .ai
      case .first, .offer, .approval: .gate
      case .suggest: .suggest
      case .person: .person
      case .nobody: .nobody
      }
    }
  }

  struct Row {
    var name: String
    /// By stop: the headings that bring the task there, each once.
    var chips: [[String]]
    /// Where a decision left it; `nil`: none is shown, or not of this task.
    var mark: Mark?
    var isDim = false
  }

  struct Mark: Equatable {
    var stop: Stop
    /// The ruling is *not yet*: between what the AI may do and what a person does.
    var isNotYet = false
    var words: String
  }

  /// The whole conversation first, then the tasks.
  private(set) var rows: [Row] = []
  private(set) var omitted = 0
  static let mostTasks = 400
  /// Stands where no heading does.
  static let unwritten = "(no line lets the AI)"

  init(of graph: DecisionGraph, _ decision: Decision?) {
    var conversation = Row(name: "the whole conversation", chips: Strip.noChips)
    for effect in graph.effects {
      switch effect.action {
      case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI:
        conversation.add(graph.headings[effect.heading].name, at: .person)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .bringIn,
        .contactCustomer, .urgency, .needSkills:
        continue
      }
    }
    for comesBack in graph.gates.returns {
      conversation.add(graph.headings[comesBack.heading].name, at: .ai)
    }
    if let decision {
      conversation.mark = Mark(
        stop: decision.handlerIsHuman ? .person : .ai,
        words: decision.handlerIsHuman ? "a person has it" : "the AI has it")
    }
    rows = [conversation]
    for task in graph.tasks.indices.prefix(Strip.mostTasks) {
      rows.append(Strip.row(of: task, in: graph, decision))
    }
    omitted = graph.tasks.count - (rows.count - 1)
  }

  private static var noChips: [[String]] {
    [[String]](repeating: [], count: Stop.allCases.count)
  }

  private static func row(
    of task: Int, in graph: DecisionGraph, _ decision: Decision?
  ) -> Row {
    var row = Row(name: graph.tasks[task], chips: noChips)
    for effect in graph.effects where effect.scope.contains(task) {
      guard let stop = stop(of: effect.action) else { continue }
      row.add(graph.headings[effect.heading].name, at: stop)
    }
    for gate in graph.gates.firsts where gate.scope.contains(task) {
      row.add(graph.headings[gate.heading].name, at: .first)
    }
    for gate in graph.gates.offers where gate.scope.contains(task) {
      row.add(graph.headings[gate.heading].name, at: .offer)
    }
    for gate in graph.gates.approvals where gate.scope.contains(task) {
      row.add(graph.headings[gate.heading].name, at: .approval)
    }
    if row.chips[Stop.ai.rawValue].isEmpty && row.chips[Stop.suggest.rawValue].isEmpty {
      row.add(Strip.unwritten, at: .person)
    }
    guard let decision else { return row }
    let decided = decision.task.map { [$0] } ?? decision.survey
    guard let own = decided.first(where: { $0.task == task }) else {
      row.isDim = true
      return row
    }
    row.mark = mark(of: own)
    return row
  }

  private static func stop(of action: GraphEffect.Action) -> Stop? {
    switch action {
    case .aiMay: .ai
    case .aiMayOnlySuggest: .suggest
    case .onlyHumanMay: .person
    case .nobodyMay, .otherwiseRefuse: .nobody
    // Lines about the conversation have a row of their own.
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI, .bringIn, .contactCustomer,
      .urgency, .needSkills:
      nil
    }
  }

  private static func mark(of decided: TaskDecision) -> Mark {
    switch decided.ruling {
    case .nobody: return Mark(stop: .nobody, words: "nobody")
    case .human: return Mark(stop: .person, words: "a person")
    case .notYet: return Mark(stop: .suggest, isNotYet: true, words: "not yet")
    case .suggest: return Mark(stop: .suggest, words: "suggest")
    case .ai: break
    }
    if decided.approvals.contains(where: { $0.state != .granted }) {
      return Mark(stop: .approval, words: "approval")
    }
    if decided.offers.contains(where: { $0.choice == nil }) {
      return Mark(stop: .offer, words: "offer")
    }
    return decided.gates.isEmpty
      ? Mark(stop: .ai, words: "the AI") : Mark(stop: .first, words: "first")
  }
}

extension Strip.Row {
  fileprivate mutating func add(_ name: String, at stop: Strip.Stop) {
    if !chips[stop.rawValue].contains(name) { chips[stop.rawValue].append(name) }
  }
}
