import Handrail
import HandrailEngine

// What a handoff carries: not part of a question's shape, so it stands under keys of its own.

extension QuestionSchema {
  /// For each handoff: what the host must supply, and what is known without it.
  var packets: [SchemaValue] {
    (graph?.duties.handoffs ?? []).map { handoff in
      var pairs: [(key: String, value: SchemaValue)] = [
        ("handoff", .text(heading(handoff.heading)?.name ?? "")),
        ("queues", .texts(handoff.queues.map { graph?.routing.queues[$0].name ?? "" })),
        ("from_host", .list(facts(handoff.include, isBuiltIn: false).map(supplied))),
        ("from_engine", .texts(known + facts(handoff.include, isBuiltIn: true).map(\.name))),
        ("left_out", .texts(handoff.leaveOut.compactMap { graph?.facts[$0].name })),
      ]
      if let collect = handoff.collect {
        let names = collect.facts.compactMap { graph?.facts[$0].name }
        pairs.append(
          (
            "collect",
            .object([("facts", .texts(names)), ("at_most_questions", .number(collect.atMost))])
          ))
      }
      return .object(pairs)
    }
  }

  /// Goals, for reports to compare with what was decided.
  var targets: [SchemaValue] {
    (graph?.duties.targets ?? []).map { target in
      var pairs: [(key: String, value: SchemaValue)] = [
        ("target", .text(heading(target.heading)?.name ?? ""))
      ]
      if let owner = target.owner { pairs.append(("owner", .text(owner))) }
      pairs.append(("measures", .list(target.measures.map(measured))))
      return .object(pairs)
    }
  }

  /// What every packet says without being asked.
  private var known: [String] {
    ["reason", "task", "emotion", "tried", "identity", "do_not_ask"]
  }

  private func heading(_ position: Int) -> GraphHeading? { graph?.headings[position] }

  private func facts(_ positions: [Int], isBuiltIn: Bool) -> [GraphFact] {
    positions.compactMap { graph?.facts[$0] }.filter { ($0.place == nil) == isBuiltIn }
  }

  private func supplied(_ fact: GraphFact) -> SchemaValue {
    var pairs: [(key: String, value: SchemaValue)] = [
      ("fact", .text(fact.name)), ("may_be_left_out", .flag(fact.mayBeUnknown)),
    ]
    if fact.isSecret { pairs.append(("secret", .flag(true))) }
    return .object(pairs)
  }

  private func measured(_ measure: GraphTarget.Measure) -> SchemaValue {
    .object([
      ("measure", .text(measure.name)), ("comparison", .text(measure.comparison.words)),
      (
        "value", .digits(scaledText(measure.value.mantissa, decimals: measure.value.decimals))
      ),
      ("over_seconds", .digits(String(measure.overSeconds))), ("clause", .text(measure.text)),
    ])
  }
}

extension Comparison {
  /// As the language writes it.
  var words: String {
    switch self {
    case .above: "above"
    case .below: "below"
    case .atLeast: "at least"
    case .atMost: "at most"
    case .equal: "is"
    case .notEqual: "is not"
    }
  }
}
