import Foundation
import Handrail
import HandrailLint
import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

/// The names of all rules.
private let names = LintRule.all.map(\.name)

@Suite("Rules of the lint")
struct LintGoldenTests {
  @Test("have a folder each, and there is no other")
  func folders() {
    #expect(Golden.cases("lint") == names.sorted())
  }

  @Test("find what is bad, and say so in the same words as before", arguments: names)
  func bad(name: String) throws {
    let lint = try LintCase(name)
    let review = try lint.review("bad.policy")
    let findings = lint.findings(review)
    #expect(!findings.isEmpty, "\(stops(review))")
    let text = DiagnosticText(review.sources).render(findings)
    let verdict = try lint.golden.compare(text, with: "bad.txt")
    #expect(verdict == .same, "\(name) now says:\n\(text)")
    for finding in findings {
      let lines = DiagnosticText(review.sources).render([finding]).split(separator: "\n")
      #expect(lines.count <= 8)
    }
  }

  @Test("leave what is good alone", arguments: names)
  func good(name: String) throws {
    let lint = try LintCase(name)
    let review = try lint.review("good.policy")
    #expect(stops(review).isEmpty)
    let text = DiagnosticText(review.sources).render(lint.findings(review))
    #expect(text == "")
  }

  @Test("offer a first fix that removes the finding", arguments: names)
  func fixed(name: String) throws {
    let lint = try LintCase(name)
    let mended = try lint.mended("bad.policy")
    #expect(lint.golden.files.contains("fixed.policy") == !mended.levels.isEmpty)
    guard !mended.levels.isEmpty else { return }
    let text = String(decoding: mended.text, as: UTF8.self)
    let verdict = try lint.golden.compare(text, with: "fixed.policy")
    #expect(verdict == .same, "\(name) mends to:\n\(text)")
    let review = lint.review(mended.text, path: "fixed.policy")
    // What is found until the author has filled in a blank stays found.
    #expect(lint.findings(review).isEmpty || text.contains("\"…\""))
    // A blank is for the author to fill in, and may stop the policy until then.
    if !mended.levels.contains(.fill) { #expect(stops(review).isEmpty) }
  }

  @Test("never use a word that authors need not know", arguments: names)
  func words(name: String) throws {
    let banned: Set<Substring> = [
      "parse", "parser", "token", "syntax", "expression", "identifier", "boolean", "null",
      "undefined", "operand", "satisfiable", "invariant", "enum", "scope",
    ]
    let lint = try LintCase(name)
    for finding in lint.findings(try lint.review("bad.policy")) {
      let said = [finding.headline, finding.reason] + finding.fixes.map(\.title)
      for sentence in said {
        let words = Set(sentence.lowercased().split { !$0.isLetter })
        #expect(words.isDisjoint(with: banned), "\(sentence)")
      }
    }
  }

  private func stops(_ review: Review) -> String {
    DiagnosticText(review.sources).render(review.diagnostics.filter { $0.severity == .stop })
  }
}

@Suite("The pages of the rules")
struct LintPageTests {
  static let folder = Golden.root.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/lint")

  @Test("are there for every rule, and for no other")
  func everyRule() {
    #expect(Golden.names(in: Self.folder) == (names + allowCodes).sorted().map { $0 + ".md" })
    #expect(lintPageNames == (names + allowCodes).sorted())
  }

  @Test("have one shape: the message, set and level, and four headings", arguments: LintRule.all)
  func shape(rule: LintRule) throws {
    let lines = try page(rule.name).split(separator: "\n").map(String.init)
    #expect(
      lines.filter { $0.hasPrefix("#") } == [
        "# \(rule.name)", "## Avoid", "## Prefer", "## Why", "## How to switch it off",
      ])
    let known = "Set: \(rule.set.rawValue). Severity: \(rule.severity.name)."
    #expect(lines.count > 2 && lines[2].hasPrefix(known), "the third line begins with: \(known)")
    #expect(lines.count > 1 && lines[1].hasSuffix("."))
    #expect(try lintPage(rule.name) == page(rule.name), "run docs/generate_pages.py")
  }

  @Test("stand in the index with their set, level and message", arguments: LintRule.all)
  func index(rule: LintRule) throws {
    let file = Self.folder.deletingLastPathComponent().appending(path: "lint.md")
    let index = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let sentence = try page(rule.name).split(separator: "\n")[1]
    let row =
      "| [\(rule.name)](lint/\(rule.name).md) | \(rule.set.rawValue) | \(rule.severity.name)"
      + " | \(sentence) |"
    #expect(index.contains { $0 == row }, "run docs/generate_pages.py")
  }

  @Test("show what the rule finds, and what it leaves alone", arguments: names)
  func examples(name: String) throws {
    let lint = try LintCase(name)
    let page = try page(name)
    for policy in policies(in: page, under: "## Avoid") {
      let review = lint.review(Array(policy.utf8), path: "avoid.policy")
      #expect(!lint.findings(review).isEmpty, "Avoid is found:\n\(policy)")
    }
    for policy in policies(in: page, under: "## Prefer") {
      let review = lint.review(Array(policy.utf8), path: "prefer.policy")
      #expect(review.diagnostics.allSatisfy { $0.severity != .stop && $0.code != name })
    }
  }

  private func page(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name + ".md"), encoding: .utf8)
  }

  /// The blocks under a heading that are whole policies.
  private func policies(in page: String, under heading: String) -> [String] {
    guard let start = page.range(of: heading + "\n") else { return [] }
    let section = page[start.upperBound...].prefix { _ in true }
    let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
    let parts = section[..<end].components(separatedBy: "```\n")
    return stride(from: 1, to: parts.count, by: 2).map { parts[$0] }.filter {
      $0.hasPrefix("policy ")
    }
  }
}
