import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A rule for people in need has no exception through which one of them falls.
  static let safeExceptionOnSensitive = LintRule(
    "safe-exception-on-sensitive", .standard, .hold
  ) { policy in
    let facts = policy.model.vocabulary.facts
    guard facts.elements.contains(where: { $0.marks.contains("sensitive") }) else { return [] }
    let met = policy.casesWithAPerson
    return policy.model.rules.flatMap { rule -> [LintFinding] in
      guard !rule.guarding.excepts.isEmpty, rule.bringsPerson || !rule.restricted.isEmpty,
        let when = rule.guarding.when, let need = policy.sensitiveFact(metBy: when)
      else { return [] }
      return rule.guarding.excepts.compactMap { except in
        let others = except.onlyTest.map { met[$0.text, default: []].subtracting([rule.name]) }
        guard others?.isEmpty ?? true else { return nil }
        return LintFinding(
          "`\(rule.name)` is about `\(policy.name(of: need))`, and has an exception.",
          at: policy.line(of: except, .exceptLine)?.place ?? rule.origin.place,
          because: "Whoever the exception fits is in need too, and stays with the AI.")
      }
    }
  }
}

extension LintedPolicy {
  /// The first sensitive fact whose presence brings a condition nearer to yes.
  fileprivate func sensitiveFact(metBy condition: Condition) -> FactID? {
    let facts = signedTests([condition]).compactMap { tested -> FactID? in
      presence(in: tested).flatMap { fact in
        model.vocabulary.facts[fact].marks.contains("sensitive") ? fact : nil
      }
    }
    return facts.min()
  }

  /// The fact of a test that is yes where something is there: a need, a yes, a high score.
  private func presence(in tested: SignedTest) -> FactID? {
    switch tested.test.body {
    case .includes(let fact, _): return tested.isPositive ? fact : nil
    case .excludes(let fact, _): return tested.isPositive ? nil : fact
    case .isEmpty(let fact, let negated): return tested.isPositive == negated ? fact : nil
    case .isAmong(let fact, let values, let negated):
      guard model.vocabulary.facts[fact].domain.kind == .yesNo else {
        return tested.isPositive != negated ? fact : nil
      }
      return (values == [1]) == (tested.isPositive != negated) ? fact : nil
    case .compare(let comparing):
      let isHigh = comparing.comparison == .above || comparing.comparison == .atLeast
      guard isHigh, tested.isPositive, comparing.left.terms.count == 1 else { return nil }
      return comparing.left.terms[0].fact
    case .during, .outside, .isUnknown, .isKnown, .equals, .before, .after, .inTheLast, .age,
      .ahead, .trend:
      return nil
    }
  }

  /// Rules that bring a person wherever one test is yes, by the words of the test.
  fileprivate var casesWithAPerson: [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    for rule in model.rules where rule.bringsPerson && rule.guarding.excepts.isEmpty {
      guard rule.trial == nil, rule.startsOn == nil, rule.endsOn == nil,
        let test = rule.guarding.when?.onlyTest
      else { continue }
      found[test.text, default: []].insert(rule.name)
    }
    return found
  }
}
