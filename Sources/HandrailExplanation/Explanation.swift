package import HandrailEngine

/// Why a decision is as it is: facts only, so that any face can put them into its own form.
///
/// Everything is worked out from the decision and its trace; nothing is decided here but the
/// replays of `changes`. Deliberately absent: output formats, files, the clock.
package struct Explanation: Sendable {
  package var decision: Decision
  package var reasoning: Reasoning
  /// How the team was picked; `nil` where no person takes over.
  package var team: TeamChoice?
  /// Approvals over the task asked.
  package var approvals: [SeenApproval]
  package var changes: ChangeAnswer
  package var alsoTrue: [AlsoTrue]
  package var footing: Footing
  /// What may be told to the customer.
  package var customer: CustomerSentence
  /// One short part for each task of a survey.
  package var survey: [TaskExplanation]
}

/// What decided, what could not be told, and what became of every rule.
package struct Reasoning: Sendable {
  /// The lines and built-in defaults that decided, the handler's before the ruling's.
  package var because: [DecidingLine]
  package var doubts: [Doubt]
  /// One for each rule and each other heading that says something, in the graph's order.
  package var verdicts: [RuleVerdict]
}

/// What is known of the facts that the policy reads, for the last line of an explanation.
package struct Footing: Sendable, Equatable {
  package var known: Int
  /// Legitimately absent.
  package var unknown: Int
  /// Promised, and missing or damaged.
  package var faulty: Int
}

/// Why one task of a survey is ruled as it is.
package struct TaskExplanation: Sendable {
  package var decision: TaskDecision
  package var reasoning: Reasoning
}

/// A line, or a built-in default, that decided.
package struct DecidingLine: Sendable {
  package var reason: Reason
  /// Position in the graph's headings; `nil` for a built-in default.
  package var heading: Int?
  /// What the guard was judged on: the tests on which its answer rests.
  package var tests: [SeenTest]
  /// The exception's tests, where the line stood although an exception is written.
  package var exception: ExceptionSeen?
  /// It decided because its rule did not apply: `otherwise` lines.
  package var isOtherwise: Bool
  /// For a missing permission: the headings that could have given it, and where they failed.
  package var attempts: [RuleVerdict]
}

/// An exception that did not keep its line from applying.
package struct ExceptionSeen: Sendable {
  package var truth: Truth
  package var tests: [SeenTest]
}

/// How the queue was picked.
package struct TeamChoice: Sendable {
  package enum Means: Sendable, Equatable {
    /// Named by the line itself.
    case named
    /// Picked by a row of a table or `choose`.
    case row(SeenRow)
    /// No line that was yes named one: the policy's `otherwise`.
    case otherwise
    /// The conversation stays with the team that has it.
    case kept
  }

  package var queue: Int
  package var means: Means
  /// Headings whose lines named it.
  package var headings: [Int]
  /// Other queues that were named and come later in `prefer queues`.
  package var passedOver: [Int]
}

/// A row of a table or `choose` that gave the result.
package struct SeenRow: Sendable, Equatable {
  /// An entry of `GraphLogic.tables`.
  package var table: Int
  /// From 0.
  package var row: Int
  package var values: [SeenValue]
}

/// Something that holds and was not asked for.
package enum AlsoTrue: Sendable, Equatable {
  /// A permission holds that a stricter line beat, or that a handover overtook.
  case allowed(task: Int, headings: [Int])
  /// A gate would ask before the task.
  case gate(heading: Int, task: Int)
  /// An approval over the task that needs nobody, or did not come to its turn.
  case approval(SeenApproval)
  /// A line was yes and lost to a stricter one.
  case beaten(effect: Int)
}

/// A line that could not be judged and was counted on the safe side.
package struct Doubt: Sendable, Equatable {
  package var reason: Reason
  package var heading: Int?
  package var unknown: [UnknownSeen]
}

/// A fact without a value that some test needed.
package struct UnknownSeen: Sendable, Hashable {
  package var at: FactAt
  package var cause: UnknownCause
}

/// What the customer may be told: no scores, no sensitive or secret facts, no names of rules.
package enum CustomerSentence: Sendable, Equatable {
  case personHelps
  case personKeeps
  case personReviews
  case notHere
  case needsMore
  case firstStep
  case assistantHelps
  case assistantTalks
}
