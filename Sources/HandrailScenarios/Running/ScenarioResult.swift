package import HandrailExplanation
package import HandrailModel
package import HandrailSource

/// What came of one scenario.
package struct ScenarioResult: Sendable {
  /// An expectation that did not hold, or a line that could not be played.
  package struct Failure: Sendable {
    package var diagnostic: Diagnostic
    /// The decision that it speaks of; `nil` where there is none.
    package var decided: Decided?

    package init(_ diagnostic: Diagnostic, about decided: Decided?) {
      self.diagnostic = diagnostic
      self.decided = decided
    }
  }

  package var name: String
  /// Where its heading begins.
  package var place: SourcePlace
  /// Decisions made, those of `for` included.
  package var decisions = 0
  /// Expectations looked at.
  package var expectations = 0
  package var failures: [Failure] = []

  package var isFine: Bool { failures.isEmpty }

  package init(_ scenario: Scenario) {
    name = scenario.name
    place = scenario.origin.place
  }
}
