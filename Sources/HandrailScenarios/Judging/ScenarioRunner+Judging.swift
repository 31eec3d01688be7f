import HandrailEngine
import HandrailExplanation
import HandrailModel
import HandrailSource

extension ScenarioRunner {
  /// What is wrong with a decision by an `expect`; `nil` where it is as expected.
  func failure(
    of outcomes: Outcomes, in decided: Decided, _ scenario: Scenario
  ) -> ScenarioResult.Failure? {
    let holding = OutcomeHolding(graph: graph, model: model, decision: decided.decision)
    let deciders = Deciders(graph: graph, decision: decided.decision)
    let held = outcomes.results.filter(holding.holds)
    let found = held.isEmpty ? [] : held.flatMap { deciders.names(of: $0.sort) }.withoutRepeats
    let missing = outcomes.because.filter { !found.contains($0) }
    if !missing.isEmpty, let late = notInForce(missing, scenario, decided.question.at, outcomes) {
      return ScenarioResult.Failure(late, about: decided)
    }
    if held.isEmpty {
      return wrong(outcomes, decided, scenario)
    }
    guard let rule = missing.first else { return nil }
    return ScenarioResult.Failure(otherRule(rule, found, outcomes), about: decided)
  }

  private func wrong(
    _ outcomes: Outcomes, _ decided: Decided, _ scenario: Scenario
  ) -> ScenarioResult.Failure {
    let holding = OutcomeHolding(graph: graph, model: model, decision: decided.decision)
    let deciders = Deciders(graph: graph, decision: decided.decision)
    let got = holding.words(for: outcomes.results.first ?? .ai)
    var expected = outcomes.text
    if !outcomes.tasks.isEmpty, case .task(let task) = decided.question.ask {
      expected += " for \(graph.tasks[task])"
    }
    let fault = ScenarioFault.wrongOutcome(
      scenario: scenario.name, expected: expected, got: got.outcome,
      because: deciders.words(of: got.sort))
    var fixes: [Fix] = []
    if got.sort != .duty {
      fixes.append(
        Fix(
          .ask, "expect `\(got.outcome)`, if the policy is right",
          [Edit(outcomes.origin.place, got.outcome)]))
    }
    return ScenarioResult.Failure(
      Diagnostic(fault, at: outcomes.origin.place, fixes: fixes), about: decided)
  }

  private func otherRule(
    _ rule: String, _ found: [String], _ outcomes: Outcomes
  ) -> Diagnostic {
    let others =
      found.isEmpty ? "a default of the language" : listed(found.map { "`\($0)`" })
    let fault = ScenarioFault.otherRule(rule: rule, others: others)
    let place = outcomes.becauseOrigin?.place ?? outcomes.origin.place
    guard !found.isEmpty, found.allSatisfy(isName) else { return Diagnostic(fault, at: place) }
    let names = found.joined(separator: ", ")
    return Diagnostic(
      fault, at: place, fixes: [Fix(.apply, "write `because \(names)`", [Edit(place, names)])])
  }

  /// True for the name of a heading that may stand after `because`.
  func isName(_ name: String) -> Bool {
    model.rules.contains { $0.name == name }
      || model.gates.firsts.contains { $0.name == name }
      || model.gates.approvals.contains { $0.name == name }
      || model.gates.offers.contains { $0.name == name }
  }

  /// The scenario's own moment on another day, where it names one.
  private func played(_ scenario: Scenario, on date: CalendarDate?) -> [Fix] {
    guard let date, let origin = scenario.momentOrigin, let second = scenario.secondOfDay else {
      return []
    }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
    let text = "at \(date.text) \(two(second / 3_600)):\(two(second / 60 % 60))"
    return [Fix(.ask, "play it on \(date.text)", [Edit(origin.place, text)])]
  }

  /// PL0808 for the first of these rules whose dates leave the moment out.
  private func notInForce(
    _ names: [String], _ scenario: Scenario, _ moment: Moment, _ outcomes: Outcomes
  ) -> Diagnostic? {
    guard let zone = model.header.zone else { return nil }
    let date = zone.reading(at: moment).date
    for rule in model.rules where names.contains(rule.name) {
      let isEarly = rule.startsOn.map { date < $0 } ?? false
      let isLate = rule.endsOn.map { $0 < date } ?? false
      guard isEarly || isLate else { continue }
      return Diagnostic(
        ScenarioFault.notInForce(rule: rule.name, date: date.text),
        at: outcomes.becauseOrigin?.place ?? outcomes.origin.place,
        fixes: played(scenario, on: isEarly ? rule.startsOn : rule.endsOn),
        related: [RelatedPlace(rule.origin.place, "the rule with its dates")])
    }
    return nil
  }
}
