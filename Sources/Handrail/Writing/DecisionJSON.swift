package import HandrailEngine

/// What a decision is about, besides the question itself.
package struct DecisionLabel: Sendable {
  /// The id that the host's document gave.
  package var id: String?
  /// The 1-based line of the question, where questions come one a line.
  package var line: Int?
  /// Indented for people, or on one line.
  package var isIndented: Bool

  package init(id: String? = nil, line: Int? = nil, isIndented: Bool = true) {
    self.id = id
    self.line = line
    self.isIndented = isIndented
  }
}

/// Writes decisions of one policy as JSON; made once, used for as many as come.
///
/// Keys stand in a fixed order, what a host acts on first; the shape is `docs/decision.md`.
package final class DecisionWriter: Sendable {
  let graph: DecisionGraph
  let memoryNames: MemoryNames

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    memoryNames = MemoryNames(graph)
  }

  /// The decision on a question.
  package func json(
    _ decision: Decision, on question: Question, _ label: DecisionLabel
  ) -> [UInt8] {
    var text = JSONText(indented: label.isIndented)
    text.object { text in
      text.key("next")
      text.value(decision.next.name)
      writeRuling(decision.task, to: &text)
      text.key("handler")
      text.value(decision.handlerIsHuman ? "human" : "ai")
      writeGates(decision.task, question, to: &text)
      writeQueue(decision.queue, decision.urgency, to: &text)
      writeSay(decision.say, to: &text)
      write(decision.duties, to: &text)
      write(decision.obligations, to: &text)
      text.key("reasons")
      text.list { list in
        for reason in decision.task?.reasons ?? [] { write(reason, "ruling", to: &list) }
        for reason in decision.handlerReasons { write(reason, "handler", to: &list) }
      }
      text.key("beaten")
      text.list(decision.beaten) { reason, list in write(reason, "ruling", to: &list) }
      writeDoubt(decision, to: &text)
      writeSurvey(decision.survey, question, to: &text)
      writeLabel(label, to: &text)
      writeAsk(decision.ask, to: &text)
      text.key("at")
      text.value(decision.at.text)
      text.key("session")
      text.optional(decision.session)
      writePolicy(to: &text)
      text.key("memory")
      write(decision.memory, to: &text)
    }
    return text.bytes
  }

  private func writeRuling(_ task: TaskDecision?, to text: inout JSONText) {
    text.key("ruling")
    text.optional(task?.ruling.name)
    if let roles = task?.roles, !roles.isEmpty {
      text.key("roles")
      text.texts(roles)
    }
  }

  private func writeDoubt(_ decision: Decision, to text: inout JSONText) {
    text.key("uncertain")
    text.list(decision.uncertain) { fact, list in
      list.object { text in
        write(fact.at, to: &text)
        text.key("cause")
        text.value(fact.cause.name)
      }
    }
    write(decision.faults, to: &text)
    text.key("would_settle")
    write(decision.task?.wouldSettle ?? [], to: &text)
    text.key("assumed")
    text.texts(decision.assumed.map { graph.facts[$0].name })
    text.key("ignored")
    text.texts(decision.ignored)
    text.key("trials")
    text.list(decision.trials) { trial, list in
      list.object { text in
        text.key("rule")
        text.value(graph.logic.trials[trial.trial].name)
        text.key("bucket")
        text.value(trial.bucket)
        text.key("below")
        text.value(graph.logic.trials[trial.trial].hundredths)
      }
    }
  }

  private func writeSurvey(
    _ survey: [TaskDecision], _ question: Question, to text: inout JSONText
  ) {
    guard case .survey = question.ask else { return }
    text.key("tasks")
    text.object { text in
      for task in survey {
        text.key(graph.tasks[task.task])
        text.object { text in writeSurveyed(task, question, to: &text) }
      }
    }
  }

  private func writeSurveyed(
    _ task: TaskDecision, _ question: Question, to text: inout JSONText
  ) {
    writeRuling(task, to: &text)
    writeGates(task, question, to: &text)
    text.key("reasons")
    text.list(task.reasons) { reason, list in write(reason, "ruling", to: &list) }
    text.key("would_settle")
    write(task.wouldSettle, to: &text)
    text.key("would_hand_over")
    text.value(task.wouldHandOver)
  }

  private func writeAsk(_ ask: TaskAsk, to text: inout JSONText) {
    switch ask {
    case .task(let task):
      text.key("task")
      text.value(graph.tasks[task])
    case .none:
      text.key("task")
      text.value("none")
    case .missing:
      text.key("task")
      text.nothing()
    case .survey: break
    }
  }

  func writeLabel(_ label: DecisionLabel, to text: inout JSONText) {
    if let id = label.id {
      text.key("id")
      text.value(id)
    }
    if let line = label.line {
      text.key("line")
      text.value(line)
    }
  }

  func writePolicy(to text: inout JSONText) {
    text.key("policy")
    text.object { $0.fields(of: graph.policy) }
    text.key("zone_data")
    text.value(graph.policy.zoneDataVersion)
  }
}

extension DecisionWriter {
  /// The decision on a question that could not be read: a person takes over.
  package func json(refusing refusal: QuestionRefusal, _ label: DecisionLabel) -> [UInt8] {
    var label = label
    label.id = label.id ?? refusal.id
    var text = JSONText(indented: label.isIndented)
    text.object { text in
      text.key("next")
      text.value(NextStep.handOver.name)
      text.key("ruling")
      text.value(Ruling.human.name)
      text.key("handler")
      text.value("human")
      text.key("gates")
      text.texts([])
      writeQueue(defaultQueue(at: refusal.at), 1, to: &text)
      text.key("reasons")
      text.list { list in
        for field in ["ruling", "handler"] {
          write(Reason(.builtIn(.inputFault)), field, to: &list)
        }
      }
      write([refusal.fault], to: &text)
      writeLabel(label, to: &text)
      text.key("task")
      text.nothing()
      text.key("at")
      text.optional(refusal.at?.text)
      text.key("session")
      text.optional(refusal.session)
      writePolicy(to: &text)
    }
    return text.bytes
  }

  /// The queue for conversations that no line sends anywhere.
  private func defaultQueue(at moment: Moment?) -> QueueDecision? {
    guard graph.routing.otherwise >= 0 else { return nil }
    let queue = graph.routing.queues[graph.routing.otherwise]
    let isOpen =
      queue.hours < 0
      || (moment.map { graph.logic.calendars[queue.hours].isOpen(at: $0) } ?? false)
    return QueueDecision(
      queue: graph.routing.otherwise, skills: queue.skills, isOpen: isOpen, candidates: [])
  }
}

extension JSONText {
  /// Writes a text, or `null` where there is none.
  package mutating func optional(_ text: String?) {
    if let text { value(text) } else { nothing() }
  }
}

extension JSONText {
  /// What tells one policy from another: name, version and digest, inside an object.
  package mutating func fields(of policy: PolicyIdentity) {
    key("name")
    value(policy.name)
    key("version")
    value(policy.version)
    key("digest")
    value(policy.digest)
  }
}
