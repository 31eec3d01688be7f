import HandrailEngine
import HandrailSource

/// What follows for each fact from what its definition, table or `choose` reads.
struct FactKnowledge {
  /// It may be unknown without any fault.
  private(set) var canBeUnknown: [Bool]
  /// It has a value of its own in each turn.
  private(set) var isEveryTurn: [Bool]
  /// It rests on a window, a switch, an average or a trend.
  private(set) var looksOverTurns: [Bool]
  /// It rests on `handler`, `choice.*` or `approval.*`.
  private(set) var readsDecision: [FactID?]

  init(_ checker: Checker) {
    let facts = checker.model.vocabulary.facts
    let hasWayOut = checker.model.duties.disclosure?.wayOut != nil
    canBeUnknown = facts.elements.map { FactKnowledge.isOpen($0, hasWayOut: hasWayOut) }
    isEveryTurn = facts.elements.map { $0.supply == .turn }
    looksOverTurns = Array(repeating: false, count: facts.count)
    readsDecision = facts.indices.map { FactKnowledge.isDecided(facts[$0]) ? $0 : nil }
    for id in checker.notes.maybeUnknown { canBeUnknown[id.offset] = true }
    let inputs = checker.inputsOfFacts()
    for index in FactKnowledge.order(inputs) {
      derive(facts[FactID(index)], at: index, from: inputs[index], checker)
    }
  }

  private static func isOpen(_ fact: Fact, hasWayOut: Bool) -> Bool {
    switch fact.supply {
    case .turn, .agent: true
    case .session, .task: fact.mayBeUnknown && fact.usualValue == nil
    case .table, .choose, .definition: fact.mayBeUnknown
    // Without a way out nobody has said which rule counts as asking for a person.
    case .builtIn(let builtIn): builtIn == .humanRequests && !hasWayOut
    }
  }

  private static func isDecided(_ fact: Fact) -> Bool {
    guard case .builtIn(let builtIn) = fact.supply else { return false }
    switch builtIn {
    case .handler, .choice, .approval: return true
    case .task, .turnCount, .humanRequests, .now, .queueOpen, .queueFree, .queueWait, .done:
      return false
    }
  }

  /// Inputs before what reads them; members of a circle come in some order.
  private static func order(_ inputs: [[Int]]) -> [Int] {
    var order: [Int] = []
    var isSeen = [Bool](repeating: false, count: inputs.count)
    for start in inputs.indices where !isSeen[start] {
      isSeen[start] = true
      var path = [(start, 0)]
      while let (at, position) = path.last {
        guard position < inputs[at].count else {
          order.append(at)
          path.removeLast()
          continue
        }
        path[path.count - 1].1 += 1
        let next = inputs[at][position]
        if !isSeen[next] {
          isSeen[next] = true
          path.append((next, 0))
        }
      }
    }
    return order
  }

  private mutating func derive(_ fact: Fact, at index: Int, from inputs: [Int], _ checker: Checker)
  {
    guard !inputs.isEmpty else { return }
    if inputs.contains(where: { canBeUnknown[$0] }) { canBeUnknown[index] = true }
    for input in inputs where readsDecision[index] == nil {
      readsDecision[index] = readsDecision[input]
    }
    looksOverTurns[index] =
      inputs.contains { looksOverTurns[$0] } || checker.hasWindow(fact.supply)
    guard case .definition(let id) = fact.supply else { return }
    isEveryTurn[index] =
      inputs.allSatisfy { isEveryTurn[$0] } && !looksOverTurns[index]
      && !checker.readsCalendar(id)
  }
}

extension Checker {
  fileprivate func conditions(_ supply: FactSupply) -> [Condition] {
    switch supply {
    case .definition(let id):
      guard id.offset < model.vocabulary.definitions.count else { return [] }
      let definition = model.vocabulary.definitions[id]
      return [definition.when] + definition.excepts
    case .choose(let id):
      guard id.offset < model.vocabulary.chooses.count else { return [] }
      return model.vocabulary.chooses[id].rows.compactMap { row in
        if case .when(let condition) = row.match { return condition }
        return nil
      }
    case .table, .session, .turn, .task, .agent, .builtIn: return []
    }
  }

  fileprivate func hasWindow(_ supply: FactSupply) -> Bool {
    conditions(supply).flatMap(\.tests).contains { $0.window != nil || $0.body.looksOverTurns }
  }

  fileprivate func readsCalendar(_ id: DefinitionID) -> Bool {
    conditions(.definition(id)).flatMap(\.tests).contains { test in
      switch test.body {
      case .during, .outside: true
      case .isUnknown, .isKnown, .isEmpty, .isAmong, .equals, .includes, .excludes, .before,
        .after, .inTheLast, .age, .ahead, .trend, .compare:
        false
      }
    }
  }

  /// PL0215: a definition of the decision may not serve what is read before it and after it.
  mutating func checkTwoMoments() {
    guard let knowledge = notes.knowledge else { return }
    let inputs = inputsOfFacts()
    let before = definitions(under: notes.readAtStart.members.map { FactID($0) }, inputs)
    var accused: Set<FactID> = []
    for root in notes.readAsDecided.keys.sorted() {
      guard let place = notes.readAsDecided[root] else { continue }
      for id in definitions(under: [root], inputs).intersection(before).sorted() {
        guard let read = knowledge.readsDecision[id.offset], accused.insert(id).inserted else {
          continue
        }
        say(
          NameFault.twoMoments(definition: factName(id), fact: factName(read)), at: place,
          related: [
            RelatedPlace(headPlace(model.vocabulary.facts[id].origin.place), "the definition")
          ])
      }
    }
  }

  /// Definitions among these facts, and those that they read in turn.
  ///
  /// Tables and `choose` read as of the start wherever they serve, so nothing is followed through.
  private func definitions(under roots: [FactID], _ inputs: [[Int]]) -> Set<FactID> {
    var found: Set<FactID> = []
    var open = roots
    while let next = open.popLast() {
      guard case .definition = model.vocabulary.facts[next].supply, found.insert(next).inserted
      else { continue }
      open += inputs[next.offset].map { FactID($0) }
    }
    return found
  }
}
