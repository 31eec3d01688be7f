import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Nobody is kept in a chat for an answer that comes when the chat is over.
  static let moneyWaitInChat = LintRule("money-wait-in-chat", .standard, .note) { policy in
    guard let chat = policy.surroundings.chatSeconds else { return [] }
    return policy.model.gates.approvals.compactMap { approval in
      guard let within = approval.conditions.answerWithin, within.seconds > chat,
        !policy.offersCallback(instead: approval),
        let line = policy.heading(at: approval.origin.place)?.child(.answerLine)
      else { return nil }
      return LintFinding(
        "`\(approval.name)` may take longer than a live chat lasts, and offers no callback.",
        at: line.place,
        because: "The customer would wait for an answer in a chat that is long over.",
        fixes: policy.callbackFix(before: approval))
    }
  }
}

extension LintedPolicy {
  /// The customer may ask to be called back, or is when nobody answers.
  fileprivate func offersCallback(instead approval: Approval) -> Bool {
    let offered = model.gates.offers.contains {
      $0.options.contains(.callback) && !$0.covers.tasks.isDisjoint(with: approval.covers.tasks)
    }
    guard !offered, case .handOver(let target)? = approval.conditions.ifNoAnswer else {
      return offered
    }
    return queuesNamed(by: target).contains { queue in
      model.people.queues[queue].ladder.steps.contains {
        if case .callback = $0 { true } else { false }
      }
    }
  }

  fileprivate func callbackFix(before approval: Approval) -> [Fix] {
    guard usualQueue != nil else { return [] }
    var additions = Additions(to: self)
    additions.add(
      """
      offer \(freshName("call_me_back"))
      \(listLine("for", listing: names(of: approval.covers.tasks)))
        options human, ai, callback
        answer within 2 minutes
        if no answer choose callback
        say "This may take a while. Shall I carry on, or shall we call you back?"
      """, as: .offer)
    return [Fix(.fill, "offer a callback; put it in your words", additions.edits)]
  }
}
