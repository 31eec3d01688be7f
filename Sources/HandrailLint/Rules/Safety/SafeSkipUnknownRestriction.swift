import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A restriction holds where nobody knows whether it applies.
  static let safeSkipUnknownRestriction = LintRule(
    "safe-skip-unknown-restriction", .core, .hold
  ) { policy in
    var bars = UnknownBars(policy)
    let tasks = policy.tasksOfTheAI
    let rules = policy.model.rules.filter { !policy.isOver($0) && !$0.restricted.isEmpty }
    let skipping =
      rules.map { Skipping($0.name, $0.guarding, $0.restricted, $0.origin) }
      + policy.model.gates.approvals.map {
        Skipping($0.name, $0.guarding, $0.covers.tasks, $0.origin)
      }
    return skipping.filter { $0.guarding.ifUnknown == .skip }
      .compactMap { policy.finding(for: $0, tasks: tasks, &bars) }
  }
}

/// A heading that keeps tasks from the AI, and is skipped where it can't be told.
private struct Skipping {
  var name: String
  var guarding: Guard
  var tasks: Set<TaskID>
  var origin: Origin

  init(_ name: String, _ guarding: Guard, _ tasks: Set<TaskID>, _ origin: Origin) {
    self.name = name
    self.guarding = guarding
    self.tasks = tasks
    self.origin = origin
  }
}

extension LintedPolicy {
  fileprivate func finding(
    for skipping: Skipping, tasks: Set<TaskID>, _ bars: inout UnknownBars
  ) -> LintFinding? {
    var open: Set<TaskID> = []
    var missing: Set<FactID> = []
    for fact in factsThatUndecide(skipping.guarding.conditions) {
      let passing = skipping.tasks.intersection(tasks).filter {
        !bars.bar($0, without: fact, leavingOut: skipping.name)
      }
      guard !passing.isEmpty else { continue }
      missing.insert(fact)
      open.formUnion(passing)
    }
    guard !missing.isEmpty,
      let line = heading(at: skipping.origin.place)?.child(.ifUnknownLine)
    else { return nil }
    let facts = listedBriefly(missing.sorted().map { name(of: $0) }, "or")
    return LintFinding(
      "`\(skipping.name)` is skipped while \(facts) isn't known.", at: line.place,
      because:
        "The AI may then do \(listedBriefly(names(of: open))) as if nothing spoke against it.",
      fixes: skipFixes(line, skipping))
  }

  private func skipFixes(_ line: Written, _ skipping: Skipping) -> [Fix] {
    let waits = Fix(.ask, "let the AI wait until it is known", [line.removal])
    let rule = model.rules.first { $0.name == skipping.name && $0.origin == skipping.origin }
    let refusesApply = (rule?.effects ?? []).contains { effect in
      switch effect.action {
      case .aiMay, .aiMayOnlySuggest, .contactCustomer: true
      case .onlyHumanMay, .nobodyMay, .handOver, .otherwiseHandOver, .otherwiseRefuse,
        .startWithHuman, .bringIn, .urgency, .needSkills:
        false
      }
    }
    guard let word = line.word(2), !refusesApply else { return [waits] }
    return [Fix(.ask, "apply it until it is known", [Edit(word.place, "apply")]), waits]
  }

  /// The facts without which one of the tests can't be told, definitions opened.
  private func factsThatUndecide(_ conditions: [Condition]) -> [FactID] {
    var facts: Set<FactID> = []
    for tested in signedTests(conditions) where !tested.test.isOfKnowing {
      facts.formUnion(tested.test.factsRead.filter(canBeMissing))
    }
    return facts.sorted()
  }

  /// A fact of the host, not what tables work out: their rows may speak of unknown themselves.
  private func canBeMissing(_ fact: FactID) -> Bool {
    switch model.vocabulary.facts[fact].supply {
    case .session, .turn, .task: true
    case .builtIn(.queueOpen), .builtIn(.queueFree), .builtIn(.queueWait): true
    case .agent, .table, .choose, .definition, .builtIn: false
    }
  }
}
