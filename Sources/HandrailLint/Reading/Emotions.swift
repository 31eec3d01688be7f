import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// What is measured of the customer's feelings on each turn.
  ///
  /// Turn facts marked `emotion`; where none is marked, the scores whose name is that of a feeling.
  var emotions: [FactID] {
    let facts = model.vocabulary.facts
    let turns = facts.indices.filter { facts[$0].supply == .turn }
    let marked = turns.filter { facts[$0].marks.contains("emotion") }
    guard marked.isEmpty else { return marked }
    return turns.filter { facts[$0].domain.kind == .score && isFeeling(facts[$0].name) }
  }

  private func isFeeling(_ name: String) -> Bool {
    name.split(whereSeparator: { $0 == "." || $0 == "_" }).contains {
      feelings.contains(String($0))
    }
  }
}

private let feelings: Set<String> = [
  "anger", "angry", "annoyance", "annoyed", "anxiety", "anxious", "confusion", "despair",
  "distress", "distressed", "emotion", "fear", "frustrated", "frustration", "grief",
  "hopelessness", "irritation", "mood", "panic", "rage", "sadness", "sentiment", "stress",
  "upset", "worried", "worry",
]

extension Test {
  /// It counts or averages over turns, or follows a trend.
  var looksOverTurns: Bool {
    if window != nil { return true }
    switch body {
    case .trend: return true
    case .compare(let comparing):
      return (comparing.left.terms + comparing.right.terms).contains { $0.averageOverTurns != nil }
    case .during, .outside, .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes,
      .excludes, .before, .after, .inTheLast, .age, .ahead:
      return false
    }
  }
}
