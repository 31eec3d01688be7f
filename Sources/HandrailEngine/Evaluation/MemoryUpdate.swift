// What the session remembers of a decision.

extension Conversation {
  /// Puts what the session remembers from now on in place of what stands there.
  func remember(_ next: NextStep, in memory: inout SessionMemory) {
    if leavesMemory {
      memory = unchangedMemory()
      return
    }
    memory = SessionMemory(
      session: question.session, policy: graph.policy.digest,
      sequence: (start.memory?.sequence ?? 0) + 1, at: question.at, handler: handlerMemory(),
      switchCount: graph.logic.switches.count)
    memory.lastTurn = max(machine.lastTurn, start.lastTurn)
    for position in graph.logic.switches.indices {
      memory.switches[position] = machine.switched(position, among: machine.truths)
    }
    memory.returns = returnMemory()
    memory.judgedStarts = judgedStarts()
    memory.yesHandOvers = routing.yesHandOvers
    let requests = machine.humanRequests
    memory.humanRequests = requests.count
    memory.humanRequestsUnsure = requests.unsure
    memory.done = start.done
    memory.approvals = book.requests
    memory.joined = book.joined
    memory.confirmations = start.confirmations
    memory.offers = newOfferRecords(next)
    if next == .doIt {
      for position in gates.confirmationsInUse
      where memory.confirmations[position].usedBy == nil {
        memory.confirmations[position].usedBy = question.request ?? ""
      }
    }
  }

  /// A survey leaves memory as it was; sequence 0 stands for `"new"`.
  private func unchangedMemory() -> SessionMemory {
    start.memory
      ?? SessionMemory(
        session: question.session, policy: graph.policy.digest, sequence: 0, at: question.at,
        handler: HandlerMemory(isHuman: start.wasHuman),
        switchCount: graph.logic.switches.count)
  }

  private func handlerMemory() -> HandlerMemory {
    var memory = HandlerMemory(isHuman: handler.isHuman)
    memory.queue = routing.queue
    memory.changedAtTurn =
      handler.isHuman == start.wasHuman && !start.isUnusable
      ? start.memory?.handler.changedAtTurn ?? 0 : machine.lastTurn
    return memory
  }

  private func returnMemory() -> ReturnMemory {
    var memory = ReturnMemory()
    memory.taken = start.memory?.returns.taken ?? 0
    if start.isUnusable { memory.taken = ReturnMemory.usedUp }
    if !handler.returned.isEmpty {
      memory.taken += 1
      memory.tasks = returnLimit(handler.returned).map { positions($0) }
      return memory
    }
    guard handler.isHuman else {
      memory.tasks = start.memory?.returns.tasks
      return memory
    }
    let before = start.isHeldByPerson ? start.memory?.returns.armed ?? [] : []
    if start.isUnusable { return memory }
    for position in graph.gates.returns.indices
    where before.contains(position)
      || machine.truths[graph.gates.returns[position].node] != .yes
    {
      memory.armed.append(position)
    }
    return memory
  }

  private func positions(_ set: TaskSet) -> [Int] {
    graph.tasks.indices.filter { set.contains($0) }
  }

  private func judgedStarts() -> [Int] {
    if start.isUnusable { return [] }
    var judged = start.memory?.judgedStarts ?? []
    for position in graph.effects.indices {
      guard case .startWithHuman = graph.effects[position].action, machine.isStartJudged(position)
      else { continue }
      if !machine.truths[graph.effects[position].node].isUndecided { judged.append(position) }
    }
    return judged.sorted()
  }
}

extension ReturnMemory {
  /// More returns than any policy allows: what unusable memory stands for.
  package static let usedUp = 1_000_000
}
