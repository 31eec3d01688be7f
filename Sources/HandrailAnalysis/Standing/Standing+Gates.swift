import HandrailEngine

/// What a `first` heading keeps waiting in a box, its cover apart.
struct FirstChance {
  /// A fact that it asks for is unknown.
  var asks = Chance.no
  /// Something of it is not there yet.
  var isOpen = Chance.no
  /// The customer said no to it, or nothing in time.
  var isRefused = Chance.no
  var hasNoAnswer = Chance.no
}

extension Standing {
  private var graph: DecisionGraph { lines.space.graph }

  // MARK: First

  /// What of a `first` heading is not done.
  mutating func waiting(
    for first: (position: Int, step: Int, until: Int, asks: [Int])
  ) -> FirstChance {
    let gate = graph.gates.firsts[first.position]
    var waiting = FirstChance()
    for fact in gate.ask { waiting.asks.join(isKnown(fact).negated) }
    var confirmable = Chance.yes
    for fact in gate.confirm {
      let known = isKnown(fact)
      waiting.asks.join(known.negated)
      confirmable = confirmable.and(known)
    }
    waiting.isOpen = waiting.asks
    for task in gate.tasksToDo {
      guard let input = lines.space.inputOfDone(task) else {
        waiting.isOpen.join(Chance(may: true))
        continue
      }
      waiting.isOpen.join(chance(input: input) { $0 == 1 }.negated)
    }
    if first.until >= 0 {
      note(first.until)
      waiting.isOpen.join(chance(first.until, .yes).negated)
    }
    guard !gate.confirm.isEmpty else { return waiting }
    let kind = Variable.Kind.confirmation(Int32(first.position))
    waiting.isOpen.join(confirmable.and(chance(kind) { $0 == 1 }).negated)
    waiting.isRefused = confirmable.and(chance(kind) { $0 == 2 })
    waiting.hasNoAnswer = confirmable.and(chance(kind) { $0 == 3 })
    return waiting
  }

  private mutating func isKnown(_ fact: Int) -> Chance {
    let space = lines.space
    guard let input = space.position(of: .cell(fact: Int32(fact), back: 0)) else {
      return Chance(may: true)
    }
    let choices = space.variables[input].choices
    return chance(input: input) { choices[$0].isKnown }
  }

  /// The heading is open for the customer: not ended by a no.
  mutating func isOpen(_ position: Int) -> Chance {
    guard let first = lines.firsts.first(where: { $0.position == position }) else { return .no }
    let waiting = waiting(for: first)
    var ended = waiting.isRefused
    ended.join(waiting.hasNoAnswer)
    return coversNow(first.step).and(waiting.isOpen).and(ended.negated)
      .and(rulesOneOf([.ai, .notYet])).and(human.negated)
  }

  /// The customer is asked for facts before anything else.
  mutating func asksCustomer() -> Chance {
    guard lines.isTask else { return .no }
    var asking = rulesOneOf([.notYet])
    var ended = refusedApproval()
    for first in lines.firsts {
      let waiting = waiting(for: first)
      let covers = coversNow(first.step)
      asking.join(covers.and(waiting.asks))
      ended.join(covers.and(waiting.isRefused))
      ended.join(covers.and(waiting.hasNoAnswer))
    }
    return asking.and(ended.negated).and(rulesOneOf([.nobody]).negated).and(human.negated)
  }

  /// Somebody refused, or nobody answered, and the task ends there.
  private mutating func refusedApproval() -> Chance {
    var ended = Chance.no
    for approval in lines.approvals {
      let covers = covers(approval)
      let terms = graph.gates.approvals[approval.position].terms
      let kind = Variable.Kind.approval(Int32(approval.position))
      if !terms.ifRefused.handsOver { ended.join(covers.and(chance(kind) { $0 == 2 })) }
      if !terms.ifNoAnswer.handsOver { ended.join(covers.and(chance(kind) { $0 == 3 })) }
    }
    return ended
  }

  // MARK: All gates

  /// Approvals, offers and confirmations that hand the conversation over.
  mutating func failedGates() -> Chance {
    var failed = Chance.no
    for approval in lines.approvals {
      let covers = covers(approval).and(rulesOneOf([.nobody]).negated)
      let terms = graph.gates.approvals[approval.position].terms
      let kind = Variable.Kind.approval(Int32(approval.position))
      if terms.ifRefused.handsOver { failed.join(covers.and(chance(kind) { $0 == 2 })) }
      if terms.ifNoAnswer.handsOver { failed.join(covers.and(chance(kind) { $0 == 3 })) }
    }
    // Whoever chose a person since the last decision is given one, whatever is asked.
    for offer in lines.offersOfAll {
      failed.join(chance(.chosen(offer: Int32(offer))) { $0 == 1 })
    }
    for offer in lines.offers {
      note(offer.step)
      let chosen = chance(.offer(Int32(offer.position))) { $0 >= 2 }
      failed.join(chance(offer.step, .notNo).and(chosen).and(rulesOneOf([.ai])))
    }
    for first in lines.firsts {
      let gate = graph.gates.firsts[first.position]
      guard gate.ifRefused.handsOver || gate.ifNoAnswer.handsOver else { continue }
      let waiting = waiting(for: first)
      let covers = coversNow(first.step).and(rulesOneOf([.ai, .notYet]))
      if gate.ifRefused.handsOver { failed.join(covers.and(waiting.isRefused)) }
      if gate.ifNoAnswer.handsOver { failed.join(covers.and(waiting.hasNoAnswer)) }
    }
    return failed
  }

  /// A gate of the task may hand the conversation over by itself.
  var mayFailAtGate: Bool {
    func isLeft(_ kind: Variable.Kind, _ choice: Int) -> Bool {
      guard let variable = lines.space.position(of: kind) else { return false }
      return box.contains(choice, of: variable, lines.space)
    }
    return lines.approvals.contains {
      let terms = graph.gates.approvals[$0.position].terms
      let kind = Variable.Kind.approval(Int32($0.position))
      return terms.ifRefused.handsOver && isLeft(kind, 2)
        || terms.ifNoAnswer.handsOver && isLeft(kind, 3)
    }
      || lines.firsts.contains {
        let gate = graph.gates.firsts[$0.position]
        let kind = Variable.Kind.confirmation(Int32($0.position))
        return !gate.confirm.isEmpty
          && (gate.ifRefused.handsOver && isLeft(kind, 2)
            || gate.ifNoAnswer.handsOver && isLeft(kind, 3))
      }
  }

  /// The approval covers the task with a tier that needs people.
  mutating func covers(_ approval: (position: Int, step: Int, tiers: [Int])) -> Chance {
    note(approval.step)
    let people = peopleNeeded(approval)
    let needs = Chance(may: people.contains { $0 > 0 }, must: people.allSatisfy { $0 > 0 })
    return chance(approval.step, .notNo).and(needs)
  }

  /// How many people the tiers that may count need.
  mutating func peopleNeeded(_ approval: (position: Int, step: Int, tiers: [Int])) -> Set<Int> {
    let tiers = graph.gates.approvals[approval.position].tiers
    func count(_ tier: Int) -> Int {
      tiers[tier].seats.reduce(0) { sum, seats in
        let (total, isMany) = sum.addingReportingOverflow(seats.count)
        return isMany ? .max : total
      }
    }
    var counts: Set<Int> = []
    for (position, step) in approval.tiers.enumerated() {
      guard step >= 0 else {
        counts.insert(count(position))
        return counts
      }
      note(step)
      let set = evaluation.sets[step]
      if set.contains(.yes) { counts.insert(count(position)) }
      if set.meets(.undecided) { counts.insert(count(tiers.count - 1)) }
      if !set.contains(.no) { return counts }
    }
    counts.insert(count(tiers.count - 1))
    return counts
  }

  /// Whether the AI does the task now, or holds the conversation where there is none.
  mutating func settleAct() {
    var blocked = human
    guard lines.isTask else {
      aiActs = lines.task == graph.tasks.count ? human.negated : .no
      return
    }
    blocked.join(rulesOneOf([.ai]).negated)
    for approval in lines.approvals {
      let granted = chance(.approval(Int32(approval.position))) { $0 == 1 }
      blocked.join(covers(approval).and(granted.negated))
    }
    for offer in lines.offers {
      let answered = chance(.offer(Int32(offer.position))) { $0 == 1 }
      blocked.join(chance(offer.step, .notNo).and(answered.negated))
    }
    for first in lines.firsts {
      let waiting = waiting(for: first)
      blocked.join(coversNow(first.step).and(waiting.isOpen))
    }
    aiActs = blocked.negated
  }
}

extension GraphFirst.Failure? {
  /// Nothing written: the task is refused.
  fileprivate var handsOver: Bool {
    if case .handOver = self { true } else { false }
  }
}

extension QuestionSpace {
  /// The input that says whether a task was done, where a test reads it: yes is its second choice.
  func inputOfDone(_ task: Int) -> Int? {
    graph.facts.firstIndex { $0.builtIn == .done(task) }
      .flatMap { position(of: .cell(fact: Int32($0), back: 0)) }
  }
}
