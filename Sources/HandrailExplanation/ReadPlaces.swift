import HandrailEngine

/// A test that can bear on the decision, judged now or at a turn of a window.
struct JudgedTest: Hashable {
  var node: Int
  /// `nil`: now.
  var turn: Int?
}

extension Evidence {
  /// Every test below some nodes, through windows turn by turn, switches, definitions and tables.
  func testsBearing(on roots: [Int]) -> [JudgedTest] {
    var found: [JudgedTest] = []
    var pending = roots.reversed().map { JudgedTest(node: $0, turn: nil) }
    var seen: Set<JudgedTest> = []
    while let next = pending.popLast() {
      guard graph.logic.nodes.indices.contains(next.node), seen.insert(next).inserted else {
        continue
      }
      let facts = directFacts(of: next.node)
      if !facts.isEmpty { found.append(next) }
      for fact in facts {
        guard let maker = graph.logic.makers[fact.fact] else { continue }
        pending.append(JudgedTest(node: maker, turn: next.turn))
      }
      pending += inTurn(graph.logic.children(of: graph.logic.nodes[next.node]), of: next).reversed()
    }
    return found
  }

  private func inTurn(_ children: [Int], of parent: JudgedTest) -> [JudgedTest] {
    switch graph.logic.nodes[parent.node] {
    case .window(_, _, let of, let restarts):
      return turns(ofLast: Int(of), restarts: restarts).filter(\.wasSent).flatMap { turn in
        children.map { JudgedTest(node: $0, turn: turn.number) }
      }
    case .anyPoint(let position) where graph.logic.switches[Int(position)].isTurnwise:
      return trace.turns.filter(\.wasSent).flatMap { turn in
        children.map { JudgedTest(node: $0, turn: turn.number) }
      }
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .anyPoint, .define, .workOut:
      return children.map { JudgedTest(node: $0, turn: parent.turn) }
    }
  }

  /// Where a test reads its facts: a turn fact at each turn that was sent.
  func places(readBy test: JudgedTest) -> [FactAt] {
    directFacts(of: test.node).flatMap { read -> [FactAt] in
      guard case .turn = graph.facts[read.fact].supply else {
        return [FactAt(fact: read.fact, turn: nil)]
      }
      let turns: [Int]
      if read.averageOver > 0 {
        turns = self.turns(ofLast: read.averageOver).filter(\.wasSent).map(\.number)
      } else {
        turns = [test.turn ?? sentTurn].filter { $0 > 0 }
      }
      return turns.map { FactAt(fact: read.fact, turn: $0) }
    }
  }

  /// Every test that reads a fact and can bear on the decision.
  func testsReading(_ fact: Int) -> [JudgedTest] {
    let (near, far) = bearingNodes()
    return testsBearing(on: near + far).filter { test in
      directFacts(of: test.node).contains { $0.fact == fact }
    }
  }

  /// Lines and gates that bear on what was asked, those that stand in the AI's way or let it do the
  /// task before the rest.
  func bearingNodes() -> (near: [Int], far: [Int]) {
    var near: [Int] = []
    var far: [Int] = []
    for (position, effect) in graph.effects.enumerated() where isAsked(effect) {
      let nodes = [effect.node, effect.capNode].filter { $0 >= 0 }
      let isNear = isDeciding(.effect(position)) || blocksOrPermits(effect)
      if isNear { near += nodes } else { far += nodes }
    }
    for first in graph.gates.firsts where covers(first.scope) { far.append(first.node) }
    for approval in graph.gates.approvals where covers(approval.scope) {
      far.append(approval.node)
      far += approval.tiers.map(\.node).filter { $0 >= 0 }
    }
    for offer in graph.gates.offers where covers(offer.scope) { far.append(offer.node) }
    near += graph.gates.returns.map(\.node)
    return (near, far)
  }

  /// True for a line whose change can bring the decision nearer to the AI.
  private func blocksOrPermits(_ effect: GraphEffect) -> Bool {
    switch effect.action {
    case .aiMay, .aiMayOnlySuggest: return true
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .stopAI:
      return truth(of: effect.node) != .no
    case .bringIn, .contactCustomer, .urgency, .needSkills:
      return false
    }
  }
}
