package import HandrailEngine
import HandrailExplanation
import HandrailModel
import HandrailSource

/// A recorded question as a scenario of the policy.
package struct RecordedScenario: Sendable {
  /// The lines, as they can be added to the policy.
  package var text: String
  /// True where it comes out as the recorded question was decided.
  package var isFaithful: Bool
}

extension ScenarioRunner {
  /// Writes a recorded question as a scenario that comes out as it expects.
  ///
  /// `play` checks and plays the policy with the lines added; `nil` where they cannot be checked.
  package func record(
    _ question: Question, play: (_ text: String) -> ScenarioResult?
  ) -> RecordedScenario? {
    let (decision, _) = decideTracing(question, by: graph)
    let name = unusedName(recordedName(question), beside: [])
    let answers = self.answers(decision)
    let expected = expectations(decision)
    for answers in answers.isEmpty ? [[]] : [answers, []] {
      let lines = recordedLines(question, answers)
      // What is said may have been said at an earlier turn; who acts is what counts.
      for expected in [expected, Array(expected.prefix(1))] {
        let text = scenario(name, lines + expected)
        if play(text)?.isFine == true { return RecordedScenario(text: text, isFaithful: true) }
      }
    }
    // What the scenario itself comes to is still worth keeping.
    let lines = recordedLines(question, [])
    guard let own = played(scenario(name, lines + ["expect ai"]), play) else { return nil }
    let text = scenario(name, lines + expectations(own.decision))
    guard play(text)?.isFine == true else { return nil }
    return RecordedScenario(text: text, isFaithful: false)
  }

  /// The last decision of a scenario whose one expectation is there to be looked at.
  private func played(
    _ text: String, _ play: (String) -> ScenarioResult?
  ) -> Decided? {
    for expected in ["ai", "nobody"] {
      let asked = text.replacingLast("expect ai", with: "expect \(expected)")
      if let decided = play(asked)?.failures.first?.decided { return decided }
    }
    return nil
  }

  private func scenario(_ name: String, _ lines: [String]) -> String {
    (["scenario \"\(name)\""] + lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
  }

  private func recordedName(_ question: Question) -> String {
    let local = zone.reading(at: question.at)
    var name = "Recorded \(local.date.text) \(timeText(local.secondOfDay))"
    if case .task(let task) = question.ask { name += ", \(graph.tasks[task])" }
    return name
  }

  /// A name that no scenario has, nor any of some others.
  func unusedName(_ name: String, beside others: Set<String>) -> String {
    let taken = others.union(model.checks.scenarios.map(\.name))
    var number = 1
    func numbered() -> String { number == 1 ? name : "\(name) (\(number))" }
    while taken.contains(numbered()) { number += 1 }
    return numbered()
  }

  var zone: ZoneRules {
    model.header.zone ?? ZoneRules(name: "UTC", firstOffset: 0, transitions: [])
  }

  func timeText(_ second: Int32) -> String {
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(padded(second / 3_600)):\(padded(second / 60 % 60))"
  }
}

// MARK: - The lines

extension ScenarioRunner {
  private func recordedLines(_ question: Question, _ answers: [String]) -> [String] {
    var words = RecordedWords(question, graph)
    let local = zone.reading(at: question.at)
    // A date is written in the policy's zone: without one, the scenario has its usual moment.
    var lines =
      model.header.zone == nil ? [] : ["at \(local.date.text) \(timeText(local.secondOfDay))"]
    var given = start(question)
    for (position, fact) in graph.facts.enumerated() {
      if let cell = question.cell(of: fact) { given += words.sets(position, cell) }
    }
    lines += broken("given", given + queues(question), asOneLine: false)
    for turn in question.frame.turns {
      var sets: [String] = []
      for (position, fact) in graph.facts.enumerated() {
        guard case .turn(let slot) = fact.supply, slot < turn.cells.count else { continue }
        sets += words.sets(position, turn.cells[slot])
      }
      // A turn of which nothing is known happened all the same.
      if sets.isEmpty, let fact = graph.facts.first(where: { $0.isOfTurn }) {
        sets = ["\(fact.name) is unknown"]
      }
      lines += broken("turn", sets, asOneLine: true)
    }
    return lines + broken("given", answers, asOneLine: false)
  }

  /// Who held the conversation, what was done, and what is asked about.
  func start(_ question: Question) -> [String] {
    var sets: [String] = []
    var done = question.events.filter { $0.kind == .done }.map(\.task)
    if case .kept(let memory) = question.memory {
      sets.append("handler is \(memory.handler.isHuman ? "human" : "ai")")
      done += memory.done
    }
    if case .task(let task) = question.ask { sets.append("task is \(graph.tasks[task])") }
    for task in Set(done).sorted() where graph.tasks.indices.contains(task) {
      sets.append("done.\(graph.tasks[task]) is yes")
    }
    return sets
  }

  func queues(_ question: Question) -> [String] {
    zip(graph.routing.queues, question.frame.queues).flatMap { queue, state in
      var sets: [String] = []
      if state.open.isKnown {
        sets.append("\(queue.name).open is \(state.open.value == 0 ? "no" : "yes")")
      }
      if state.free.isKnown { sets.append("\(queue.name).free is \(state.free.value)") }
      if state.wait.isKnown { sets.append("\(queue.name).wait is \(state.wait.value) seconds") }
      return sets
    }
  }

  /// What customers chose and approvers answered, by the decision.
  func answers(_ decision: Decision) -> [String] {
    guard let task = decision.task else { return [] }
    let offers = task.offers.compactMap { gate in
      gate.choice.map { choice in
        "choice.\(graph.headings[graph.gates.offers[gate.offer].heading].name) is \(choice.name)"
      }
    }
    let approvals = task.approvals.filter { $0.state == .granted || $0.state == .refused }
    return offers
      + approvals.map { gate in
        let heading = graph.headings[graph.gates.approvals[gate.approval].heading]
        return "approval.\(heading.name) is \(gate.state.name)"
      }
  }

  /// Lines of at most 100 letters: several of them, or one that goes on after a comma.
  func broken(_ start: String, _ sets: [String], asOneLine: Bool) -> [String] {
    var lines: [String] = []
    for set in sets {
      if let last = lines.last, last.utf8.count + set.utf8.count < 95 {
        lines[lines.count - 1] = "\(last), \(set)"
      } else if asOneLine && !lines.isEmpty {
        lines[lines.count - 1] += ","
        lines.append("  \(set)")
      } else {
        lines.append("\(start) \(set)")
      }
    }
    return lines
  }

  func expectations(_ decision: Decision) -> [String] {
    let holding = OutcomeHolding(graph: graph, model: model, decision: decision)
    let deciders = Deciders(graph: graph, decision: decision)
    var lines: [String] = []
    let got = holding.words(for: .ai)
    if got.sort != .duty {
      let names = deciders.names(of: got.sort).withoutRepeats.filter(isName)
      let because = names.isEmpty ? "" : " because \(names.joined(separator: ", "))"
      lines.append("expect \(got.outcome)\(because)")
    }
    if decision.urgency != UrgencyLevel.normal.rawValue || lines.isEmpty {
      lines.append("expect \(holding.words(for: .urgency(.normal)).outcome)")
    }
    lines += holding.alerts.withoutRepeats.map { "expect alert \($0)" }
    if holding.isWatched { lines.append("expect watch") }
    return lines + holding.said.withoutRepeats.filter(isName).map { "expect say \($0)" }
  }
}

extension Question {
  /// The cell of a session or task fact; turn facts stand in their turns.
  func cell(of fact: GraphFact) -> Cell? {
    switch fact.supply {
    case .session(let slot): return frame.session[slot]
    case .task(let slot):
      guard case .task(let task) = ask, let cells = frame.tasks[task] else { return nil }
      return cells.indices.contains(slot) ? cells[slot] : nil
    case .turn, .agent, .computed: return nil
    }
  }
}

extension String {
  fileprivate func replacingLast(_ words: String, with other: String) -> String {
    guard let range = ranges(of: words).last else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
