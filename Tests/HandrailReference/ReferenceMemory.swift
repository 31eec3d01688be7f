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
  package var requests: [ReferenceRequest] = []
  package var offers: [ReferenceOffer] = []
  /// People who joined the conversation, in canonical form.
  package var joined: [String] = []
  package var isDisclosed = false
  package var suggestedTurns: [Int] = []

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
    lines += requests.map(\.line) + offers.map(\.line)
    lines.append("memory joined: \(joined.map(canonical).sorted())")
    lines.append("memory disclosed: \(isDisclosed), suggested in turns: \(suggestedTurns)")
    return lines
  }
}

extension ReferenceRequest {
  var line: String {
    let inOrder = votes.sorted { ($0.at, canonical($0.who)) < ($1.at, canonical($1.who)) }
    let votes = inOrder.map { vote in
      "\(canonical(vote.who)) \(text(vote.at)) \(vote.roles.sorted()) '\(vote.words)'"
    }
    return
      "memory request: \(gate) \(task) tier \(tier) asked \(text(askedAt)) by "
      + "\(askedBy.map(canonical) ?? "ai") until \(text(answerBy)) \(state.name) "
      + "at \(text(endedAt)) refused by \(refusedBy.map(canonical) ?? "-") "
      + "used by \(usedBy.map { "'\($0)'" } ?? "nobody") votes \(votes) \(instance)"
  }
}

extension ReferenceOffer {
  var line: String {
    "memory offer: \(gate) \(manner.rawValue) shown \(text(shownAt)) until \(text(answerBy)) "
      + "choice \(choice?.name ?? "-") at \(text(chosenAt)) by '\(by)' \(instance)"
  }
}
