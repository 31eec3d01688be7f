import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// An escalation that most chats are too short for.
  static let coverWindowTooLong = LintRule(
    "cover-window-too-long", .standard, .note
  ) { policy in
    guard let most = policy.surroundings.chatTurns else { return [] }
    return policy.model.rules.filter(\.bringsAPerson).compactMap { rule in
      guard let when = rule.guarding.when else { return nil }
      let needed = policy.turnsNeeded(by: when)
      guard needed > most else { return nil }
      return LintFinding(
        "`\(rule.name)` needs \(needed) turns, and nine in ten chats last at most \(most).",
        at: policy.longest(when, needing: needed)?.place ?? rule.origin.place,
        because: "Most customers would be gone before anybody comes.")
    }
  }
}

extension Rule {
  fileprivate var bringsAPerson: Bool {
    effects.contains { effect in
      switch effect.action {
      case .handOver, .onlyHumanMay, .bringIn: true
      case .startWithHuman, .aiMay, .aiMayOnlySuggest, .nobodyMay, .otherwiseHandOver,
        .otherwiseRefuse, .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }
}

extension LintedPolicy {
  /// The turns that a conversation must have had, at the very least, for the condition to be yes.
  fileprivate func turnsNeeded(by condition: Condition) -> Int {
    let parts = condition.entries.map { entry in
      switch entry {
      case .test(let test): turnsNeeded(by: test)
      case .group(let group): turnsNeeded(by: group)
      }
    }
    switch condition.mode {
    case .all: return parts.max() ?? 0
    case .any: return parts.min() ?? 0
    case .none: return 0
    }
  }

  private func turnsNeeded(by test: Test) -> Int {
    if case .turns(let atLeast, _) = test.window { return atLeast }
    switch test.body {
    case .compare(let comparing): return turnsCounted(comparing)
    case .isAmong(let fact, let values, false):
      guard values == [1], case .definition(let id) = model.vocabulary.facts[fact].supply else {
        return 0
      }
      return turnsNeeded(by: model.vocabulary.definitions[id].when)
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead, .trend:
      return 0
    }
  }

  /// `turn_count above 7`, `human_requests at least 3`.
  private func turnsCounted(_ comparing: Comparing) -> Int {
    guard comparing.left.terms.count == 1, comparing.right.terms.isEmpty,
      comparing.left.constant == .zero, let term = comparing.left.terms.first,
      term.factor == Decimal(mantissa: 1, decimals: 0), term.averageOverTurns == nil,
      case .builtIn(let builtIn) = model.vocabulary.facts[term.fact].supply,
      builtIn == .turnCount || builtIn == .humanRequests,
      let limit = comparing.right.constant.scaled(to: 0), limit < 1_000_000
    else { return 0 }
    switch comparing.comparison {
    case .above: return Int(limit) + 1
    case .atLeast, .equal: return Int(limit)
    case .below, .atMost, .notEqual: return 0
    }
  }

  /// The test that asks for so many turns.
  fileprivate func longest(_ condition: Condition, needing turns: Int) -> Origin? {
    condition.tests.first { turnsNeeded(by: $0) == turns }?.origin
  }
}
