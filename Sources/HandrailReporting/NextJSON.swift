package import Handrail
package import HandrailEngine
import HandrailAnalysis
import HandrailExplanation

/// What to ask or look up next, by `docs/schema/next.schema.json`.
package func nextJSON(_ answer: Answer, of graph: DecisionGraph) -> [UInt8] {
  guard let asking = NextAsking(answer, graph) else { return [] }
  var text = JSONText(indented: true)
  text.object { asking.write(to: &$0) }
  return text.bytes + [0x0A]
}

extension NextAsking {
  fileprivate func write(to text: inout JSONText) {
    let graph = words.graph
    text.object("policy") { text in
      text.field("name", graph.policy.name)
      text.field("version", graph.policy.version)
      text.field("digest", graph.policy.digest)
    }
    text.field("at", decision.at.text)
    text.field("session", decision.session)
    text.field("ruling", decision.task?.ruling.name)
    text.field("handler", decision.handlerIsHuman ? "human" : "ai")
    text.field("next", decision.next.name)
    text.field("sentence", opening)
    text.list("tasks", waiting) { task, list in list.object { write(task, to: &$0) } }
    text.list("gates", gates) { entry, list in
      list.object { text in
        text.field("first", gateName(entry.gate))
        text.field("task", words.task(entry.task))
        text.key("questions")
        write(asked(entry.gate, about: entry.task), to: &text)
      }
    }
    text.list("input_faults", decision.faults) { fault, list in
      list.object { text in
        text.field("path", fault.path)
        text.field("cause", fault.cause.name)
        text.field("detail", fault.detail)
      }
    }
  }

  private func write(_ task: WaitingTask, to text: inout JSONText) {
    text.field("task", words.task(task.decision.task))
    text.field("settled_by_these", task.settling.standing == .fewest)
    text.field("because", task.settling.standing.name)
    text.key("questions")
    write(asked(task.settling.facts, about: task.decision.task), to: &text)
    text.list("not_needed", task.spared) { at, list in list.object { writeFact(at, to: &$0) } }
  }

  private func write(_ questions: [FactQuestion], to text: inout JSONText) {
    text.list(questions) { question, list in
      list.object { text in
        writeFact(question.at, to: &text)
        text.field("question", question.words)
        text.field("from", question.source.rawValue)
        text.field("cause", question.cause.name)
        text.field("place", question.place)
        text.texts("choices", question.choices)
      }
    }
  }

  private func writeFact(_ at: FactAt, to text: inout JSONText) {
    text.field("fact", words.graph.facts[at.fact].name)
    if let turn = at.turn { text.field("turn", turn) }
  }
}

extension SettlingFacts.Standing {
  fileprivate var name: String {
    switch self {
    case .fewest: "fewest"
    case .moreThanThree: "more_than_three"
    case .notCertain: "not_certain"
    case .outOfBudget: "out_of_budget"
    }
  }
}
