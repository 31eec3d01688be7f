/// A graph behind one reference: whoever hands on the graph itself counts each of its tables.
package final class GraphHolder: Sendable {
  package let graph: DecisionGraph
  /// By position in the graph's approvals.
  let approvalNames: [String]

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    approvalNames = graph.gates.approvals.map { graph.headings[$0.heading].name }
  }
}
