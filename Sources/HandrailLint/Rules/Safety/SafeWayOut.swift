import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Whoever talks to the AI can ask for a person, at any time and in any case.
  static let safeWayOut = LintRule("safe-way-out", .core, .hold) { policy in
    guard policy.aiMayTalk else { return [] }
    guard let name = policy.model.duties.disclosure?.wayOut else {
      return [policy.missingWayOut()]
    }
    guard let rule = policy.model.rules.first(where: { $0.name == name }) else { return [] }
    return policy.blockedDates(of: rule) + policy.blockingTests(of: rule)
  }
}

extension LintedPolicy {
  fileprivate func missingWayOut() -> LintFinding {
    let disclosure = headings(.disclosure).first
    return LintFinding(
      "No `way out` says how a customer asks for a person.",
      at: disclosure?.headPlace ?? headerPlace,
      because: "Who talks to the AI must be able to leave it at any time.",
      fixes: [wayOutFix(under: disclosure)])
  }

  private func wayOutFix(under disclosure: Written?) -> Fix {
    var additions = Additions(to: self)
    var title = "name the rule by which a customer asks for a person"
    var name = model.rules.first(where: looksLikeAsking)?.name
    if name == nil {
      name = freshName("asked_for_a_person")
      title = "write the rule by which a customer asks for a person"
      addAskingRule(name ?? "", to: &additions)
    }
    let line = "  way out \(name ?? "")"
    if let disclosure {
      additions.add(disclosure.insertion(afterLast: line))
    } else {
      additions.add("disclosure\n" + line, as: .disclosure)
    }
    return Fix(.fill, title, additions.edits)
  }

  private func addAskingRule(_ name: String, to additions: inout Additions) {
    var fact = model.vocabulary.facts.elements.first(where: asksForPerson)?.name
    if fact == nil {
      fact = freshName("wants_human")
      additions.add("facts\n  \(fact ?? "") is yes or no every turn", as: .facts)
    }
    var queue = usualQueue.map { self.name(of: $0) } ?? model.people.queues.elements.first?.name
    if queue == nil {
      queue = freshName("service_desk")
      additions.add(
        """
        queue \(queue ?? "")
          skills service
          if closed or waited too long
            - take message
        """, as: .queue)
    }
    let target = queue ?? ""
    if usualQueue == nil { additions.add("prefer queues otherwise \(target)", as: .prefer) }
    let say = "  say \"Of course. I'm connecting you with a colleague.\""
    additions.add(
      "rule \(name)\n  when \(fact ?? "") is yes\n  hand over to \(target)\n\(say)", as: .rule)
  }

  /// A rule that hands over on one turn fact whose name speaks of a person.
  private func looksLikeAsking(_ rule: Rule) -> Bool {
    guard rule.effects.contains(where: { $0.action.handsOverTo != nil }),
      rule.guarding.excepts.isEmpty, rule.trial == nil, rule.startsOn == nil, rule.endsOn == nil,
      let tests = rule.guarding.when?.conjuncts, tests.count == 1,
      case .isAmong(let fact, _, false) = tests[0].body, isSaid(fact)
    else { return false }
    return speaksOfPerson(model.vocabulary.facts[fact])
  }

  private func speaksOfPerson(_ fact: Fact) -> Bool {
    let persons: Set<Substring> = ["human", "person", "agent", "colleague", "operator", "somebody"]
    return fact.name.split { $0 == "_" || $0 == "." }.contains { persons.contains($0) }
  }

  /// A yes-or-no fact such as `wants_human`, of the conversation or of a turn.
  private func asksForPerson(_ fact: Fact) -> Bool {
    guard fact.domain.kind == .yesNo, fact.supply == .turn || fact.supply == .session else {
      return false
    }
    let asking: Set<Substring> = ["wants", "asks", "asked", "requests", "requested"]
    return speaksOfPerson(fact)
      && fact.name.split { $0 == "_" || $0 == "." }.contains { asking.contains($0) }
  }

  /// Dates and a trial let the way out stand for some customers or some days only.
  fileprivate func blockedDates(of rule: Rule) -> [LintFinding] {
    guard let heading = heading(at: rule.origin.place) else { return [] }
    var kinds: [NodeKind] = []
    if let start = rule.startsOn, let today = surroundings.today, today < start {
      kinds.append(.startsLine)
    }
    if rule.endsOn != nil { kinds.append(.endsLine) }
    if let trial = rule.trial, trial < 10_000 { kinds.append(.trialLine) }
    return kinds.compactMap { heading.child($0) }.map { line in
      LintFinding(
        "The way out `\(rule.name)` isn't always in force, so some customers can't use it.",
        at: line.place, because: "Who asks for a person outside of it stays with the AI.",
        fixes: [Fix(.ask, "take out `\(line.formatted)`", [line.removal])])
    }
  }

  /// Tests besides what the customer says, which have to hold too.
  fileprivate func blockingTests(of rule: Rule) -> [LintFinding] {
    guard let when = rule.guarding.when, when.mode == .all, when.entries.count > 1 else {
      return []
    }
    let entries = when.entries.map { entry -> [Test] in
      switch entry {
      case .test(let test): [test]
      case .group(let group): group.tests
      }
    }
    let said = entries.filter { $0.allSatisfy(isSaid) }.flatMap { $0 }
    // Another rule may bring a person in the other cases: then only a proof can tell.
    guard !said.isEmpty, !isAsked(said, by: rule) else { return [] }
    let others = entries.filter { tests in !tests.contains { isSaid($0) || isOfHolder($0) } }
    return others.compactMap(\.first).map { test in
      let edit = removal(of: test)
      return LintFinding(
        "The way out `\(rule.name)` also wants `\(test.text)`, so some customers can't use it.",
        at: test.origin.place, because: "Who asks for a person otherwise stays with the AI.",
        fixes: edit.map { [Fix(.ask, "take out `\(test.text)`", [$0])] } ?? [])
    }
  }

  /// Another rule that brings a person reads the customer's words too.
  private func isAsked(_ said: [Test], by rule: Rule) -> Bool {
    let facts = Set(said.flatMap(\.factsRead))
    return model.rules.contains { other in
      other.name != rule.name && other.bringsPerson
        && other.guarding.when?.factsRead.contains(where: facts.contains) == true
    }
  }

  /// The test is about what the customer says, turn by turn.
  func isSaid(_ test: Test) -> Bool {
    let facts = test.factsRead
    return !facts.isEmpty && facts.allSatisfy(isSaid)
  }

  private func isSaid(_ fact: FactID) -> Bool {
    let read = basis(of: [fact])
    return read.allSatisfy { id in
      switch model.vocabulary.facts[id].supply {
      case .turn, .builtIn(.humanRequests): true
      case .session, .task, .agent, .table, .choose, .definition, .builtIn: false
      }
    }
  }

  private func isOfHolder(_ test: Test) -> Bool {
    !test.factsRead.isEmpty
      && test.factsRead.allSatisfy { model.vocabulary.facts[$0].supply == .builtIn(.handler) }
  }
}
