package import HandrailAnalysis
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
  /// What rules that look at all that can happen search in.
  package let analysis: Analysis
  let places: HeadingPlaces

  package init(
    _ model: PolicyModel, _ graph: DecisionGraph, trees: [SyntaxTree],
    surroundings: LintSurroundings, analysis: Analysis? = nil
  ) {
    self.model = model
    self.graph = graph
    self.trees = trees
    self.surroundings = surroundings
    self.analysis = analysis ?? Analysis(graph)
    places = HeadingPlaces(model, trees)
  }
}
