package import HandrailEngine

/// What a decision is about, besides the question itself.
package struct DecisionLabel: Sendable {
  /// The id that the host's document gave.
  package var id: String?
  /// The 1-based line of the question, where questions come one a line.
  package var line: Int?
  /// Indented for people, or on one line.
  package var isIndented: Bool
  /// The members that are written; `nil`: all.
  package var fields: DecisionFields?

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
  let factNames: ReadyNames
  /// What tells the policy from others, on one line.
  private let policyLine: [UInt8]

  package convenience init(_ graph: DecisionGraph) { self.init(graph, MemoryNames(graph)) }

  /// The same with the names that memory goes by, where they were made before.
  init(_ graph: DecisionGraph, _ names: MemoryNames) {
    self.graph = graph
    memoryNames = names
    factNames = ReadyNames(graph.facts.map(\.name))
    var line = JSONText(indented: false)
    line.object { $0.fields(of: graph.policy) }
    policyLine = line.bytes
  }

  /// The decision on a question.
  package func json(
    _ decision: Decision, on question: Question, _ label: DecisionLabel
  ) -> [UInt8] {
    var text = JSONText(indented: label.isIndented, only: label.fields, room: 2_048)
    write(decision, on: question, label, to: &text)
    return text.takeBytes()
  }

  /// The same at the end of a text, which says how and which members are written.
  func write(
    _ decision: Decision, on question: Question, _ label: DecisionLabel, to text: inout JSONText
  ) {
    text.object { text in
      text.member("next", decision.next.name)
      writeRuling(decision.task, to: &text)
      text.member("handler", decision.handlerIsHuman ? "human" : "ai")
      writeGates(decision.task, question, to: &text)
      writeQueue(decision.queue, decision.urgency, to: &text)
      writeSay(decision.say, to: &text)
      if text.wantsDuties { write(decision.duties, to: &text) }
      write(decision.obligations, to: &text)
      text.list("reasons") { list in
        for reason in decision.task?.reasons ?? [] { write(reason, "ruling", to: &list) }
        for reason in decision.handlerReasons { write(reason, "handler", to: &list) }
      }
      text.list("beaten", decision.beaten) { reason, list in write(reason, "ruling", to: &list) }
      writeDoubt(decision, to: &text)
      writeSurvey(decision.survey, question, to: &text)
      writeLabel(label, to: &text)
      writeAsk(decision.ask, to: &text)
      text.member("at", decision.at)
      text.member("session", decision.session)
      writePolicy(to: &text)
      guard text.wants("memory") else { return }
      text.member("memory")
      write(decision.memory, to: &text)
    }
  }

  private func writeRuling(_ task: TaskDecision?, to text: inout JSONText) {
    text.member("ruling", task?.ruling.name)
    if let roles = task?.roles, !roles.isEmpty {
      text.texts("roles", roles)
    }
  }

  private func writeDoubt(_ decision: Decision, to text: inout JSONText) {
    text.list("uncertain", decision.uncertain) { fact, list in
      list.object { text in
        write(fact.at, to: &text)
        text.member("cause", fact.cause.name)
      }
    }
    write(decision.faults, to: &text)
    text.member("would_settle")
    write(decision.task?.wouldSettle ?? [], to: &text)
    text.texts("assumed", decision.assumed.map { graph.facts[$0].name })
    text.texts("ignored", decision.ignored)
    text.list("trials", decision.trials) { trial, list in
      list.object { text in
        text.member("rule", graph.logic.trials[trial.trial].name)
        text.member("bucket", trial.bucket)
        text.member("below", graph.logic.trials[trial.trial].hundredths)
      }
    }
  }

  private func writeSurvey(
    _ survey: [TaskDecision], _ question: Question, to text: inout JSONText
  ) {
    guard case .survey = question.ask else { return }
    text.object("tasks") { text in
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
    text.list("reasons", task.reasons) { reason, list in write(reason, "ruling", to: &list) }
    text.member("would_settle")
    write(task.wouldSettle, to: &text)
    text.member("would_hand_over", task.wouldHandOver)
  }

  private func writeAsk(_ ask: TaskAsk, to text: inout JSONText) {
    switch ask {
    case .task(let task):
      text.member("task", graph.tasks[task])
    case .none:
      text.member("task", "none")
    case .missing:
      text.nothing("task")
    case .survey: break
    }
  }

  func writeLabel(_ label: DecisionLabel, to text: inout JSONText) {
    if let id = label.id {
      text.member("id", id)
    }
    if let line = label.line {
      text.member("line", line)
    }
  }

  func writePolicy(to text: inout JSONText) {
    text.member("policy")
    if text.isIndented {
      text.object { $0.fields(of: graph.policy) }
    } else {
      text.ready(policyLine)
    }
    text.member("zone_data", graph.policy.zoneDataVersion)
  }
}

extension DecisionWriter {
  /// The decision on a question that could not be read: a person takes over.
  package func json(refusing refusal: QuestionRefusal, _ label: DecisionLabel) -> [UInt8] {
    var label = label
    label.id = label.id ?? refusal.id
    var text = JSONText(indented: label.isIndented, only: label.fields, room: 2_048)
    text.object { text in
      text.member("next", NextStep.handOver.name)
      text.member("ruling", Ruling.human.name)
      text.member("handler", "human")
      text.texts("gates", [])
      writeQueue(defaultQueue(at: refusal.at), 1, to: &text)
      text.list("reasons") { list in
        for field in ["ruling", "handler"] {
          write(Reason(.builtIn(.inputFault)), field, to: &list)
        }
      }
      write([refusal.fault], to: &text)
      writeLabel(label, to: &text)
      text.nothing("task")
      text.member("at", refusal.at?.text)
      text.member("session", refusal.session)
      writePolicy(to: &text)
    }
    return text.takeBytes()
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
  /// Packets are long: they are not written only to be taken back.
  fileprivate var wantsDuties: Bool {
    ["packet", "assist", "assist_muted", "conduct", "oversight", "afterwards"].contains {
      wants($0)
    }
  }
}

extension JSONText {
  /// What tells one policy from another: name, version and digest, inside an object.
  package mutating func fields(of policy: PolicyIdentity) {
    member("name")
    value(policy.name)
    member("version")
    value(policy.version)
    member("digest")
    value(policy.digest)
  }
}
