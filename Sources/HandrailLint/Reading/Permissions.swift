import HandrailEngine
import HandrailModel
import HandrailSource

extension EffectAction {
  /// The tasks that `ai may` gives.
  var permitted: TaskScope? {
    guard case .aiMay(let scope) = self else { return nil }
    return scope
  }

  /// The tasks that `only … may` or `nobody may` keeps from the AI.
  var restricted: TaskScope? {
    switch self {
    case .onlyHumanMay(let scope, _), .nobodyMay(let scope): scope
    case .aiMay, .aiMayOnlySuggest, .handOver, .otherwiseHandOver, .otherwiseRefuse,
      .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }

  /// The queue of a `hand over`, the `otherwise` form included.
  var handsOverTo: HandOverTarget? {
    switch self {
    case .handOver(let target), .otherwiseHandOver(let target): target
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }
}

extension Rule {
  /// In force at every moment and in every conversation, whatever is known.
  var isUnconditional: Bool {
    guarding.isAlways && startsOn == nil && endsOn == nil && (trial ?? 10_000) == 10_000
  }

  /// The tasks that its lines keep from the AI.
  var restricted: Set<TaskID> {
    effects.reduce(into: []) { $0.formUnion($1.action.restricted?.tasks ?? []) }
  }

  /// The tasks that its lines give to the AI.
  var permitted: Set<TaskID> {
    effects.reduce(into: []) { $0.formUnion($1.action.permitted?.tasks ?? []) }
  }

  /// True where a line hands the conversation over, or lets it start with a person.
  var bringsPerson: Bool {
    effects.contains { effect in
      switch effect.action {
      case .handOver, .startWithHuman: true
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseHandOver,
        .otherwiseRefuse, .bringIn, .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }
}

extension LintedPolicy {
  /// The AI holds a conversation at some time: it starts it, or is given it back.
  var aiMayTalk: Bool { model.header.startWith == .ai || !model.gates.returns.isEmpty }

  /// A rule whose last day has passed.
  func isOver(_ rule: Rule) -> Bool {
    guard let end = rule.endsOn, let today = surroundings.today else { return false }
    return end < today
  }

  /// The tasks that the AI may do by itself at some time: permitted, and not always kept from it.
  var tasksOfTheAI: Set<TaskID> {
    var tasks: Set<TaskID> = []
    var kept: Set<TaskID> = []
    for rule in model.rules where !isOver(rule) {
      tasks.formUnion(rule.permitted)
      guard rule.isUnconditional else { continue }
      kept.formUnion(rule.restricted)
      for effect in rule.effects {
        guard case .aiMayOnlySuggest(let scope) = effect.action else { continue }
        kept.formUnion(scope.tasks)
      }
    }
    return tasks.subtracting(kept)
  }

  /// Words that are spoken at every handover to a queue, whatever the rule: the handoff's.
  func handoffSpeaks(at queue: QueueID) -> Bool {
    model.duties.handoffs.contains { handoff in
      handoff.say != nil && (handoff.queues.isEmpty || handoff.queues.contains(queue))
    }
  }

  /// The queue for everybody else; `nil` in a policy that never hands over.
  var usualQueue: QueueID? { model.people.prefer?.otherwise }
}
