import Foundation
import Handrail
import HandrailLint
import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

/// A bad policy under `Tests/Golden`, looked at as `handrail check` does.
private struct BadPolicy: Sendable {
  let golden: Golden
  let review: Review

  init(_ feature: String, _ name: String, linting set: LintSet?) throws {
    golden = Golden(feature, name)
    var orders = LintOrders(set)
    orders.surroundings = try LintSurroundings(golden)
    review = Handrail.review(
      PolicyFile(path: "input.policy", bytes: try golden.bytes("input.policy")),
      in: worldOfTests(beside: golden), linting: orders)
  }

  var codes: [String] { review.diagnostics.map(\.code) }

  /// As the text of `check`, without its last line.
  var text: String { DiagnosticText(review.sources).render(review.diagnostics) }
}

private let cases = Golden.cases("analysis")

/// Each is looked at once: two of them use up the whole budget of a search.
private let looked = Dictionary(
  uniqueKeysWithValues: cases.compactMap { name in
    (try? BadPolicy("analysis", name, linting: .core)).map { (name, $0) }
  })

private func lookedAt(_ name: String) throws -> BadPolicy { try #require(looked[name]) }

@Suite("Messages of whole-policy analysis")
struct AnalysisGoldenTests {
  @Test("say what they said before", arguments: cases)
  func expected(name: String) throws {
    let bad = try lookedAt(name)
    let verdict = try bad.golden.compare(bad.text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(bad.text)")
  }

  @Test("are one message each, the core rules of the lint included", arguments: cases)
  func oneMessage(name: String) throws {
    let code = String(name.prefix(6))
    // Of two promises that contradict each other one is always broken.
    let wanted = code == "PL0807" ? ["PL0801", "PL0807"] : [code]
    #expect(try lookedAt(name).codes == wanted)
  }

  @Test("have a case for every code that the analysis gives")
  func everyCode() {
    // Tables that compare facts are settled by the same search; their codes are the checker's.
    let codes = Set(cases.map { String($0.prefix(6)) }).filter { !$0.hasPrefix("PL05") }
    #expect(codes == Set(analysisCodes))
  }

  @Test("show the customer, or the whole conversation", arguments: cases)
  func witness(name: String) throws {
    for message in try lookedAt(name).review.diagnostics {
      switch message.code {
      case "PL0408", "PL0411", "PL0611", "PL0807":
        #expect(message.headline.contains(" Example: "))
        #expect(!message.headline.contains("Example: none"))
      case "PL0801":
        #expect(!message.story.isEmpty)
        #expect(message.story.last?.contains("->") == true)
      case _: #expect(message.story.isEmpty)
      }
    }
  }

  @Test("never use a word that authors need not know", arguments: cases)
  func words(name: String) throws {
    let banned: Set<Substring> = [
      "parse", "parser", "token", "syntax", "expression", "identifier", "boolean", "null",
      "undefined", "operand", "satisfiable", "invariant", "enum", "scope",
    ]
    for message in try lookedAt(name).review.diagnostics {
      let said = ([message.headline, message.reason] + message.story).joined(separator: " ")
      #expect(banned.isDisjoint(with: said.lowercased().split { !$0.isLetter }))
    }
  }

  @Test("offer edits that remove them and add nothing", arguments: cases)
  func fixes(name: String) throws {
    let bad = try lookedAt(name)
    for (code, fix) in bad.review.diagnostics.flatMap({ found in
      found.fixes.map { (found.code, $0) }
    }) {
      var text = try bad.golden.bytes("input.policy")
      for edit in fix.edits.sorted(by: { $0.place.range.lower > $1.place.range.lower }) {
        text.replaceSubrange(edit.place.range.offsets, with: Array(edit.replacement.utf8))
      }
      let after = Handrail.review(
        PolicyFile(path: "input.policy", bytes: text), in: worldOfTests(beside: bad.golden),
        linting: LintOrders(nil))
      #expect(!after.diagnostics.map(\.code).contains(code), "\(name): \(fix.title)")
      #expect(!after.diagnostics.contains { $0.severity == .stop }, "\(name): \(fix.title)")
    }
  }

  @Test("are among a hundred bad policies and more with one message each")
  func hundred() throws {
    var alone: [String] = []
    for name in cases where try lookedAt(name).codes == [String(name.prefix(6))] {
      alone.append(name)
    }
    for name in Golden.cases("checking") {
      let codes = try BadPolicy("checking", name, linting: nil).codes
      if codes == [String(name.prefix(6))] { alone.append(name) }
    }
    #expect(alone.count >= 100)
    #expect(alone.filter { $0 < "PL0700" && $0 > "PL0400" }.count >= 60, "\(alone.count)")
  }
}
