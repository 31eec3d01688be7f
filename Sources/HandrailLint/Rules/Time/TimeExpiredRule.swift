import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A rule whose last day has passed.
  static let timeExpiredRule = LintRule("time-expired-rule", .standard, .note) { policy in
    guard let today = policy.surroundings.today else { return [] }
    return policy.model.rules.compactMap { rule in
      guard let end = rule.endsOn, end < today,
        let heading = policy.heading(at: rule.origin.place)
      else { return nil }
      return LintFinding(
        "`\(rule.name)` ended on \(end.text).",
        at: heading.child(.endsLine)?.place ?? heading.headPlace,
        because: "It does nothing any more, and readers take it for a rule that holds.",
        fixes: policy.isNamedElsewhere(rule.name) || policy.playsScenarios(upTo: end)
          ? [] : [Fix(.apply, "remove `\(rule.name)`", [heading.removal])])
    }
  }
}

extension LintedPolicy {
  /// A way out, a scenario or a promise speaks of it.
  fileprivate func isNamedElsewhere(_ rule: String) -> Bool {
    headings.contains { heading in
      let own = heading.kind == .rule ? heading.name?.place : nil
      return heading.words(.word).contains { $0.text == rule && $0.place != own }
    }
  }

  /// A scenario of a day on which the rule was in force would be decided otherwise.
  fileprivate func playsScenarios(upTo end: CalendarDate) -> Bool {
    let usual = CalendarDate(year: 2026, month: 3, day: 2)
    return model.checks.scenarios.contains { scenario in
      (scenario.date ?? usual).map { $0 <= end } ?? true
    }
  }
}
