import Foundation
import Testing

/// 2,471 proposed actions of a retail desk, each with the decision and reasons of its rules.
struct RetailTests {
  struct Case: Decodable {
    struct Expected: Decodable {
      var decision: String
      var reasons: [String]
    }
    var id: String
    var expected: Expected
  }

  @Test(
    "decides every action of the retail desk as its rules do, for exactly their reasons",
    .enabled(if: Acceptance.isAsked))
  func gate() throws {
    let file = Acceptance.folder.appending(path: "retail/gate.ndjson")
    let cases = try Acceptance.lines(at: file, as: Case.self)
    #expect(cases.count == 2471)
    let run = try Program.run([
      "eval", "policies/retail/gate.policy", "--ndjson", file.path(), "--facts-at", "/state",
      "--task-at", "/state/action", "--id-at", "/id", "--at", "2026-01-05T12:00:00Z",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let decisions = try Acceptance.lines(of: run.output, as: DecisionLine.self)
    try #require(decisions.count == cases.count)
    var misses: [String] = []
    for (expected, decision) in zip(cases, decisions) where !Self.agrees(expected, decision) {
      misses.append(expected.id)
    }
    print("retail: \(cases.count - misses.count) of \(cases.count) decisions and reason sets equal")
    #expect(misses.isEmpty, "\(misses.count) differ, first \(misses.prefix(5))")
  }

  private static func agrees(_ expected: Case, _ decision: DecisionLine) -> Bool {
    guard decision.id == expected.id else { return false }
    let isAllowed =
      decision.ruling == "ai" && decision.handler == "ai" && decision.gates?.isEmpty == true
    guard isAllowed == (expected.expected.decision == "allow") else { return false }
    return isAllowed || decision.rulingTexts == Set(expected.expected.reasons)
  }
}
