package import HandrailEngine
package import HandrailExplanation
package import HandrailModel
package import HandrailSource

/// Plays the scenarios of one policy, each as a conversation that a host might have sent.
package struct ScenarioRunner: Sendable {
  package let model: PolicyModel
  package let graph: DecisionGraph
  let reader: QuestionReader

  package init(_ model: PolicyModel, graph: DecisionGraph) {
    self.model = model
    self.graph = graph
    reader = QuestionReader(graph)
  }

  /// The scenarios of the policy whose name holds a text, in the order of the files; all for `nil`.
  package func scenarios(named filter: String?) -> [Scenario] {
    guard let filter else { return model.checks.scenarios }
    let wanted = filter.lowercased()
    return model.checks.scenarios.filter { $0.name.lowercased().contains(wanted) }
  }

  /// Plays one scenario; `see` is shown every decision that an `expect` speaks of.
  package func run(
    _ scenario: Scenario, see: (Decided) -> Void = { _ in }
  ) -> ScenarioResult {
    var result = ScenarioResult(scenario)
    do {
      try play(scenario, &result, see)
    } catch {
      let fault = ScenarioFault.cannotBegin(scenario: scenario.name, why: error.why)
      let place = error.place ?? scenario.headPlace(in: model)
      result.failures.append(ScenarioResult.Failure(Diagnostic(fault, at: place), about: nil))
    }
    return result
  }

  private func play(
    _ scenario: Scenario, _ result: inout ScenarioResult, _ see: (Decided) -> Void
  ) throws(PlayingFault) {
    var session = try ScenarioSession(scenario, self)
    defer { result.decisions = session.decisionCount }
    try play(scenario, in: &session) { outcomes, decisions in
      result.expectations += 1
      for decided in decisions { see(decided) }
      result.failures += decisions.compactMap { failure(of: outcomes, in: $0, scenario) }
    }
  }

  /// Takes the steps one by one; `hear` is told each `expect` with the decisions that it is about.
  func play(
    _ scenario: Scenario, in session: inout ScenarioSession,
    _ hear: (Outcomes, [Decided]) -> Void
  ) throws(PlayingFault) {
    for step in scenario.steps {
      switch step {
      case .given(let settings): try session.give(settings)
      case .turn(let settings): try session.addTurn(settings)
      case .then(let afterSeconds, let settings): try session.goOn(afterSeconds, settings)
      case .expect(let outcomes): hear(outcomes, try session.decisions(about: outcomes.tasks))
      }
    }
  }
}

/// Why a scenario cannot be played on, and at which line.
struct PlayingFault: Error {
  var why: String
  var place: SourcePlace?
}

extension Scenario {
  /// Where it stands.
  package var place: SourcePlace { origin.place }

  /// The heading's own line.
  func headPlace(in model: PolicyModel) -> SourcePlace {
    let source = model.files[origin.place.file.offset]
    return SourcePlace(file: origin.place.file, range: source.lineRange(origin.line))
  }
}
