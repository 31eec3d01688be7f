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
    var found: [Int] = []
    visitRests(on: position) { found.append($0) }
    return found
  }

  /// Goes over `rests(on:)`, and makes nothing.
  func visitRests(on position: Int, _ visit: (Int) -> Void) {
    func visitMaker(_ fact: Int) {
      if let maker = makers[fact] { visit(maker) }
    }
    switch nodes[position] {
    case .constant, .during, .between, .trial: break
    case .isKnown(let fact), .among(let fact, _), .includes(let fact, _), .isEmpty(let fact),
      .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
      visitMaker(Int(fact))
    case .equals(let fact, let other):
      visitMaker(Int(fact))
      visitMaker(Int(other))
    case .compare(let position):
      for term in comparisons[Int(position)].terms { visitMaker(term.fact) }
    case .trend(let position): visitMaker(trends[Int(position)].fact)
    case .not(let child), .certainly(let child), .possibly(let child), .skipUnknown(let child),
      .applyUnknown(let child), .window(let child, _, _, _), .define(_, let child):
      visit(Int(child))
    case .all(let run), .any(let run):
      for offset in run.offsets { visit(Int(children[offset])) }
    case .anyPoint(let position): visit(switches[Int(position)].node)
    case .workOut(let table):
      for row in tables[Int(table)].rows where row.node >= 0 { visit(row.node) }
    }
  }
}
