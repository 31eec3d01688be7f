import Foundation
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReadBack
import HandrailReporting
import HandrailTestSupport
import Testing

/// Each case names a policy in `args`, its own or a shipped one, and the headings to be read.
@Suite("Read-backs")
struct ReadBackGoldenTests {
  @Test("read as they did before", arguments: Golden.cases("readback"))
  func expected(name: String) throws {
    let golden = Golden("readback", name)
    let text = try text(of: golden)
    let verdict = try golden.compare(text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
  }

  @Test("keep to the width and the plain words", arguments: Golden.cases("readback"))
  func plain(name: String) throws {
    let text = try text(of: Golden("readback", name))
    for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    let banned: Set = [
      "parse", "token", "syntax", "expression", "identifier", "boolean", "null", "undefined",
      "operand", "satisfiable", "invariant", "enum", "scope",
    ]
    #expect(words.isDisjoint(with: banned))
  }

  @Test("every kind of heading is read in some case")
  func everyKind() throws {
    var kinds: Set<ReadHeading.Kind> = []
    for name in Golden.cases("readback") {
      kinds.formUnion(try read(Golden("readback", name)).headings.map(\.kind))
    }
    #expect(kinds == Set(ReadHeading.Kind.allCases))
  }

  @Test("what is printed of a customer is what the policy decides for it")
  func customersAreDecided() throws {
    let read = try read(Golden("readback", "bank-northgate"))
    let angry = try #require(read.headings.first { $0.name == "angry_customer" })
    #expect(angry.customers.map(\.kind) == [.typical, .onLimit, .onException])
    #expect(angry.customers[0].outcome.hasSuffix("takes over"))
    #expect(angry.customers[1].outcome == "the AI does check_balance (0.7 is not above 0.7)")
    #expect(angry.customers[2].outcome == "the AI does find_branch (the exception)")
  }

  @Test("customers that somebody else finds are shown instead")
  func otherCustomers() throws {
    let compilation = try compiled(Golden("readback", "bank-northgate"))
    let graph = try #require(compilation.policy).graph
    let fixture = try WhyPolicies.fixture("policies/bank/northgate_chat.policy")
    let question = try fixture.question(
      "find_branch", ["customer.needs": ""], turns: [["anger": "0.25", "wants_human": "no"]])
    let read = try #require(
      compilation.readBack(isShown: { $0.name == "angry_customer" }) { heading, kind in
        graph.headings[heading].name == "angry_customer" && kind == .typical ? question : nil
      })
    let angry = try #require(read.headings.first { $0.name == "angry_customer" })
    #expect(angry.customers.first?.words == "0.25 asking for find_branch")
  }

  private func text(of golden: Golden) throws -> String { readBackText(try read(golden)) }

  private func read(_ golden: Golden) throws -> ReadBack {
    var read = try #require(try compiled(golden).readBack())
    let names = try arguments(golden).dropFirst()
    if !names.isEmpty {
      read.headings.removeAll { heading in !names.contains { heading.goes(by: $0) } }
    }
    return read
  }

  private func arguments(_ golden: Golden) throws -> [String] {
    String(decoding: try golden.bytes("args"), as: UTF8.self)
      .split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private func bytes(of golden: Golden) throws -> [UInt8] {
    let path = try arguments(golden)[0]
    let root = path.hasPrefix("policies/") ? WhyFixture.packageFolder : golden.directory
    return Array(try Data(contentsOf: root.appending(path: path)))
  }

  private func compiled(_ golden: Golden) throws -> Compilation {
    let path = try arguments(golden)[0]
    return compile(
      PolicyFile(path: path, bytes: try bytes(of: golden)), in: WhyFixture.surroundings)
  }
}
