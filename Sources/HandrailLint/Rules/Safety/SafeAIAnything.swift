import HandrailModel
package import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Nothing is given to the AI wholesale, with every task that is added later.
  ///
  /// Where nothing at all is left out, PL0409 says so.
  static let safeAIAnything = LintRule("safe-ai-anything", .core, .hold) { policy in
    policy.model.rules.flatMap { rule in
      rule.effects.compactMap { effect -> LintFinding? in
        guard let scope = effect.action.permitted, scope.isEverything,
          !policy.leavesNothingOut(scope)
        else { return nil }
        return LintFinding(
          "`\(rule.name)` lets the AI do anything, and every task that is added later.",
          at: effect.origin.place,
          because: "A task that nobody thought about should go to people, not to the AI.",
          fixes: policy.namingFix(of: scope, at: effect))
      }
    }
  }
}

extension LintedPolicy {
  /// Lines that let the AI do every task there is, with an edit that names the tasks (PL0409).
  package var wholesalePermissions: [(place: SourcePlace, taskCount: Int, fixes: [Fix])] {
    model.rules.flatMap(\.effects).compactMap { effect in
      guard let scope = effect.action.permitted, leavesNothingOut(scope) else { return nil }
      return (effect.origin.place, scope.tasks.count, namingFix(of: scope, at: effect))
    }
  }

  fileprivate func leavesNothingOut(_ scope: TaskScope) -> Bool {
    scope.isEverything && scope.tasks.count == model.vocabulary.tasks.count
  }

  /// The tasks of today by name.
  fileprivate func namingFix(of scope: TaskScope, at effect: Effect) -> [Fix] {
    let names = names(of: scope.tasks)
    guard !names.isEmpty, let written = node(.aiMayLine, at: effect.origin.place) else {
      return []
    }
    let text = listLine("ai may", listing: names)
    let title = names.count == 1 ? "name the task" : "name the \(names.count) tasks"
    return [Fix(.ask, title, [Edit(written.place, String(text.dropFirst(2)))])]
  }
}
