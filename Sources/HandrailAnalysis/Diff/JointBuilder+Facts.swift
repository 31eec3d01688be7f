import HandrailEngine

extension JointBuilder {
  /// The joint position of a fact; what is worked out is placed again with what works it out.
  mutating func place(_ position: Int, _ side: inout JointSide) -> Int {
    let own = side.graph.facts[position]
    if case .computed = own.supply, own.builtIn == nil {
      side.words.append(Array(own.domain.words.indices))
      return append(own, side)
    }
    var found: Int?
    // Who holds a new conversation is who begins it.
    let isSecond =
      own.builtIn == .handler && !own.isAsDecided
      && side.graph.policy.startsWithHuman != graph.policy.startsWithHuman
    if !sides.isEmpty && !isSecond { found = graph.facts.firstIndex { $0.isSame(as: own) } }
    if found == nil {
      let added = append(own, side)
      if isSecond { reading.secondHandler = added }
      side.ownFacts[added] = position
      side.words.append(own.builtIn == .task ? side.tasks : Array(own.domain.words.indices))
      return added
    }
    guard let joint = found else { return 0 }
    side.ownFacts[joint] = position
    side.words.append(own.builtIn == .task ? side.tasks : merge(own, into: joint))
    return joint
  }

  private mutating func append(_ own: GraphFact, _ side: JointSide) -> Int {
    var fact = own
    fact.builtIn = own.builtIn.map { joint($0, side) }
    change { graph in
      switch own.supply {
      case .session:
        fact.supply = .session(graph.logic.slots.session)
        graph.logic.slots.session += 1
      case .turn:
        fact.supply = .turn(graph.logic.slots.turn)
        graph.logic.slots.turn += 1
      case .task:
        fact.supply = .task(graph.logic.slots.task)
        graph.logic.slots.task += 1
      case .agent:
        fact.supply = .agent(graph.logic.slots.agent)
        graph.logic.slots.agent += 1
      case .computed:
        fact.supply = .computed(graph.logic.slots.computed)
        graph.logic.slots.computed += 1
      }
      graph.facts.append(fact)
    }
    return graph.facts.count - 1
  }

  private func joint(_ builtIn: GraphBuiltIn, _ side: JointSide) -> GraphBuiltIn {
    switch builtIn {
    case .task, .handler, .turnCount, .humanRequests, .now: builtIn
    case .choice(let offer): .choice(side.offers[offer])
    case .approval(let approval): .approval(side.approvals[approval])
    case .queueOpen(let queue): .queueOpen(side.queues[queue])
    case .queueFree(let queue): .queueFree(side.queues[queue])
    case .queueWait(let queue): .queueWait(side.queues[queue])
    case .done(let task): .done(side.tasks[task])
    }
  }

  /// Makes one fact of two: what both know of it.
  ///
  /// Gives the joint positions of the second's words; that the two differ is an aside.
  private mutating func merge(_ own: GraphFact, into joint: Int) -> [Int] {
    let old = graph.facts[joint]
    var merged = old
    var words: [Int] = []
    for word in own.domain.words {
      if let known = old.domain.position(of: word.name) {
        words.append(known)
      } else {
        words.append(merged.domain.words.count)
        merged.domain.words.append(word)
      }
    }
    let shared = Set(words).intersection(old.domain.words.indices)
    let unshared = Set(merged.domain.words.indices).subtracting(shared)
    if !unshared.isEmpty { ownWords[joint] = unshared }
    merged.domain.lowest = max(old.domain.lowest, own.domain.lowest)
    merged.domain.highest = min(old.domain.highest, own.domain.highest)
    merged.mayBeUnknown = old.mayBeUnknown && own.mayBeUnknown
    merged.usualValue = old.usualValue ?? own.usualValue
    merged.trustOtherwise = old.trustOtherwise ?? own.trustOtherwise
    merged.isTestedAhead = old.isTestedAhead || own.isTestedAhead
    change { $0.facts[joint] = merged }
    return words
  }
}

extension GraphFact {
  /// One name, one unit and one door: a question says the same in both versions.
  fileprivate func isSame(as other: GraphFact) -> Bool {
    guard name == other.name, isAsDecided == other.isAsDecided,
      (builtIn == nil) == (other.builtIn == nil), supply.isSameDoor(as: other.supply),
      domain.kind == other.domain.kind, domain.decimals == other.domain.decimals,
      domain.currency == other.domain.currency
    else { return false }
    if builtIn != nil { return true }
    if domain.step != other.domain.step { return false }
    switch domain.kind {
    case .number, .score, .money, .duration:
      let first = max(domain.lowest, other.domain.lowest)
      // On one grid, with a value that both have.
      let distance = Int128(domain.lowest) - Int128(other.domain.lowest)
      return first <= min(domain.highest, other.domain.highest)
        && distance % Int128(max(1, domain.step)) == 0
    case .setOf: return domain.words.count + other.domain.words.count <= 64
    case .yesNo, .oneOf, .level, .moment, .reference, .text: return true
    }
  }
}

extension GraphSupply {
  fileprivate func isSameDoor(as other: GraphSupply) -> Bool {
    switch (self, other) {
    case (.session, .session), (.turn, .turn), (.task, .task), (.agent, .agent),
      (.computed, .computed):
      true
    case (.session, _), (.turn, _), (.task, _), (.agent, _), (.computed, _): false
    }
  }
}
