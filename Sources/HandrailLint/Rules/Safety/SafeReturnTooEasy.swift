import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A conversation comes back to the AI because somebody is done with it, not by itself.
  static let safeReturnTooEasy = LintRule("safe-return-too-easy", .standard, .note) { policy in
    policy.model.gates.returns.compactMap { way in
      guard let when = way.guarding.when else { return nil }
      let facts = policy.basis(of: [when])
      guard !facts.contains(where: policy.maySayDone) else { return nil }
      let line = policy.line(of: when, .whenLine)
      return LintFinding(
        "`return to ai` doesn't wait for the case to be closed or the customer to agree.",
        at: line?.place ?? policy.head(way.origin),
        because: "A number or the clock alone would take the customer away from a person.",
        fixes: line.map { policy.closingFixes($0) } ?? [])
    }
  }
}

extension LintedPolicy {
  /// A fact by which somebody could say that they are done, or agree: a yes, a word, an answer.
  fileprivate func maySayDone(_ id: FactID) -> Bool {
    let fact = model.vocabulary.facts[id]
    switch fact.supply {
    case .builtIn(.choice), .builtIn(.approval), .builtIn(.done): return true
    case .builtIn: return false
    case .session, .turn, .task, .agent, .table, .choose, .definition: break
    }
    guard fact.marks.isDisjoint(with: ["identity", "emotion", "sensitive", "protected"]) else {
      return false
    }
    switch fact.domain.kind {
    case .yesNo, .oneOf, .setOf, .level, .moment, .reference: return true
    case .number, .score, .money, .duration, .text: return false
    }
  }

  fileprivate func closingFixes(_ line: Written) -> [Fix] {
    var additions = Additions(to: self)
    let ends: Set<Substring> = ["closed", "solved", "resolved", "finished", "settled"]
    var fact = model.vocabulary.facts.elements.first { fact in
      fact.domain.kind == .yesNo && fact.supply == .session
        && fact.name.split(whereSeparator: { $0 == "_" || $0 == "." }).contains(
          where: ends.contains)
    }?.name
    if fact == nil {
      fact = freshName("case.closed")
      additions.add("facts\n  \(fact ?? "") is yes or no", as: .facts)
    }
    guard let edit = line.addition(of: "\(fact ?? "") is yes") else { return [] }
    additions.add(edit)
    return [
      Fix(.fill, "wait until a person closes the case; put in your own fact", additions.edits)
    ]
  }
}
