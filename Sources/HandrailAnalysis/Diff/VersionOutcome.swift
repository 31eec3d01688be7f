package import HandrailEngine

/// What a change does to what is decided.
package enum ChangeKind: Int, Sendable, Hashable, CaseIterable {
  /// The AI may do more, or fewer people and steps come before it.
  case looser
  case stricter
  /// As strict, and another team or other people have it.
  case team
}

/// What of a decision two versions are compared by, by name.
package struct VersionOutcome: Sendable, Equatable {
  package var ruling: Ruling?
  package var isHuman: Bool
  package var aiActs: Bool
  /// People that approvals take, by the name of the approval.
  package var people: [String: Int] = [:]
  /// Who they may be.
  package var seats: [String] = []
  /// Everything else that comes before the act.
  package var steps: Set<String> = []
  package var queue: String?
  package var roles: [String] = []
  /// Tasks for which the AI is to write to the customer.
  package var contacts: Set<String> = []

  package init(_ decision: Decision, by graph: DecisionGraph) {
    ruling = decision.task?.ruling
    isHuman = decision.handlerIsHuman
    aiActs = decision.aiActs
    queue = decision.queue.map { graph.routing.queues[$0.queue].name }
    roles = (decision.task?.roles ?? []).sorted()
    for gate in decision.task?.approvals ?? [] {
      let approval = graph.gates.approvals[gate.approval]
      let name = graph.headings[approval.heading].name
      for seat in approval.tiers[gate.tier].seats {
        people[name, default: 0] += min(seat.count, 1_000)
        seats.append("\(name) \(seat.count) \(seat.roles.sorted().joined(separator: " "))")
      }
    }
    seats.sort()
    for gate in decision.task?.offers ?? [] {
      steps.insert("offer " + graph.headings[graph.gates.offers[gate.offer].heading].name)
    }
    for gate in decision.task?.gates ?? [] { add(gate, graph) }
    for obligation in decision.obligations {
      if case .contactCustomer(byAI: true, let task) = obligation {
        contacts.insert(graph.tasks[task])
      }
    }
  }

  private mutating func add(_ gate: OpenGate, _ graph: DecisionGraph) {
    let name = graph.headings[graph.gates.firsts[gate.first].heading].name
    steps.insert("first " + name)
    for fact in gate.ask { steps.insert("\(name) asks " + graph.facts[fact].name) }
    for fact in gate.confirm { steps.insert("\(name) confirms " + graph.facts[fact].name) }
    for task in gate.tasksToDo { steps.insert("\(name) does " + graph.tasks[task]) }
    if gate.waitsForCondition { steps.insert(name + " waits") }
    if gate.state != .open { steps.insert("\(name) \(gate.state.rawValue)") }
  }

  /// What kinds of change lead from this outcome to another.
  package func changes(to new: VersionOutcome) -> Set<ChangeKind> {
    var kinds: Set<ChangeKind> = []
    if isLess(strictThan: new) { kinds.insert(.stricter) }
    if new.isLess(strictThan: self) { kinds.insert(.looser) }
    let isOther = queue != new.queue || roles != new.roles || seats != new.seats
    if kinds.isEmpty && isOther { kinds.insert(.team) }
    return kinds
  }

  private func isLess(strictThan other: VersionOutcome) -> Bool {
    let (own, others) = (ruling?.rawValue ?? 0, other.ruling?.rawValue ?? 0)
    if own < others || !isHuman && other.isHuman { return true }
    if aiActs && !other.aiActs || !contacts.isSubset(of: other.contacts) { return true }
    // What comes before an act is compared where both would act alike.
    guard own == others, isHuman == other.isHuman else { return false }
    if !other.steps.isSubset(of: steps) { return true }
    let count = people.values.reduce(0, +)
    return count < other.people.values.reduce(0, +)
  }
}
