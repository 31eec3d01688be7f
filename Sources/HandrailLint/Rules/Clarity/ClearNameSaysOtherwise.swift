import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A rule whose name says the opposite of what its lines do.
  static let clearNameSaysOtherwise = LintRule(
    "clear-name-says-otherwise", .standard, .note
  ) { policy in
    policy.model.rules.compactMap { rule in
      guard let heading = policy.heading(at: rule.origin.place), let name = heading.name,
        let says = policy.contradiction(rule)
      else { return nil }
      return LintFinding(
        "`\(rule.name)` \(says).", at: name.place,
        because:
          "Names are what people remember of a rule, and what a decision gives as its reason.")
    }
  }
}

// Only what tells somebody to do it: `allowed` and `banned` may describe the customers.
private let allowing: Set<String> = ["allow", "permit", "enable"]

private let forbidding: Set<String> = ["forbid", "deny", "disallow", "prohibit", "ban"]

/// After these a name may well speak of allowing something to people, or of a limit.
private let people: Set<String> = [
  "people", "person", "human", "humans", "staff", "team", "teams", "colleague", "colleagues",
  "only", "after", "until", "unless", "not", "limit", "limits", "with", "without", "customer",
  "customers",
]

extension LintedPolicy {
  /// What the name hides, in words; `nil` where name and lines agree or nobody can be sure.
  fileprivate func contradiction(_ rule: Rule) -> String? {
    let words = rule.name.split(whereSeparator: { $0 == "_" || $0 == "." }).map(String.init)
    guard let first = words.first, people.isDisjoint(with: words), !isInATask(first, of: rule)
    else { return nil }
    let roles = Set(model.vocabulary.roles.elements)
    guard roles.isDisjoint(with: words) else { return nil }
    let directions = Set(rule.effects.compactMap(\.action.direction))
    guard directions.count == 1, let direction = directions.first else { return nil }
    if allowing.contains(first), direction == .restricts { return "only restricts" }
    if forbidding.contains(first), direction == .allows { return "only allows" }
    return nil
  }

  /// `deny_claim` may be the name of a task that the rule is about.
  private func isInATask(_ word: String, of rule: Rule) -> Bool {
    rule.effects.compactMap(\.action.scope).flatMap(\.tasks).contains { task in
      model.vocabulary.tasks[task].name.split(separator: "_").contains { $0 == word }
    }
  }
}

private enum Direction { case allows, restricts }

extension EffectAction {
  fileprivate var direction: Direction? {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: .allows
    case .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman: .restricts
    // What is not covered is refused: the name speaks of the rest.
    case .otherwiseHandOver, .otherwiseRefuse: .allows
    case .bringIn, .urgency, .needSkills: nil
    }
  }
}
