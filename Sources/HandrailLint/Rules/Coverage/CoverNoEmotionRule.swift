import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Feelings are measured on each turn, and nothing comes of it.
  static let coverNoEmotionRule = LintRule(
    "cover-no-emotion-rule", .standard, .note
  ) { policy in
    let emotions = policy.emotions
    guard let first = emotions.first, !policy.model.rules.isEmpty else { return [] }
    guard policy.factsThatDecide.isDisjoint(with: emotions) else { return [] }
    let facts = policy.model.vocabulary.facts
    let names = emotions.map { facts[$0].name }
    return [
      LintFinding(
        "\(listed(names)) \(names.count == 1 ? "is" : "are") measured on each turn, and no rule "
          + "uses \(names.count == 1 ? "it" : "them").",
        at: facts[first].origin.place,
        because: "A customer who grows upset stays with the AI for as long as nothing else happens."
      )
    ]
  }
}

extension LintedPolicy {
  /// What rules, gates, ways back and oversight rest on.
  fileprivate var factsThatDecide: Set<FactID> {
    let read = conditions.filter { standing in
      switch standing.part {
      case .rule, .gate, .wayBack, .oversight: true
      case .definition, .choice, .duty, .queue, .promise: false
      }
    }.flatMap { $0.condition.factsRead }
    let tables = model.vocabulary.tables.elements.flatMap(\.rows).flatMap(\.factsRead)
    let choices = conditions.filter { $0.part == .choice }.flatMap { $0.condition.factsRead }
    return facts(behind: read + tables + choices)
  }
}
