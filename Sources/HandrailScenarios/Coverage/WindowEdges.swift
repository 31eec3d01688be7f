package import HandrailEngine
package import HandrailExplanation

/// How many turns counted in each window, in the decisions that an `expect` speaks of.
package struct WindowEdges: Sendable {
  /// A window of the policy.
  package struct Entry: Sendable {
    /// Position in the graph's files.
    package var file: Int
    package var line: Int
    /// The test as its author wrote it.
    package var text: String
    package var atLeast: Int
    /// A decision had exactly as many turns as it needs.
    package var isSeenAtLimit = false
    /// A decision had one turn fewer.
    package var isSeenBelow = false
    /// A window may stand twice in the graph, once restarting.
    fileprivate var nodes: [Int] = []
  }

  package private(set) var entries: [Entry] = []
  private let graph: DecisionGraph

  package init(of graph: DecisionGraph) {
    self.graph = graph
    var known: [String: Int] = [:]
    for node in graph.logic.nodes.indices {
      guard case .window(_, let atLeast, _, _) = graph.logic.nodes[node] else { continue }
      let origin = graph.logic.origins[node]
      guard origin.line > 0, !origin.text.isEmpty else { continue }
      let key = "\(origin.file):\(origin.line):\(origin.text)"
      let position = known[key] ?? entries.count
      if position == entries.count {
        known[key] = position
        entries.append(
          Entry(
            file: Int(origin.file), line: Int(origin.line), text: origin.text,
            atLeast: Int(atLeast)))
      }
      entries[position].nodes.append(node)
    }
  }

  /// Takes in a decision that an `expect` speaks of.
  package mutating func see(_ decided: Decided) {
    for position in entries.indices {
      for node in entries[position].nodes {
        guard let count = count(of: node, in: decided.trace) else { continue }
        if count == entries[position].atLeast { entries[position].isSeenAtLimit = true }
        if count == entries[position].atLeast - 1 { entries[position].isSeenBelow = true }
      }
    }
  }

  /// The turns of the window where its test was yes; `nil` where a change of handler cut it short.
  private func count(of node: Int, in trace: Trace) -> Int? {
    guard case .window(let child, let atLeast, let length, _) = graph.logic.nodes[node],
      let last = trace.turns.last?.number, node < trace.truths.count
    else { return nil }
    let inner = Int(child)
    let turns = trace.turns.filter { turn in
      turn.number > last - Int(length) && inner < turn.truths.count && turn.truths[inner] == .yes
    }
    let isReached = turns.count >= Int(atLeast)
    return isReached == (trace.truths[node] == .yes) ? turns.count : nil
  }
}
