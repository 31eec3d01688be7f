import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

/// A condition of the policy and the heading that it stands in.
struct StandingCondition {
  enum Part: Sendable {
    case rule, definition, gate, wayBack, choice, duty, oversight, queue, promise
  }

  var part: Part
  /// It stands behind `except when`.
  var isException = false
  var condition: Condition
  var heading: Origin
}

extension LintedPolicy {
  /// Every condition of the policy; the cells of tables are not among them.
  var conditions: [StandingCondition] {
    ruleConditions + definitionConditions + gateConditions + dutyConditions + otherConditions
  }

  /// The conditions of the rules, in their order.
  var ruleConditions: [StandingCondition] {
    model.rules.flatMap { parts(of: $0.guarding, .rule, $0.origin) }
  }

  private var definitionConditions: [StandingCondition] {
    model.vocabulary.definitions.elements.flatMap { definition in
      parts(of: definition.when, definition.excepts, .definition, definition.origin)
    }
  }

  private var gateConditions: [StandingCondition] {
    let gates = model.gates
    return gates.firsts.flatMap { first in
      parts(of: first.guarding, .gate, first.origin)
        + parts(of: first.until, [], .gate, first.origin)
    }
      + gates.approvals.flatMap { parts(of: $0.guarding, .gate, $0.origin) }
      + gates.offers.flatMap { parts(of: $0.guarding, .gate, $0.origin) }
      + gates.returns.flatMap { parts(of: $0.guarding, .wayBack, $0.origin) }
  }

  private var dutyConditions: [StandingCondition] {
    let duties = model.duties
    var found: [StandingCondition] = []
    if let disclosure = duties.disclosure {
      for line in disclosure.lines {
        guard case .when(let condition) = line.when else { continue }
        found += parts(of: condition, [], .duty, disclosure.origin)
      }
    }
    for line in duties.conduct { found += parts(of: line.when, [], .duty, line.origin) }
    for handoff in duties.handoffs {
      found += parts(of: handoff.collect?.except, [], .duty, handoff.origin)
    }
    if let assist = duties.assist {
      found += parts(of: assist.guarding, .duty, assist.origin)
      for quiet in assist.quietWhen { found += parts(of: quiet, [], .duty, assist.origin) }
    }
    for oversight in duties.oversight {
      for line in oversight.lines {
        found += parts(of: line.duty.condition, [], .oversight, oversight.origin)
      }
    }
    for line in duties.afterwards { found += parts(of: line.when, [], .duty, line.origin) }
    return found
  }

  private var otherConditions: [StandingCondition] {
    var found: [StandingCondition] = []
    for choose in model.vocabulary.chooses.elements {
      for row in choose.rows {
        guard case .when(let condition) = row.match else { continue }
        found += parts(of: condition, [], .choice, choose.origin)
      }
    }
    for queue in model.people.queues.elements {
      found += parts(of: queue.agents, [], .queue, queue.origin)
    }
    for promise in model.checks.promises {
      for condition in [promise.whenever, promise.once, promise.until] {
        found += parts(of: condition, [], .promise, promise.origin)
      }
    }
    return found
  }

  private func parts(
    of guarding: Guard, _ part: StandingCondition.Part, _ heading: Origin
  ) -> [StandingCondition] {
    parts(of: guarding.when, guarding.excepts, part, heading)
  }

  private func parts(
    of when: Condition?, _ excepts: [Condition], _ part: StandingCondition.Part, _ heading: Origin
  ) -> [StandingCondition] {
    var found: [StandingCondition] = []
    if let when { found.append(StandingCondition(part: part, condition: when, heading: heading)) }
    for except in excepts {
      found.append(
        StandingCondition(part: part, isException: true, condition: except, heading: heading))
    }
    return found
  }
}

extension Oversight.Duty {
  /// When the duty stands; `nil` for one that always does or picks a share.
  var condition: Condition? {
    switch self {
    case .watch(let condition): condition
    case .reviewShare: nil
    case .review(let condition), .alert(_, let condition), .stopAI(let condition): condition
    }
  }
}

extension LintedPolicy {
  /// The facts themselves and all that they are worked out from.
  func facts(behind facts: [FactID]) -> Set<FactID> {
    var found: Set<FactID> = []
    var open = facts
    while let next = open.popLast() {
      guard found.insert(next).inserted else { continue }
      open += inputs(of: model.vocabulary.facts[next].supply)
    }
    return found
  }

  private func inputs(of supply: FactSupply) -> [FactID] {
    switch supply {
    case .definition(let id):
      let definition = model.vocabulary.definitions[id]
      return ([definition.when] + definition.excepts).flatMap(\.factsRead)
    case .table(let id, _): return model.vocabulary.tables[id].rows.flatMap(\.factsRead)
    case .choose(let id):
      return model.vocabulary.chooses[id].rows.flatMap { row -> [FactID] in
        guard case .when(let condition) = row.match else { return [] }
        return condition.factsRead
      }
    case .session, .turn, .task, .agent, .builtIn: return []
    }
  }

  /// The tests of a condition, and those of the definitions that it reads.
  func tests(under condition: Condition) -> [Test] {
    var found: [Test] = []
    var open = [condition]
    var seen: Set<DefinitionID> = []
    while let next = open.popLast() {
      found += next.tests
      for fact in next.factsRead {
        guard case .definition(let id) = model.vocabulary.facts[fact].supply,
          seen.insert(id).inserted
        else { continue }
        let definition = model.vocabulary.definitions[id]
        open += [definition.when] + definition.excepts
      }
    }
    return found
  }
}
