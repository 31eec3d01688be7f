package import HandrailEngine

/// What became of one heading in a decision, with the tests that it failed at.
///
/// Derived from the trace alone, so that another evaluator can check it.
package struct RuleVerdict: Sendable, Equatable {
  package enum Outcome: Sendable, Equatable {
    /// At least one of its lines counted in the decision.
    case fired
    /// Its guard holds, and no line of it speaks of what was asked.
    case elsewhere
    /// A test in its guard says no.
    case failed
    /// An exception applied.
    case excepted
    case notInForce(NotInForce)
    /// Its guard holds, and these stricter lines stood in its way.
    case beaten(by: [Reason])
    /// Its guard could not be judged.
    case couldNotTell
    /// An approval that covers the task, in a tier that needs nobody.
    case needsNobody(tier: Int)

    /// Which of these it is.
    package var sort: HeadingOutcome {
      switch self {
      case .fired: .fired
      case .elsewhere: .elsewhere
      case .failed: .failed
      case .excepted: .excepted
      case .notInForce: .notInForce
      case .beaten: .beaten
      case .couldNotTell: .couldNotTell
      case .needsNobody: .needsNobody
      }
    }
  }

  package enum NotInForce: Sendable, Equatable {
    /// `starts on`, `ends on`.
    case dates
    /// `trial on`: the session's bucket, 0 to 9,999, is not below the sample's.
    case trial(bucket: Int, below: Int)
  }

  /// Position in `DecisionGraph.headings`.
  package var heading: Int
  package var lines: [LineVerdict]
  package var outcome: Outcome
  /// The tests that are the cause of the outcome: those that say no for `failed`, those of the
  /// exception for `excepted`, the undecided ones for `couldNotTell`; in the author's order.
  package var tests: [SeenTest]
  /// The facts without a value on which an undecided guard rests, in order of fact and turn.
  package var unknown: [UnknownSeen]

  /// The nodes of those tests.
  package var nodes: [Int] { tests.map(\.node) }
}

/// What one line of a heading came to.
package struct LineVerdict: Sendable, Equatable {
  package enum Line: Sendable, Equatable {
    /// Position in `DecisionGraph.effects`.
    case effect(Int)
    /// Position in `GraphGates.firsts`.
    case first(Int)
    /// Position in `GraphGates.returns`.
    case comesBack(Int)
    /// A line of a duty.
    case duty(DutyLine)
    /// Position in `GraphGates.approvals`.
    case approval(Int)
    /// Position in `GraphGates.offers`.
    case offer(Int)
  }

  package var line: Line
  package var truth: Truth
  /// It is about the task that was asked, or about the conversation.
  package var isAsked: Bool
  /// It counted in the decision.
  package var isDeciding: Bool
  package var isBeaten: Bool
}
