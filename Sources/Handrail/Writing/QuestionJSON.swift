package import HandrailEngine

/// Writes questions of one policy as `docs/question.md` shows them.
///
/// Reading one back gives a question that is decided the same, if a door can hand such a one on.
///
/// What comes back otherwise: the cause of a fault that no single value of the kind can show
/// (`contradictory`, `misplaced`, `tooManyDecimals` of a list: it is sent as a value of the wrong
/// kind); `absent` where the fact is promised (it is `missing`) or has a usual value (it is
/// assumed); a queue's state that the policy reads and that is absent (it is `missing`); a known
/// `fresh` fact in a turn without a moment (it is stale); `action` without its `request` (that
/// stands in it); facts of tasks that are not asked about, and the list of faults.
package struct QuestionWriter: Sendable {
  let graph: DecisionGraph
  private let decisions: DecisionWriter
  private let places: QuestionPlaces

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    decisions = DecisionWriter(graph)
    places = QuestionPlaces(graph)
  }

  /// The question as one JSON object.
  package func json(_ question: Question, isIndented: Bool = true) -> [UInt8] {
    var text = JSONText(indented: isIndented)
    text.object { text in
      text.member("at", question.at.text)
      if let session = question.session { text.member("session", session) }
      writeAsk(question.ask, to: &text)
      writeAction(question, to: &text)
      writeFacts(question, to: &text)
      writeTurns(question, to: &text)
      writeQueues(question.frame.queues, to: &text)
      writeAgents(question, to: &text)
      writePeople(question, to: &text)
      writeEvents(question.events, to: &text)
      writeMemory(question, to: &text)
      if let language = question.language { text.member("language", language) }
    }
    return text.bytes
  }

  private func writeAsk(_ ask: TaskAsk, to text: inout JSONText) {
    switch ask {
    case .task(let task): text.member("task", graph.tasks[task])
    case .none: text.member("task", "none")
    case .survey(let tasks):
      text.texts("tasks", tasks.map { graph.tasks[$0] })
    case .missing: break
    }
  }

  /// The request's id stands within the action.
  private func writeAction(_ question: Question, to text: inout JSONText) {
    guard !question.action.isEmpty || question.request != nil else { return }
    text.object("action") { text in
      writeArguments(question.action, to: &text)
      if let request = question.request { text.member("request", request) }
    }
  }

  private func writeArguments(_ action: [UInt8], to text: inout JSONText) {
    guard let document = try? readJSON(action) else { return }
    for member in document.members(of: 0) {
      let key = document.string(of: member.key)
      if key == "request" { continue }
      text.key(key)
      text.number(String(decoding: document.canonical(member.value), as: UTF8.self))
    }
  }

  private func writeQueues(_ states: [QueueState], to text: inout JSONText) {
    let sent = states.indices.filter { states[$0].parts.contains { $0.cell.isSent } }
    guard !sent.isEmpty else { return }
    text.object("queues") { text in
      for queue in sent {
        text.key(graph.routing.queues[queue].name)
        text.object { states[queue].write(to: &$0) }
      }
    }
  }

  private func writePeople(_ question: Question, to text: inout JSONText) {
    if !question.people.isEmpty {
      text.list("people", question.people) { person, list in
        list.object { text in
          text.member("id", person.id)
          text.texts("roles", person.roles)
        }
      }
    }
    if !question.involved.isEmpty {
      text.texts("involved", question.involved)
    }
  }

  /// Memory that cannot be used is an empty object: no decision has ever returned one.
  private func writeMemory(_ question: Question, to text: inout JSONText) {
    switch question.memory {
    case .absent: break
    case .new: text.member("memory", "new")
    case .unusable:
      text.object("memory") { _ in }
    case .kept(var memory):
      // A proof may make memory that no decision made: it is this session's all the same.
      memory.session = question.session
      memory.policy = graph.policy.digest
      memory.sequence = max(1, memory.sequence)
      text.key("memory")
      decisions.write(memory, to: &text)
    }
  }
}

// MARK: - Facts

extension QuestionWriter {
  private func writeFacts(_ question: Question, to text: inout JSONText) {
    var taskCells: [Cell] = []
    var surveyed: [Int] = []
    switch question.ask {
    case .task(let task): taskCells = question.frame.tasks[task] ?? []
    case .survey(let tasks): surveyed = tasks.filter { question.frame.tasks[$0] != nil }
    case .none, .missing: break
    }
    text.object("facts") { text in
      let given = GivenFacts(question, seen: question.at)
      write(places.session, question.frame.session, given, to: &text)
      write(places.task, taskCells, given, to: &text)
    }
    guard !surveyed.isEmpty, !places.task.isEmpty else { return }
    text.object("task_facts") { text in
      for task in surveyed {
        text.key(graph.tasks[task])
        text.object { text in
          let given = GivenFacts(question, seen: question.at)
          write(places.task, question.frame.tasks[task] ?? [], given, to: &text)
        }
      }
    }
  }

  private func writeTurns(_ question: Question, to text: inout JSONText) {
    let frame = question.frame
    guard frame.hasTurns, graph.logic.readsTurns || !frame.turns.isEmpty else { return }
    text.list("turns", frame.turns) { turn, list in
      list.object { text in
        text.member("n", turn.number)
        if let at = turn.at { text.member("at", at.text) }
        write(places.turn, turn.cells, GivenFacts(question, seen: turn.at), to: &text)
      }
    }
  }

  private func writeAgents(_ question: Question, to text: inout JSONText) {
    guard !question.frame.agents.isEmpty else { return }
    text.list("agents", question.frame.agents) { agent, list in
      list.object { text in
        text.member("id", agent.id)
        write(places.agent, agent.cells, GivenFacts(question, seen: question.at), to: &text)
      }
    }
  }

  private func write(
    _ places: [QuestionPlaces.Place], _ cells: [Cell], _ given: GivenFacts,
    to text: inout JSONText
  ) {
    for place in places {
      // Facts that share a path share a value: the first that has one is sent.
      let candidates = place.facts.filter { cells.indices.contains($0.slot) }
      let chosen = candidates.first { cells[$0.slot].isKnown } ?? candidates.first
      guard let chosen else { continue }
      let fact = graph.facts[chosen.fact]
      let value = GivenValue(fact: fact, cell: cells[chosen.slot], given: given)
      guard value.isSent else { continue }
      text.key(place.key)
      value.write(to: &text)
    }
  }
}

/// Which facts stand where in a question, under their keys.
struct QuestionPlaces: Sendable {
  struct Place: Sendable {
    var key: String
    var facts: [(fact: Int, slot: Int)]
  }

  private(set) var session: [Place] = []
  private(set) var task: [Place] = []
  private(set) var turn: [Place] = []
  private(set) var agent: [Place] = []

  init(_ graph: DecisionGraph) {
    for (position, fact) in graph.facts.enumerated() where !fact.isAsDecided {
      let key = fact.path.isEmpty ? fact.name : fact.path.joined(separator: ".")
      switch fact.supply {
      case .session(let slot): QuestionPlaces.add(key, (position, slot), to: &session)
      case .task(let slot): QuestionPlaces.add(key, (position, slot), to: &task)
      case .turn(let slot): QuestionPlaces.add(key, (position, slot), to: &turn)
      case .agent(let slot): QuestionPlaces.add(key, (position, slot), to: &agent)
      case .computed: break
      }
    }
  }

  private static func add(
    _ key: String, _ fact: (fact: Int, slot: Int), to places: inout [Place]
  ) {
    if let place = places.firstIndex(where: { $0.key == key }) {
      places[place].facts.append(fact)
    } else {
      places.append(Place(key: key, facts: [fact]))
    }
  }
}
