// What a can't tell rests on: the unknown facts of undecided branches (`language.md` 3.4).

/// A node now, or at a judged turn.
private struct NodeAt: Hashable {
  var node: Int
  /// A position in `Machine.turns`, or -1 for now.
  var turn: Int
}

/// Walks down undecided branches with a list of its own, so that depth costs no stack.
private struct LeafSearch: ~Copyable {
  var machine: Machine
  var pending: [NodeAt]
  var seen: Set<NodeAt> = []
  var found: [FactAt: UnknownCause] = [:]

  mutating func run() {
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if truth(of: next).isUndecided {
        visit(machine.graph.logic.nodes[next.node], next.turn)
      }
    }
  }

  private mutating func truth(of entry: NodeAt) -> Truth {
    entry.turn < 0
      ? machine.truthOnDemand(entry.node) : machine.turns[entry.turn].truths[entry.node]
  }

  private mutating func visit(_ node: GraphNode, _ turn: Int) {
    let logic = machine.graph.logic
    switch node {
    case .constant, .isKnown, .during, .between, .trial: break
    case .among(let fact, _), .includes(let fact, _), .isEmpty(let fact),
      .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
      look(Int(fact), turn)
    case .equals(let fact, let other):
      look(Int(fact), turn)
      look(Int(other), turn)
    case .compare(let position):
      for term in logic.comparisons[Int(position)].terms { look(term, turn) }
    case .trend(let position):
      let trend = logic.trends[Int(position)]
      let turns = machine.lastTurns(trend.turns)
      for end in Set([turns.first ?? -1, turns.last ?? -1]) { look(trend.fact, end) }
    case .not(let child), .certainly(let child), .possibly(let child), .skipUnknown(let child),
      .applyUnknown(let child), .define(_, let child):
      pending.append(NodeAt(node: Int(child), turn: turn))
    case .all(let children), .any(let children):
      for child in children.offsets {
        pending.append(NodeAt(node: Int(logic.children[child]), turn: turn))
      }
    case .window(let child, _, let count, let restarts):
      let first = restarts ? machine.start.stretchFrom : 1
      let turns = machine.lastTurns(Int(count), notBefore: first)
      // Without any turn it is the turn that should be there.
      for position in turns.isEmpty ? [-1] : Array(turns) {
        pending.append(NodeAt(node: Int(child), turn: position))
      }
    case .anyPoint(let position):
      let entry = logic.switches[Int(position)]
      guard entry.isTurnwise else {
        return pending.append(NodeAt(node: entry.node, turn: turn))
      }
      for position in machine.turns.indices where machine.turns[position].wasSent {
        pending.append(NodeAt(node: entry.node, turn: position))
      }
      if !machine.question.frame.hasTurns { pending.append(NodeAt(node: entry.node, turn: -1)) }
    case .workOut(let table):
      for row in logic.tables[Int(table)].rows where row.node >= 0 {
        pending.append(NodeAt(node: row.node, turn: turn))
      }
    }
  }

  private mutating func look(_ term: LinearComparison.Term, _ turn: Int) {
    guard term.averageOver > 0 else { return look(term.fact, turn) }
    let turns = machine.lastTurns(term.averageOver)
    for position in turns.isEmpty ? [-1] : Array(turns) { look(term.fact, position) }
  }

  /// Notes an unknown fact, or goes on to what a worked-out one rests on.
  private mutating func look(_ fact: Int, _ turn: Int) {
    let cell = machine.cell(fact, atTurn: turn)
    guard !cell.isKnown else { return }
    let entry = machine.graph.facts[fact]
    switch entry.supply {
    case .session, .task, .agent:
      found[FactAt(fact: fact, turn: nil)] = cell.cause
    case .turn:
      // Where no turn was sent there is none to name.
      let number =
        turn >= 0 ? machine.turns[turn].number : machine.question.frame.turns.last?.number
      found[FactAt(fact: fact, turn: number)] = cell.cause
    case .computed:
      if entry.builtIn != nil {
        found[FactAt(fact: fact, turn: nil)] = cell.cause
      } else if let maker = machine.graph.logic.makers[fact] {
        let entry = NodeAt(node: maker, turn: turn)
        pending.append(entry)
        // A row that says `unknown`: nothing further down would settle it.
        if !truth(of: entry).isUndecided { found[FactAt(fact: fact, turn: nil)] = cell.cause }
      }
    }
  }
}

extension Machine {
  /// The unknown facts that undecided nodes rest on, in order of fact and turn.
  func unknownLeaves(under nodes: [Int]) -> [UncertainFact] {
    if nodes.isEmpty { return [] }
    var search = LeafSearch(
      machine: copied(), pending: nodes.map { NodeAt(node: $0, turn: -1) })
    search.run()
    return search.found.sorted {
      ($0.key.fact, $0.key.turn ?? 0) < ($1.key.fact, $1.key.turn ?? 0)
    }.map { UncertainFact(at: $0.key, cause: $0.value) }
  }
}
