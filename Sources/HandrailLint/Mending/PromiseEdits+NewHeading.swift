import HandrailModel
import HandrailSource
import HandrailSyntax

extension PromiseEdits {
  /// A heading of its own for the promise's case.
  var newHeadings: [Fix] {
    guard let when else { return [] }
    var found: [Fix] = []
    if wantsLessOfTheAI { found += [rulesForPeople(when)].compactMap { $0 } }
    guard !expectation.isNever else { return found }
    for result in expectation.outcomes.results {
      switch result {
      case .urgency(let level):
        found += [rule(when, ["urgency \(level)"], "that makes it \(level)")].compactMap { $0 }
      case .alert(let role):
        found += [oversight(when, "alert \(policy.model.vocabulary.roles[role])")].compactMap { $0 }
      case .watch: found += [oversight(when, "watch")].compactMap { $0 }
      case .ai, .suggest, .human, .nobody, .approval, .offer, .first, .ask, .say, .carry: continue
      }
    }
    return found
  }

  private func rulesForPeople(_ when: PromiseCase) -> Fix? {
    let results = expectation.outcomes.results
    let isRefused =
      !expectation.isNever && results.contains(.nobody)
      && !results.contains { result in
        if case .human = result { true } else { false }
      }
    let names = taskNames.isEmpty ? "do anything" : taskNames.joined(separator: ", ")
    if isRefused {
      // A refusal alone would leave the conversation with the AI.
      guard let queue = queueName, let own = caseOfTasks(when) else { return nil }
      return rule(
        own, ["nobody may \(names)", "hand over to \(queue)"], "that refuses it and hands over")
    }
    let asksForQueue = results.contains { result in
      if case .human(.some) = result { true } else { false }
    }
    if !taskNames.isEmpty && !asksForQueue {
      return rule(when, ["only a human may \(names)"], "that leaves it to people")
    }
    // Everybody to people, always, is no mending.
    guard let queue = queueName, let own = caseOfTasks(when), !own.words.isEmpty else {
      return nil
    }
    return rule(own, ["hand over to \(queue)"], "that hands over to `\(queue)`")
  }

  /// The case where one of the promise's tasks is asked about.
  private func caseOfTasks(_ when: PromiseCase) -> PromiseCase? {
    guard let test = taskTest else { return when }
    return when.with(test)
  }

  private func rule(_ when: PromiseCase, _ effects: [String], _ words: String) -> Fix? {
    guard let before = policy.heading(before: .rule) else { return nil }
    let name = freeRuleName
    var lines = ["rule \(name)"]
    if !when.words.isEmpty { lines.append("  when " + when.words) }
    if promise.whenever == nil, let until = promise.until,
      let written = policy.line(of: until, .untilLine)?.condition
    {
      lines.append("  except when " + PromiseCase.words(of: written))
    }
    lines += effects.map { "  " + $0 }
    lines.append("  because \"Keeps the promise \(promise.name).\"")
    return Fix(
      .ask, "add a rule `\(name)` \(words)", [before.newHeading(lines.joined(separator: "\n"))])
  }

  private func oversight(_ when: PromiseCase, _ duty: String) -> Fix? {
    guard let before = policy.heading(before: .oversight) else { return nil }
    let always = duty == "watch" ? "watch always" : nil
    guard let line = when.words.isEmpty ? always : "\(duty) when \(when.words)" else { return nil }
    return Fix(
      .ask, "add an `oversight` line: \(duty)", [before.newHeading("oversight\n  " + line)])
  }

  /// The promise's name where no rule bears it.
  private var freeRuleName: String {
    let taken = Set(policy.model.rules.map(\.name))
    guard taken.contains(promise.name) else { return promise.name }
    var number = 2
    while taken.contains("\(promise.name)_\(number)") { number += 1 }
    return "\(promise.name)_\(number)"
  }
}
