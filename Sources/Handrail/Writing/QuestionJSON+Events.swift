import HandrailEngine

extension QuestionWriter {
  /// Events in their order; one that the door would refuse for want of a name is left out, for the
  /// evaluator takes none of it either.
  func writeEvents(_ events: [SessionEvent], to text: inout JSONText) {
    let told = events.filter(isWhole)
    guard !told.isEmpty else { return }
    text.key("events")
    text.list(told) { event, list in
      list.object { text in
        text.pair("id", event.id)
        text.pair("at", event.at.text)
        text.pair("kind", event.kind.rawValue)
        if let who = event.who { text.pair("who", who) }
        writeMatter(event, to: &text)
      }
    }
  }

  private func isWhole(_ event: SessionEvent) -> Bool {
    switch event.kind {
    case .done: graph.tasks.indices.contains(event.task)
    case .confirmed, .declined, .noAnswer: !event.gate.isEmpty && !event.instance.isEmpty
    case .answer: !event.gate.isEmpty && !event.instance.isEmpty && event.choice != nil
    case .remembered: !event.gate.isEmpty && !event.by.isEmpty && event.choice != nil
    case .asked, .vote, .withdraw:
      event.who != nil && !event.gate.isEmpty && !event.instance.isEmpty
    case .join, .leave: event.who != nil
    }
  }

  /// What the event is about.
  private func writeMatter(_ event: SessionEvent, to text: inout JSONText) {
    switch event.kind {
    case .join, .leave: return
    case .done: return text.pair("task", graph.tasks[event.task])
    case .confirmed, .declined, .noAnswer, .answer, .asked, .vote, .withdraw:
      text.pair("gate", event.gate)
      text.pair("instance", event.instance)
    case .remembered:
      text.pair("gate", event.gate)
      text.pair("by", event.by)
    }
    if let choice = event.choice { text.pair("option", choice.name) }
    guard event.kind == .vote else { return }
    text.pair("vote", event.isApproval ? "approve" : "refuse")
    if !event.words.isEmpty { text.pair("reason", event.words) }
  }
}
