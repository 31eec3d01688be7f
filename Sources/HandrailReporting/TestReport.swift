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
