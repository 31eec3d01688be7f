import HandrailEngine

extension Evidence {
  /// The turns that a window of so many turns looks at, the current one first.
  func turns(ofLast count: Int, restarts: Bool = false) -> [TurnTrace] {
    let first = max(currentTurn - count + 1, restarts ? firstTurnOfStretch : 1)
    return trace.turns.reversed().filter { $0.number >= first }
  }

  /// The turn from which windows of `hand over` lines count: that of the last change of handler.
  private var firstTurnOfStretch: Int {
    guard case .kept(let memory) = question.memory else { return 1 }
    return max(memory.handler.changedAtTurn, 1)
  }

  func ago(_ turn: TurnTrace) -> Int { currentTurn - turn.number }

  func truth(of node: Int, at turn: TurnTrace) -> Truth {
    turn.truths.indices.contains(node) ? turn.truths[node] : .no
  }
}
