import Foundation
import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailOracles
import HandrailReporting
import HandrailSource
import HandrailTestSupport
import Testing

/// What a policy's promises come to, with the edits that are offered for the broken ones.
private struct Proved {
  let review: Review
  let proofs: [PolicyAnalysis.Proof]
  let graph: DecisionGraph
  private let analysis: PolicyAnalysis

  /// `nil` where a message stops the policy.
  init?(_ bytes: [UInt8], steps: Int? = nil) {
    var surroundings = PolicySurroundings()
    surroundings.zoneFile = { ZoneFixture.bytes($0) }
    surroundings.zoneDataVersion = "fixture"
    let main = PolicyFile(path: "input.policy", bytes: bytes)
    let compilation = compile(main, in: surroundings)
    guard var analysis = compilation.analysis, let policy = compilation.policy else { return nil }
    if let steps { analysis.mendingSteps = steps }
    review = compilation.review
    proofs = analysis.mending(analysis.proofs(), of: main, review, in: surroundings)
    graph = policy.graph
    self.analysis = analysis
  }

  var messages: [Diagnostic] { proofs.compactMap(\.message) }

  var text: String {
    let proved = proofs.filter { $0.message == nil }.map { "proved   \($0.promise.name)\n" }
    return proved.joined() + DiagnosticText(review.sources).render(messages)
  }

  var held: Set<String> {
    Set(proofs.filter { $0.message == nil }.map(\.promise.name))
  }

  /// The policy as one edit leaves it.
  func applying(_ fix: Fix, of message: Diagnostic) -> [UInt8]? {
    var pass = FixPass(review.sources)
    guard pass.take(fix, of: message) else { return nil }
    return pass.bytes(of: FileID(0))
  }

  /// How often each code stops or holds, promises apart.
  func severe() -> [String: Int] {
    let all = review.diagnostics + analysis.messages().filter { !$0.code.hasPrefix("PL08") }
    return all.filter { $0.severity != .note }.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
  }
}

@Suite("Edits that would mend a broken promise")
struct MendingTests {
  @Test("are offered as before", arguments: Golden.cases("proving"))
  func expected(name: String) throws {
    let golden = Golden("proving", name)
    let proved = try #require(Proved(try golden.bytes("input.policy")))
    let verdict = try golden.compare(proved.text, with: "expected.txt")
    #expect(verdict == .same, "\(name) now says:\n\(proved.text)")
  }

  @Test("mend it, keep what held, and give the AI no more", arguments: Golden.cases("proving"))
  func holdUp(name: String) throws {
    let before = try #require(Proved(try Golden("proving", name).bytes("input.policy")))
    for proof in before.proofs { try holdsUp(proof, before, name) }
  }

  @Test("are the same beside many rules that say nothing", arguments: Golden.cases("proving"))
  func amongSilentRules(name: String) throws {
    let bytes = try Golden("proving", name).bytes("input.policy")
    var text = String(decoding: bytes, as: UTF8.self)
    let alone = try #require(Proved(bytes))
    let end = try #require(text.range(of: "\n\npromise "))
    text.replaceSubrange(
      end, with: "\n\nfacts\n  padding is number 0 to 1000\n\n" + silentRules + "\npromise ")
    let padded = try #require(Proved(Array(text.utf8)), "\(name) is stopped:\n\(text)")
    #expect(padded.messages.map(\.code) == alone.messages.map(\.code), "\(name)")
    for (message, other) in zip(padded.messages, alone.messages) {
      #expect(message.fixes.map(\.title) == other.fixes.map(\.title), "\(name)")
    }
  }

  private var silentRules: String {
    (0..<40).map { number in
      "rule silent\(number)\n  when padding above \(900 + number)\n  urgency high\n"
    }.joined(separator: "\n")
  }

  @Test("hold up on generated policies, and there are many", arguments: UInt64(1)...4)
  func generated(seed: UInt64) throws {
    var tried = Tried()
    for number in 0..<5 {
      let broken = BrokenPolicy(seed: seed * 100 + UInt64(number))
      let before = try #require(
        Proved(Array(broken.text.utf8)), "seed \(seed), \(number) is stopped:\n\(broken.text)")
      tried.broken += before.messages.count
      for proof in before.proofs {
        try holdsUp(proof, before, "seed \(seed), \(number)")
        let titles = proof.message?.fixes.map(\.title) ?? []
        if titles.isEmpty, proof.message != nil {
          tried.unmended.append("\(number) \(proof.promise.name)")
        }
        tried.edits += titles.count
        tried.kinds.formUnion(titles.map { $0.split(separator: " ").first.map(String.init) ?? "" })
      }
    }
    #expect(tried.broken >= 5, "\(tried)")
    #expect(tried.unmended.isEmpty, "\(tried)")
    #expect(tried.edits >= 10, "\(tried)")
    #expect(tried.kinds.count >= 3, "\(tried)")
  }

  /// What a run of the property came across: without edits it would show nothing.
  private struct Tried {
    var broken = 0
    var unmended: [String] = []
    var edits = 0
    /// The first words of the edits' titles.
    var kinds: Set<String> = []
  }

  @Test("hold up on small random policies, if there are any", arguments: [UInt64(4_000), 4_100])
  func random(seed: UInt64) throws {
    let zone = SmallPolicy.installedZone()
    var tried = 0
    for number in 0..<15 where tried < 2 {
      let small = SmallPolicy(seed: seed + UInt64(number), zone: zone)
      // Memory of switches is what takes proofs time.
      guard !small.text.contains("at any point") else { continue }
      // A table with a gap stops the policy.
      guard let before = Proved(Array(small.text.utf8), steps: 300) else { continue }
      tried += 1
      for proof in before.proofs { try holdsUp(proof, before, "seed \(small.seed)") }
    }
    #expect(tried == 2)
  }

  @Test("are not looked for beyond the limit, and that is said")
  func limit() throws {
    let bytes = try Golden("proving", "limit").bytes("input.policy")
    let first = try #require(Proved(bytes, steps: 1)?.messages.first)
    #expect(first.fixes.count == 1)
    #expect(first.reason.hasSuffix("I tried 1 of 3 edits within my limit."), "\(first.reason)")
    let none = try #require(Proved(bytes, steps: 0)?.messages.first)
    #expect(none.fixes.isEmpty)
    #expect(none.reason.hasSuffix("I tried 0 of 3 edits within my limit."), "\(none.reason)")
  }

  private func holdsUp(
    _ proof: PolicyAnalysis.Proof, _ before: Proved, _ label: String
  ) throws {
    guard let message = proof.message else { return }
    let said = before.severe()
    #expect(message.fixes.count <= 3, "\(label)")
    for fix in message.fixes {
      #expect(fix.level == .ask)
      let label = "\(label): \(proof.promise.name): \(fix.title)"
      let bytes = try #require(before.applying(fix, of: message), "\(label) cannot be applied")
      let after = try #require(Proved(bytes, steps: 0), "\(label) stops the policy")
      // A promise that nothing triggers may be taken out.
      let left = Set(after.proofs.map(\.promise.name))
      #expect(left.union([proof.promise.name]).isSuperset(of: before.held), "\(label)")
      let kept = before.held.union([proof.promise.name]).intersection(left)
      #expect(after.held.isSuperset(of: kept), "\(label)")
      for (code, count) in after.severe() {
        #expect(count <= said[code] ?? 0, "\(label) adds \(code)")
      }
      expectNoLooser(before, after, label)
    }
  }

  private func expectNoLooser(_ before: Proved, _ after: Proved, _ label: String) {
    let text = String(decoding: before.review.sources[0].bytes, as: UTF8.self)
    var questions = FixQuestions(before.graph, text: text, seed: 11)
    for _ in 0..<60 {
      let question = Array(questions.next().utf8)
      guard case .question(let old, _) = QuestionReader(before.graph).read(question),
        case .question(let new, _) = QuestionReader(after.graph).read(question)
      else { continue }
      let was = Strictness(decide(old, by: before.graph), before.graph)
      let now = Strictness(decide(new, by: after.graph), after.graph)
      #expect(!now.isLooser(than: was), "\(label): \(was) became \(now)")
    }
  }
}

/// What a decision leaves the AI.
private struct Strictness {
  /// Higher is stricter.
  var ruling: Int
  var isHuman: Bool
  var aiActs: Bool
  var people: Int

  init(_ decision: Decision, _ graph: DecisionGraph) {
    ruling =
      switch decision.task?.ruling {
      case .nobody: 4
      case .human: 3
      case .notYet: 2
      case .suggest: 1
      case .ai, .none: 0
      }
    isHuman = decision.handlerIsHuman
    aiActs = decision.next == .doIt
    people = (decision.task?.approvals ?? []).reduce(0) { sum, gate in
      let seats = graph.gates.approvals[gate.approval].tiers[gate.tier].seats
      return sum + seats.reduce(0) { $0 + $1.count }
    }
  }

  func isLooser(than other: Strictness) -> Bool {
    ruling < other.ruling || !isHuman && other.isHuman || aiActs && !other.aiActs
      || people < other.people
  }
}
