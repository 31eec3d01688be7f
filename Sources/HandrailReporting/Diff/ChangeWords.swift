import HandrailAnalysis
import HandrailEngine
import HandrailExplanation

/// One change in words.
struct ChangeWords {
  let policy: ComparedPolicy
  let change: VersionChange

  /// The customer, on one line.
  var example: String {
    let isNew = change.causes.contains { $0.new != nil }
    let graph = isNew ? policy.new : policy.old
    let witness = isNew ? change.new : change.old
    let names = Set(change.causes.map(\.name))
    var headings = Set(graph.headings.indices.filter { names.contains(graph.headings[$0].name) })
    headings.formUnion(witness.decision.headings(graph))
    let facts = CustomerFacts(readByHeadings: headings, of: graph)
    let words = CustomerWords.brief(witness.question, saying: facts, by: graph, namingAll: true)
    return words.isEmpty ? "any customer" : words
  }

  var before: String { told.before }
  var after: String { told.after }

  /// Said at greater length where the two would read alike, or are looser and stricter at once.
  private var told: (before: String, after: String) {
    let short = (
      DecidedWords(change.old, policy.old).short, DecidedWords(change.new, policy.new).short
    )
    let outcomes = (
      VersionOutcome(change.old.decision, by: policy.old),
      VersionOutcome(change.new.decision, by: policy.new)
    )
    let isPlain = outcomes.0.changes(to: outcomes.1).count == 1
    // Where a person has it in both, who that is says nothing of what the AI may do.
    let hidesRuling = change.kind != .team && outcomes.0.isHuman && outcomes.1.isHuman
    if isPlain && short.0 != short.1 && !hidesRuling { return short }
    let isOfPeople = change.kind == .team
    return (
      DecidedWords(change.old, policy.old).long(isOfPeople),
      DecidedWords(change.new, policy.new).long(isOfPeople)
    )
  }
}

/// What one version decides of a customer, in words: who has the conversation, and what comes of
/// the task.
private struct DecidedWords {
  let witness: Witness
  let graph: DecisionGraph
  let outcome: VersionOutcome

  init(_ witness: Witness, _ graph: DecisionGraph) {
    self.witness = witness
    self.graph = graph
    outcome = VersionOutcome(witness.decision, by: graph)
  }

  /// What tells most customers apart.
  var short: String { words(person ?? holding, more) }

  /// What the rules say besides, and who the people are where that is what changed.
  func long(_ isOfPeople: Bool) -> String {
    let person = person.map { words in ruled.map { "\(words); \($0)" } ?? words }
    let roles = outcome.roles.isEmpty ? [] : ["by " + outcome.roles.joined(separator: " or ")]
    return words(person ?? holding, more + (isOfPeople ? roles + outcome.seats : []))
  }

  private func words(_ words: String, _ more: [String]) -> String {
    more.isEmpty ? words : words + " (" + more.joined(separator: ", ") + ")"
  }

  /// Steps and people before the act.
  private var more: [String] {
    let people = outcome.people.values.reduce(0, +)
    return outcome.steps.sorted()
      + (people > 0 ? ["\(people) \(people == 1 ? "person" : "people") to agree"] : [])
      + outcome.contacts.sorted().map { "the AI writes to the customer about \($0)" }
  }

  private var task: String? {
    witness.decision.task.flatMap {
      graph.tasks.indices.contains($0.task) ? graph.tasks[$0.task] : nil
    }
  }

  /// Where the AI has the conversation.
  private var holding: String {
    let words = CustomerWords.outcome(witness.decision, on: witness.question, by: graph)
    return outcome.ruling == .nobody ? words + ", and the AI keeps the conversation" : words
  }

  /// Where a person has it.
  private var person: String? {
    guard outcome.isHuman else { return nil }
    let team = outcome.queue.map { " in \($0)" } ?? ""
    var words = "a person\(team) takes over"
    if case .kept(let memory) = witness.question.memory, memory.handler.isHuman {
      let held = memory.handler.queue
      let isSame = held < 0 || graph.routing.queues[held].name == outcome.queue
      words = isSame ? "a person\(team) goes on" : "the conversation moves to a person\(team)"
    }
    guard let task else { return words }
    switch outcome.ruling {
    case .nobody: return "\(task) is refused, and \(words)"
    case .suggest: return "\(words), with a draft by the AI"
    case .ai, .notYet, .human, nil: return words
    }
  }

  /// What the rules say of the task, whoever has the conversation.
  private var ruled: String? {
    guard let task else { return nil }
    switch outcome.ruling {
    case .ai: return "the AI may do \(task)"
    case .notYet: return "it can't be told yet whether the AI may do \(task)"
    case .human: return "only a person may do \(task)"
    case .suggest, .nobody, nil: return nil
    }
  }
}

extension Decision {
  fileprivate func headings(_ graph: DecisionGraph) -> [Int] {
    (handlerReasons + (task?.reasons ?? [])).compactMap { reason in
      switch reason.cause {
      case .effect(let effect): graph.effects[effect].heading
      case .first(let first): graph.gates.firsts[first].heading
      case .comesBack(let way): graph.gates.returns[way].heading
      case .approval(let approval): graph.gates.approvals[approval].heading
      case .offer(let offer): graph.gates.offers[offer].heading
      case .builtIn: nil
      }
    }
  }
}
