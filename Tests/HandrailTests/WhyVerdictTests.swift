import Foundation
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import HandrailTestSupport
import Testing

@Suite("Verdicts")
struct WhyVerdictTests {
  @Test("name tests that really are the cause", arguments: WhyPolicies.files)
  func causes(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 300..<UInt64(400) {
      var random = Seeded(seed)
      let decided = fixture.decided(fixture.question(&random))
      for verdict in verdicts(of: decided, by: fixture.graph) {
        let guarding = fixture.graph.headings[verdict.heading].guarding
        switch verdict.outcome {
        case .failed:
          #expect(decided.trace.truths[guarding.when] == .no)
          #expect(!verdict.tests.isEmpty)
          #expect(verdict.tests.allSatisfy { $0.truth == ($0.isNegated ? .yes : .no) })
        case .excepted:
          #expect(decided.trace.truths[guarding.except] == .yes)
          #expect(verdict.tests.allSatisfy { $0.truth == ($0.isNegated ? .no : .yes) })
        case .couldNotTell:
          #expect(verdict.tests.allSatisfy { $0.truth.isUndecided })
        case .notInForce:
          #expect(decided.trace.truths[guarding.inForce] == .no)
        case .fired:
          #expect(verdict.lines.contains { $0.isDeciding && $0.truth == .yes })
        case .beaten(let reasons): #expect(!reasons.isEmpty)
        case .elsewhere, .needsNobody: break
        }
      }
    }
  }

  @Test("rest on facts that have no value", arguments: WhyPolicies.files)
  func unknown(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 400..<UInt64(500) {
      var random = Seeded(seed)
      let question = fixture.question(&random)
      let explanation = fixture.explainedWithoutChanges(question)
      let uncertain = Set(explanation.decision.uncertain.map(\.at))
      for doubt in explanation.reasoning.doubts {
        let named = Set(doubt.unknown.map(\.at))
        #expect(named.isSubset(of: uncertain), "seed \(seed)")
        #expect(doubt.unknown.allSatisfy { $0.cause != .none })
      }
    }
  }

  @Test("are the same for a task asked alone and in a survey", arguments: WhyPolicies.files)
  func survey(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 500..<UInt64(520) {
      var random = Seeded(seed)
      var question = fixture.question(&random)
      question.ask = .survey(Array(fixture.graph.tasks.indices))
      let whole = fixture.decided(question)
      let parts = fixture.explainedWithoutChanges(question).survey
      #expect(parts.count == fixture.graph.tasks.count)
      for (position, part) in parts.enumerated() {
        question.ask = .task(position)
        let alone = fixture.decided(question)
        #expect(part.decision.ruling == alone.decision.task?.ruling)
        #expect(alone.trace.truths == whole.trace.surveyTruths[position])
      }
    }
  }

  @Test("cover every rule and gate", arguments: WhyPolicies.files)
  func complete(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    var random = Seeded(7)
    let verdicts = verdicts(of: fixture.decided(fixture.question(&random)), by: fixture.graph)
    let effects = verdicts.flatMap(\.lines).filter {
      if case .effect = $0.line { true } else { false }
    }
    #expect(effects.count == fixture.graph.effects.count)
    #expect(Set(verdicts.map(\.heading)).count == verdicts.count)
  }
}

@Suite("Why, for whom")
struct WhyAudienceTests {
  @Test("the customer's sentence holds no name, value or score", arguments: WhyPolicies.files)
  func customer(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    let names = Set(
      fixture.graph.headings.map(\.name) + fixture.graph.facts.map(\.name)
        + fixture.graph.routing.queues.map(\.name) + fixture.graph.tasks
        + fixture.graph.facts.flatMap { $0.domain.words.map(\.name) })
    for seed in 600..<UInt64(660) {
      var random = Seeded(seed)
      let explanation = fixture.explainedWithoutChanges(fixture.question(&random))
      let json = try #require(
        try JSONSerialization.jsonObject(
          with: Data(whyJSON(explanation, of: fixture.graph))) as? [String: Any])
      let sentence = try #require(json["customer_sentence"] as? String)
      #expect(!sentence.contains { $0.isNumber })
      let words = sentence.split { $0 == " " || $0 == "." || $0 == "," }.map(String.init)
      #expect(names.filter { $0.contains("_") || $0.contains(".") }.isDisjoint(with: words))
    }
  }

  @Test("a secret value is shown nowhere")
  func secrets() throws {
    let fixture = try WhyPolicies.fixture("Tests/Golden/explaining/everything/input.policy")
    let code = try #require(fixture.graph.facts.firstIndex { $0.isSecret })
    guard case .session(let slot) = fixture.graph.facts[code].supply else { return }
    for seed in 700..<UInt64(760) {
      var random = Seeded(seed)
      var question = fixture.question(&random)
      let secret = Int64(9100 + random.below(99))
      question.frame.session[slot] = Cell(secret)
      let explanation = fixture.explainedWithoutChanges(question)
      let not = whyNot(.ai, of: fixture.decided(question), by: fixture.graph)
      let json = whyJSON(explanation, whyNot: not, of: fixture.graph)
      let shown = [
        whyText(explanation, of: fixture.graph), whyRulesText(explanation, of: fixture.graph),
        whyNotText(not, of: fixture.graph), String(decoding: json, as: UTF8.self),
      ]
      let digest = fixture.graph.policy.digest
      for text in shown {
        #expect(!text.replacing(digest, with: "").contains("\(secret)"), "seed \(seed)")
      }
    }
  }

  @Test("keeps to the width on random questions", arguments: WhyPolicies.files)
  func width(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 800..<UInt64(840) {
      var random = Seeded(seed)
      let question = fixture.question(&random)
      let explanation = fixture.explainedWithoutChanges(question)
      let decided = fixture.decided(question)
      let text =
        whyText(explanation, of: fixture.graph) + whyRulesText(explanation, of: fixture.graph)
        + whyNotText(whyNot(.ai, of: decided, by: fixture.graph), of: fixture.graph)
        + whyNotText(whyNot(.human, of: decided, by: fixture.graph), of: fixture.graph)
      for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
  }

  @Test("says what stands in the AI's way wherever it may not act", arguments: WhyPolicies.files)
  func blocking(path: String) throws {
    let fixture = try WhyPolicies.fixture(path)
    for seed in 900..<UInt64(960) {
      var random = Seeded(seed)
      let decided = fixture.decided(fixture.question(&random))
      let answer = whyNot(.ai, of: decided, by: fixture.graph)
      #expect(answer.isSo != !answer.blocking.isEmpty, "seed \(seed)")
    }
  }
}
