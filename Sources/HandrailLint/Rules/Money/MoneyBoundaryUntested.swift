import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Each limit of an approval has a scenario below and one above it.
  static let moneyBoundaryUntested = LintRule(
    "money-boundary-untested", .standard, .note
  ) { policy in
    // A policy without scenarios is tested elsewhere, or not at all, which other rules say.
    let played = policy.surroundings.scenarios?.scenarioCount ?? 0
    guard played > 0 || !policy.model.checks.scenarios.isEmpty else { return [] }
    return policy.model.gates.approvals.flatMap { approval -> [LintFinding] in
      guard let fact = policy.measuredFact(of: approval), approval.tiers.count > 1 else {
        return []
      }
      let seen = policy.tiersSeen(of: approval, measuring: fact)
      return approval.tiers.indices.dropLast().compactMap { index in
        let missing = [index, index + 1].filter { !seen.contains($0) }
        guard !missing.isEmpty else { return nil }
        let words = policy.limitWords(of: approval.tiers[index])
        let sides =
          missing.count == 2 ? "on either side of" : missing[0] == index ? "up to" : "above"
        return LintFinding(
          "No scenario shows `\(approval.name)` \(sides) its limit of `\(words)`.",
          at: approval.tiers[index].origin.place,
          because: "A limit that is off by one, or by a nought, would not be noticed.",
          fixes: policy.boundaryFix(approval, measuring: fact, at: index, missing: missing))
      }
    }
  }
}

extension LintedPolicy {
  /// The tiers into which the amount of some decision with an `expect` falls.
  fileprivate func tiersSeen(of approval: Approval, measuring fact: FactID) -> Set<Int> {
    var seen: Set<Int> = []
    for scenario in model.checks.scenarios {
      var asked = AskedAmount(fact: fact)
      for step in scenario.steps {
        asked.take(step, model.vocabulary)
        guard case .expect(let outcomes) = step else { continue }
        seen.formUnion(asked.tier(of: approval, for: outcomes.tasks, model.vocabulary))
      }
    }
    return seen.union(tiersSeenBeside(approval))
  }

  /// The tiers that a suite beside the policy comes to: its amounts are not in the model.
  private func tiersSeenBeside(_ approval: Approval) -> Set<Int> {
    guard let shown = surroundings.scenarios,
      shown.scenarioCount > model.checks.scenarios.count
    else { return [] }
    return Set(
      approval.tiers.indices.filter { index in
        let origin = approval.tiers[index].origin
        return !shown.gaps.contains {
          $0.kind == .tier && $0.file == origin.place.file && $0.line == origin.line
        }
      })
  }

  /// One scenario at the limit and one a step above, as far as nobody wrote them.
  fileprivate func boundaryFix(
    _ approval: Approval, measuring fact: FactID, at index: Int, missing: [Int]
  ) -> [Fix] {
    let domain = model.vocabulary.facts[fact].domain
    guard let task = approval.covers.tasks.min(), let limit = approval.tiers[index].atMost,
      let cell = limit.scaled(to: domain.decimals)
    else { return [] }
    var additions = Additions(to: self)
    for tier in missing {
      let (next, overflow) = cell.addingReportingOverflow(tier == index ? 0 : domain.step)
      guard !overflow, next <= domain.highest else { return [] }
      let amount = writtenAmount(next, domain)
      additions.add(
        """
        scenario \"\(approval.name) at \(amount)\"
          quiet
          given task is \(name(of: task)), \(name(of: fact)) is \(amount)\(quietTurn)
          expect \(outcome(of: approval.tiers[tier], approval, task))
        """, as: .scenario)
    }
    let title = missing.count == 2 ? "write both scenarios" : "write the scenario"
    return [Fix(.fill, title + "; put in what else the customer must be", additions.edits)]
  }

  /// A policy that reads turns gets one.
  private var quietTurn: String {
    for fact in model.vocabulary.facts.elements where fact.supply == .turn {
      if fact.domain.kind == .yesNo { return "\n  turn \(fact.name) is no" }
      if fact.domain.kind == .score { return "\n  turn \(fact.name) is 0" }
    }
    return ""
  }

  private func outcome(of tier: Tier, _ approval: Approval, _ task: TaskID) -> String {
    let people = tier.quorum.reduce(0) { $0 + $1.count }
    guard people == 0 else {
      return "approval by \(people) \(people == 1 ? "person" : "people") because \(approval.name)"
    }
    let rule = model.rules.first { $0.permitted.contains(task) }?.name
    return rule.map { "ai because \($0)" } ?? "human"
  }
}

/// The task and the amount that a scenario has come to.
private struct AskedAmount {
  let fact: FactID
  private var task: TaskID?
  private var value: Int64?

  init(fact: FactID) { self.fact = fact }

  mutating func take(_ step: Scenario.Step, _ vocabulary: Vocabulary) {
    switch step {
    case .given(let settings), .turn(let settings), .then(_, let settings):
      for setting in settings { take(setting, vocabulary) }
    case .expect: break
    }
  }

  private mutating func take(_ setting: FactSetting, _ vocabulary: Vocabulary) {
    var cell: Int64?
    if case .cell(let written) = setting.value { cell = written }
    if setting.fact == fact { value = cell }
    if vocabulary.facts[setting.fact].supply == .builtIn(.task) {
      // After the tasks stands `none`.
      task = cell.flatMap { $0 < vocabulary.tasks.count ? TaskID(Int($0)) : nil }
    }
  }

  /// The tier of the amount, where the approval covers what is asked.
  func tier(
    of approval: Approval, for tasks: [TaskID], _ vocabulary: Vocabulary
  ) -> Set<Int> {
    let asked = Set(tasks + (task.map { [$0] } ?? []))
    guard let value, !asked.isDisjoint(with: approval.covers.tasks) else { return [] }
    let amount = Decimal(mantissa: value, decimals: vocabulary.facts[fact].domain.decimals)
    let tier = approval.tiers.firstIndex { $0.atMost.map { !amount.isMore(than: $0) } ?? true }
    return tier.map { [$0] } ?? []
  }
}
