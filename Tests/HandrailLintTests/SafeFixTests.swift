import Foundation
import Handrail
import HandrailEngine
import HandrailLint
import HandrailSource
import HandrailTestSupport
import Testing

/// What is applied unasked removes its finding and changes no decision, and there is enough of it.
@Suite("Fixes that are applied unasked")
struct SafeFixTests {
  /// What a run came across: without fixes it would show nothing.
  private struct Tried {
    var fixes = 0
    /// Fixes of policies that ran before: their decisions were compared.
    var compared = 0
    var codes: Set<String> = []
  }

  @Test("hold on generated policies", arguments: UInt64(2)...4)
  func generated(seed: UInt64) throws {
    var tried = Tried()
    var flaws = 0
    for number in 0..<3 {
      let flawed = FlawedPolicy(seed: seed * 100 + UInt64(number))
      flaws += flawed.flaws
      holdUp(Array(flawed.text.utf8), beside: nil, "seed \(seed), \(number)", &tried)
    }
    #expect(flaws >= 6)
    #expect(tried.fixes >= flaws, "\(tried) of \(flaws)")
    #expect(tried.compared == tried.fixes)
    #expect(tried.codes.count >= 3, "\(tried)")
  }

  @Test("hold on the bad policies of whole-policy analysis and of tables")
  func analysis() throws {
    var tried = Tried()
    for feature in ["analysis", "checking"] {
      for name in Golden.cases(feature)
      where ["PL0406", "PL0503", "PL0504", "PL0509", "PL0703"].contains(name.prefix(6)) {
        let golden = Golden(feature, name)
        holdUp(try golden.bytes("input.policy"), beside: golden, name, &tried)
      }
    }
    #expect(tried.fixes >= 12, "\(tried)")
    #expect(tried.compared == tried.fixes)
    #expect(tried.codes.count == 5, "\(tried)")
  }

  @Test("are offered by enough codes and rules for the property to mean something")
  func many() throws {
    var tried = Tried()
    let cases =
      try Golden.cases("checking").map { try FixCase(checking: $0) }
      + Golden.cases("lint").map { try FixCase(lint: $0) }
    for bad in cases {
      let said = bad.said()
      for diagnostic in said.diagnostics {
        let safe = diagnostic.fixes.filter { $0.level == .apply }
        guard !safe.isEmpty else { continue }
        tried.fixes += safe.count
        tried.codes.insert(diagnostic.code)
        if said.graph != nil { tried.compared += safe.count }
      }
    }
    #expect(tried.fixes >= 22, "\(tried)")
    #expect(tried.codes.count >= 17, "\(tried)")
    #expect(tried.compared >= 6, "\(tried)")
  }

  private func holdUp(
    _ bytes: [UInt8], beside golden: Golden?, _ label: String, _ tried: inout Tried
  ) {
    let before = looked(bytes, beside: golden)
    if golden == nil, before.policy == nil {
      Issue.record("\(label) is stopped: \(before.severe.sorted())")
    }
    for diagnostic in before.review.diagnostics {
      for fix in diagnostic.fixes where fix.level == .apply {
        let label = "\(label): \(diagnostic.code): \(fix.title)"
        tried.fixes += 1
        tried.codes.insert(diagnostic.code)
        var pass = FixPass(before.review.sources)
        guard pass.take(fix, of: diagnostic) else {
          Issue.record("\(label) cannot be applied")
          continue
        }
        let after = looked(pass.bytes(of: FileID(0)), beside: golden)
        #expect(
          after.count(like: diagnostic) < before.count(like: diagnostic),
          "\(label) leaves its finding")
        #expect(after.severe.isSubset(of: before.severe), "\(label) adds something")
        guard let old = before.policy else { continue }
        guard let new = after.policy else {
          Issue.record("\(label) stops the policy")
          continue
        }
        tried.compared += 1
        expectSame(old, new, String(decoding: bytes, as: UTF8.self), label)
      }
    }
  }

  private struct Looked {
    var review: Review
    var policy: Policy?

    func count(like other: Diagnostic) -> Int {
      review.diagnostics.count { $0.code == other.code && $0.headline == other.headline }
    }

    /// Codes that stop or hold.
    var severe: Set<String> {
      Set(review.diagnostics.filter { $0.severity != .note }.map(\.code))
    }
  }

  private func looked(_ bytes: [UInt8], beside golden: Golden?) -> Looked {
    var orders = LintOrders(.core)
    orders.levels["style-format"] = .some(.note)
    orders.surroundings.today = CalendarDate(year: 2026, month: 3, day: 2)
    let file = PolicyFile(path: "input.policy", bytes: bytes)
    let world = worldOfTests(beside: golden)
    return Looked(
      review: Handrail.review(file, in: world, linting: orders),
      policy: compile(file, in: world).policy)
  }

  private func expectSame(_ old: Policy, _ new: Policy, _ text: String, _ label: String) {
    guard old.digest != new.digest else { return }
    var questions = FixQuestions(old.graph, text: text, seed: 5)
    for _ in 0..<120 {
      let question = questions.next()
      let (was, now) = (outcome(of: question, by: old), outcome(of: question, by: new))
      guard was == now else {
        Issue.record("\(label) changes a decision: \(was) became \(now) for\n\(question)")
        return
      }
    }
  }
}
