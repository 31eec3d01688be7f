import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// What the AI may do, or what is refused, depends on a fact marked `protected`.
  static let dataProtectedTrait = LintRule(
    "data-protected-trait", .regulated, .hold
  ) { policy in
    policy.model.rules.filter { $0.effects.contains(where: \.action.givesOrRefuses) }
      .flatMap { rule in
        policy.tests(of: rule, readingMarked: ["protected"]).map { found in
          LintFinding(
            "`\(rule.name)` depends on `\(policy.name(of: found.fact))`, which is marked "
              + "`protected`.",
            at: found.test.origin.place,
            because: "Two customers who ask for the same thing would be treated differently for "
              + "what they are.")
        }
      }
  }
}

extension EffectAction {
  /// A person who takes over is no refusal.
  fileprivate var givesOrRefuses: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .nobodyMay, .otherwiseRefuse: true
    case .onlyHumanMay, .handOver, .otherwiseHandOver, .startWithHuman, .bringIn,
      .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}

extension LintedPolicy {
  /// Tests in the guard of a rule that rest on a fact with one of the marks, and that fact.
  func tests(
    of rule: Rule, readingMarked marks: Set<String>
  ) -> [(test: Test, fact: FactID)] {
    let conditions = [rule.guarding.when].compactMap(\.self) + rule.guarding.excepts
    return conditions.flatMap(\.tests).compactMap { test in
      facts(behind: test.factsRead).sorted()
        .first { !model.vocabulary.facts[$0].marks.isDisjoint(with: marks) }
        .map { (test, $0) }
    }
  }
}
