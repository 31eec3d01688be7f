package import Handrail
import HandrailAnalysis
package import HandrailEngine
import HandrailExplanation

/// What to ask or look up next, for people.
package func nextText(_ answer: Answer, of graph: DecisionGraph) -> String {
  guard let asking = NextAsking(answer, graph) else { return "" }
  return asking.lines.map { $0 + "\n" }.joined()
}

/// What an answer leaves to be asked: for tasks that wait, and for gates that ask.
struct NextAsking {
  let question: Question
  let decision: Decision
  let waiting: [WaitingTask]
  let words: WhyWords

  init?(_ answer: Answer, _ graph: DecisionGraph) {
    guard case .decided(let question, let decision) = answer.outcome else { return nil }
    self.question = question
    self.decision = decision
    waiting = answer.waitingTasks
    words = WhyWords(graph: graph).telling(of: decision)
  }

  /// Gates that wait for facts, by task; of a task that waits too, they come after.
  var gates: [(task: Int, gate: OpenGate)] {
    ([decision.task].compactMap { $0 } + decision.survey).flatMap { task in
      task.gates.filter { $0.state == .open && !$0.ask.isEmpty }.map { (task.task, $0) }
    }
  }

  func asked(_ facts: [FactAt], about task: Int) -> [FactQuestion] {
    var question = question
    question.ask = .task(task)
    return facts.map { FactQuestion($0, in: question, by: words.graph) }
  }

  func asked(_ gate: OpenGate, about task: Int) -> [FactQuestion] {
    let facts = gate.ask.map { fact in
      var at = FactAt(fact: fact, turn: nil)
      if case .turn = words.graph.facts[fact].supply { at.turn = question.frame.turns.last?.number }
      return at
    }
    return asked(facts, about: task)
  }

  func gateName(_ gate: OpenGate) -> String {
    words.heading(words.graph.gates.firsts[gate.first].heading)
  }

  /// The first sentence.
  var opening: String {
    let sentence = words.opening(decision, wasHeld: wasHeld)
    return waiting.isEmpty && gates.isEmpty ? "Nothing to find out. \(sentence)" : sentence
  }

  private var wasHeld: Bool {
    guard case .kept(let memory) = question.memory else { return false }
    return memory.handler.isHuman
  }

  fileprivate var lines: [String] {
    var lines = wrapped(opening, indent: 0, hanging: 0)
    for group in waitingTogether {
      let task = group[0]
      let name = words.listed(group.map { words.task($0.decision.task) })
      lines += [""] + wrapped(promise(of: task.settling, about: name), indent: 0, hanging: 0)
      lines += listed(asked(task.settling.facts, about: task.decision.task))
      if !task.spared.isEmpty {
        lines += [""] + wrapped(spared(task), indent: 0, hanging: 0)
      }
    }
    for group in gatesTogether {
      let (task, gate) = group[0]
      let names = words.listed(group.map { words.task($0.task) }, "or")
      let head = "Before \(names), \(gateName(gate)) asks for:"
      lines += [""] + wrapped(head, indent: 0, hanging: 0) + listed(asked(gate, about: task))
    }
    guard !decision.faults.isEmpty else { return lines }
    lines += ["", "Something was wrong with the question:"]
    return lines + decision.faults.flatMap { wrapped("\($0.path): \($0.detail)", indent: 2) }
  }

  /// What a list of questions is worth.
  private func promise(of settling: SettlingFacts, about name: String) -> String {
    switch settling.standing {
    case .fewest:
      return settling.facts.count == 1
        ? "This settles \(name), whatever the answer is:"
        : "Together these settle \(name), whatever the answers are:"
    case .moreThanThree:
      return "No three facts settle \(name). It rests on all of these:"
    case .notCertain:
      return "\(name) rests on what follows, and an answer may raise another question:"
    case .outOfBudget:
      return "\(name) rests on all of these; there was too much to try to find fewer:"
    }
  }

  /// Tasks that ask for the same, in the order of the first of them.
  private var waitingTogether: [[WaitingTask]] {
    var groups: [[WaitingTask]] = []
    for task in waiting {
      let same = groups.firstIndex {
        $0[0].settling == task.settling && $0[0].spared == task.spared
      }
      if let same { groups[same].append(task) } else { groups.append([task]) }
    }
    return groups
  }

  private var gatesTogether: [[(task: Int, gate: OpenGate)]] {
    var groups: [[(task: Int, gate: OpenGate)]] = []
    for entry in gates {
      let same = groups.firstIndex {
        $0[0].gate.first == entry.gate.first && $0[0].gate.ask == entry.gate.ask
      }
      if let same { groups[same].append(entry) } else { groups.append([entry]) }
    }
    return groups
  }

  private func spared(_ task: WaitingTask) -> String {
    let names = words.withoutRepeats(task.spared.map { words.fact($0.fact) })
    return "Then it no longer rests on \(words.listed(names))."
  }

  private func listed(_ questions: [FactQuestion]) -> [String] {
    questions.enumerated().flatMap { place, question in
      let source = "\(hint(question)); \(cause(question)) (\(question.place))"
      return wrapped("\(place + 1). \(question.words)", indent: 2, hanging: 3)
        + wrapped(printable(source), indent: 5, hanging: 0)
    }
  }

  private func cause(_ question: FactQuestion) -> String { words.cause(question.cause) }

  private func hint(_ question: FactQuestion) -> String {
    switch question.source {
    case .askOrLookUp: return "ask the customer, or look it up"
    case .lookUp: return "look it up, for it is nothing to ask the customer"
    case .read:
      guard let turn = question.at.turn, let last = self.question.frame.turns.last else {
        return "read it from what the customer says next"
      }
      let ago = turn == last.number ? "the customer's last message" : "message \(turn)"
      return "read it from \(ago)"
    }
  }
}
