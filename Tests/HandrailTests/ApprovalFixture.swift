import Foundation
import Handrail
import Testing

/// A policy with approvals, and a session of questions put to it as JSON with its memory carried.
final class ApprovalFixture {
  let policy: Policy
  private var memory: Any = "new"
  private var minute = 0

  /// `body` follows a header with two roles, one task and a queue.
  init(_ body: String) throws {
    let head = """
      policy refunds version 1
        language 1
        time zone Europe/London
        start with ai
        owner "Tests"
        review by 2030-01-01

      facts
        amount is money up to GBP 10000 or unknown
        taken_over is yes or no usually no

      tasks issue_refund, close_account

      roles lead, manager, auditor

      calendar office in Europe/London
        mon to fri from 08:00 to 18:00

      queue care

      prefer queues care otherwise care

      rule by_ai
        ai may do anything

      rule taken
        when taken_over is yes
        hand over to care


      """
    var surroundings = PolicySurroundings()
    surroundings.zoneFile = { name in
      (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))).map(Array.init)
    }
    surroundings.zoneDataVersion = "test"
    let file = PolicyFile(path: "refunds.policy", bytes: Array((head + body).utf8))
    let compilation = compile(file, in: surroundings)
    let said = compilation.messages.filter { $0.level == .stop }.map(\.headline)
    policy = try #require(compilation.policy, "\(said)")
  }

  /// A question at a minute of 2 March 2026 from 10:00 on; the memory is that of the last one.
  func ask(
    at minute: Int, amount: Int? = 100, _ changes: [String: Any] = [:], events: [[String: Any]] = []
  ) throws -> Answer {
    var question: [String: Any] = [
      "at": moment(minute), "session": "s-1", "task": "issue_refund", "memory": memory,
      "action": ["amount": amount ?? 0], "events": events, "people": roster,
      "facts": amount.map { ["amount": $0] as [String: Any] } ?? [:],
    ]
    for (key, value) in changes { question[key] = value is NSNull ? nil : value }
    let bytes = Array(try JSONSerialization.data(withJSONObject: question))
    let answer = policy.decide(json: bytes)
    let made = try JSONSerialization.jsonObject(with: Data(answer.json())) as? [String: Any]
    memory = try #require(made?["memory"])
    return answer
  }

  /// Everyone by name: two leads, a manager who is a lead too, and an auditor.
  var roster: [[String: Any]] = [
    ["id": "ann", "roles": ["lead"]], ["id": "bob", "roles": ["lead", "manager"]],
    ["id": "Cem", "roles": ["lead"]], ["id": "dee", "roles": ["auditor"]],
    ["id": "ai", "roles": ["lead"]],
  ]

  func moment(_ minute: Int) -> String {
    "2026-03-02T\(10 + minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00Z"
  }

  private var count = 0

  /// An event about the approval `agree`.
  func event(
    _ kind: String, _ who: String, at minute: Int, _ instance: String?
  ) -> [String: Any] {
    count += 1
    var event: [String: Any] = [
      "id": "e\(count)", "at": moment(minute), "kind": kind, "who": who, "gate": "agree",
      "instance": instance ?? "none",
    ]
    if kind == "join" || kind == "leave" {
      event["gate"] = nil
      event["instance"] = nil
    }
    return event
  }

  func approve(_ who: String, at minute: Int, _ instance: String?) -> [String: Any] {
    vote("approve", event("vote", who, at: minute, instance))
  }

  func refuse(_ who: String, at minute: Int, _ instance: String?) -> [String: Any] {
    vote("refuse", event("vote", who, at: minute, instance))
  }

  private func vote(_ vote: String, _ event: [String: Any]) -> [String: Any] {
    event.merging(["vote": vote]) { _, new in new }
  }
}
