/// What some nodes come to on a question, without a decision: for searches that ask very often.
package struct NodeTruths: Sendable {
  private let holder: GraphHolder
  /// The nodes and all that they rest on, in table order.
  private let nodes: [Int]

  /// `nil` where one is read as after the decision: only a whole decision tells it.
  package init?(of roots: [Int], by graph: DecisionGraph) {
    holder = GraphHolder(graph)
    nodes = graph.logic.nodes(under: roots)
    guard !graph.duties.decidedNodes.isEmpty else { return }
    let decided = Set(graph.duties.decidedNodes)
    if nodes.contains(where: { decided.contains(Int32($0)) }) { return nil }
  }

  /// By node; those that the roots do not rest on say nothing.
  package func truths(on question: Question) -> [Truth] {
    var machine = Machine(holder, question)
    machine.judge(task: question.ask.judgedTask, among: nodes)
    return machine.truths
  }
}

extension GraphLogic {
  /// Some nodes and all that they rest on, in table order.
  func nodes(under roots: [Int]) -> [Int] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    var pending = roots
    var found: [Int] = []
    while let node = pending.popLast() {
      guard !isNeeded[node] else { continue }
      isNeeded[node] = true
      found.append(node)
      pending += rests(on: node)
    }
    // Few are sorted sooner than the whole table is gone through.
    if found.count < nodes.count / 16 { return found.sorted() }
    return nodes.indices.filter { isNeeded[$0] }
  }
}
