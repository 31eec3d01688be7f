import Foundation
import Testing

/// 1,166 support cases: who resolves them, and who does what.
struct TelecomTests {
  struct Case: Decodable {
    struct Expected: Decodable {
      var decision: String
      var ai_actions: [String]
      var customer_actions: [String]
    }
    var id: String
    var expected: Expected
  }

  private static let policy = "policies/telecom/support.policy"

  @Test(
    "resolves or transfers every support case as the manual does, with each side's steps",
    .enabled(if: Acceptance.isAsked))
  func resolution() throws {
    let file = Acceptance.folder.appending(path: "telecom/resolution.ndjson")
    let cases = try Acceptance.lines(at: file, as: Case.self)
    #expect(cases.count == 1166)
    let run = try Program.run([
      "eval", Self.policy, "--ndjson", file.path(), "--facts-at", "/state", "--tasks", "all",
      "--id-at", "/id", "--at", "2026-01-05T12:00:00Z",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let decisions = try Acceptance.lines(of: run.output, as: DecisionLine.self)
    try #require(decisions.count == cases.count)
    let guided = try Self.guidedTasks()
    #expect(!guided.isEmpty)
    var misses: [String] = []
    for (expected, decision) in zip(cases, decisions)
    where !Self.agrees(expected, decision, guided: guided) {
      misses.append(expected.id)
    }
    print("telecom: \(cases.count - misses.count) of \(cases.count) outcomes and step sets equal")
    #expect(misses.isEmpty, "\(misses.count) differ, first \(misses.prefix(5))")
  }

  @Test("says it in at most 200 lines of policy")
  func length() throws {
    let text = try String(contentsOf: Program.root.appending(path: Self.policy), encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().count <= 200)
  }

  private static func agrees(
    _ expected: Case, _ decision: DecisionLine, guided: Set<String>
  ) -> Bool {
    guard decision.id == expected.id, let tasks = decision.tasks else { return false }
    let isResolved = decision.handler == "ai"
    guard isResolved == (expected.expected.decision == "resolve") else { return false }
    let done = isResolved ? Set(tasks.filter { $0.value.ruling == "ai" }.keys) : []
    return done.subtracting(guided) == Set(expected.expected.ai_actions)
      && done.intersection(guided) == Set(expected.expected.customer_actions)
  }

  /// What the policy's own `mark … as guided` lists.
  private static func guidedTasks() throws -> Set<String> {
    let text = try String(contentsOf: Program.root.appending(path: Self.policy), encoding: .utf8)
      .replacing(",\n", with: ",")
    var names: Set<String> = []
    for line in text.split(separator: "\n") {
      guard line.hasPrefix("mark "), line.hasSuffix(" as guided") else { continue }
      let list = line.dropFirst("mark ".count).dropLast(" as guided".count)
      names.formUnion(list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
    }
    return names
  }
}
