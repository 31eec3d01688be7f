/// A graph behind one reference: whoever hands on the graph itself counts each of its tables.
package final class GraphHolder: Sendable {
  package let graph: DecisionGraph
  /// By position in the graph's approvals.
  let approvalNames: [String]
  /// Facts that hosts send: of the session, of turns and of tasks.
  let sentFacts: [Int]
  /// Scores of a turn that tell of feeling: those marked so, or all where none is.
  let feelings: [Int]
  /// Built-in facts that are read as they are after the decision.
  let decidedFacts: [Int]

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    sentFacts = graph.facts.indices.filter { graph.facts[$0].supply.isSent }
    let scores = graph.facts.indices.filter { graph.facts[$0].isTurnScore }
    let marked = scores.filter { graph.facts[$0].isEmotion }
    feelings = marked.isEmpty ? scores : marked
    decidedFacts = graph.facts.indices.filter { graph.facts[$0].isAsDecided }
    approvalNames = graph.gates.approvals.map { graph.headings[$0.heading].name }
  }
}

extension GraphSupply {
  /// A host sends it with a question, not for an agent.
  fileprivate var isSent: Bool {
    switch self {
    case .session, .turn, .task: true
    case .agent, .computed: false
    }
  }
}

extension GraphFact {
  fileprivate var isTurnScore: Bool {
    if case .turn = supply { return domain.kind == .score }
    return false
  }
}
