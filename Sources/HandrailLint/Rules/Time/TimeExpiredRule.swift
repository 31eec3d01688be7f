import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A rule whose last day has passed.
  static let timeExpiredRule = LintRule("time-expired-rule", .standard, .note) { policy in
    guard let today = policy.surroundings.today,
      policy.model.rules.contains(where: { $0.endsOn.map { $0 < today } ?? false })
    else { return [] }
    let counts = policy.wordCounts
    return policy.model.rules.compactMap { rule in
      guard let end = rule.endsOn, end < today,
        let heading = policy.heading(at: rule.origin.place)
      else { return nil }
      return LintFinding(
        "`\(rule.name)` ended on \(end.text).",
        at: heading.child(.endsLine)?.place ?? heading.headPlace,
        because: "It does nothing any more, and readers take it for a rule that holds.",
        fixes: counts[rule.name, default: 0] > 1 || policy.playsScenarios(upTo: end)
          ? [] : [Fix(.apply, "remove `\(rule.name)`", [heading.removal])])
    }
  }
}

extension LintedPolicy {
  /// How often each word stands in the files: a rule that a way out, a scenario or a promise names
  /// stands there more than once.
  fileprivate var wordCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for tree in trees {
      for token in tree.tokens.elements where token.kind == .word {
        counts[tree.text(token), default: 0] += 1
      }
    }
    return counts
  }

  /// A scenario of a day on which the rule was in force would be decided otherwise.
  fileprivate func playsScenarios(upTo end: CalendarDate) -> Bool {
    let usual = CalendarDate(year: 2026, month: 3, day: 2)
    return model.checks.scenarios.contains { scenario in
      (scenario.date ?? usual).map { $0 <= end } ?? true
    }
  }
}
