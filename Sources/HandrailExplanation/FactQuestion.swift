package import HandrailEngine

/// A fact put as a question that a person can ask a customer, or look up.
package struct FactQuestion: Sendable, Equatable {
  /// Where the answer comes from.
  package enum Source: String, Sendable, CaseIterable {
    /// The customer, or the company's own systems.
    case askOrLookUp = "ask_or_look_up"
    /// The company's own systems alone: it is secret, sensitive or protected, or no customer knows.
    case lookUp = "look_up"
    /// What the customer said in a turn.
    case read
  }

  package var at: FactAt
  /// Why it has no value.
  package var cause: UnknownCause
  package var source: Source
  /// Such as `order returned: yes or no?`.
  package var words: String
  /// Where the answer stands in the question that is sent next: `facts.order.returned`.
  package var place: String
  /// Of lists: the words that an answer may be.
  package var choices: [String]

  package init(_ at: FactAt, in question: Question, by graph: DecisionGraph) {
    let fact = graph.facts[at.fact]
    self.at = at
    cause = question.cause(at, by: graph)
    source = fact.source
    words = fact.asked(by: graph)
    place = fact.place(at.turn, by: graph)
    switch fact.domain.kind {
    case .oneOf, .setOf, .level: choices = fact.domain.words.map(\.name)
    case .yesNo: choices = ["no", "yes"]
    case .number, .score, .money, .duration, .moment, .reference, .text: choices = []
    }
  }
}

extension GraphFact {
  fileprivate var source: FactQuestion.Source {
    switch supply {
    case .turn: return .read
    case .agent, .computed: return .lookUp
    case .session, .task: break
    }
    return isSecret || isSensitive || isProtected ? .lookUp : .askOrLookUp
  }

  /// The key of the answer, under which hosts send it.
  fileprivate func place(_ turn: Int?, by graph: DecisionGraph) -> String {
    let key = path.isEmpty ? name : path.joined(separator: ".")
    switch supply {
    case .session, .task: return "facts.\(key)"
    case .turn: return "turns.\(turn.map { "\($0)" } ?? "new").\(key)"
    case .agent: return "agents.\(key)"
    case .computed:
      func queue(_ position: Int) -> String { "queues.\(graph.routing.queues[position].name)" }
      switch builtIn {
      case .queueOpen(let position): return queue(position) + ".open"
      case .queueFree(let position): return queue(position) + ".free"
      case .queueWait(let position): return queue(position) + ".wait_seconds"
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
        return name
      }
    }
  }

  fileprivate func asked(by graph: DecisionGraph) -> String {
    func queue(_ position: Int) -> String { plain(graph.routing.queues[position].name) }
    switch builtIn {
    case .queueOpen(let position): return "\(queue(position)): open now, yes or no?"
    case .queueFree(let position): return "\(queue(position)): how many people are free?"
    case .queueWait(let position): return "\(queue(position)): how long is the wait?"
    case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
      return "\(plain(name)): \(domain.asked)?"
    }
  }
}

extension Domain {
  /// More words than this are not listed in a question.
  private static var mostWords: Int { 12 }

  /// `yes or no`, `how much, in EUR, up to EUR 20000`.
  fileprivate var asked: String {
    switch kind {
    case .yesNo: return "yes or no"
    case .oneOf, .level:
      return words.count > Self.mostWords ? "which of \(words.count) words" : listed("or")
    case .setOf:
      return words.count > Self.mostWords
        ? "which of \(words.count) words, or none of them"
        : "which of \(listed("and")), or none of them"
    case .number: return (decimals == 0 ? "how many, " : "which number, ") + between
    case .score: return "which score, \(between)"
    case .money: return "how much, in \(currency), \(between)"
    case .duration: return "how long, \(between)"
    case .moment: return "when"
    case .reference: return "which one"
    case .text: return "in what words"
    }
  }

  /// `from 0 to 20`, `up to GBP 500`.
  private var between: String {
    func words(_ value: Int64) -> String {
      kind == .money ? shortMoney(value, self) : spelled(value, self, texts: [])
    }
    let isFromNothing = lowest == 0 && (kind == .money || kind == .duration)
    return isFromNothing
      ? "up to \(words(highest))" : "from \(words(lowest)) to \(words(highest))"
  }

  private func listed(_ last: String) -> String {
    let names = words.map { plain($0.name) }
    guard names.count > 1, let final = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(last) " + final
  }
}

/// A name as people say it: `order.wrong_item` is `order wrong item`.
private func plain(_ name: String) -> String {
  String(name.map { $0 == "." || $0 == "_" ? " " : $0 })
}

extension Question {
  fileprivate func cause(_ at: FactAt, by graph: DecisionGraph) -> UnknownCause {
    let cell: Cell?
    switch graph.facts[at.fact].supply {
    case .session(let slot): cell = frame.session[slot]
    case .turn(let slot):
      guard let number = at.turn else { return .noTurn }
      cell = frame.turns.first { $0.number == number }?.cells[slot] ?? Cell(unknown: .missing)
    case .task(let slot):
      guard case .task(let task) = ask else { return .absent }
      cell = frame.tasks[task]?[slot]
    case .agent: return .noTurn
    case .computed:
      switch graph.facts[at.fact].builtIn {
      case .queueOpen(let queue): cell = frame.queues[queue].open
      case .queueFree(let queue): cell = frame.queues[queue].free
      case .queueWait(let queue): cell = frame.queues[queue].wait
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
        return .noResult
      }
    }
    return cell?.cause ?? .absent
  }
}
