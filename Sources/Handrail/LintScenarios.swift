internal import HandrailEngine
internal import HandrailExplanation
package import HandrailLint
internal import HandrailModel
internal import HandrailScenarios
internal import HandrailSource

extension Compilation {
  /// What the policy's scenarios show, for the rules of the lint; `nil` where it cannot run.
  package func shownByScenarios() -> ShownByScenarios? {
    scenarioRunner.map { ShownByScenarios($0) }
  }
}

extension ShownByScenarios {
  /// Plays every scenario of a policy.
  fileprivate init(_ runner: ScenarioRunner) {
    self.init()
    var coverage = Coverage(of: runner.graph)
    var windows = WindowEdges(of: runner.graph)
    let scenarios = runner.model.checks.scenarios
    scenarioCount = scenarios.count
    for scenario in scenarios {
      if runner.model.closesQueue(scenario) { hasClosedQueue = true }
      runner.forEachExpectation(of: scenario) { outcomes, decisions in
        for decided in decisions {
          coverage.see(decided)
          windows.see(decided)
        }
        see(decisions.map(\.decision))
        explain(outcomes, decisions, runner)
      }
    }
    gaps = coverage.items.filter { !$0.isReached }.map { item in
      Gap(Gap.Kind(item.kind), item.words, file: FileID(item.file), line: item.line)
    }
    self.windows = windows.entries.map { entry in
      var window = Window(
        file: FileID(entry.file), line: entry.line, text: entry.text, atLeast: entry.atLeast)
      window.isSeenAtLimit = entry.isSeenAtLimit
      window.isSeenBelow = entry.isSeenBelow
      return window
    }
  }

  private mutating func see(_ decisions: [Decision]) {
    if decisions.contains(where: { $0.queue?.isOpen == false }) { hasClosedQueue = true }
    if decisions.contains(where: \.restsOnUnknown) { hasUnknownFact = true }
  }

  /// Notes an `expect` without `because` that some heading brought about in all its decisions.
  private mutating func explain(
    _ outcomes: Outcomes, _ decisions: [Decided], _ runner: ScenarioRunner
  ) {
    guard outcomes.because.isEmpty, let first = decisions.first else { return }
    var names = runner.deciders(of: outcomes, in: first)
    for decided in decisions.dropFirst() {
      let others = runner.deciders(of: outcomes, in: decided)
      names = names.filter { others.contains($0) }
    }
    if !names.isEmpty { unexplained.append(Unexplained(outcomes.origin.place, names)) }
  }
}

extension ShownByScenarios.Gap.Kind {
  fileprivate init(_ kind: Coverage.Item.Kind) {
    switch kind {
    case .heading: self = .heading
    case .row: self = .row
    case .tier: self = .tier
    case .limit: self = .limit
    }
  }
}

extension Decision {
  /// Something that was not known kept it from being otherwise, or is asked for.
  fileprivate var restsOnUnknown: Bool {
    !uncertain.isEmpty || !faults.isEmpty || !(task?.wouldSettle.isEmpty ?? true)
      || (task?.gates.contains { !$0.ask.isEmpty } ?? false)
  }
}

extension PolicyModel {
  /// The scenario says of some queue that it is closed.
  fileprivate func closesQueue(_ scenario: Scenario) -> Bool {
    scenario.steps.contains { step in
      switch step {
      case .given(let settings), .turn(let settings), .then(_, let settings):
        settings.contains(where: closesQueue)
      case .expect: false
      }
    }
  }

  private func closesQueue(_ setting: FactSetting) -> Bool {
    guard case .builtIn(.queueOpen) = vocabulary.facts[setting.fact].supply else { return false }
    return setting.value == .cell(0)
  }
}
