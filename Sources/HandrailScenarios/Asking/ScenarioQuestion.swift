import HandrailEngine
import HandrailModel

// The question that a host would send at this point of a scenario.

extension ScenarioSession {
  func question(_ ask: TaskAsk) -> DocumentValue {
    var members: [(key: String, value: DocumentValue)] = [
      ("at", .text(now.text)), ("session", .text(scenario.name)),
    ]
    switch ask {
    case .task(let task):
      members.append(("task", .text(graph.tasks[task])))
      // Without an act, nothing could be approved or offered; it has no request of its own.
      members.append(("action", .object([("task", .text(graph.tasks[task]))])))
    case .none: members.append(("task", .text("none")))
    case .survey, .missing: break
    }
    members.append(("facts", sent(facts)))
    members.append(("turns", .list(turns.enumerated().map { turn($0.offset + 1, $0.element) })))
    members.append(("queues", queuesSent))
    members.append(("people", .list(people.map(person))))
    members.append(("events", .list(events.map { .object($0.fields) })))
    return .object(members)
  }

  private func sent(_ given: [Int: GivenFact]) -> DocumentValue {
    .object(
      given.keys.sorted().compactMap { position in
        let fact = graph.facts[position]
        let key = fact.path.isEmpty ? fact.name : fact.path.joined(separator: ".")
        return given[position]?.sent(for: fact).map { (key, $0) }
      })
  }

  private func turn(_ number: Int, _ turn: TurnGiven) -> DocumentValue {
    var given = everyTurn
    for position in given.keys { given[position]?.seenAt = turn.at }
    given.merge(turn.facts) { _, own in own }
    guard case .object(let facts) = sent(given) else { return .object([]) }
    return .object([("n", .number(String(number))), ("at", .text(turn.at.text))] + facts)
  }

  private var queuesSent: DocumentValue {
    .object(
      queues.keys.sorted().map { position in
        let state = queues[position] ?? QueueGiven()
        var members: [(key: String, value: DocumentValue)] = []
        if let open = state.open { members.append(("open", .yesOrNo(open != 0))) }
        if let free = state.free { members.append(("free", .number(String(free)))) }
        if let wait = state.wait { members.append(("wait_seconds", .number(String(wait)))) }
        return (graph.routing.queues[position].name, .object(members))
      })
  }

  private func person(_ person: (id: String, role: String)) -> DocumentValue {
    .object([("id", .text(person.id)), ("roles", .list([.text(person.role)]))])
  }
}
