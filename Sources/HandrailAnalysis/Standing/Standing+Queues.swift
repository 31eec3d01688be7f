import HandrailEngine

extension Standing {
  /// The queue that takes over is this one, where a person takes over.
  mutating func goes(to queue: Int) -> Chance {
    guard let chosen = queuesChosen() else { return Chance(may: true) }
    return Chance(may: chosen.contains(queue), must: chosen == [queue])
  }

  /// The queues that may take over, where a person does; `nil`: any.
  mutating func queuesChosen() -> Set<Int>? {
    var all = NamedQueues()
    var naming: [(effect: Int, queue: Int, isSure: Bool)] = []
    for line in lines.lines {
      guard let named = named(by: line) else { continue }
      let set = evaluation.sets[line.step]
      guard set.contains(.yes) else { continue }
      let isSure = set == .yes && named.count == 1
      for queue in named where queue >= 0 {
        all.add(queue, isSure: isSure)
        naming.append((line.effect, queue, isSure))
      }
    }
    if mayFailAtGate { return nil }
    let held = memoryIsHuman()
    var fresh = NamedQueues()
    for (effect, queue, isSure) in held.may ? naming : [] {
      // A line that was yes in the decision before transfers nothing.
      let called = wasCalled(effect, queue)
      if !called.must { fresh.add(queue, isSure: isSure && !called.may) }
    }
    var chosen: Set<Int> = []
    if held.may {
      // A person who goes on keeps the conversation in the queue it was in.
      for kept in queuesHeld() where kept >= 0 {
        chosen.formUnion(
          choices(
            fresh.sure.subtracting([kept]), fresh.possible.subtracting([kept]), whenNone: kept))
      }
    }
    if !held.must || queuesHeld().contains(-1) {
      chosen.formUnion(choices(all.sure, all.possible, whenNone: lines.side.routing.otherwise))
    }
    return chosen
  }

  /// Queues that lines name for sure, or may name.
  private struct NamedQueues {
    var sure: Set<Int> = []
    var possible: Set<Int> = []

    mutating func add(_ queue: Int, isSure: Bool) {
      possible.insert(queue)
      if isSure { sure.insert(queue) }
    }
  }

  /// The line was yes in the decision before.
  private mutating func wasCalled(_ effect: Int, _ queue: Int) -> Chance {
    if lines.space.joint?.ownHandOvers.contains(effect) ?? false {
      return chance(.calledLine(effect: Int32(effect))) { $0 == 1 }
    }
    return chance(.called(queue: Int32(queue))) { $0 == 1 }
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
