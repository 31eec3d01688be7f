import HandrailEngine
import HandrailModel
import HandrailSource

/// Which team takes over: language.md 3.6 and 3.15.
extension Reading {
  func queue(of target: HandOverTarget) -> QueueID? {
    switch target {
    case .queue(let queue): return queue
    case .table(let id):
      let table = policy.model.vocabulary.tables[id]
      guard let column = table.outputs.firstIndex(of: .queue) else { return nil }
      return queue(tableReading(id, at: .now), column)
    case .choose(let id): return queue(chooseReading(id, at: .now), 0)
    case .refuse: return nil
    }
  }

  private func queue(_ reading: TableReading, _ column: Int) -> QueueID? {
    guard reading.row != nil, column < reading.results.count, let result = reading.results[column]
    else { return nil }
    return QueueID(Int(result))
  }

  /// The team that a line names, where the line is yes.
  func queueNamed(by line: LineReading) -> QueueID? {
    guard line.finding.isYes, case .effect(let effect) = line.action else { return nil }
    switch effect {
    case .handOver(let target), .otherwiseHandOver(let target): return queue(of: target)
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      return nil
    }
  }

  func queueNamed(by gate: GateReading) -> QueueID? {
    guard case .handOver(let target)? = gate.failure else { return nil }
    return queue(of: target)
  }

  func queueNamed(by approval: ApprovalReading) -> QueueID? {
    guard case .handOver(let target)? = approval.failure else { return nil }
    return queue(of: target)
  }

  /// One: it; several: the first preferred; none, or none preferred: `otherwise`.
  func preferred(among named: Set<QueueID>) -> QueueID? {
    if named.count == 1 { return named.first }
    guard let prefer = policy.model.people.prefer else { return nil }
    return prefer.order.first(where: named.contains) ?? prefer.otherwise
  }

  /// Lines that are yes now and were not at the last decision.
  func newlyYes(_ lines: [LineReading]) -> [LineReading] {
    let before = start.memory?.yesHandOvers ?? []
    return CoveringLines(lines: lines, task: task).handOvers.filter {
      $0.finding.isYes && !before.contains($0.key)
    }
  }

  /// The queue of a conversation that a person holds after this decision, and whether it changes.
  func route(_ handling: Handling) -> (queue: QueueID?, isTransfer: Bool) {
    let handOvers = CoveringLines(lines: handling.lines, task: task).handOvers
    let named =
      handOvers.compactMap(queueNamed) + handling.failedGates.compactMap(queueNamed)
      + handling.failedApprovals.compactMap(queueNamed)
    guard start.personHolds, let held = start.memory?.queue, let holding = queue(called: held)
    else { return (preferred(among: Set(named)), false) }
    let fresh = Set(newlyYes(handling.lines).compactMap(queueNamed)).subtracting([holding])
    guard !fresh.isEmpty, let next = preferred(among: fresh), next != holding
    else { return (holding, false) }
    return (next, true)
  }

  private func queue(called name: String) -> QueueID? {
    policy.model.people.queues.indices.first { policy.name($0) == name }
  }

  func describe(_ id: QueueID, needed: Set<String>) -> ReferenceQueue {
    let queue = policy.model.people.queues[id]
    var skills = queue.skills.map { skill in
      skill.name + (skill.atLeast.map { " at least \($0)" } ?? "")
    }
    let own = Set(queue.skills.map(\.name))
    skills += needed.subtracting(own).sorted(by: bytesBefore)
    let isOpen = queue.hours.map {
      policy.model.people.calendars[$0].isOpen(at: question.at)
    }
    return ReferenceQueue(
      name: queue.name, skills: skills, isOpen: isOpen ?? true, candidates: candidates(of: queue))
  }

  /// Agents of the question: those kept, then those dropped, the best of each first.
  private func candidates(of queue: Queue) -> [String] {
    let judged = question.frame.agents.enumerated().map { place, agent in
      let at = Place(agent: agent.cells)
      return JudgedAgent(
        id: agent.id, place: place,
        truth: queue.agents.map { finding($0, at: at) }?.truth ?? .yes,
        best: queue.bestFirst.flatMap { known($0, at: at).cell })
    }
    let bestFirst = judged.sorted { left, right in
      if left.best == right.best { return left.place < right.place }
      guard let first = left.best else { return false }
      guard let second = right.best else { return true }
      return first > second
    }
    let kept = bestFirst.filter { $0.truth == .yes } + bestFirst.filter { $0.truth != .yes }
    return kept.map { "\($0.id) \($0.truth)" }
  }

  private struct JudgedAgent {
    var id: String
    var place: Int
    var truth: Truth
    var best: Int64?
  }

  /// The highest of the lines, tables and the queue that say how urgent it is.
  func urgency(_ lines: [LineReading], queue: QueueID?) -> UrgencyLevel {
    var levels: [UrgencyLevel] = []
    for line in lines where line.finding.isYes {
      if case .effect(.urgency(let level)) = line.action { levels.append(level) }
    }
    let tables = policy.model.vocabulary.tables
    for id in tables.indices {
      guard let column = tables[id].outputs.firstIndex(of: .urgency) else { continue }
      let reading = tableReading(id, at: .now)
      if reading.row != nil, let result = reading.results[column],
        let level = UrgencyLevel(rawValue: UInt8(result))
      {
        levels.append(level)
      }
    }
    if let queue, let own = policy.model.people.queues[queue].urgency { levels.append(own) }
    return levels.max() ?? .normal
  }
}
