/// A promise as proofs read it; no decision looks at it.
package struct GraphPromise: Sendable {
  package enum Outcome: Sendable, Equatable {
    case ai
    case suggest
    /// A queue's position; `nil`: any.
    case human(queue: Int?)
    case nobody
    /// So many people or more, open or granted.
    case approval(people: Int)
    /// Position in `GraphGates.offers`.
    case offer(Int)
    /// Position in `GraphGates.firsts`.
    case first(Int)
    case ask
    case urgency(UInt8)
    case alert(role: String)
    case watch
    /// The name of the heading that is spoken.
    case say(String)
    /// Position in the graph's facts.
    case carry(Int)
  }

  package struct Expectation: Sendable {
    package var isNever: Bool
    /// Any of them.
    package var outcomes: [Outcome]
    /// Tasks that it speaks of; `nil`: whatever is asked.
    package var tasks: TaskSet?
    package var withinTurns: Int?
    package var text: String

    package init(isNever: Bool, outcomes: [Outcome], text: String) {
      self.isNever = isNever
      self.outcomes = outcomes
      self.text = text
    }
  }

  package var name: String
  /// Position in `PolicyIdentity.files`.
  package var file: Int
  package var line: Int
  /// Nodes; -1 where the promise has no such line.
  package var whenever = -1
  package var once = -1
  package var until = -1
  package var expectations: [Expectation] = []

  package init(name: String, file: Int, line: Int) {
    self.name = name
    self.file = file
    self.line = line
  }
}

/// A policy's graph with the conditions of its promises beside its own nodes.
///
/// It decides as the graph without them does, and is never published: its promises' switches are
/// remembered too.
package struct PromisedGraph: Sendable {
  package var graph: DecisionGraph
  package var promises: [GraphPromise]

  package init(graph: DecisionGraph, promises: [GraphPromise]) {
    self.graph = graph
    self.promises = promises
  }
}
