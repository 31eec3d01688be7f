import HandrailEngine
import HandrailModel
import HandrailSource

// What one `FACT is VALUE` of a scenario does: data, an event or memory, as a host would have it.

extension ScenarioSession {
  mutating func set(_ setting: FactSetting, inTurn: Bool) throws(PlayingFault) {
    let position = setting.fact.offset
    let fact = graph.facts[position]
    if let builtIn = fact.builtIn {
      return try set(builtIn, of: setting.fact, to: setting)
    }
    switch fact.supply {
    case .session, .task:
      facts[position] = try given(setting, after: facts[position])
    case .turn where inTurn && !turns.isEmpty:
      let earlier = turns[turns.count - 1].facts[position]
      turns[turns.count - 1].facts[position] = try given(setting, after: earlier)
    case .turn: everyTurn[position] = try given(setting, after: everyTurn[position])
    case .agent:
      throw PlayingFault(
        why: "`\(fact.name)` is about an agent, and a scenario has none",
        place: setting.origin.place)
    case .computed:
      throw PlayingFault(
        why: "`\(fact.name)` is worked out by the policy; give the facts that it rests on",
        place: setting.origin.place)
    }
  }

  private func given(
    _ setting: FactSetting, after earlier: GivenFact?
  ) throws(PlayingFault) -> GivenFact {
    let content: GivenFact.Content
    switch setting.value {
    case .unknown: content = .unknown
    case .cell(let cell): content = .cell(cell)
    case .words(let words): content = .words(words)
    case .includes(let bit):
      var bits: Int64 = 0
      if case .cell(let known) = earlier?.content { bits = known }
      content = .cell(bits | 1 << Int64(bit))
    case .age(let age):
      let (moment, isFar) = now.microseconds.subtractingReportingOverflow(age)
      guard !isFar else {
        throw PlayingFault(why: "this lies beyond what I can count", place: setting.origin.place)
      }
      content = .cell(moment)
    }
    return GivenFact(content: content, seenAt: now)
  }

  private mutating func set(
    _ builtIn: GraphBuiltIn, of fact: FactID, to setting: FactSetting
  ) throws(PlayingFault) {
    let cell: Int64?
    if case .cell(let value) = setting.value { cell = value } else { cell = nil }
    switch builtIn {
    case .task:
      task = cell.map { Int($0) }.map { $0 < graph.tasks.count ? .task($0) : .none } ?? .missing
    case .handler: try setHandler(cell, setting)
    case .queueOpen(let queue): queues[queue, default: QueueGiven()].open = cell
    case .queueFree(let queue): queues[queue, default: QueueGiven()].free = cell
    case .queueWait(let queue): queues[queue, default: QueueGiven()].wait = cell
    case .done(let task): try setDone(task, cell, setting)
    case .choice: try keepAnswer(setting, isOffer: true)
    case .approval: try keepAnswer(setting, isOffer: false)
    case .turnCount, .humanRequests, .now:
      throw PlayingFault(
        why: "`\(graph.facts[fact.offset].name)` follows from the conversation; "
          + "write the lines that lead to it", place: setting.origin.place)
    }
  }

  /// A conversation that somebody holds already: memory, as the last decision returned it.
  private mutating func setHandler(_ cell: Int64?, _ setting: FactSetting) throws(PlayingFault) {
    guard let cell, last == nil else {
      throw PlayingFault(
        why: last == nil
          ? "who holds a conversation is always known"
          : "who holds the conversation follows from the decisions before",
        place: setting.origin.place)
    }
    memory = .kept(
      SessionMemory(
        session: scenario.name, policy: graph.policy.digest, sequence: 1, at: now,
        handler: HandlerMemory(isHuman: cell == 1), switchCount: graph.logic.switches.count))
  }

  /// A task that was done: an event of the host's.
  private mutating func setDone(
    _ task: Int, _ cell: Int64?, _ setting: FactSetting
  ) throws(PlayingFault) {
    let isDone = events.contains { event in
      event.fields.contains { field in
        if field.key == "task", case .text(let name) = field.value {
          return name == graph.tasks[task]
        }
        return false
      }
    }
    guard let cell, cell != 0 || !isDone else {
      throw PlayingFault(
        why: cell == nil ? "what was done is always known" : "what is done stays done",
        place: setting.origin.place)
    }
    if cell == 0 || isDone { return }
    addEvent([("kind", .text("done")), ("task", .text(graph.tasks[task]))])
  }

  mutating func addEvent(_ fields: [(key: String, value: DocumentValue)]) {
    let own: [(key: String, value: DocumentValue)] = [
      ("id", .text("event \(events.count + 1)")), ("at", .text(now.text)),
    ]
    events.append(EventGiven(fields: own + fields))
  }
}
