import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// What cannot be undone waits for somebody's yes before the AI does it.
  static let safeIrreversibleNeedsGate = LintRule(
    "safe-irreversible-needs-gate", .standard, .hold
  ) { policy in
    let facts = policy.model.vocabulary
    var open = policy.tasksOfTheAI.filter { facts.tasks[$0].marks.contains("irreversible") }
    open.subtract(policy.gatedTasks)
    var findings: [LintFinding] = []
    for rule in policy.model.rules where !policy.isOver(rule) {
      for effect in rule.effects {
        let tasks = (effect.action.permitted?.tasks ?? []).intersection(open)
        guard !tasks.isEmpty else { continue }
        open.subtract(tasks)
        findings.append(policy.ungated(tasks, by: rule, at: effect))
      }
    }
    return findings
  }
}

extension LintedPolicy {
  /// Tasks before which somebody is asked: an approver, or the customer.
  fileprivate var gatedTasks: Set<TaskID> {
    var tasks: Set<TaskID> = []
    for approval in model.gates.approvals where approval.tiers.contains(where: \.asksSomebody) {
      tasks.formUnion(approval.covers.tasks)
    }
    for offer in model.gates.offers { tasks.formUnion(offer.covers.tasks) }
    for first in model.gates.firsts where !first.confirm.isEmpty {
      tasks.formUnion(first.covers.tasks)
    }
    return tasks
  }

  fileprivate func ungated(_ tasks: Set<TaskID>, by rule: Rule, at effect: Effect) -> LintFinding {
    let names = names(of: tasks)
    var finding = LintFinding(
      "`\(rule.name)` lets the AI do \(listedBriefly(names)), and nobody is asked first.",
      at: place(naming: names, in: effect),
      because: "It can't be undone, so a person or the customer should say yes to it.",
      fixes: gateFixes(for: names))
    let places = headings(.mark).filter { $0.lastWord?.text == "irreversible" }
      .flatMap(\.listedNames).filter { names.contains($0.text) }.map(\.place)
    finding.related = places.prefix(1).map { RelatedPlace($0, "marked as irreversible here") }
    return finding
  }

  private func gateFixes(for names: [String]) -> [Fix] {
    let covered = listLine("for", listing: names)
    let wish = names.count == 1 ? "approve_" + names[0] : "approve_what_stays"
    var additions = Additions(to: self)
    var role = model.vocabulary.roles.elements.first
    if role == nil {
      role = "supervisor"
      additions.add("roles supervisor", as: .roles)
    }
    additions.add(
      """
      approval \(freshName(wish))
      \(covered)
        needs 1 \(role ?? "supervisor")
        four eyes
        answer within 10 minutes
      """, as: .approval)
    var fixes = [Fix(.fill, "let somebody approve it; put in who and how fast", additions.edits)]
    guard usualQueue != nil else { return fixes }
    var offer = Additions(to: self)
    offer.add(
      """
      offer \(freshName("choose_who_does_it"))
      \(covered)
        options human, ai
        answer within 2 minutes
        if no answer choose human
        say "This can't be undone. Would you like a person, or shall I do it?"
      """, as: .offer)
    fixes.append(Fix(.fill, "let the customer choose; put it in your words", offer.edits))
    return fixes
  }
}

extension Tier {
  /// It takes at least one person.
  var asksSomebody: Bool { !quorum.isEmpty }
}
