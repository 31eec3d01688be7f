internal import Handrail
package import HandrailConversation
import HandrailEngine

/// A conversation as one JSON object, by `docs/schema/run.schema.json`.
package struct TimelineJSON {
  private let timeline: TimelineText
  private var summary: ConversationSummary
  /// Written as they come: kept whole, each would hold the memory of all before it.
  private var steps: [JSONText] = []
  private var last: HostDocument?
  /// How far into the file its lines are counted.
  private var counted = (place: 0, line: 1)

  private struct Step {
    var step: ConversationStep
    var line: Int
    var epoch: Int
    var sentence: String
    var move: ConversationSummary.Move?
  }

  package init(_ conversation: Conversation) {
    timeline = TimelineText(conversation)
    summary = ConversationSummary(of: conversation)
  }

  /// Takes a step in.
  package mutating func add(_ step: ConversationStep) {
    let epoch = summary.epochs.count
    let sentence = timeline.sentence(of: step, wasHeld: summary.epoch.isHuman)
    let move = summary.add(step)
    let line = line(of: step.entry.value)
    var text = JSONText(indented: true, depth: 2)
    write(Step(step: step, line: line, epoch: epoch, sentence: sentence, move: move), &text)
    steps.append(text)
    last = step.decision
  }

  /// Counted onward from the entry before, for entries stand in their order in the file.
  private mutating func line(of entry: Int) -> Int {
    let place = Int(timeline.document.values[entry].place)
    guard place >= counted.place else { return timeline.document.position(of: entry).line }
    let between = timeline.document.bytes[counted.place..<place]
    counted = (place, counted.line + between.count { $0 == 0x0A })
    return counted.line
  }

  /// The whole object; `stop` is what ended the run before its last entry.
  package func json(stop: ScriptFault?) -> [UInt8] {
    var text = JSONText(indented: true)
    let policy = timeline.graph.policy
    text.object { text in
      text.object("policy") { text in
        text.field("name", policy.name)
        text.field("version", policy.version)
        text.field("digest", policy.digest)
      }
      text.field("session", timeline.conversation.script.session)
      text.field("entries", timeline.conversation.script.entries.count)
      text.list("steps", steps) { step, text in text.part(step) }
      text.list("epochs", summary.epochs.enumerated()) { epoch, text in
        write(epoch.element, number: epoch.offset + 1, &text)
      }
      text.key("summary")
      writeSummary(&text)
      text.key("stopped")
      write(stop, &text)
      text.key("memory")
      if let last, let memory = last.member("memory", of: 0) {
        text.copy(memory, of: last)
      } else {
        text.value("new")
      }
    }
    return text.bytes + [0x0A]
  }

  private func write(_ step: Step, _ text: inout JSONText) {
    let entry = step.step.entry
    text.object { text in
      text.field("entry", step.step.position + 1)
      text.field("line", step.line)
      text.field("at", entry.at.text)
      text.field("epoch", step.epoch)
      if let words = entry.words { text.field("words", words) }
      if let note = entry.note { text.field("note", note) }
      if let by = entry.by { text.field("by", by) }
      if let turn = step.step.turn { text.field("turn", turn) }
      text.list("happened", step.step.happenings) { happening, text in write(happening, &text) }
      text.field("sentence", step.sentence)
      text.field("move", step.move?.rawValue)
      text.key("decision")
      text.copy(0, of: step.step.decision, leavingOut: "memory")
    }
  }

  private func write(_ happening: Happening, _ text: inout JSONText) {
    text.object { text in
      text.field("kind", happening.kind.rawValue)
      text.field("name", happening.name)
      if let who = happening.who { text.field("who", who) }
      if let choice = happening.choice { text.field("choice", choice) }
      if let reason = happening.reason { text.field("reason", reason) }
      if let task = happening.task { text.field("task", timeline.words.task(task)) }
      if let instance = happening.instance { text.field("instance", instance) }
    }
  }

  private func write(
    _ epoch: ConversationSummary.Epoch, number: Int, _ text: inout JSONText
  ) {
    text.object { text in
      text.field("number", number)
      text.field("handler", epoch.isHuman ? "human" : "ai")
      text.field("queue", epoch.queue)
      text.field("from", epoch.from.text)
      text.field("to", epoch.to.text)
      text.field("decisions", epoch.decisions)
    }
  }

  private func writeSummary(_ text: inout JSONText) {
    text.object { text in
      text.field("decisions", summary.decisions)
      text.field("handovers", summary.moves.count { $0 == .handOver })
      text.field("transfers", summary.moves.count { $0 == .transfer })
      text.field("returns", summary.moves.count { $0 == .comesBack })
      text.field("messages", summary.messages)
      text.field("told_to_act", summary.tasksDone)
      text.field("input_faults", summary.inputFaults)
      text.list("gates", summary.gates) { gate, text in
        text.object { text in
          text.field("kind", gate.sort.rawValue)
          text.field("name", gate.name)
          text.field("task", timeline.words.task(gate.task))
          text.field("state", gate.state)
          text.field("answers", gate.answers)
          text.field("last_answer", gate.lastAnswer)
          text.texts("approved_by", gate.approvedBy)
        }
      }
    }
  }

  private func write(_ stop: ScriptFault?, _ text: inout JSONText) {
    guard let stop else { return text.nothing() }
    text.object { text in
      text.field("line", stop.line)
      text.field("column", stop.column)
      text.field("path", stop.path)
      text.field("detail", stop.detail)
      text.field("fix", stop.fix)
    }
  }
}

extension JSONText {
  /// A value of a document as it is, but for one member of its own.
  mutating func copy(_ value: Int, of document: HostDocument, leavingOut key: String = "") {
    switch document.shape(of: value) {
    case .object:
      object { text in
        for member in document.members(of: value) where document.string(of: member.key) != key {
          text.key(document.string(of: member.key))
          text.copy(member.value, of: document)
        }
      }
    case .list:
      list(document.elements(of: value)) { element, text in text.copy(element, of: document) }
    case .text, .plain: self.value(document.string(of: value))
    case .number: number(document.string(of: value))
    case .yes: self.value(true)
    case .no: self.value(false)
    case .nothing: nothing()
    }
  }
}
