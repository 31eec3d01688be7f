import HandrailEngine

extension Standing {
  /// The queue that takes over is this one, where a person takes over.
  mutating func goes(to queue: Int) -> Chance {
    guard let chosen = queuesChosen() else { return Chance(may: true) }
    return Chance(may: chosen.contains(queue), must: chosen == [queue])
  }

  /// The queues that may take over, where a person does; `nil`: any.
  mutating func queuesChosen() -> Set<Int>? {
    var sure: Set<Int> = []
    var possible: Set<Int> = []
    for line in lines.lines {
      guard let named = named(by: line) else { continue }
      let set = evaluation.sets[line.step]
      if set.contains(.yes) { possible.formUnion(named) }
      if set == .yes && named.count == 1 { sure.formUnion(named.subtracting([-1])) }
    }
    possible.remove(-1)
    if mayFailAtGate { return nil }
    let held = memoryIsHuman()
    var chosen: Set<Int> = []
    if held.may {
      let (called, maybeCalled) = calledBefore(possible)
      let (fresh, maybeFresh) = (
        sure.subtracting(called).subtracting(maybeCalled), possible.subtracting(called)
      )
      // A person who goes on keeps the conversation in the queue it was in.
      for kept in queuesHeld() where kept >= 0 {
        chosen.formUnion(
          choices(fresh.subtracting([kept]), maybeFresh.subtracting([kept]), whenNone: kept))
      }
    }
    if !held.must || queuesHeld().contains(-1) {
      chosen.formUnion(choices(sure, possible, whenNone: lines.side.routing.otherwise))
    }
    return chosen
  }

  /// Of queues that may be named: those that lines named before already, and those that they may
  /// have; a line that was yes in the decision before transfers nothing.
  private mutating func calledBefore(_ named: Set<Int>) -> (sure: Set<Int>, open: Set<Int>) {
    var (sure, open): (Set<Int>, Set<Int>) = ([], [])
    for queue in named.sorted() {
      let called = chance(.called(queue: Int32(queue))) { $0 == 1 }
      if called.must { sure.insert(queue) } else if called.may { open.insert(queue) }
    }
    return (sure, open)
  }

  /// Queues that a hand-over line may name, -1 where its table may give none; `nil` for every other
  /// line.
  private mutating func named(by line: TaskLines.Line) -> Set<Int>? {
    let graph = lines.space.graph
    let effect = graph.effects[line.effect]
    let queues = effect.namedQueues(graph)
    guard !queues.isEmpty else { return nil }
    guard line.tableStep >= 0 else { return Set(queues) }
    noteTable(line.tableStep)
    let rows = rowQueues(effect, line.tableStep)
    return mayNameNone(effect, line.tableStep) ? rows.union([-1]) : rows
  }

  /// What may be chosen of queues that are named for sure, or may be.
  private func choices(_ sure: Set<Int>, _ possible: Set<Int>, whenNone: Int) -> Set<Int> {
    let routing = lines.side.routing
    func choose(_ named: Set<Int>) -> Int {
      if named.count == 1, let only = named.first { return only }
      if named.isEmpty { return whenNone }
      return routing.preferred.first { named.contains($0) } ?? routing.otherwise
    }
    let open = possible.subtracting(sure)
    // A few that may be named are tried in every way; of many anything may come.
    guard open.count <= 6 else { return open.union(sure).union([routing.otherwise, whenNone]) }
    let list = open.sorted()
    var chosen: Set<Int> = []
    for mask in 0..<(1 << list.count) {
      let added = list.indices.filter { mask >> $0 & 1 != 0 }.map { list[$0] }
      chosen.insert(choose(sure.union(added)))
    }
    return chosen
  }

  /// The line's table may pick no row, or one without a queue.
  private func mayNameNone(_ effect: GraphEffect, _ step: Int) -> Bool {
    guard case .table(let position)? = effect.target, let slot = lines.tableSlots[step] else {
      return true
    }
    let table = lines.space.graph.logic.tables[position]
    guard let column = table.outputs.firstIndex(of: .queue) else { return true }
    let state = evaluation.tables[slot]
    return !state.none.isEmpty
      || state.rows.indices.contains { state.rows[$0] && table.rows[$0].results[column] == nil }
  }
}
