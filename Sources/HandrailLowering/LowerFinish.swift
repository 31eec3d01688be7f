import HandrailEngine

extension GraphBuilder {
  /// Settles the graph and signs it.
  mutating func finish() {
    settle()
    graph.policy.digest = graphDigest(graph)
  }

  /// Notes which nodes are judged at turns and for agents.
  mutating func settle() { graph.settle() }
}
