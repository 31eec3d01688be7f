import HandrailEngine

extension Evidence {
  /// What else holds: permissions overtaken, gates that would ask, lines beaten.
  func alsoTrue() -> [AlsoTrue] {
    guard hasTrace else { return [] }
    var found: [AlsoTrue] = []
    if let task { found += allowed(task) + waiting(task) }
    for reason in decision.beaten {
      guard case .effect(let position) = reason.cause, !letsAI(position) else { continue }
      found.append(.beaten(effect: position))
    }
    return found
  }

  /// The permission that would have let the AI do the task, where it does not do it.
  private func allowed(_ task: Int) -> [AlsoTrue] {
    guard decision.handlerIsHuman || decision.task?.ruling != .ai else { return [] }
    var headings: [Int] = []
    for (position, effect) in graph.effects.enumerated()
    where letsAI(position) && effect.scope.contains(task) && truth(of: effect.node) == .yes {
      if !headings.contains(effect.heading) { headings.append(effect.heading) }
    }
    return headings.isEmpty ? [] : [.allowed(task: task, headings: headings)]
  }

  private func letsAI(_ position: Int) -> Bool { graph.effects[position].action == .aiMay }

  /// Gates over the task that did not come to their turn.
  private func waiting(_ task: Int) -> [AlsoTrue] {
    var found: [AlsoTrue] = []
    for (position, first) in graph.gates.firsts.enumerated()
    where first.scope.contains(task) && !gates.contains(where: { $0.first == position }) {
      guard truth(of: first.node) != .no, decision.handlerIsHuman, hasSomethingToDo(first) else {
        continue
      }
      found.append(.gate(heading: first.heading, task: task))
    }
    for approval in seenApprovals() where approval.gate == nil || isOvertaken(approval) {
      found.append(.approval(approval))
    }
    return found + offersWaiting(task)
  }

  /// An approval that is still open where a person took over for another reason.
  func isOvertaken(_ approval: SeenApproval) -> Bool {
    guard approval.isOpen, decision.handlerIsHuman, !isDeciding(.approval(approval.approval)) else {
      return false
    }
    return decision.next != .approval && decision.next != .refuse
  }

  /// True where a fact to ask for is unknown, a task is not done, or `until` does not hold yet.
  ///
  /// What a customer confirms is bound to values and is asked when the AI comes to it.
  func hasSomethingToDo(_ first: GraphFirst) -> Bool {
    first.ask.contains { !cell(of: $0).isKnown }
      || first.tasksToDo.contains { !decision.memory.done.contains($0) }
      || (first.until >= 0 && truth(of: first.until) != .yes) || !first.confirm.isEmpty
  }
}

extension Evidence {
  /// How much of what the policy reads was known.
  func footing() -> Footing {
    var footing = Footing(known: 0, unknown: 0, faulty: 0)
    let read = factsThatMatter()
    for (position, fact) in graph.facts.enumerated() where read.contains(position) && isAsked(fact)
    {
      let cell = cell(of: position)
      if cell.isKnown {
        footing.known += 1
      } else if cell.cause.isFault {
        footing.faulty += 1
      } else {
        footing.unknown += 1
      }
    }
    return footing
  }

  /// The facts that some test reads or some gate asks about; what is only passed on says nothing of
  /// how sure the decision is.
  private func factsThatMatter() -> Set<Int> {
    var read: Set<Int> = []
    for node in graph.logic.nodes { read.formUnion(graph.logic.facts(readBy: node)) }
    for first in graph.gates.firsts { read.formUnion(first.ask + first.confirm) }
    return read
  }

  /// True for what the host was to send for this very question.
  private func isAsked(_ fact: GraphFact) -> Bool {
    switch fact.supply {
    case .session: true
    case .turn: sentTurn > 0
    case .task: task != nil
    case .agent, .computed: false
    }
  }
}
