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

/// One golden case.
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
    let questions = try files.dropFirst().map { try fixture.read(try read($0)) }
    var question = try #require(questions.first)
    for next in questions.dropFirst() {
      let before = decide(question, by: fixture.graph)
      question = next
      question.memory = .kept(before.memory)
    }
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
