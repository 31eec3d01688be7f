import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// What we keep about a customer is changed only for somebody we know.
  static let safeIdentityFirst = LintRule("safe-identity-first", .standard, .note) { policy in
    let identity = policy.factsResting { $0.marks.contains("identity") }
    guard !identity.isEmpty else { return [] }
    let asking = policy.tasksThatRead(identity)
    let open = policy.tasksOfTheAI.filter {
      policy.changesCustomerData($0) && !asking.contains($0)
    }
    guard !open.isEmpty else { return [] }
    return policy.model.rules.flatMap { rule in
      rule.effects.compactMap { effect -> LintFinding? in
        let tasks = (effect.action.permitted?.tasks ?? []).intersection(open)
        guard !tasks.isEmpty, !policy.isOver(rule) else { return nil }
        let names = policy.names(of: tasks)
        return LintFinding(
          "`\(rule.name)` lets the AI do \(listedBriefly(names)) for anybody.",
          at: policy.place(naming: names, in: effect),
          because: "What belongs to a customer is changed only once we know who asks.",
          fixes: policy.identityFixes(of: rule, tasks: tasks))
      }
    }
  }
}

extension LintedPolicy {
  /// Tasks of which some line reads who the customer is; handovers count for all.
  fileprivate func tasksThatRead(_ identity: Set<FactID>) -> Set<TaskID> {
    func reads(_ conditions: [Condition]) -> Bool {
      conditions.contains { $0.factsRead.contains(where: identity.contains) }
    }
    var tasks: Set<TaskID> = []
    for rule in model.rules where reads(rule.guarding.conditions) {
      if rule.effects.contains(where: { $0.action.handsOverTo != nil }) {
        return Set(model.vocabulary.tasks.indices)
      }
      tasks.formUnion(rule.permitted)
      tasks.formUnion(rule.restricted)
    }
    for first in model.gates.firsts {
      let until = first.until.map { [$0] } ?? []
      let named = (first.ask + first.confirm).contains(where: identity.contains)
      if named || reads(first.guarding.conditions + until) {
        tasks.formUnion(first.covers.tasks)
      }
    }
    for approval in model.gates.approvals where reads(approval.guarding.conditions) {
      tasks.formUnion(approval.covers.tasks)
    }
    return tasks
  }

  /// Its name says so, as `change_address` does; any other name is left alone.
  fileprivate func changesCustomerData(_ task: TaskID) -> Bool {
    let words = name(of: task).split { $0 == "_" || $0 == "." }
    let verbs: Set<Substring> = [
      "change", "update", "modify", "edit", "amend", "replace", "reset", "correct",
    ]
    let data: Set<Substring> = [
      "address", "email", "phone", "mobile", "surname", "password", "passcode", "pin", "bank",
      "iban", "payee", "beneficiary", "holder", "birthday", "passport",
    ]
    guard let verb = words.first, verbs.contains(verb) else { return false }
    return words.dropFirst().contains(where: data.contains)
  }

  /// `when` with a fact of identity, where all that the rule gives needs it.
  fileprivate func identityFixes(of rule: Rule, tasks: Set<TaskID>) -> [Fix] {
    guard let test = identityTest, let heading = heading(at: rule.origin.place) else { return [] }
    let title = "ask for `\(test)` first; or give these tasks a rule of their own"
    if let when = heading.child(.whenLine) {
      return when.addition(of: test).map { [Fix(.fill, title, [$0])] } ?? []
    }
    return [Fix(.fill, title, [heading.insertion(afterHead: "  when \(test)")])]
  }

  private var identityTest: String? {
    let facts = model.vocabulary.facts.elements.filter { $0.marks.contains("identity") }
    if let fact = facts.first(where: { $0.domain.kind == .yesNo }) { return "\(fact.name) is yes" }
    if let fact = facts.first(where: { $0.domain.kind == .level }),
      let highest = fact.domain.words.last
    {
      return "\(fact.name) is \(highest.name)"
    }
    return nil
  }
}
