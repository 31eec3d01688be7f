import HandrailModel
import HandrailSource

extension LintedPolicy {
  /// Facts marked `sensitive`, and definitions, tables and choices that rest on them.
  var sensitiveFacts: Set<FactID> { factsResting { $0.marks.contains("sensitive") } }

  /// The facts that answer to something, and whatever is worked out from them.
  func factsResting(on answers: (Fact) -> Bool) -> Set<FactID> {
    let facts = model.vocabulary.facts
    var found = Set(facts.indices.filter { answers(facts[$0]) })
    let derived = facts.indices.map { ($0, inputs(of: facts[$0].supply)) }.filter { !$1.isEmpty }
    var grew = !found.isEmpty
    while grew {
      grew = false
      for (fact, inputs) in derived where !found.contains(fact) {
        guard inputs.contains(where: found.contains) else { continue }
        found.insert(fact)
        grew = true
      }
    }
    return found
  }

  private func inputs(of supply: FactSupply) -> [FactID] {
    let vocabulary = model.vocabulary
    switch supply {
    case .definition(let id):
      return ([vocabulary.definitions[id].when] + vocabulary.definitions[id].excepts)
        .flatMap(\.factsRead)
    case .table(let id, _): return vocabulary.tables[id].rows.flatMap(\.factsRead)
    case .choose(let id):
      return vocabulary.chooses[id].rows.flatMap { row -> [FactID] in
        guard case .when(let condition) = row.match else { return [] }
        return condition.factsRead
      }
    case .session, .turn, .task, .agent, .builtIn: return []
    }
  }
}
