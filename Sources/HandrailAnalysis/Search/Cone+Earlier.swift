import HandrailEngine

// What nodes came to in a decision some turns before: their place is below -1.

extension Cone {
  /// The place of nodes in the decision so many turns before this one.
  static func decision(before turns: Int) -> Int { -1 - turns }

  /// How many turns before this one the decision of a place was made.
  func turnsBefore(_ back: Int) -> Int { max(0, -1 - back) }

  /// The turns that a window of a place looks at, latest first.
  func windowTurns(_ count: Int, _ back: Int) -> Range<Int> {
    let first = min(turnsBefore(back), space.mostTurns)
    return first..<min(first + count, space.mostTurns)
  }

  /// Of which turn a fact is read: only facts of turns differ from turn to turn.
  func place(of fact: Int, _ back: Int) -> Int32 {
    guard back < -1 else { return Int32(max(0, back)) }
    if case .turn = graph.facts[fact].supply { return Int32(turnsBefore(back)) }
    return 0
  }

  /// It rests on what is not followed back to an earlier decision, and may come to anything there.
  func isAnything(_ node: Int, _ back: Int) -> Bool {
    guard back < -1 else { return false }
    switch graph.logic.nodes[node] {
    case .anyPoint, .trend: return true
    case .during, .between, .trial: return !isSessionKept
    case .compare(let position):
      guard graph.logic.comparisons[Int(position)].single != nil else { return true }
    case .equals(let fact, _):
      if graph.facts[Int(fact)].domain.kind == .reference { return true }
    case .instant(let fact, _, _):
      if space.tests.isByAge[Int(fact)] { return true }
    case .constant, .isKnown, .among, .includes, .isEmpty, .age, .ahead, .not, .all, .any,
      .certainly, .possibly, .skipUnknown, .applyUnknown, .window, .define, .workOut:
      break
    }
    return graph.logic.facts(readBy: graph.logic.nodes[node]).contains { fact in
      graph.logic.makers[fact] == nil && !isFollowed(graph.facts[fact])
    }
  }

  /// What the fact was in an earlier decision is known from what it is in this one.
  private func isFollowed(_ fact: GraphFact) -> Bool {
    switch fact.supply {
    case .turn: true
    case .session, .task: isSessionKept
    case .agent: false
    case .computed:
      switch fact.builtIn {
      case .turnCount, .humanRequests, nil: false
      case .task, .handler, .now, .choice, .approval, .queueOpen, .queueFree, .queueWait, .done:
        isSessionKept && !fact.isAsDecided
      }
    }
  }
}
