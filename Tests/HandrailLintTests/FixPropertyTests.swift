import Foundation
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

  @Test("that are applied unasked hold on the policies that come along", arguments: FixCase.shipped)
  func shipped(path: String) throws {
    let before = try FixCase(shipped: path)
    let said = before.said()
    var seen: [String: Int] = [:]
    let unasked = said.diagnostics.filter { $0.fixes.contains { $0.level == .apply } }
    let chosen = unasked.filter { diagnostic in
      seen[diagnostic.code, default: 0] += 1
      return seen[diagnostic.code, default: 0] <= 1
    }
    for diagnostic in chosen {
      // Afterwards only the rule itself looks: the golden cases are held against all rules.
      var own = before
      own.orders = LintOrders(nil)
      own.orders.surroundings = before.orders.surroundings
      if let rule = LintRule.all.first(where: { $0.name == diagnostic.code }) {
        own.orders.levels[rule.name] = .some(rule.severity)
      }
      holdsUp(own, said, [diagnostic], path)
    }
  }

  @Test("put shuffled headings in order, and change no decision", arguments: FixCase.shipped)
  func order(path: String) throws {
    var before = try FixCase(shipped: path)
    let digest = before.policy?.digest
    before.orders = LintOrders(nil)
    before.orders.levels["style-order"] = .some(.note)
    var random = Seeded(7)
    before.files[before.main] = shuffled(before.files[before.main] ?? [], &random)
    #expect(before.policy?.digest == digest)
    let said = before.said()
    guard let finding = said.diagnostics.first(where: { $0.code == "style-order" }),
      let fix = finding.fixes.first, let after = before.applying(fix, of: finding, said.sources)
    else { return #expect(!said.diagnostics.contains { $0.code == "style-order" }) }
    #expect(after.policy?.digest == digest)
    #expect(after.files[after.main]?.count == before.files[before.main]?.count)
    #expect(
      !after.said().diagnostics.contains {
        $0.code == "style-order" && $0.place.file == finding.place.file
      })
  }

  /// The paragraphs of a policy in another order, its header first.
  private func shuffled(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    var paragraphs = text.trimmingCharacters(in: .newlines).components(separatedBy: "\n\n")
    let header = paragraphs.removeFirst()
    paragraphs.shuffle(using: &random)
    return Array((([header] + paragraphs).joined(separator: "\n\n") + "\n").utf8)
  }

  private func holdsUp(_ before: FixCase, _ name: String, code: String?) throws {
    let said = before.said()
    holdsUp(before, said, said.diagnostics.filter { code == nil || $0.code == code }, name)
  }

  private func holdsUp(
    _ before: FixCase, _ said: FixCase.Said, _ chosen: [Diagnostic], _ name: String
  ) {
    for diagnostic in chosen {
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
        guard said.graph?.policy.digest != left.graph?.policy.digest else { continue }
        expectSameDecisions(before, after, label)
      }
    }
  }

  /// One digest, or the same outcome of a hundred questions or more.
  private func expectSameDecisions(_ before: FixCase, _ after: FixCase, _ label: String) {
    guard let old = before.policy, let new = after.policy, old.digest != new.digest else { return }
    let text = String(decoding: before.files[before.main] ?? [], as: UTF8.self)
    var questions = FixQuestions(old.graph, text: text, seed: 5)
    for _ in 0..<150 {
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
  /// A note of the lint, for a fact can be left without any use, or the one style.
  ///
  /// A list that is shorter or longer now is broken elsewhere in the next round.
  fileprivate var isMild: Bool {
    severity == .note && !code.hasPrefix("PL") || code == "style-format"
  }

  fileprivate func isLike(_ other: Diagnostic) -> Bool {
    code == other.code && headline == other.headline
  }
}

extension [Diagnostic] {
  fileprivate var counts: [String: Int] {
    reduce(into: [:]) { counts, diagnostic in counts[diagnostic.code, default: 0] += 1 }
  }
}
