import HandrailEngine

extension DecisionWriter {
  /// What must happen before the task: approvals, then offers, then `first` headings.
  func writeGates(_ task: TaskDecision?, _ question: Question, to text: inout JSONText) {
    text.list("gates") { list in
      for gate in task?.approvals ?? [] { write(gate, to: &list) }
      for gate in task?.offers ?? [] { write(gate, to: &list) }
      for gate in task?.gates ?? [] { write(gate, question, to: &list) }
    }
  }

  private func write(_ gate: OfferGate, to list: inout JSONText) {
    let offer = graph.gates.offers[gate.offer]
    list.object { text in
      text.member("offer", graph.headings[offer.heading].name)
      text.texts("options", offer.options.map(\.name))
      text.member("instance", gate.instance)
      text.member("answer_by", gate.answerBy?.text)
      text.member("choice", gate.choice?.name)
    }
  }

  private func write(_ gate: OpenGate, _ question: Question, to list: inout JSONText) {
    list.object { text in
      text.member("first", graph.headings[graph.gates.firsts[gate.first].heading].name)
      text.member("state", gate.state.rawValue)
      text.texts("ask", gate.ask.map { graph.facts[$0].name })
      text.texts("do", gate.tasksToDo.map { graph.tasks[$0] })
      text.member("until", gate.waitsForCondition)
      text.texts("confirm", gate.confirm.map { graph.facts[$0].name })
      guard !gate.instance.isEmpty else { return }
      text.member("instance", gate.instance)
      writeValues(gate.confirm, question, to: &text)
    }
  }

  /// What the customer is to be shown: the values that the fingerprint binds.
  private func writeValues(_ facts: [Int], _ question: Question, to text: inout JSONText) {
    text.object("values") { text in
      for fact in facts where !graph.facts[fact].isSecret {
        guard let cell = question.cell(of: graph.facts[fact]), cell.isKnown else { continue }
        text.key(graph.facts[fact].name)
        text.value(spelled(cell.value, graph.facts[fact].domain, texts: question.frame.texts))
      }
    }
  }
}
