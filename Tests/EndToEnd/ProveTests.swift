import Foundation
import HandrailTestSupport
import Testing

/// `handrail prove --format json`: what machines read says the same as what people read.
struct ProveTests {
  private struct Proofs: Decodable {
    struct Policy: Decodable {
      var file: String
      var promises: [Promise]
      var nobody_trapped: Guarantee?
    }
    struct Promise: Decodable {
      var name: String
      var outcome: String
      var message: Message?
    }
    struct Guarantee: Decodable {
      var outcome: String
      var person_in_turn: Int?
      var messages: [Message]
    }
    struct Message: Decodable {
      var code: String
      var story: [String]?
    }
    var policies: [Policy]
    var stopped: [String]
    var proofs: Int
    var not_fine: Int

    init(_ json: String) throws {
      self = try JSONDecoder().decode(Proofs.self, from: Data(json.utf8))
    }
  }

  private static let golden = Program.root.appending(path: "Tests/Golden")

  @Test("of the policies that come along: everything is proved")
  func shipped() throws {
    let folder = Program.root.appending(path: "policies").path()
    let run = try Program.run(["prove", "--format", "json", folder])
    #expect(run.status == 0)
    try keep(run.output, as: "shipped")
    let proofs = try Proofs(run.output)
    #expect(proofs.policies.count >= 10)
    #expect(proofs.not_fine == 0 && proofs.stopped.isEmpty)
    #expect(proofs.proofs == proofs.policies.reduce(0) { $0 + $1.promises.count + 1 })
    #expect(proofs.policies.allSatisfy { $0.promises.allSatisfy { $0.message == nil } })
  }

  @Test("of a bad policy: the code, and how it ends", arguments: ["PL0801", "PL0802", "PL0803"])
  func outcomes(code: String) throws {
    let outcome = ["PL0801": "broken", "PL0802": "promises_nothing", "PL0803": "not_settled"][code]
    let names = Golden.cases("analysis").filter {
      $0.hasPrefix(code) && $0 != "PL0803-rule"
    }
    #expect(!names.isEmpty)
    for name in names.prefix(3) {
      let path = Self.golden.appending(path: "analysis/\(name)/input.policy").path()
      let run = try Program.run(["prove", "--format", "json", path])
      try keep(run.output, as: name)
      let proofs = try Proofs(run.output)
      let found = proofs.policies.flatMap(\.promises).filter { $0.outcome == outcome }
      #expect(found.count == 1, "\(name)")
      #expect(found.first?.message?.code == code)
      #expect((found.first?.message?.story != nil) == (code == "PL0801"))
      #expect(run.status == (code == "PL0803" ? 6 : 5), "\(name)")
      #expect(proofs.not_fine >= 1)
    }
  }

  @Test("of a customer who never gets a person, and of one promise alone")
  func trapped() throws {
    let path = Self.golden.appending(path: "command/prove_trapped/night.policy").path()
    let run = try Program.run(["prove", "--format", "json", path])
    #expect(run.status == 5)
    try keep(run.output, as: "trapped")
    let guarantee = try #require(try Proofs(run.output).policies.first?.nobody_trapped)
    #expect(guarantee.outcome == "broken" && guarantee.person_in_turn == nil)
    #expect(guarantee.messages.map(\.code) == ["safe-human-everywhere"])
    let parcels = Self.golden.appending(path: "command/prove_json/parcels.policy").path()
    let one = try Program.run(
      ["prove", "--format", "json", "--promise", "who_asks_gets_a_person", parcels])
    #expect(one.status == 0)
    try keep(one.output, as: "one")
    let proofs = try Proofs(one.output)
    #expect(proofs.proofs == 1 && proofs.policies.first?.nobody_trapped == nil)
  }

  @Test("of a policy that is stopped: its file is named, and nothing counts as proved")
  func stopped() throws {
    let path = Self.golden.appending(path: "command/prove_stopped_json/stopped.policy").path()
    let run = try Program.run(["prove", "--format", "json", path])
    #expect(run.status == 1)
    #expect(run.errors.contains("nothing was proved of it"))
    try keep(run.output, as: "stopped")
    let proofs = try Proofs(run.output)
    #expect(proofs.stopped.count == 1 && proofs.proofs == 0)
  }

  /// Keeps a result where the check of the schemas finds it, if one is asked for.
  private func keep(_ json: String, as name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["HANDRAIL_SCHEMA_SAMPLES"] else {
      return
    }
    let target = URL(filePath: folder).appending(path: "proofs")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(json.utf8).write(to: target.appending(path: "\(name).json"))
  }
}
