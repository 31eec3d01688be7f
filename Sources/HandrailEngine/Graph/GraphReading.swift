// What nodes rest on, for walks over the graph.

extension GraphLogic {
  /// Facts that a node reads itself; repeats possible.
  package func facts(readBy node: GraphNode) -> [Int] {
    switch node {
    case .constant, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
      []
    case .isKnown(let fact), .among(let fact, _), .includes(let fact, _), .isEmpty(let fact),
      .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
      [Int(fact)]
    case .equals(let fact, let other): [Int(fact), Int(other)]
    case .compare(let position): comparisons[Int(position)].terms.map { $0.fact }
    case .trend(let position): [trends[Int(position)].fact]
    }
  }

  /// Nodes that a node is made of: its children, a table's rows, a switch's test.
  package func children(of node: GraphNode) -> [Int] {
    switch node {
    case .constant, .isKnown, .among, .includes, .isEmpty, .instant, .age, .ahead, .equals,
      .compare, .trend, .during, .between, .trial:
      []
    case .not(let child), .certainly(let child), .possibly(let child), .skipUnknown(let child),
      .applyUnknown(let child), .window(let child, _, _, _), .define(_, let child):
      [Int(child)]
    case .all(let run), .any(let run): run.offsets.map { Int(children[$0]) }
    case .anyPoint(let position): [switches[Int(position)].node]
    case .workOut(let table): tables[Int(table)].rows.map { $0.node }.filter { $0 >= 0 }
    }
  }

  /// Children, and the makers of worked-out facts that the node reads: all stand before it.
  package func rests(on position: Int) -> [Int] {
    let node = nodes[position]
    return children(of: node) + facts(readBy: node).compactMap { makers[$0] }
  }
}
