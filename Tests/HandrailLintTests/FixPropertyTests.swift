import Handrail
import HandrailEngine
import HandrailLint
import HandrailSource
import HandrailTestSupport
import Testing

/// What is offered is kept: a fix that cannot be applied, or that breaks something, is our slip.
@Suite("Offered fixes")
struct FixPropertyTests {
  @Test("of the checker apply, and add nothing", arguments: Golden.cases("checking"))
  func checking(name: String) throws {
    try holdsUp(FixCase(checking: name), name, code: nil)
  }

  @Test("of the lint apply, and add nothing", arguments: Golden.cases("lint"))
  func linting(name: String) throws {
    try holdsUp(FixCase(lint: name), name, code: name)
  }

  private func holdsUp(_ before: FixCase, _ name: String, code: String?) throws {
    let said = before.said()
    for diagnostic in said.diagnostics where code == nil || diagnostic.code == code {
      for fix in diagnostic.fixes {
        let label = "\(name): \(diagnostic.code): \(fix.title)"
        guard let after = before.applying(fix, of: diagnostic, said.sources) else {
          Issue.record("\(label) cannot be applied")
          continue
        }
        let left = after.said()
        let added = left.diagnostics.filter { !$0.isMild }.counts.filter {
          $0.value > said.diagnostics.counts[$0.key] ?? 0
        }
        #expect(added.isEmpty, "\(label) adds \(added)")
        guard fix.level == .apply else { continue }
        let isLeft = left.diagnostics.count { $0.isLike(diagnostic) }
        let was = said.diagnostics.count { $0.isLike(diagnostic) }
        #expect(isLeft < was, "\(label) leaves its finding")
        expectSameDecisions(before, after, label)
      }
    }
  }

  /// One digest, or the same outcome of a few hundred questions.
  private func expectSameDecisions(_ before: FixCase, _ after: FixCase, _ label: String) {
    guard let old = before.policy, let new = after.policy, old.digest != new.digest else { return }
    let text = String(decoding: before.files[before.main] ?? [], as: UTF8.self)
    var questions = FixQuestions(old.graph, text: text, seed: 5)
    for _ in 0..<300 {
      let question = questions.next()
      let was = outcome(of: question, by: old)
      let now = outcome(of: question, by: new)
      guard was == now else {
        Issue.record("\(label) changes a decision: \(was) became \(now) for\n\(question)")
        return
      }
    }
  }
}

extension Diagnostic {
  /// A note of the lint: taking a fact out of one line can leave it without any use, say.
  fileprivate var isMild: Bool { severity == .note && !code.hasPrefix("PL") }

  fileprivate func isLike(_ other: Diagnostic) -> Bool {
    code == other.code && headline == other.headline
  }
}

extension [Diagnostic] {
  fileprivate var counts: [String: Int] {
    reduce(into: [:]) { counts, diagnostic in counts[diagnostic.code, default: 0] += 1 }
  }
}
