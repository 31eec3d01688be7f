/// A graph behind one reference: whoever hands on the graph itself counts each of its tables.
final class GraphHolder: Sendable {
  let graph: DecisionGraph

  init(_ graph: DecisionGraph) { self.graph = graph }
}
