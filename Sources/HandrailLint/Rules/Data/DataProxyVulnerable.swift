import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A sign of vulnerability that takes service away, where nothing brings a person instead.
  static let dataProxyVulnerable = LintRule(
    "data-proxy-vulnerable", .regulated, .note
  ) { policy in
    policy.model.rules.compactMap { rule in
      guard let line = rule.effects.first(where: \.action.takesServiceAway),
        !rule.effects.contains(where: \.action.addsAPerson)
      else { return nil }
      let found = policy.tests(of: rule, readingMarked: ["sensitive", "vulnerable"])
        .first { !policy.bringsAPerson($0.test) }
      guard let found else { return nil }
      var finding = LintFinding(
        "`\(rule.name)` takes service away because of `\(policy.name(of: found.fact))`.",
        at: line.origin.place,
        because: "Whoever needs more help should get a person, not less service.")
      finding.related = [RelatedPlace(found.test.origin.place, "the sign")]
      return finding
    }
  }
}

extension EffectAction {
  fileprivate var takesServiceAway: Bool {
    switch self {
    case .nobodyMay, .otherwiseRefuse, .urgency(.low): true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .handOver, .otherwiseHandOver,
      .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }

  fileprivate var addsAPerson: Bool {
    switch self {
    case .handOver, .otherwiseHandOver, .startWithHuman, .bringIn: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
      .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}

extension LintedPolicy {
  /// Some rule hands over whenever this very test is yes.
  fileprivate func bringsAPerson(_ test: Test) -> Bool {
    model.rules.contains { rule in
      rule.guarding.excepts.isEmpty && rule.trial == nil && rule.startsOn == nil
        && rule.endsOn == nil && rule.effects.contains(where: \.action.addsAPerson)
        && (rule.guarding.when?.isYes(with: test.words) ?? false)
    }
  }
}

extension Condition {
  /// True where that test alone makes the condition yes.
  fileprivate func isYes(with words: String) -> Bool {
    let parts = entries.map { entry in
      switch entry {
      case .test(let test): test.words == words
      case .group(let group): group.isYes(with: words)
      }
    }
    switch mode {
    case .all: return parts.allSatisfy(\.self)
    case .any: return parts.contains(true)
    case .none: return false
    }
  }
}

extension Test {
  /// Without `at any point`: what was once so is so now.
  fileprivate var words: String {
    window == .anyPoint ? String(text.dropLast(" at any point".count)) : text
  }
}
