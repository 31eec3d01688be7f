import HandrailEngine
import HandrailModel
import HandrailSource

/// Whether the AI is kept from a task while a fact is not known, one heading left out.
///
/// Only what is plain counts: a permission, question, approval or restriction that reads the fact
/// by itself. Each pair of task and fact is looked at once.
struct UnknownBars {
  private struct Pair: Hashable {
    var task: TaskID
    var fact: FactID
  }

  private struct Standing {
    /// Without the fact no permission is yes, or a `first` stays open.
    var isBarred: Bool
    /// Restrictions and approvals that hold without the fact; two are enough to know.
    var holders: [String]
  }

  private let model: PolicyModel
  private var permissions: [TaskID: [Int]] = [:]
  private var restrictions: [TaskID: [Int]] = [:]
  private var standings: [Pair: Standing] = [:]

  init(_ policy: LintedPolicy) {
    model = policy.model
    for (index, rule) in model.rules.enumerated() where !policy.isOver(rule) {
      for task in rule.permitted { permissions[task, default: []].append(index) }
      for task in rule.restricted { restrictions[task, default: []].append(index) }
    }
  }

  /// True where the AI can't do the task before the fact is known, one heading left out.
  mutating func bar(_ task: TaskID, without fact: FactID, leavingOut heading: String) -> Bool {
    let pair = Pair(task: task, fact: fact)
    let standing = standings[pair] ?? standing(of: task, without: fact)
    standings[pair] = standing
    return standing.isBarred || standing.holders.contains { $0 != heading }
  }

  private func standing(of task: TaskID, without fact: FactID) -> Standing {
    let giving = permissions[task] ?? []
    let isBarred =
      giving.allSatisfy { needs(fact, model.rules[$0].guarding.when) }
      || model.gates.firsts.contains { $0.covers.tasks.contains(task) && asks($0, fact) }
    var holders: [String] = []
    for approval in model.gates.approvals where holders.count < 2 {
      if approval.covers.tasks.contains(task), asks(approval, fact) {
        holders.append(approval.name)
      }
    }
    for index in restrictions[task] ?? [] where holders.count < 2 {
      if holds(model.rules[index], without: fact) { holders.append(model.rules[index].name) }
    }
    return Standing(isBarred: isBarred, holders: holders)
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

  /// A restriction of one plain test, which can't be told without the fact and so holds.
  private func holds(_ rule: Rule, without fact: FactID) -> Bool {
    guard rule.guarding.ifUnknown != .skip, rule.guarding.excepts.isEmpty, rule.trial == nil,
      rule.startsOn == nil, rule.endsOn == nil, rule.guarding.when?.entries.count == 1
    else { return false }
    return (rule.guarding.when?.conjuncts ?? []).contains { test in
      !test.isOfKnowing && test.window == nil && test.factsRead.contains(fact)
    }
  }
}

extension Test {
  /// `is known` and `is unknown` are always told.
  var isOfKnowing: Bool {
    switch body {
    case .isKnown, .isUnknown: true
    case .during, .outside, .isEmpty, .isAmong, .equals, .includes, .excludes, .before, .after,
      .inTheLast, .age, .ahead, .trend, .compare:
      false
    }
  }
}
