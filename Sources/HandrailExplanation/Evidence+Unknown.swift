import HandrailEngine

extension Evidence {
  /// A node, judged now or at a turn.
  private struct Judged: Hashable {
    var node: Int
    var turn: Int?
  }

  /// The facts without a value on which an undecided node rests, in order of fact and turn.
  ///
  /// Through groups, windows, switches, definitions and tables, down to what the host sends.
  func unknownFacts(under roots: [Int]) -> [UnknownSeen] {
    var found: Set<UnknownSeen> = []
    var pending = roots.map { Judged(node: $0, turn: nil) }
    var seen: Set<Judged> = []
    while let judged = pending.popLast() {
      guard graph.logic.nodes.indices.contains(judged.node), seen.insert(judged).inserted,
        truth(of: judged).isUndecided
      else { continue }
      pending += belowJudged(judged)
      for read in unknownReads(of: judged) {
        found.insert(read.seen)
        pending += read.deeper.map { Judged(node: $0, turn: judged.turn) }
      }
    }
    return found.filter { isSupplied($0.at.fact) }.sorted(by: comesBefore)
  }

  private func truth(of judged: Judged) -> Truth {
    guard let number = judged.turn else { return truth(of: judged.node) ?? .no }
    guard let turn = trace.turns.first(where: { $0.number == number }) else { return .no }
    return truth(of: judged.node, at: turn)
  }

  /// True for what the host sends: the unknown of a definition or a table rests on other facts.
  private func isSupplied(_ fact: Int) -> Bool {
    graph.logic.makers[fact] == nil
  }

  private func comesBefore(_ left: UnknownSeen, _ right: UnknownSeen) -> Bool {
    (left.at.fact, left.at.turn ?? -1) < (right.at.fact, right.at.turn ?? -1)
  }

  private func belowJudged(_ judged: Judged) -> [Judged] {
    switch graph.logic.nodes[judged.node] {
    case .window(let child, _, let of, let restarts):
      return turns(ofLast: Int(of), restarts: restarts).map {
        Judged(node: Int(child), turn: $0.number)
      }
    case .anyPoint(let position):
      let turnwise = graph.logic.switches[Int(position)]
      guard turnwise.isTurnwise else { return [Judged(node: turnwise.node, turn: judged.turn)] }
      return trace.turns.map { Judged(node: turnwise.node, turn: $0.number) }
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .define, .workOut:
      return graph.logic.children(of: graph.logic.nodes[judged.node]).map {
        Judged(node: $0, turn: judged.turn)
      }
    }
  }

  /// The unknown cells that a test reads, with the nodes that work them out.
  private func unknownReads(of judged: Judged) -> [(seen: UnknownSeen, deeper: [Int])] {
    var found: [(seen: UnknownSeen, deeper: [Int])] = []
    for read in directFacts(of: judged.node) {
      for turn in turnsRead(read, at: judged.turn) {
        let cell = cell(of: read.fact, turn: turn)
        guard !cell.isKnown else { continue }
        let seen = UnknownSeen(at: FactAt(fact: read.fact, turn: turn), cause: cell.cause)
        found.append((seen, workings(of: read.fact)))
      }
    }
    return found
  }

  /// The turns at which a test reads a fact; `nil` alone for what is not said turn by turn.
  private func turnsRead(_ read: ReadFact, at turn: Int?) -> [Int?] {
    guard case .turn = graph.facts[read.fact].supply else { return [nil] }
    if read.averageOver > 0 {
      let numbers = turns(ofLast: read.averageOver).map(\.number)
      return read.isTrend ? [numbers.last, numbers.first].compactMap { $0 } : numbers
    }
    if let turn { return [turn] }
    return [sentTurn > 0 ? sentTurn : nil]
  }

  private func workings(of fact: Int) -> [Int] {
    graph.logic.makers[fact].map { [$0] } ?? []
  }
}
