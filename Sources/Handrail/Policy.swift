package import HandrailEngine

/// A policy that compiled: it answers questions, and never changes.
public struct Policy: Sendable {
  package let graph: DecisionGraph

  init(graph: DecisionGraph) { self.graph = graph }

  /// As the header gives it.
  public var name: String { graph.policy.name }
  /// As the header gives it.
  public var version: Int64 { graph.policy.version }
  /// SHA-256 of the decision graph in lower-case hexadecimal: layout and comments do not count.
  public var digest: String { graph.policy.digest }
  /// The names of the tasks, in the order of the policy.
  public var tasks: [String] { graph.tasks }
}
