import HandrailEngine

extension QuestionWriter {
  /// Events in their order; one that the door would refuse for want of a name is left out, for the
  /// evaluator takes none of it either.
  func writeEvents(_ events: [SessionEvent], to text: inout JSONText) {
    let told = events.filter(isWhole)
    guard !told.isEmpty else { return }
    text.list("events", told) { event, list in
      list.object { text in
        text.member("id", event.id)
        text.member("at", event.at.text)
        text.member("kind", event.kind.rawValue)
        if let who = event.who { text.member("who", who) }
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
    case .done: return text.member("task", graph.tasks[event.task])
    case .confirmed, .declined, .noAnswer, .answer, .asked, .vote, .withdraw:
      text.member("gate", event.gate)
      text.member("instance", event.instance)
    case .remembered:
      text.member("gate", event.gate)
      text.member("by", event.by)
    }
    if let choice = event.choice { text.member("option", choice.name) }
    guard event.kind == .vote else { return }
    text.member("vote", event.isApproval ? "approve" : "refuse")
    if !event.words.isEmpty { text.member("reason", event.words) }
  }
}
