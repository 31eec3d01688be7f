import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Rules about something sensitive, and no promise that holds them.
  static let testPromiseNone = LintRule("test-promise-none", .core, .hold) { policy in
    guard policy.model.checks.promises.isEmpty else { return [] }
    let sensitive = policy.sensitiveFacts
    let rules = policy.model.rules.filter { rule in
      rule.guarding.when?.factsRead.contains(where: sensitive.contains) ?? false
    }
    guard let first = rules.first, let heading = policy.heading(at: first.origin.place) else {
      return []
    }
    let others = rules.count == 1 ? "" : ", nor for \(rules.count - 1) more like it"
    return [
      LintFinding(
        "There is no promise for `\(first.name)`\(others), and it is about something sensitive.",
        at: heading.headPlace,
        because: "A scenario shows one customer; a promise is proved for all of them.",
        fixes: policy.promise(of: rules).map { [$0] } ?? [])
    ]
  }
}

extension LintedPolicy {
  /// A promise in the words of the first rule whose `when` always brings in a person.
  fileprivate func promise(of rules: [Rule]) -> Fix? {
    for rule in rules where rule.alwaysHandsOver {
      guard let heading = heading(at: rule.origin.place), heading.file.offset == 0,
        let words = heading.child(.whenLine)?.condition?.text,
        let end = headings.last(where: { $0.file.offset == 0 })
      else { continue }
      let text = """
        promise \(freshName(rule.name + "_reaches_a_person"))
          whenever \(words)
          expect human
        """
      return Fix(
        .fill, "promise that it always reaches a person", [end.newHeading(text)])
    }
    return nil
  }
}

extension Rule {
  /// Hands over whenever its `when` is yes, on every day and in every conversation.
  fileprivate var alwaysHandsOver: Bool {
    guard let when = guarding.when, guarding.excepts.isEmpty, startsOn == nil, endsOn == nil,
      trial == nil
    else { return false }
    // A window starts anew when a person takes over, and only in a rule.
    let hasWindow = when.tests.contains { test in
      if case .turns = test.window { return true }
      return false
    }
    return !hasWindow
      && effects.contains { effect in
        if case .handOver = effect.action { return true }
        return false
      }
  }
}
