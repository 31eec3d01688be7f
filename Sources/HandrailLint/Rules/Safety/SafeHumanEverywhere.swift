import HandrailAnalysis
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Whoever goes on asking for a person comes to one, from every state and at every hour.
  static let safeHumanEverywhere = LintRule("safe-human-everywhere", .core, .hold) { policy in
    guard policy.aiMayTalk, let rule = policy.wayOutRule, rule.bringsPerson,
      rule.guarding.excepts.isEmpty, safeWayOut.find(policy).isEmpty
    else { return [] }
    let answer = policy.analysis.wayOutLeads(within: rule.turnsToAsk)
    // That a rule can never apply is said of every rule.
    if case .neverAsked = answer { return [] }
    guard let complaint = answer.complaint(policy.analysis.graph) else { return [] }
    return [
      LintFinding(
        complaint.headline,
        at: policy.heading(at: rule.origin.place)?.headPlace ?? policy.headerPlace,
        because: complaint.breach == nil
          ? complaint.reason : complaint.reason + " `handrail prove` shows the conversation.",
        fixes: complaint.isOpen ? [] : policy.askingFixes(rule))
    ]
  }
}

extension Rule {
  /// The turns of its longest window, and at least as many as a proof looks at.
  fileprivate var turnsToAsk: Int {
    let windows = (guarding.when?.tests ?? []).map { test in
      if case .turns(_, let count) = test.window { count } else { 1 }
    }
    return windows.reduce(Analysis.usualTurnsToPerson, max)
  }
}

extension LintedPolicy {
  fileprivate var wayOutRule: Rule? {
    guard let name = model.duties.disclosure?.wayOut else { return nil }
    return model.rules.first { $0.name == name }
  }

  /// A rule that brings a person on the customer's words alone.
  fileprivate func askingFixes(_ rule: Rule) -> [Fix] {
    guard let when = rule.guarding.when, when.mode == .all,
      let target = rule.effects.lazy.compactMap({ $0.action.handsOverTo }).first,
      let queue = queuesNamed(by: target).first
    else { return [] }
    let said = when.tests.filter(isSaid).map(\.text)
    let say = words(of: rule) ?? "say \"Of course. I'm connecting you with a colleague.\""
    guard !said.isEmpty, said.count < when.tests.count,
      !isSpokenOtherwise(said, at: queue, say)
    else { return [] }
    var additions = Additions(to: self)
    let name = freshName("asked_again")
    additions.add(
      """
      rule \(name)
        when \(said.joined(separator: " and "))
        hand over to \(self.name(of: queue))
        \(say)
      """, as: .rule)
    return [Fix(.ask, "write a rule on the customer's words alone", additions.edits)]
  }

  private func words(of rule: Rule) -> String? {
    heading(at: rule.origin.place)?.child(.sayLine)?.formatted
  }

  /// A rule of the same queue that asks for no less would say something else to the customer.
  private func isSpokenOtherwise(_ said: [String], at queue: QueueID, _ say: String) -> Bool {
    model.rules.contains { rule in
      let tests = Set((rule.guarding.when?.tests ?? []).map(\.text))
      let isAt = rule.effects.contains {
        $0.action.handsOverTo.map { queuesNamed(by: $0).contains(queue) } ?? false
      }
      return isAt && tests.isSuperset(of: said) && words(of: rule).map { $0 != say } ?? false
    }
  }
}
