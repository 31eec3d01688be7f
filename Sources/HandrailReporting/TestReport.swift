package import HandrailEngine
import HandrailExplanation
package import HandrailScenarios
package import HandrailSource

/// What came of the scenarios of one file, ready to be shown.
package struct TestedFile: Sendable {
  /// The path as it was named.
  package var path: String
  package var sources: [SourceText]
  package var graph: DecisionGraph
  package var results: [ScenarioResult]
  /// What the scenarios decide; `nil` where nobody asked.
  package var coverage: Coverage?
  /// What came of small changes to the policy; `nil` where nobody asked.
  package var mutation: MutationReport?

  package init(
    path: String, sources: [SourceText], graph: DecisionGraph, results: [ScenarioResult]
  ) {
    self.path = path
    self.sources = sources
    self.graph = graph
    self.results = results
  }

  /// The scenarios that failed.
  package var failed: [ScenarioResult] { results.filter { !$0.isFine } }

  /// The *why* of a failure's decision, as `handrail why` prints it; empty where there is none.
  func why(_ failure: ScenarioResult.Failure) -> String {
    guard let decided = failure.decided else { return "" }
    let explanation = explain(decided, by: graph) { decide($0, by: graph) }
    return whyText(explanation, of: graph)
  }

  /// The path and line of a place in one of the files.
  func position(_ place: SourcePlace) -> (path: String, line: Int, column: Int) {
    let source = sources[place.file.offset]
    let (line, column) = source.position(at: place.range.lower)
    return (source.path, line, column)
  }
}

/// How much of something was reached.
package struct Share: Sendable, Equatable {
  package var reached: Int
  package var of: Int

  package init(reached: Int, of count: Int) {
    self.reached = reached
    of = count
  }

  /// At least so many percent; nothing to reach is all of it.
  package func isAtLeast(_ percent: Int) -> Bool {
    let (whole, isLarge) = of.multipliedReportingOverflow(by: percent)
    return of == 0 || (!isLarge && reached * 100 >= whole)
  }

  /// `12 of 20 (60 %)`.
  var words: String { "\(reached) of \(of) (\(of == 0 ? 100 : reached * 100 / of) %)" }
}

extension Coverage {
  /// What is reached of all there is to reach.
  package var share: Share {
    let items = items
    return Share(reached: items.count { $0.isReached }, of: items.count)
  }
}

extension MutationReport {
  /// What was noticed of all changes that mean something.
  package var share: Share { Share(reached: noticed, of: count) }
}

/// The counts that end a run of scenarios.
package struct TestSummary: Sendable {
  package private(set) var policies = 0
  package private(set) var scenarios = 0
  package private(set) var failed = 0

  package init() {}

  package mutating func add(_ file: TestedFile) {
    policies += 1
    scenarios += file.results.count
    failed += file.failed.count
  }

  /// One line.
  package var words: String {
    let all = "\(counted(scenarios, "scenario")) in \(counted(policies, "policy", "policies"))"
    if scenarios == 0 { return "\(all): nothing was tested" }
    return failed == 0 ? "\(all): as expected" : "\(all): \(failed) failed"
  }

  private func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }
}
