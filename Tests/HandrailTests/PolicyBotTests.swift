import Foundation
import Handrail
import Testing

/// policy-bot's own cases, each through an `approval` heading made from its rule.
@Suite("Approvals of policy-bot") struct PolicyBotTests {
  private struct Case: Decodable {
    struct State: Decodable {
      struct Candidate: Decodable {
        var user: String
        var edited: Bool
      }

      struct Rule: Decodable {
        var count: Int
        var users: [String]
        var organizations: [String]
        var allow_author: Bool
        var allow_contributor: Bool
        var allow_non_author_contributor: Bool
        var ignore_edited: Bool
        var required_statuses: [String]
      }

      var author: String
      var contributors: [String]
      var approvals: [Candidate]
      var orgs: [String: [String]]
      var statuses: [String: String]
      var rule: Rule
    }

    struct Expected: Decodable {
      var decision: String
      var message: String
    }

    var id: String
    var state: State
    var expected: Expected
  }

  private static let file = packageFolder.appending(
    path: "../shared/data/approvals/policy_bot.ndjson"
  ).standardizedFileURL

  private static let isThere =
    ProcessInfo.processInfo.environment["HANDRAIL_DATA"] == "required"
    || FileManager.default.fileExists(atPath: file.path)

  @Test("every status, and the people that a message names", .enabled(if: isThere))
  func cases() throws {
    let lines = try Data(contentsOf: Self.file).split(separator: UInt8(ascii: "\n"))
    var named = 0
    #expect(lines.count >= 20)
    for line in lines {
      let entry = try JSONDecoder().decode(Case.self, from: Data(line))
      let answer = try decide(entry.state)
      #expect((answer.next == .doIt) == (entry.expected.decision == "approved"), "\(entry.id)")
      guard let people = self.people(namedBy: entry.expected.message) else { continue }
      named += 1
      #expect(answer.approvals.flatMap(\.approvedBy).sorted() == people.sorted(), "\(entry.id)")
    }
    #expect(named >= 13)
  }

  /// `Approved by a, b and required conditions`; `nil` where it names nobody.
  private func people(namedBy message: String) -> [String]? {
    guard message.hasPrefix("Approved by ") else { return nil }
    let names = message.dropFirst("Approved by ".count).split(separator: ",")
      .flatMap { $0.split(separator: " and ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0 != "required conditions" }
    return names.isEmpty ? nil : names
  }

  /// Asks, and asks again with what everybody said.
  private func decide(_ state: Case.State) throws -> Answer {
    let policy = try policy(for: state.rule)
    let asked = policy.decide(json: try question(state, minute: 0, votesOn: nil, memory: "new"))
    let instance = asked.approvals.first?.instance
    let made = try JSONSerialization.jsonObject(with: Data(asked.json())) as? [String: Any]
    let memory = try #require(made?["memory"])
    return policy.decide(
      json: try question(state, minute: 10, votesOn: instance, memory: memory))
  }

  private func policy(for rule: Case.State.Rule) throws -> Policy {
    let roles = roles(of: rule)
    let needs = rule.count == 0 ? "nobody" : "\(rule.count) \(roles.joined(separator: " or "))"
    let text = """
      policy merges version 1
        language 1
        start with ai
        owner "Tests"
        review by 2030-01-01

      facts
        statuses_pass is yes or no

      tasks merge

      roles \(roles.joined(separator: ", "))

      rule merging
        ai may merge

      first statuses
        for merge
        until statuses_pass is yes

      approval review
        for merge
        needs \(needs)
        four eyes
        answer within 1 day

      """
    let compilation = compile(
      PolicyFile(path: "merges.policy", bytes: Array(text.utf8)), in: PolicySurroundings())
    let said = compilation.messages.filter { $0.level == .stop }.map(\.headline)
    return try #require(compilation.policy, "\(said)")
  }

  /// A role for each organisation and each user that the rule names; one that nobody has if none.
  private func roles(of rule: Case.State.Rule) -> [String] {
    let roles = rule.organizations.map(role) + rule.users.map(role)
    return roles.isEmpty ? ["nobody_named"] : roles
  }

  private func role(_ name: String) -> String {
    "r_" + name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
  }

  private func question(
    _ state: Case.State, minute: Int, votesOn instance: String?, memory: Any
  ) throws -> [UInt8] {
    let rule = state.rule
    let passes = rule.required_statuses.allSatisfy { state.statuses[$0] == "success" }
    let everyone = Set(state.orgs.keys).union(state.approvals.map(\.user)).union(rule.users)
      .sorted()
    var question: [String: Any] = [
      "at": "2026-03-02T10:\(minute == 0 ? "00" : "10"):00Z", "session": "s", "task": "merge",
      "action": ["merge": "change"], "facts": ["statuses_pass": passes], "memory": memory,
      "involved": involved(state),
      "people": everyone.map { user in
        ["id": user, "roles": (state.orgs[user] ?? []).map(role) + [role(user)]]
      },
    ]
    if let instance {
      // An edited approval is none where the rule says so: the host does not send it.
      let counting = state.approvals.filter { !($0.edited && rule.ignore_edited) }
      question["events"] = counting.enumerated().map { place, approval in
        [
          "id": "e\(place)", "at": "2026-03-02T10:05:00Z", "kind": "vote", "who": approval.user,
          "gate": "review", "instance": instance, "vote": "approve",
        ]
      }
    }
    return Array(try JSONSerialization.data(withJSONObject: question))
  }

  /// Whom four eyes bars: the author and contributors, as far as the rule does not let them.
  private func involved(_ state: Case.State) -> [String] {
    let rule = state.rule
    let letsAuthor = rule.allow_author || rule.allow_contributor
    let letsOthers = rule.allow_contributor || rule.allow_non_author_contributor
    let others = letsOthers ? [] : state.contributors.filter { $0 != state.author }
    return (letsAuthor ? [] : [state.author]) + others
  }
}
