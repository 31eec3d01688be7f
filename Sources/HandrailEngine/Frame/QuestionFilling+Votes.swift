// Events about approvals, and about who takes part in the conversation.

extension SessionEvent.Kind {
  /// Keys of such an event besides `id`, `at`, `kind` and `who`.
  var ownKeys: [String] {
    switch self {
    case .asked, .withdraw: ["gate", "instance"]
    case .vote: ["gate", "instance", "vote", "reason"]
    case .join, .leave: []
    case .done, .confirmed, .declined, .noAnswer: ["task", "gate", "instance"]
    case .answer, .remembered: ["task", "gate", "instance", "option", "by"]
    }
  }

  /// It is about an approval, or about who takes part.
  var isForApproval: Bool {
    switch self {
    case .asked, .vote, .withdraw, .join, .leave: true
    case .done, .confirmed, .declined, .noAnswer, .answer, .remembered: false
    }
  }
}

extension QuestionFilling {
  /// Fills in what an event about approvals says; false where the policy has no such gate.
  mutating func fillVote(
    _ read: inout SessionEvent, _ event: Int, _ path: String
  ) throws(QuestionRefusal) -> Bool {
    read.who = try text(try member("who", of: event, path), "\(path).who")
    switch read.kind {
    case .join, .leave: return true
    case .vote: try fillBallot(&read, event, path)
    case .asked, .withdraw, .done, .confirmed, .declined, .noAnswer, .answer, .remembered: break
    }
    let gate = try member("gate", of: event, path)
    read.gate = try text(gate, "\(path).gate")
    read.instance = try text(try member("instance", of: event, path), "\(path).instance")
    let isKnown = graph.gates.approvals.contains {
      graph.headings[$0.heading].name.utf8.elementsEqual(read.gate.utf8)
    }
    if !isKnown {
      add(fault(gate, "\(path).gate", .outOfRange, "the policy has no such approval"))
    }
    return isKnown
  }

  private func fillBallot(
    _ read: inout SessionEvent, _ event: Int, _ path: String
  ) throws(QuestionRefusal) {
    let vote = try member("vote", of: event, path)
    switch try text(vote, "\(path).vote") {
    case "approve": read.isApproval = true
    case "refuse": read.isApproval = false
    case _:
      throw refusal(
        vote, "\(path).vote", "\(document.described(vote)) is no vote",
        "write \"approve\" or \"refuse\"")
    }
    guard let reason = document.member("reason", of: event), !document.isWrittenAbsence(reason)
    else { return }
    guard document.isText(reason) else {
      throw refusal(
        reason, "\(path).reason", "a reason is a text; found \(document.described(reason))",
        "write it in quotes")
    }
    read.words = document.string(of: reason)
  }
}
