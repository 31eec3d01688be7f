import Foundation
import HandrailTestSupport
import Testing

/// MOD-10 and LNT-01: a share for the AI is a goal to report, and never the only one of its policy.
struct SharedGoalTests {
  private struct Graph: Decodable {
    struct Duties: Decodable { var targets: [Target] }
    struct Target: Decodable { var measures: [Measure] }
    struct Measure: Decodable {
      var measure: String
      var line: Int
    }
    var duties: Duties
  }

  static let policies = [
    "policies/bank/retail_bank.policy", "policies/telecom/care.policy",
  ]

  @Test("a share for the AI stands beside what the customers have of it", arguments: policies)
  func bothSides(policy: String) throws {
    let run = try Program.run(["graph", "--format", "json", policy])
    #expect(run.status == 0, "\(run.errors)")
    let graph = try JSONDecoder().decode(Graph.self, from: Data(run.output.utf8))
    let measures = graph.duties.targets.flatMap(\.measures)
    #expect(
      Set(measures.map(\.measure)) == ["ai_resolved_share", "first_contact_resolution"])
    let table = try AcceptanceTable()
    for row in ["MOD-10", "LNT-01"] {
      let places = (table.says[row] ?? []).filter { $0.path == policy }
      let named = places.contains { place in
        measures.contains { place.line...place.last ~= $0.line }
      }
      #expect(named, "\(row) is not said by a goal of \(policy)")
    }
  }
}
