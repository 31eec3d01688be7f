import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Scenarios in which every queue is open and everything is known.
  static let testOnlyHappy = LintRule("test-only-happy", .standard, .note) { policy in
    guard let shown = policy.surroundings.scenarios, shown.scenarioCount > 0,
      !shown.hasClosedQueue, !shown.hasUnknownFact, policy.model.hasBadDays,
      let first = policy.headings(.scenario).first
    else { return [] }
    return [
      LintFinding(
        "No scenario has a closed queue, nor a fact that isn't known.", at: first.headPlace,
        because: "That is when customers get lost, and nothing here shows what becomes of them.",
        fixes: policy.scenarioOfUnknown.map { [$0] } ?? [])
    ]
  }
}

extension PolicyModel {
  /// Something can be closed or unknown.
  fileprivate var hasBadDays: Bool {
    people.queues.elements.contains { $0.hours != nil }
      || vocabulary.facts.elements.contains { fact in
        switch fact.supply {
        case .session, .turn, .task, .agent: fact.mayBeUnknown
        case .table, .choose, .definition, .builtIn: false
        }
      }
  }
}

extension LintedPolicy {
  /// A scenario about the first permission that a fact can keep open.
  fileprivate var scenarioOfUnknown: Fix? {
    guard let last = headings.last(where: { $0.file.offset == 0 }) else { return nil }
    for rule in model.rules {
      guard
        let fact = rule.guarding.when?.factsRead.lazy.map({ model.vocabulary.facts[$0] })
          .first(where: { $0.mayBeUnknown && $0.supply == .session }), let task = rule.task
      else { continue }
      let text = """
        scenario "\(fact.name) is not known"
          quiet
          given task is \(model.vocabulary.tasks[task].name), \(fact.name) is unknown
          expect ask or human because \(rule.name)
        """
      return Fix(.fill, "write a scenario without `\(fact.name)`", [last.newHeading(text)])
    }
    return nil
  }
}

extension Rule {
  /// The first task that it lets the AI do.
  fileprivate var task: TaskID? {
    for effect in effects {
      if case .aiMay(let scope) = effect.action { return scope.tasks.min() }
    }
    return nil
  }
}
