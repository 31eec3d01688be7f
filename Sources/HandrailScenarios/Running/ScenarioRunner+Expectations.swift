package import HandrailExplanation
package import HandrailModel

extension ScenarioRunner {
  /// Plays one scenario as far as it goes, and shows each `expect` with its decisions.
  package func forEachExpectation(
    of scenario: Scenario, _ see: (Outcomes, [Decided]) -> Void
  ) {
    do {
      var session = try ScenarioSession(scenario, self)
      try play(scenario, in: &session, see)
    } catch {
      // What cannot be played shows nothing; `run` says why.
    }
  }

  /// The headings that brought an outcome about, each once; none where it did not come, where a
  /// default of the language decided, and for duties.
  package func deciders(of outcomes: Outcomes, in decided: Decided) -> [String] {
    let holding = OutcomeHolding(graph: graph, model: model, decision: decided.decision)
    let deciders = Deciders(graph: graph, decision: decided.decision)
    let held = outcomes.results.filter(holding.holds)
    guard !held.isEmpty, held.allSatisfy({ $0.sort != .duty }) else { return [] }
    return held.flatMap { deciders.names(of: $0.sort) }.withoutRepeats.filter(isName)
  }
}
