import Foundation
import HandrailTestSupport
import Testing

/// Rows of the acceptance table that ask for a figure: a `target` of the health insurer names it,
/// and the program hands every goal on to the reports.
struct TargetTests {
  static let policy = "policies/insurer/member_care.policy"

  /// The measures that stand for each row.
  static let rows: [(row: String, measures: [String])] = [
    ("MET-01", ["escalation_resolution_rate"]),
    ("MET-02", ["suggestion_acceptance_rate"]),
    ("MET-03", ["handoff_quality"]),
    ("MET-04", ["csat_whole_journey"]),
    ("MET-05", ["first_contact_resolution"]),
    ("MET-06", ["escalations_by_most_frequent_rule"]),
    ("MET-07", ["ai_resolved_share", "ai_contained_unresolved_share"]),
    ("MET-08", ["cases_per_shift"]),
    ("MET-09", ["resolution_time_p50"]),
    ("MET-10", ["routine_call_reduction"]),
    ("MET-11", ["wait_p50", "wait_p95"]),
    ("MET-12", ["repeats_per_case", "identity_checks_per_case", "transfers_per_case"]),
    ("MET-13", ["override_rate"]),
    ("MET-14", ["reviewed_share"]),
    ("MET-15", ["outcome_share_of_ai_stretches", "outcome_share_of_human_stretches"]),
    ("MET-16", ["ai_error_rate"]),
    ("MET-17", ["assist_latency_p95"]),
    ("MET-18", ["handle_time", "after_call_work"]),
    ("MET-19", ["colleague_satisfaction"]),
    ("MET-20", ["resolved_share_of_weakest_rule"]),
    ("MET-21", ["trigger_precision", "trigger_recall"]),
    ("MET-22", ["routine_candidates_reviewed"]),
  ]

  private struct Graph: Decodable {
    struct Duties: Decodable { var targets: [Target] }
    struct Target: Decodable {
      var name: String
      var measures: [Measure]
    }
    struct Measure: Decodable {
      var measure: String
      var line: Int
      var text: String
    }
    var duties: Duties
  }

  private let measures: [Graph.Measure]
  private let lines: [String]

  init() throws {
    let run = try Program.run(["graph", "--format", "json", Self.policy])
    #expect(run.status == 0, "\(run.errors)")
    let graph = try JSONDecoder().decode(Graph.self, from: Data(run.output.utf8))
    measures = graph.duties.targets.flatMap(\.measures)
    lines = try String(contentsOf: Program.root.appending(path: Self.policy), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  @Test("the graph holds every goal with the line that sets it")
  func everyGoal() {
    let written = lines.map { $0.trimmingCharacters(in: .whitespaces) }
    // An approval measures too, but over no time.
    let goals = written.filter { $0.hasPrefix("measure ") && $0.contains(" over ") }
    #expect(measures.map(\.text).sorted() == goals.sorted())
    for measure in measures {
      #expect(written[measure.line - 1] == measure.text)
      #expect(measure.text.hasPrefix("measure \(measure.measure) "))
    }
  }

  @Test("the goals that a row stands for are under the heading tagged with it")
  func rowsAreNamed() throws {
    let table = try AcceptanceTable()
    for (row, names) in Self.rows {
      let place = try #require(table.says[row]?.first { $0.path == Self.policy }, "\(row)")
      for name in names {
        let held = measures.first { $0.measure == name }
        #expect(held.map { place.line...place.last ~= $0.line } == true, "\(row): \(name)")
      }
    }
  }

  @Test("LNT-07: fewer calls are never the only goal")
  func deflectionIsNotAlone() {
    let names = Set(measures.map(\.measure))
    #expect(names.contains("routine_call_reduction"))
    #expect(names.isSuperset(of: ["first_contact_resolution", "csat_whole_journey"]))
  }

  @Test("the schema names them too")
  func schema() throws {
    let run = try Program.run(["schema", Self.policy])
    #expect(run.status == 0, "\(run.errors)")
    for name in measures.map(\.measure) { #expect(run.output.contains("\"\(name)\""), "\(name)") }
  }
}
