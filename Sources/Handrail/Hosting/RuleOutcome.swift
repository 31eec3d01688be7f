internal import HandrailEngine
internal import HandrailExplanation

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
  /// Why it counted, or did not.
  public var outcome: Outcome
  /// How many tests are the cause: those that say no, those of the exception, the undecided ones.
  public var tests: Int
}

extension Answer {
  /// What became of every heading of the policy; empty where the question could not be read.
  public var ruleOutcomes: [RuleOutcome] {
    guard case .decided(let question, _) = outcome else { return [] }
    let (decision, trace) = decideTracing(question, by: policy.graph)
    let decided = Decided(question: question, decision: decision, trace: trace)
    return verdicts(of: decided, by: policy.graph).map { verdict in
      RuleOutcome(
        name: policy.graph.headings[verdict.heading].name,
        outcome: RuleOutcome.Outcome(verdict.outcome), tests: verdict.tests.count)
    }
  }
}

extension RuleOutcome.Outcome {
  fileprivate init(_ outcome: RuleVerdict.Outcome) {
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
