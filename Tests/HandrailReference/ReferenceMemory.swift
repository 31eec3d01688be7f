package import HandrailEngine

/// What a session remembers, by names: comparable with the product's memory whatever its positions.
package struct ReferenceMemory: Sendable, Equatable {
  package var session: String?
  package var policy: String
  package var sequence: Int
  package var at: Moment
  package var handlerIsHuman: Bool
  package var queue: String?
  package var changedAtTurn = 0
  package var lastTurn = 0
  /// By the test's words; a name that is absent is *no*.
  package var switches: [String: Truth] = [:]
  package var returnsTaken = 0
  /// `return LINE`.
  package var armed: Set<String> = []
  package var returnTasks: Set<String>?
  /// `RULE#LINE`.
  package var judgedStarts: Set<String> = []
  /// `RULE#LINE`.
  package var yesHandOvers: Set<String> = []
  package var humanRequests = 0
  package var humanRequestsUnsure = Truth.no
  package var done: Set<String> = []
  package var confirmations: [Confirmation] = []

  package init(
    session: String?, policy: String, sequence: Int, at: Moment, handlerIsHuman: Bool
  ) {
    self.session = session
    self.policy = policy
    self.sequence = sequence
    self.at = at
    self.handlerIsHuman = handlerIsHuman
  }
}

/// The memory that comes with a question.
package enum ReferenceMemoryGiven: Sendable {
  case new
  case kept(ReferenceMemory)
  case unusable
  case absent
}

extension ReferenceMemory {
  /// Every field in words, sorted, for comparing and printing.
  package var lines: [String] {
    var lines = [
      "memory session: \(session ?? "-")", "memory policy: \(policy)",
      "memory sequence: \(sequence)", "memory at: \(at.microseconds)",
      "memory handler: \(handlerIsHuman ? "human" : "ai")", "memory queue: \(queue ?? "-")",
      "memory changed at turn: \(changedAtTurn)", "memory last turn: \(lastTurn)",
      "memory returns taken: \(returnsTaken)", "memory human requests: \(humanRequests)",
      "memory human requests unsure: \(humanRequestsUnsure)",
      "memory armed: \(armed.sorted())", "memory judged starts: \(judgedStarts.sorted())",
      "memory yes hand overs: \(yesHandOvers.sorted())", "memory done: \(done.sorted())",
      "memory return tasks: \(returnTasks.map { "\($0.sorted())" } ?? "all")",
    ]
    for (name, truth) in switches.sorted(by: { $0.key < $1.key }) {
      lines.append("memory switch: \(name): \(truth)")
    }
    for confirmation in confirmations {
      lines.append(
        "memory confirmation: \(confirmation.gate) \(confirmation.instance) "
          + "\(confirmation.answer) \(confirmation.at.microseconds) used by "
          + (confirmation.usedBy.map { "'\($0)'" } ?? "nobody"))
    }
    return lines
  }
}
