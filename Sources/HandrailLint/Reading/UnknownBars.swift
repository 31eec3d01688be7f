import HandrailEngine
import HandrailModel
import HandrailSource

/// Whether the AI is kept from a task while a fact is not known, by something else than one rule.
struct UnknownBars {
  private let policy: LintedPolicy
  private let permissions: [Rule]

  init(_ policy: LintedPolicy) {
    self.policy = policy
    permissions = policy.model.rules.filter { !$0.permitted.isEmpty && !policy.isOver($0) }
  }

  /// True where the AI can't do the task before the fact is known.
  ///
  /// Only what is plain counts: a permission, question, approval or other rule that reads the fact
  /// by itself.
  func bar(_ task: TaskID, without fact: FactID, leavingOut rule: String) -> Bool {
    let gates = policy.model.gates
    let giving = permissions.filter { $0.permitted.contains(task) }
    return giving.allSatisfy { needs(fact, $0.guarding.when) }
      || gates.firsts.contains { $0.covers.tasks.contains(task) && asks($0, fact) }
      || gates.approvals.contains {
        $0.name != rule && $0.covers.tasks.contains(task) && asks($0, fact)
      }
      || policy.model.rules.contains {
        $0.name != rule && $0.restricted.contains(task) && holds($0, without: fact)
      }
  }

  /// The condition is not yes while the fact is not known.
  private func needs(_ fact: FactID, _ condition: Condition?) -> Bool {
    (condition?.conjuncts ?? []).contains { test in
      if case .isUnknown = test.body { return false }
      return test.window == nil && test.factsRead.contains(fact)
    }
  }

  private func asks(_ first: First, _ fact: FactID) -> Bool {
    guard first.guarding.isAlways else { return false }
    return first.ask.contains(fact) || first.confirm.contains(fact) || needs(fact, first.until)
  }

  /// An unknown measure takes the last tier.
  private func asks(_ approval: Approval, _ fact: FactID) -> Bool {
    guard approval.guarding.isAlways, approval.tiers.last?.asksSomebody == true else {
      return false
    }
    return approval.tiers.allSatisfy(\.asksSomebody)
      || (approval.measure?.terms ?? []).contains { $0.fact == fact }
  }

  private func holds(_ rule: Rule, without fact: FactID) -> Bool {
    guard rule.guarding.ifUnknown != .skip, rule.guarding.excepts.isEmpty, rule.trial == nil,
      rule.startsOn == nil, rule.endsOn == nil, rule.guarding.when?.entries.count == 1
    else { return false }
    return rule.guarding.when?.conjuncts?.contains { test in
      switch test.body {
      case .isKnown, .isUnknown: false
      case .during, .outside, .isEmpty, .isAmong, .equals, .includes, .excludes, .before, .after,
        .inTheLast, .age, .ahead, .trend, .compare:
        test.window == nil && test.factsRead.contains(fact)
      }
    } ?? false
  }
}
