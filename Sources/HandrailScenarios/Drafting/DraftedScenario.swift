package import HandrailEngine
package import HandrailExplanation
import HandrailModel

/// A scenario that is being written: what it gives, and where it expects something.
package struct DraftedScenario: Sendable {
  enum Step: Sendable, Equatable {
    /// Facts with their values: `given`, `turn` or `then`.
    case sets(String, [String])
    case expect([String])
  }

  package let name: String
  /// `2026-03-07 10:15`, where it is not the usual moment.
  let at: String?
  var steps: [Step]

  /// How a policy writes it.
  package var policyText: String {
    var lines = ["scenario \"\(name)\"", "  quiet"]
    if let at { lines.append("  at \(at)") }
    for step in steps {
      switch step {
      case .sets(let word, let sets): lines += DraftedScenario.lines(word, sets)
      case .expect(let outcomes): lines += outcomes.map { "  expect \($0)" }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Lines of at most 100 letters: several `given`, or one line that goes on after a comma.
  private static func lines(_ word: String, _ sets: [String]) -> [String] {
    var lines: [String] = []
    for set in sets {
      if let last = lines.last, last.utf8.count + set.utf8.count < 97 {
        lines[lines.count - 1] = "\(last), \(set)"
      } else if word == "given" || lines.isEmpty {
        lines.append("  \(word) \(set)")
      } else {
        lines[lines.count - 1] += ","
        lines.append("    \(set)")
      }
    }
    return lines
  }

  /// How a suite in YAML writes it, as one element of `scenarios`.
  package func suiteText(indentedBy indent: String) -> String {
    var lines = ["- name: \"\(name)\"", "  quiet: yes"]
    if let at { lines.append("  at: \(at)") }
    lines.append("  steps:")
    for step in steps {
      switch step {
      case .sets(let word, let sets):
        lines.append("    - \(word):")
        lines += DraftedScenario.members(sets).map { "        \($0)" }
      case .expect(let outcomes):
        // An outcome belongs to the step before it.
        let start = lines.last == "  steps:" ? "    - expect:" : "      expect:"
        lines.append(start)
        lines += outcomes.map { "        - \($0)" }
      }
    }
    return lines.map { indent + $0 }.joined(separator: "\n") + "\n"
  }

  /// `F: V`, the words of a set as a list.
  private static func members(_ sets: [String]) -> [String] {
    var facts: [(name: String, values: [String], isSet: Bool)] = []
    for set in sets {
      let parts = set.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count == 3 else { continue }
      if let last = facts.last, last.isSet, parts[1] == "includes", last.name == parts[0] {
        facts[facts.count - 1].values.append(parts[2])
      } else {
        facts.append((parts[0], [parts[2]], parts[1] == "includes"))
      }
    }
    return facts.map { fact in
      let values = fact.values.joined(separator: ", ")
      return fact.isSet ? "\(fact.name): [\(values)]" : "\(fact.name): \(values)"
    }
  }
}

extension ScenarioRunner {
  /// A scenario that sends a question; with two steps, a person has the conversation first.
  ///
  /// What it expects is filled in from how it is played.
  package func draft(
    _ question: Question, named wish: String, beside taken: Set<String>, inTwoSteps: Bool
  ) -> DraftedScenario {
    let (decision, _) = decideTracing(question, by: graph)
    let local = zone.reading(at: question.at)
    let isUsual = model.header.zone == nil || question.at == usualMoment
    var draft = DraftedScenario(
      name: unusedName(wish, beside: taken),
      at: isUsual ? nil : "\(local.date.text) \(timeText(local.secondOfDay))", steps: [])
    var words = RecordedWords(question, graph)
    let held = start(question)
    let given = loudSets(question, &words) + queues(question)
    var turns = loudTurns(question, &words)
    if inTwoSteps {
      let first = held.filter { !$0.hasPrefix("done.") }
      if !first.isEmpty { draft.steps.append(.sets("given", first)) }
      draft.steps.append(.expect([]))
      let rest = held.filter { $0.hasPrefix("done.") } + given
      let all = rest + (turns.isEmpty ? [] : turns.removeFirst())
      if !all.isEmpty { draft.steps.append(.sets("then", all)) }
    } else if !(held + given).isEmpty {
      draft.steps.append(.sets("given", held + given))
    }
    draft.steps += turns.map { .sets("turn", $0) }
    let answers = self.answers(decision)
    if !answers.isEmpty { draft.steps.append(.sets("given", answers)) }
    draft.steps.append(.expect([]))
    return draft
  }

  /// The draft with what its decisions came to, one for each place that expects something.
  package func finished(
    _ draft: DraftedScenario, by decided: [Decided]
  ) -> DraftedScenario? {
    var finished = draft
    var left = decided[...]
    for position in draft.steps.indices {
      guard case .expect = draft.steps[position] else { continue }
      guard let next = left.popFirst() else { return nil }
      let outcomes = expectations(next.decision).map { String($0.dropFirst("expect ".count)) }
      finished.steps[position] = .expect(outcomes)
    }
    return left.isEmpty ? finished : nil
  }

  /// The draft as it is played to see what comes of it.
  package func asking(_ draft: DraftedScenario) -> DraftedScenario {
    var asking = draft
    for position in draft.steps.indices {
      if case .expect = draft.steps[position] { asking.steps[position] = .expect(["ai"]) }
    }
    return asking
  }

  /// Facts of the session and the task that are not as `quiet` has them.
  private func loudSets(_ question: Question, _ words: inout RecordedWords) -> [String] {
    graph.facts.indices.flatMap { position in
      question.cell(of: graph.facts[position]).map { loud(position, $0, question, &words) } ?? []
    }
  }

  /// What each turn says that `quiet` does not; no turns where that is one quiet turn.
  private func loudTurns(_ question: Question, _ words: inout RecordedWords) -> [[String]] {
    var turns = question.frame.turns.map { turn in
      graph.facts.indices.flatMap { position -> [String] in
        guard case .turn(let slot) = graph.facts[position].supply, slot < turn.cells.count else {
          return []
        }
        return loud(position, turn.cells[slot], question, &words)
      }
    }
    let ofTurn = graph.facts.indices.filter { graph.facts[$0].isOfTurn }
    let isBegunAlone = ofTurn.contains { graph.facts[$0].quietContent() != nil }
    if turns.count == 1, turns[0].isEmpty, isBegunAlone { return [] }
    guard let first = ofTurn.first else { return [] }
    for position in turns.indices where turns[position].isEmpty {
      // A turn says something, be it what holds anyway.
      var question = question
      let quiet = quietCell(graph.facts[first], in: &question)
      let said = words.sets(first, quiet)
      turns[position] = said.isEmpty ? ["\(graph.facts[first].name) is unknown"] : said
    }
    return turns
  }

  private func loud(
    _ position: Int, _ cell: Cell, _ question: Question, _ words: inout RecordedWords
  ) -> [String] {
    var question = question
    let quiet = quietCell(graph.facts[position], in: &question)
    if quiet.isKnown ? cell.isKnown && cell.value == quiet.value : !cell.isKnown { return [] }
    let sets = words.sets(position, cell)
    return sets.isEmpty && quiet.isKnown ? ["\(graph.facts[position].name) is unknown"] : sets
  }
}
