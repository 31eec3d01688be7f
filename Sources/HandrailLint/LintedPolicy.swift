package import HandrailEngine
package import HandrailModel
package import HandrailSyntax

/// What the rules look at: a checked policy without stops, and what is known of its surroundings.
package struct LintedPolicy: Sendable {
  package let model: PolicyModel
  package let graph: DecisionGraph
  /// One for each file of the model, in its order.
  package let trees: [SyntaxTree]
  package let surroundings: LintSurroundings

  package init(
    _ model: PolicyModel, _ graph: DecisionGraph, trees: [SyntaxTree],
    surroundings: LintSurroundings
  ) {
    self.model = model
    self.graph = graph
    self.trees = trees
    self.surroundings = surroundings
  }
}
