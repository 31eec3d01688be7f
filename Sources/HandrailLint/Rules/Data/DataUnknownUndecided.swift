import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A restricting rule that rests on a fact that may be unknown, and does not say what then.
  static let dataUnknownUndecided = LintRule(
    "data-unknown-undecided", .standard, .note
  ) { policy in
    policy.model.rules.compactMap { rule in
      guard rule.guarding.ifUnknown == nil, rule.effects.contains(where: \.action.restricts),
        !rule.effects.contains(where: \.action.letsTheAIAct),
        let when = rule.guarding.when, let open = policy.openFact(in: when),
        let heading = policy.heading(at: rule.origin.place)
      else { return nil }
      return LintFinding(
        "`\(rule.name)` does not say what happens while `\(policy.name(of: open.fact))` is "
          + "unknown.",
        at: open.test.origin.place,
        because: "Until it is known the AI waits and asks; a reader can't tell whether that was "
          + "meant.",
        fixes: rule.applying(in: heading))
    }
  }
}

extension EffectAction {
  fileprivate var restricts: Bool {
    switch self {
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse: true
    case .aiMay, .aiMayOnlySuggest, .handOver, .otherwiseHandOver, .startWithHuman, .bringIn,
      .contactCustomer, .urgency, .needSkills:
      false
    }
  }

  /// `if unknown apply` may not stand beside it: a permission waits for what is not known.
  fileprivate var letsTheAIAct: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: true
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .bringIn, .urgency, .needSkills:
      false
    }
  }
}

extension Rule {
  fileprivate func applying(in heading: Written) -> [Fix] {
    let guards = heading.children.filter { $0.kind == .whenLine || $0.kind == .exceptLine }
    guard let last = guards.last else { return [] }
    return [
      Fix(
        .ask, "let the rule hold while it is unknown",
        [last.insertion(afterLast: "  if unknown apply")])
    ]
  }
}

extension LintedPolicy {
  /// A fact that may be unknown and that no test of the condition asks to be known.
  fileprivate func openFact(in condition: Condition) -> (fact: FactID, test: Test)? {
    let decided = Set(tests(under: condition).flatMap(\.factsAskedFor))
    for test in condition.tests {
      let read = facts(behind: test.factsRead).sorted()
      if let fact = read.first(where: { mayBeOpen($0) && !decided.contains($0) }) {
        return (fact, test)
      }
    }
    return nil
  }

  private func mayBeOpen(_ id: FactID) -> Bool {
    let fact = model.vocabulary.facts[id]
    switch fact.supply {
    case .session, .turn, .task:
      return fact.mayBeUnknown && fact.usualValue == nil && fact.trust?.otherwise == nil
    case .agent, .table, .choose, .definition, .builtIn: return false
    }
  }
}

extension Test {
  /// `is known` and `is unknown` decide what happens without the fact.
  fileprivate var factsAskedFor: [FactID] {
    switch body {
    case .isKnown(let fact), .isUnknown(let fact): [fact]
    case .during, .outside, .isEmpty, .isAmong, .equals, .includes, .excludes, .before, .after,
      .inTheLast, .age, .ahead, .trend, .compare:
      []
    }
  }
}
