import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Nothing is given to the AI wholesale, with every task that is added later.
  static let safeAIAnything = LintRule("safe-ai-anything", .core, .hold) { policy in
    policy.model.rules.flatMap { rule in
      rule.effects.compactMap { effect -> LintFinding? in
        guard let scope = effect.action.permitted, scope.isEverything else { return nil }
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
  /// The tasks of today by name.
  fileprivate func namingFix(of scope: TaskScope, at effect: Effect) -> [Fix] {
    let names = names(of: scope.tasks)
    guard !names.isEmpty, let written = node(.aiMayLine, at: effect.origin.place) else {
      return []
    }
    let text = listLine("ai may", listing: names)
    let title = names.count == 1 ? "Name the task" : "Name the \(names.count) tasks"
    return [Fix(.ask, title, [Edit(written.place, String(text.dropFirst(2)))])]
  }
}
