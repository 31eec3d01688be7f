package import HandrailSource

/// What is wrong with a scenario when it is run: PL0804, PL0805, PL0808, PL0809.
package enum ScenarioFault: Fault {
  case wrongOutcome(scenario: String, expected: String, got: String, because: String)
  case otherRule(rule: String, others: String)
  case notInForce(rule: String, date: String)
  case cannotBegin(scenario: String, why: String)

  package var code: String {
    switch self {
    case .wrongOutcome: "PL0804"
    case .otherRule: "PL0805"
    case .notInForce: "PL0808"
    case .cannotBegin: "PL0809"
    }
  }

  package var severity: Severity { .hold }

  package var headline: String {
    switch self {
    case .wrongOutcome(let scenario, let expected, let got, let because):
      "Scenario \"\(scenario)\": expected \(expected), got \(got), \(because)."
    case .otherRule(let rule, let others):
      "The outcome is right but `\(rule)` didn't decide it; \(others) did."
    case .notInForce(let rule, let date):
      "`\(rule)` wasn't in force on the scenario's date, \(date)."
    case .cannotBegin(let scenario, let why):
      "Scenario \"\(scenario)\" can't be played: \(why)."
    }
  }

  package var reason: String {
    switch self {
    case .wrongOutcome: "Either the policy does what nobody meant, or the scenario asks too much."
    case .otherRule: "The scenario would pass even if the rule that it is about were gone."
    case .notInForce: "A rule outside its dates decides nothing."
    case .cannotBegin: "No conversation gets there, so nothing would be shown."
    }
  }
}

/// Every code that reading suites and running scenarios can give.
package let scenarioCodes = ["PL0804", "PL0805", "PL0808", "PL0809", "PL0810"]
