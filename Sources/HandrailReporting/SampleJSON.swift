import Handrail
package import HandrailEngine

/// A question that a policy decides without faults: every fact at its quiet value.
package func sampleQuestionJSON(of graph: DecisionGraph) -> [UInt8] {
  var text = JSONText(indented: true)
  sampleQuestion(of: graph).write(to: &text)
  return text.bytes
}

/// Quiet values are *no*, the empty list, 0 where the bounds allow it, the first listed word.
func sampleQuestion(of graph: DecisionGraph) -> SchemaValue {
  var pairs: [(key: String, value: SchemaValue)] = [
    ("at", .text(sampleMoment)), ("session", .text("sample-1")),
    ("task", .text(graph.tasks.first ?? "none")),
    ("facts", .object(samples(of: graph, .session))),
  ]
  if let task = graph.tasks.first, graph.logic.slots.task > 0 {
    pairs.append(("task_facts", .object([(task, .object(samples(of: graph, .task)))])))
  }
  let turn = SchemaValue.object(
    [("n", .number(1)), ("at", .text(sampleMoment))] + samples(of: graph, .turn))
  pairs.append(("turns", .list(graph.logic.readsTurns ? [turn] : [])))
  if !graph.routing.queues.isEmpty {
    let state = SchemaValue.object([
      ("open", .flag(true)), ("free", .number(1)), ("wait_seconds", .number(0)),
    ])
    pairs.append(("queues", .object(graph.routing.queues.map { ($0.name, state) })))
  }
  pairs.append(("memory", .text("new")))
  return .object(pairs)
}

private let sampleMoment = "2026-03-02T10:15:00Z"

private func samples(
  of graph: DecisionGraph, _ place: FactPlace
) -> [(key: String, value: SchemaValue)] {
  graph.facts.filter { $0.place == place }.withoutRepeatedPaths.map { fact in
    let value = sample(of: fact.domain)
    let isObserved = fact.trustAbove != nil || fact.freshForSeconds != nil
    let written = SchemaValue.object([
      ("value", value), ("confidence", .number(1)), ("observed_at", .text(sampleMoment)),
    ])
    return (fact.path.joined(separator: "."), isObserved ? written : value)
  }
}

private func sample(of domain: Domain) -> SchemaValue {
  switch domain.kind {
  case .yesNo: .flag(false)
  case .oneOf, .level: .text(domain.words.first?.name ?? "")
  case .setOf: .list([])
  case .number, .score, .duration:
    .digits(scaledText(domain.quietNumber, decimals: domain.decimals))
  case .money: .text(spelled(domain.quietNumber, domain, texts: []))
  case .moment: .text(sampleMoment)
  case .reference, .text: .text("example")
  }
}

extension Domain {
  /// 0 where the bounds and steps allow it, else the lowest.
  fileprivate var quietNumber: Int64 {
    guard lowest <= 0 && highest >= 0 else { return lowest }
    return step <= 1 || Int128(lowest) % Int128(step) == 0 ? 0 : lowest
  }
}
