import Foundation
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import HandrailTestSupport
import Testing

/// Each case names a policy, one or more questions and options in `args`; of several questions the
/// last is explained, with the memory of those before it.
@Suite("Explanations")
struct WhyGoldenTests {
  @Test("read as they did before", arguments: Golden.cases("explaining"))
  func expected(name: String) throws {
    let golden = Golden("explaining", name)
    let text = try WhyCase(golden).text()
    let verdict = try golden.compare(text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
  }

  @Test("keep to the width and the plain words", arguments: Golden.cases("explaining"))
  func plain(name: String) throws {
    let text = try WhyCase(Golden("explaining", name)).text()
    for line in text.split(separator: "\n") where !line.contains("\"") {
      #expect(line.count <= 100, "\(line)")
    }
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    let banned: Set = [
      "parse", "token", "syntax", "expression", "identifier", "boolean", "null", "undefined",
      "operand", "satisfiable", "invariant", "enum", "scope",
    ]
    #expect(words.isDisjoint(with: banned))
  }
}

/// One golden case; `SHOWN LAST` in a question stands for the fingerprint of the approval shown
/// by the decision before.
struct WhyCase {
  let fixture: WhyFixture
  let question: Question
  private let options: [String]

  init(_ golden: Golden) throws {
    let args = String(decoding: try golden.bytes("args"), as: UTF8.self)
      .split { $0 == " " || $0 == "\n" }.map(String.init)
    let files = args.prefix { !$0.hasPrefix("--") }
    options = Array(args.dropFirst(files.count))
    func read(_ path: String) throws -> [UInt8] {
      let root = path.hasPrefix("policies/") ? WhyFixture.packageFolder : golden.directory
      return Array(try Data(contentsOf: root.appending(path: path)))
    }
    let policy = try #require(files.first)
    let shown = policy.hasPrefix("policies/") ? policy : "input.policy"
    let fixture = try WhyFixture(PolicyFile(path: shown, bytes: try read(policy)))
    var asked: Question?
    var before: Decision?
    for file in files.dropFirst() {
      var words = String(decoding: try read(file), as: UTF8.self)
      // A vote names what the decision before it showed.
      words.replace("SHOWN LAST", with: before?.task?.approvals.first?.instance ?? "")
      var next = try fixture.read(Array(words.utf8))
      if let before { next.memory = .kept(before.memory) }
      before = decide(next, by: fixture.graph)
      asked = next
    }
    let question = try #require(asked)
    self.fixture = fixture
    self.question = question
  }

  func text() throws -> String {
    let graph = fixture.graph
    switch options.first {
    case nil: return fixture.why(question)
    case "--all-rules": return whyRulesText(explain(question, by: graph), of: graph)
    case "--why-not":
      let answer = whyNot(try expected(), of: fixture.decided(question), by: graph)
      return whyNotText(answer, of: graph)
    case "--json":
      return String(decoding: whyJSON(explain(question, by: graph), of: graph), as: UTF8.self)
    case let other: throw UnknownOption(name: other ?? "")
    }
  }

  private struct UnknownOption: Error { var name: String }

  private func expected() throws -> Expected {
    switch options.dropFirst().first {
    case "ai": return .ai
    case "human": return .human
    case let name:
      return .task(try #require(fixture.graph.tasks.firstIndex { $0 == name }))
    }
  }
}
