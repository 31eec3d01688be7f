import Foundation
import HandrailTestSupport
import Testing

/// The policies of the package and their sample sessions.
struct SampleTests {
  /// A sample session, and who holds the conversation and what is ruled after it.
  struct Sample: Sendable, CustomTestStringConvertible {
    var folder: String
    var policy: String
    var name: String
    var ruling: String?
    var handler: String
    var next: String

    var testDescription: String { "\(folder)/\(name)" }
  }

  static let samples: [Sample] = [
    .init(
      folder: "retail", policy: "gate", name: "gate_cancel", ruling: "ai", handler: "ai",
      next: "do_it"),
    .init(
      folder: "retail", policy: "gate", name: "gate_return", ruling: "nobody", handler: "ai",
      next: "refuse"),
    .init(
      folder: "retail", policy: "gate", name: "gate_exchange", ruling: "not_yet", handler: "ai",
      next: "ask"),
    .init(
      folder: "retail", policy: "desk", name: "desk_cancel", ruling: "ai", handler: "ai",
      next: "first"),
    .init(
      folder: "retail", policy: "desk", name: "desk_stranger", ruling: "not_yet", handler: "ai",
      next: "ask"),
    .init(
      folder: "retail", policy: "desk", name: "desk_transfer", ruling: nil, handler: "human",
      next: "hand_over"),
    .init(
      folder: "telecom", policy: "support", name: "support_traveller", ruling: nil, handler: "ai",
      next: "ask"),
    .init(
      folder: "telecom", policy: "support", name: "support_contract_ended", ruling: nil,
      handler: "human", next: "ask"),
    .init(
      folder: "telecom", policy: "support", name: "support_overdue_bill", ruling: "ai",
      handler: "ai", next: "first"),
    .init(
      folder: "telecom", policy: "support", name: "support_first_look", ruling: "not_yet",
      handler: "ai", next: "ask"),
    .init(
      folder: "bank", policy: "northgate_chat", name: "northgate_chat_balance", ruling: "ai",
      handler: "ai", next: "do_it"),
    .init(
      folder: "bank", policy: "northgate_chat", name: "northgate_chat_angry", ruling: "ai",
      handler: "human", next: "hand_over"),
    .init(
      folder: "bank", policy: "northgate_chat", name: "northgate_chat_angry_address", ruling: "ai",
      handler: "human", next: "hand_over"),
    .init(
      folder: "bank", policy: "northgate_chat", name: "northgate_chat_bereaved", ruling: "ai",
      handler: "human", next: "hand_over"),
    .init(
      folder: "bank", policy: "northgate_chat", name: "northgate_chat_unverified", ruling: "human",
      handler: "human", next: "hand_over"),
    .init(
      folder: "toolgate", policy: "back_office", name: "back_office_survey", ruling: nil,
      handler: "ai", next: "ask"),
    .init(
      folder: "helpline", policy: "lifeline", name: "lifeline_night", ruling: "ai",
      handler: "human", next: "hand_over"),
    .init(
      folder: "consent", policy: "bookings", name: "bookings_table", ruling: "ai", handler: "ai",
      next: "first"),
  ]

  private struct Outcome: Decodable {
    var ruling: String?
    var handler: String
    var next: String
  }

  @Test("decides a sample session, and says the same of its JSON and its YAML", arguments: samples)
  func decides(sample: Sample) throws {
    let policy = "policies/\(sample.folder)/\(sample.policy).policy"
    let session = "policies/\(sample.folder)/sessions/\(sample.name)"
    let json = try Program.run(["eval", policy, session + ".json"])
    let yaml = try Program.run(["eval", policy, session + ".yaml"])
    #expect(json.status == 0, "\(json.errors)")
    #expect(yaml.status == 0, "\(yaml.errors)")
    #expect(json.output == yaml.output)
    let outcome = try JSONDecoder().decode(Outcome.self, from: Data(json.output.utf8))
    #expect(outcome.ruling == sample.ruling)
    #expect(outcome.handler == sample.handler)
    #expect(outcome.next == sample.next)
    let why = try Program.run(["why", policy, session + ".yaml"])
    #expect(why.status == 0, "\(why.errors)")
    #expect(!why.output.isEmpty)
  }

  @Test("lists every sample session that the folders hold, but for those of the acceptance table")
  func listsAll() throws {
    let folder = Program.root.appending(path: "policies")
    let files = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    let tagged = Set(try AcceptanceTable().shows.values.flatMap { $0 }.map(\.path))
    let held = Set(
      (files ?? []).filter {
        $0.contains("/sessions/") && $0.contains(".") && !$0.hasSuffix(".run.yaml")
      }
    )
    .filter { !tagged.contains("policies/" + $0) }
    let listed = Self.samples.flatMap { sample in
      ["json", "yaml"].map { "\(sample.folder)/sessions/\(sample.name).\($0)" }
    }
    #expect(held == Set(listed))
  }

  @Test("checks, and is written in the one style", arguments: try policies())
  func checks(policy: String) throws {
    let check = try Program.run(["check", policy])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let format = try Program.run(["fmt", "--check", policy])
    #expect(format.status == 0, "\(format.output)\(format.errors)")
  }

  private static func policies() throws -> [String] {
    let files = FileManager.default.enumerator(
      atPath: Program.root.appending(path: "policies").path())
    return (files?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".policy") }.map { "policies/" + $0 }.sorted()
  }
}
