import Foundation
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import HandrailTestSupport
import Testing

@Suite("What would have been different")
struct WhyChangeTests {
  @Test("is really different, and as said", arguments: WhyPolicies.files)
  func replays(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    var found = 0
    for seed in 0..<UInt64(30) {
      var random = Seeded(seed)
      let question = fixture.question(&random)
      let explanation = explain(question, by: fixture.graph)
      guard case .changes(let changes) = explanation.changes else { continue }
      #expect(changes.count <= 3 && !changes.isEmpty)
      let before = explanation.decision
      for change in changes {
        found += 1
        #expect(change.moves.count == 1 || change.moves.count == 2)
        let after = decide(question.applying(change, by: fixture.graph), by: fixture.graph)
        #expect(after.task?.ruling == change.ruling, "seed \(seed)")
        #expect(after.handlerIsHuman == change.handlerIsHuman, "seed \(seed)")
        #expect(
          after.task?.ruling != before.task?.ruling
            || after.handlerIsHuman != before.handlerIsHuman
            || (before.waitsForSomebody && !after.waitsForSomebody), "seed \(seed)")
      }
    }
    #expect(found > 5, "the questions of this test must have changes")
  }

  @Test("holds over the whole region that is said", arguments: WhyPolicies.files)
  func regions(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 100..<UInt64(125) {
      var random = Seeded(seed)
      let question = fixture.question(&random)
      guard case .changes(let changes) = explain(question, by: fixture.graph).changes else {
        continue
      }
      for change in changes {
        for (position, move) in change.moves.enumerated() {
          guard let bounds = fixture.bounds(of: move) else { continue }
          for _ in 0..<5 {
            var other = change
            let step = max(fixture.graph.facts[move.at.fact].domain.step, 1)
            let value = Int64.random(in: bounds, using: &random)
            other.moves[position].cell = Cell(value - (value - bounds.lowerBound) % step)
            let after = decide(question.applying(other, by: fixture.graph), by: fixture.graph)
            #expect(after.task?.ruling == change.ruling, "seed \(seed): \(move)")
            #expect(after.handlerIsHuman == change.handlerIsHuman, "seed \(seed): \(move)")
          }
        }
      }
    }
  }

  @Test("names no protected, sensitive, secret or worked-out fact", arguments: WhyPolicies.files)
  func suggestible(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 200..<UInt64(225) {
      var random = Seeded(seed)
      let explanation = explain(fixture.question(&random), by: fixture.graph)
      guard case .changes(let changes) = explanation.changes else { continue }
      for move in changes.flatMap(\.moves) {
        let fact = fixture.graph.facts[move.at.fact]
        #expect(!fact.isSensitive && !fact.isProtected && !fact.isSecret && fact.builtIn == nil)
        if case .computed = fact.supply { Issue.record("\(fact.name) is worked out") }
      }
    }
  }

  @Test("takes bounded work on a thousand rules")
  func bounded() throws {
    var body = """
      facts
        amount is money up to GBP 100000
        other is money up to GBP 100000
        topic is one of a, b, c

      tasks buy

      queue desk
        skills desk

      prefer queues desk otherwise desk

      rule buyers
        ai may buy


      """
    for number in 1...1000 {
      body +=
        "rule r\(number)\n  when amount above GBP \(number * 7) and other above GBP \(number)\n"
      body += number % 2 == 0 ? "  hand over to desk\n\n" : "  only a human may buy\n\n"
    }
    let fixture = try WhyFixture(body)
    let question = try fixture.question(
      "buy", ["amount": "GBP 90000", "other": "GBP 90000", "topic": "a"])
    var replays = 0
    let decided = fixture.decided(question)
    // A search that never finds anything is the longest.
    let explanation = explain(decided, by: fixture.graph) { _ in
      replays += 1
      return decided.decision
    }
    #expect(replays <= 750)
    #expect(explanation.reasoning.verdicts.count == 1001)
  }
}

extension WhyFixture {
  /// The cells that a move's region speaks of; `nil` where it is one value or a list's word.
  fileprivate func bounds(of move: Move) -> ClosedRange<Int64>? {
    let domain = graph.facts[move.at.fact].domain
    guard domain.kind.isNumeric else { return nil }
    func cell(_ words: String) -> Int64? {
      if domain.kind == .duration { return nil }
      let number = words.split(separator: " ").last.map { Array($0.utf8) } ?? []
      return HandrailEngine.Decimal(number)?.scaled(to: domain.decimals)
    }
    switch move.region {
    case .atMost(let words): return cell(words).map { domain.lowest...$0 }
    case .below(let words): return cell(words).map { domain.lowest...($0 - domain.step) }
    case .atLeast(let words): return cell(words).map { $0...domain.highest }
    case .above(let words): return cell(words).map { ($0 + domain.step)...domain.highest }
    case .between(let low, let high):
      guard let low = cell(low), let high = cell(high) else { return nil }
      return low...high
    case .known: return domain.lowest...domain.highest
    case .exactly, .including, .without, .sameAs, .another: return nil
    }
  }
}
