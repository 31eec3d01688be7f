internal import HandrailEngine
package import HandrailExplanation

/// What became of one heading of a policy in a decision.
public struct RuleOutcome: Sendable, Equatable {
  /// Why it counted, or did not.
  public enum Outcome: String, Sendable {
    /// At least one of its lines counted.
    case fired
    /// It holds, and no line of it speaks of what was asked.
    case elsewhere
    /// A test says no.
    case failed
    /// An exception applied.
    case excepted
    /// By its dates or its trial it does not count now.
    case notInForce = "not_in_force"
    /// It holds, and stricter lines stood in its way.
    case beaten
    /// It could not be judged.
    case couldNotTell = "could_not_tell"
    /// An approval in a tier that needs nobody.
    case needsNobody = "needs_nobody"
  }

  /// The heading's name.
  public var name: String
  /// The path of its file.
  public var file: String
  /// Its line, counted from 1.
  public var line: Int
  /// Why it counted, or did not.
  public var outcome: Outcome

  init(_ heading: Int, _ outcome: Outcome, in graph: DecisionGraph) {
    name = graph.headings[heading].name
    file = graph.policy.files[graph.headings[heading].file]
    line = graph.headings[heading].line
    self.outcome = outcome
  }
}

extension Answer {
  /// What became of every heading that says something, in the order of the policy's graph; empty
  /// where the question could not be read.
  ///
  /// The question is decided once more. A host that asks often keeps `RuleOutcomes` instead.
  public var ruleOutcomes: [RuleOutcome] {
    guard let decided else { return [] }
    return HandrailExplanation.outcomes(of: decided, by: policy.graph).map {
      RuleOutcome($0.heading, RuleOutcome.Outcome($0.outcome), in: policy.graph)
    }
  }

  /// The tests that are the cause of what became of a rule, by place among `ruleOutcomes`, as their
  /// author wrote them: those that say no, those of the exception, the undecided ones.
  ///
  /// The question is decided once more, and only this rule is looked into.
  public func tests(ofRule rule: Int) -> [String] {
    guard let decided else { return [] }
    let told = policy.graph.headings.indices.filter { policy.graph.headings[$0].kind.saysSomething }
    guard told.indices.contains(rule) else { return [] }
    let verdict = HandrailExplanation.verdict(of: told[rule], in: decided, by: policy.graph)
    return verdict.tests.map { $0.text }
  }

  /// The question with its decision and trace, ready to be explained.
  package var decided: Decided? {
    guard case .decided(let question, _) = outcome else { return nil }
    let (decision, trace) = decideTracing(question, by: policy.graph)
    return Decided(question: question, decision: decision, trace: trace)
  }
}

extension RuleOutcome.Outcome {
  init(_ outcome: HeadingOutcome) {
    switch outcome {
    case .fired: self = .fired
    case .elsewhere: self = .elsewhere
    case .failed: self = .failed
    case .excepted: self = .excepted
    case .notInForce: self = .notInForce
    case .beaten: self = .beaten
    case .couldNotTell: self = .couldNotTell
    case .needsNobody: self = .needsNobody
    }
  }
}
