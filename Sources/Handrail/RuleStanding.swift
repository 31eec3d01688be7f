internal import HandrailEngine
package import HandrailExplanation

/// What became of one heading of the policy in a decision.
public struct RuleStanding: Sendable, Equatable {
  /// How it came out.
  public enum Outcome: String, Sendable {
    /// At least one of its lines counted.
    case fired
    /// It holds, and says nothing about what was asked.
    case elsewhere
    /// A test of it says no.
    case failed
    /// An exception applied.
    case excepted
    /// Its dates or its trial leave it out.
    case notInForce = "not_in_force"
    /// It holds, and a stricter line won.
    case beaten
    /// An approval that covers the task, in a tier that needs nobody.
    case needsNobody = "needs_nobody"
    /// It rests on something that is not known.
    case couldNotTell = "could_not_tell"
  }

  /// The heading's name.
  public var name: String
  /// The path of its file.
  public var file: String
  /// Its line, counted from 1.
  public var line: Int
  /// How it came out.
  public var outcome: Outcome
}

extension Answer {
  /// What became of every rule, in the order of the policy's graph; empty where the question could
  /// not be read.
  public var rules: [RuleStanding] {
    guard let decided else { return [] }
    return verdicts(of: decided, by: policy.graph).map { verdict in
      let heading = policy.graph.headings[verdict.heading]
      return RuleStanding(
        name: heading.name, file: policy.graph.policy.files[heading.file], line: heading.line,
        outcome: RuleStanding.Outcome(verdict.outcome))
    }
  }

  /// The question with its decision and trace, ready to be explained.
  package var decided: Decided? {
    guard case .decided(let question, _) = outcome else { return nil }
    let (decision, trace) = decideTracing(question, by: policy.graph)
    return Decided(question: question, decision: decision, trace: trace)
  }
}

extension RuleStanding.Outcome {
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
