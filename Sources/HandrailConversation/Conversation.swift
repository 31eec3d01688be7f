package import Handrail
package import HandrailEngine

/// One entry and what was decided on it.
package struct ConversationStep: Sendable {
  package enum Asked: Sendable, Equatable {
    /// Position in the graph's tasks.
    case task(Int)
    case none
    case survey
  }

  /// From 0.
  package var position: Int
  package var entry: SessionScript.Entry
  package var asked: Asked
  /// With the instances that they were bound to.
  package var happenings: [Happening]
  /// The number of the turn that the entry brought.
  package var turn: Int?
  /// Session facts that the entry wrote, as positions in the session's document.
  package var written: [(path: String, value: Int)]
  package var answer: Answer
  /// The decision as `handrail eval` gives it.
  package var decision: HostDocument
}

/// A session on its way through a policy, one entry at a time.
///
/// It keeps what a host would keep: facts, turns, queues, the roster and the memory that the last
/// decision returned. Deliberately absent: disk, clock, output.
package struct Conversation: Sendable {
  package let policy: Policy
  package let script: SessionScript
  private var position = 0
  private var facts: FactLedger
  /// Written before the first entry.
  package private(set) var factsAtStart: [(path: String, value: Int)] = []
  private var turns: [Turn] = []
  private var turnCount = 0
  /// By task: what it was last asked with.
  private var actions: [Int: Int] = [:]
  /// In the order of their names' first mention.
  private var queues: [(name: [UInt8], state: Int)] = []
  private var roster: SessionScript.Roster
  /// People who asked for something: they count as involved.
  private var askers: [String] = []
  private var book = GateBook()
  /// Events that no decision has taken in yet, for surveys change no memory.
  private var pending: [(entry: Int, happening: Happening)] = []
  private var last: HostDocument?

  private struct Turn: Sendable {
    var number: Int
    var at: Moment
    var value: Int
  }

  /// The most turns that any policy looks back.
  private static var turnsSent: Int { 20 }

  package init(_ script: SessionScript, by policy: Policy) {
    self.script = script
    self.policy = policy
    roster = script.roster
    facts = FactLedger(policy.graph)
    if let object = script.facts { factsAtStart = facts.write(object, of: script.document) }
    if let states = script.queues { write(queues: states) }
  }

  /// Decides the next entry; `nil` after the last one.
  package mutating func next() throws(ScriptFault) -> ConversationStep? {
    guard position < script.entries.count else { return nil }
    let entry = script.entries[position]
    if let states = entry.queues { write(queues: states) }
    if let people = entry.roster.people { roster.people = people }
    if let involved = entry.roster.involved { roster.involved = involved }
    if let agents = entry.roster.agents { roster.agents = agents }
    let written = entry.facts.map { facts.write($0, of: script.document) } ?? []
    if let by = entry.by, by != "ai", by != "human", !askers.contains(by) { askers.append(by) }
    if let value = entry.turn {
      turnCount += 1
      turns.append(Turn(number: turnCount, at: entry.at, value: value))
      turns = turns.suffix(Conversation.turnsSent)
    }
    let happenings = try entry.happenings.map { happening throws(ScriptFault) in
      try bound(happening)
    }
    pending += happenings.map { (position, $0) }
    let asked = asked(by: entry, happenings)
    try keepAction(of: entry, asked)
    let answer = policy.decide(policy.reader.read(question(about: asked, entry)))
    let decision = try read(answer)
    if case .task(let task) = asked { book.note(decision, task: task) }
    if asked != .survey { pending = [] }
    last = decision
    let step = ConversationStep(
      position: position, entry: entry, asked: asked, happenings: happenings,
      turn: entry.turn == nil ? nil : turnCount, written: written, answer: answer,
      decision: decision)
    position += 1
    return step
  }

  private var path: String { "entries[\(position)]" }

  private mutating func write(queues states: Int) {
    for member in script.document.members(of: states) {
      let name = Array(script.document.text(of: member.key))
      if let found = queues.firstIndex(where: { $0.name == name }) {
        queues[found].state = member.value
      } else {
        queues.append((name, member.value))
      }
    }
  }

  /// A happening with the instance and the task that it speaks of.
  private func bound(_ happening: Happening) throws(ScriptFault) -> Happening {
    guard happening.needsInstance else { return happening }
    guard let shown = book.find(happening) else {
      let gate = "\(happening.gate?.rawValue ?? "gate") \(happening.name)"
      let instance = happening.instance == nil ? "" : " with this instance"
      throw ScriptFault(
        script.document, happening.value, path,
        (
          "no decision has shown \(gate)\(instance) yet",
          "ask for its task first; \(book.words)"
        ))
    }
    var bound = happening
    bound.instance = shown.instance
    bound.task = shown.task
    return bound
  }

  private func asked(
    by entry: SessionScript.Entry, _ happenings: [Happening]
  ) -> ConversationStep.Asked {
    switch entry.ask {
    case .survey: return .survey
    case .task(let task): return task.map { .task($0) } ?? .none
    case .implied:
      let tasks = happenings.filter { $0.needsInstance }.compactMap { $0.task }
      return tasks.last.map { .task($0) } ?? .none
    }
  }

  private mutating func keepAction(
    of entry: SessionScript.Entry, _ asked: ConversationStep.Asked
  ) throws(ScriptFault) {
    guard entry.action != .kept else { return }
    guard case .task(let task) = asked else {
      throw ScriptFault(
        script.document, entry.value, "\(path).action",
        ("an action belongs to a task, and this entry asks about none", "add `task: NAME`"))
    }
    switch entry.action {
    case .kept: break
    case .dropped: actions[task] = nil
    case .set(let value): actions[task] = value
    }
  }

  private func read(_ answer: Answer) throws(ScriptFault) -> HostDocument {
    if case .refused(let refusal) = answer.outcome { throw ScriptFault(refusal, path: path) }
    do throws(DocumentFault) {
      return try readJSON(answer.json())
    } catch { throw ScriptFault(error) }
  }
}

// MARK: - The question

extension Conversation {
  private func question(
    about asked: ConversationStep.Asked, _ entry: SessionScript.Entry
  ) -> HostDocument {
    var builder = DocumentBuilder(of: script.document, at: entry.value)
    builder.object { question in
      question.field("at", entry.at.text)
      question.field("session", script.session)
      write(asked, entry, to: &question)
      question.text("facts")
      question.object(writeFacts)
      write(turns, to: &question)
      writeSurroundings(to: &question)
      write(events: pending, to: &question)
      question.text("memory")
      if let last, let memory = last.member("memory", of: 0) {
        question.copy(memory, of: last)
      } else {
        question.text("new")
      }
    }
    return builder.document
  }

  private func write(
    _ asked: ConversationStep.Asked, _ entry: SessionScript.Entry,
    to question: inout DocumentBuilder
  ) {
    switch asked {
    case .none: question.field("task", "none")
    case .task(let task):
      question.field("task", policy.graph.tasks[task])
      if let action = actions[task] { question.field("action", action, of: script.document) }
    case .survey:
      guard case .survey(let tasks) = entry.ask else { return }
      question.field("tasks", tasks, of: script.document)
      if let facts = entry.taskFacts { question.field("task_facts", facts, of: script.document) }
    }
  }

  private func writeFacts(to object: inout DocumentBuilder) {
    for path in facts.paths {
      guard let value = facts.value(at: path) else { continue }
      object.field(String(decoding: path, as: UTF8.self), value, of: script.document)
    }
  }

  private func write(_ turns: [Turn], to question: inout DocumentBuilder) {
    question.text("turns")
    question.list { list in
      for turn in turns {
        list.object { object in
          object.text("n")
          object.number(turn.number)
          object.field("at", turn.at.text)
          object.copyMembers(of: turn.value, in: script.document)
        }
      }
    }
  }

  private func writeSurroundings(to question: inout DocumentBuilder) {
    let document = script.document
    question.text("queues")
    question.object { object in
      for queue in queues {
        object.field(String(decoding: queue.name, as: UTF8.self), queue.state, of: document)
      }
    }
    if let agents = roster.agents { question.field("agents", agents, of: document) }
    if let people = roster.people { question.field("people", people, of: document) }
    question.text("involved")
    question.list { list in
      if let involved = roster.involved {
        for person in document.elements(of: involved) { list.copy(person, of: document) }
      }
      for person in askers { list.text(person) }
    }
    if let language = script.language { question.field("language", language, of: document) }
  }

  private func write(
    events: [(entry: Int, happening: Happening)], to question: inout DocumentBuilder
  ) {
    question.text("events")
    question.list { list in
      for (position, event) in events.enumerated() {
        list.object { object in
          object.field("id", "entry-\(event.entry + 1)-\(position + 1)")
          object.field(
            "at", (event.happening.chosenAt ?? script.entries[event.entry].at).text)
          object.field("kind", event.happening.kind.rawValue)
          write(event.happening, to: &object)
        }
      }
    }
  }

  private func write(_ happening: Happening, to event: inout DocumentBuilder) {
    switch happening.kind {
    case .done: event.field("task", happening.name)
    case .join, .leave: event.field("who", happening.name)
    case .confirmed, .declined, .noAnswer, .answer, .remembered, .vote, .withdraw, .asked:
      event.field("gate", happening.name)
      if let who = happening.who { event.field("who", who) }
      if let instance = happening.instance { event.field("instance", instance) }
      if let reason = happening.reason { event.field("reason", reason) }
      if let by = happening.by { event.field("by", by, of: script.document) }
      if let choice = happening.choice {
        event.field(happening.kind == .vote ? "vote" : "option", choice)
      }
    }
  }
}
