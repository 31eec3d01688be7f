internal import HandrailEngine

/// A picture while it is drawn: from the decision's fields backwards to the facts.
///
/// Nodes and facts that were drawn wait in lists until what they rest on is drawn: no recursion, so
/// a chain of any length is drawn on a small stack.
struct GraphSketch {
  let graph: DecisionGraph
  private(set) var boxes: [GraphPicture.Box] = []
  private(set) var arrows: [GraphPicture.Arrow] = []
  private var drawn: Set<String> = []
  private var drawnArrows: Set<GraphPicture.Arrow> = []
  private var waitingNodes: [Int] = []
  private var waitingFacts: [Int] = []
  /// By fact: the node that works it out, or -1.
  private var definers: [Int]

  init(of graph: DecisionGraph) {
    self.graph = graph
    definers = [Int](repeating: -1, count: graph.facts.count)
    for (position, node) in graph.logic.nodes.enumerated() {
      switch node {
      case .define(let fact, _): definers[Int(fact)] = position
      case .workOut(let table):
        for case .fact(let fact) in graph.logic.tables[Int(table)].outputs {
          definers[fact] = position
        }
      case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
        .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
        .skipUnknown, .applyUnknown, .window, .anyPoint:
        break
      }
    }
  }

  /// Draws a box once; says whether it is new.
  @discardableResult
  mutating func draw(_ id: String, _ layer: GraphPicture.Layer, _ label: [String]) -> Bool {
    guard drawn.insert(id).inserted else { return false }
    boxes.append(.init(id: id, layer: layer, label: label.filter { !$0.isEmpty }))
    return true
  }

  /// Draws an arrow once.
  mutating func connect(_ from: String, _ to: String, _ label: String = "") {
    let arrow = GraphPicture.Arrow(from: from, to: to, label: label)
    if drawnArrows.insert(arrow).inserted { arrows.append(arrow) }
  }

  /// Draws a node, unless it says nothing of its own, and an arrow from it.
  mutating func connect(node: Int, to target: String, _ label: String = "") {
    var node = node
    while let only = graph.logic.childBehindHull(node) { node = only }
    switch graph.logic.nodes[node] {
    case .constant(.yes): return
    case .define(let fact, _): connect(fact: Int(fact), to: target, label)
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .window, .anyPoint, .workOut:
      let id = "node_\(node)"
      if draw(id, graph.logic.layer(of: node), graph.label(ofNode: node)) {
        waitingNodes.append(node)
      }
      connect(id, target, label)
    }
  }

  /// Draws a fact and an arrow from it.
  mutating func connect(fact: Int, to target: String, _ label: String = "") {
    let id = "fact_\(fact)"
    if draw(id, .fact, [graph.facts[fact].name, graph.facts[fact].kindWords]) {
      waitingFacts.append(fact)
    }
    connect(id, target, label)
  }

  /// Draws a table with an arrow from each row's test.
  mutating func draw(table position: Int) {
    let table = graph.logic.tables[position]
    let id = "table_\(position)"
    let kind = table.isChoose ? "choose" : "table"
    let count = table.rows.count == 1 ? "1 row" : "\(table.rows.count) rows"
    guard draw(id, .table, ["\(kind) \(table.name)", count]) else { return }
    for row in table.rows where row.node >= 0 { connect(node: row.node, to: id, row.text) }
  }

  /// Draws on until everything that was drawn shows what it rests on.
  mutating func drawWhatLinesRestOn() {
    while true {
      if let node = waitingNodes.popLast() {
        drawInputs(ofNode: node)
      } else if let fact = waitingFacts.popLast() {
        drawDefiner(ofFact: fact)
      } else {
        return
      }
    }
  }

  private mutating func drawInputs(ofNode node: Int) {
    let id = "node_\(node)"
    for child in graph.logic.childNodes(of: node) { connect(node: child, to: id) }
    for fact in graph.logic.factsRead(by: node) { connect(fact: fact, to: id) }
    if case .during(let calendar) = graph.logic.nodes[node] {
      let box = "calendar_\(calendar)"
      draw(box, .fact, ["calendar \(graph.logic.calendars[Int(calendar)].name)"])
      connect(box, id)
    }
  }

  private mutating func drawDefiner(ofFact fact: Int) {
    guard definers[fact] >= 0 else { return }
    if case .workOut(let table) = graph.logic.nodes[definers[fact]] {
      draw(table: Int(table))
      connect("table_\(table)", "fact_\(fact)")
    } else if let child = graph.logic.childNodes(of: definers[fact]).first {
      connect(node: child, to: "fact_\(fact)")
    }
  }
}
