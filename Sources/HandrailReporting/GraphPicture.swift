package import HandrailEngine

/// A decision graph laid out for drawing: boxes in layers, and arrows between them.
///
/// Only what some line of the policy rests on is in it; nodes that say nothing of their own (a
/// group of one, the hull of a guard) are left out, and their arrows joined.
package struct GraphPicture: Sendable, Equatable {
  /// From left to right.
  package enum Layer: Int, Sendable, CaseIterable {
    case fact, test, logic, table, effect, field
  }

  /// Something drawn.
  package struct Box: Sendable, Equatable {
    package var id: String
    package var layer: Layer
    /// Lines of words, none of them empty.
    package var label: [String]
  }

  /// From what is read to what reads it.
  package struct Arrow: Sendable, Hashable {
    package var from: String
    package var to: String
    /// Empty where there is nothing to say.
    package var label: String
  }

  package var title: String
  package var boxes: [Box]
  package var arrows: [Arrow]

  /// Lays out a graph.
  package init(of graph: DecisionGraph) {
    var sketch = GraphSketch(of: graph)
    sketch.drawLines()
    sketch.drawDuties()
    sketch.drawWhatLinesRestOn()
    title = "\(graph.policy.name) \(graph.policy.version)"
    boxes = sketch.boxes.enumerated().sorted {
      ($0.element.layer.rawValue, $0.offset) < ($1.element.layer.rawValue, $1.offset)
    }.map(\.element)
    arrows = sketch.arrows
  }
}
