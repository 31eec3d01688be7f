import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// A guard as each sort of line reads it.
struct SymbolicGuards {
  var restriction: SymbolicTruth
  var handOver: SymbolicTruth
  var permission: SymbolicTruth
  var otherwise: SymbolicTruth

  func finding(_ action: EffectAction) -> SymbolicTruth {
    switch action {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: permission
    case .handOver: handOver
    case .otherwiseHandOver, .otherwiseRefuse: otherwise
    case .onlyHumanMay, .nobodyMay, .startWithHuman, .bringIn, .urgency, .needSkills: restriction
    }
  }
}

extension ModelEncoder {
  /// A rule's guard; without some exceptions where `leavingOut` says so.
  func guards(of rule: Rule, leavingOut: (Int) -> Bool = { _ in false }) -> SymbolicGuards {
    var guarding = rule.guarding
    guarding.excepts = rule.guarding.excepts.enumerated().filter { !leavingOut($0.offset) }
      .map(\.element)
    return guards(guarding, inForce: all([dates(of: rule), trial(of: rule)]))
  }

  func guards(_ guarding: Guard, inForce: SymbolicTruth? = nil) -> SymbolicGuards {
    let inForce = inForce ?? always
    let when = guarding.when.map { condition($0) } ?? always
    let fresh = guarding.when.map { condition($0, restarts: true) } ?? always
    let excepts = any(guarding.excepts.map { condition($0) })
    func heading(_ truth: SymbolicTruth) -> SymbolicTruth {
      settled(all([inForce, truth]), guarding.ifUnknown)
    }
    return SymbolicGuards(
      restriction: heading(pick(excepts.yes, never, when)),
      handOver: heading(pick(excepts.yes, never, fresh)),
      permission: heading(pick(excepts.no, when, never)),
      otherwise: heading(not(settled(all([when, not(excepts)]), guarding.ifUnknown))))
  }

  private func settled(_ truth: SymbolicTruth, _ ifUnknown: IfUnknown?) -> SymbolicTruth {
    switch ifUnknown {
    case nil: truth
    case .skip?:
      SymbolicTruth(yes: truth.yes, no: solver.not(truth.yes), fault: solver.no)
    case .apply?:
      SymbolicTruth(
        yes: truth.yes, no: truth.no, fault: solver.not(solver.any([truth.yes, truth.no])))
    }
  }

  private func dates(of rule: Rule) -> SymbolicTruth {
    let zone = model.header.zone ?? .utc
    var holds: [Formula] = []
    if let date = rule.startsOn {
      let first = zone.firstSecond(of: Int64(date.daysSince1970))
      holds.append(solver.atMost(solver.literal(first), symbols.second))
    }
    if let date = rule.endsOn {
      let end = zone.firstSecond(of: Int64(date.daysSince1970) + 1)
      holds.append(solver.below(symbols.second, solver.literal(end)))
    }
    return truth(solver.all(holds))
  }

  private func trial(of rule: Rule) -> SymbolicTruth {
    guard let share = rule.trial, let bucket = symbols.buckets[rule.name] else { return always }
    let isIn = truth(solver.below(bucket, solver.literal(Int64(share))))
    let none = SymbolicTruth(yes: solver.no, no: solver.no, fault: solver.yes)
    return pick(symbols.hasSession, isIn, none)
  }

  /// By queue: whether a target names it.
  func names(_ target: HandOverTarget) -> [Formula] {
    let queues = model.people.queues.count
    let results: [Int64?]
    let name: String
    switch target {
    case .queue(let queue):
      return (0..<queues).map { $0 == queue.offset ? solver.yes : solver.no }
    case .table(let id):
      let table = model.vocabulary.tables[id]
      let column = table.outputs.firstIndex(of: .queue) ?? 0
      results = table.rows.map { $0.results[column] }
      name = table.name
    case .choose(let id):
      results = model.vocabulary.chooses[id].rows.map(\.result)
      name = model.vocabulary.chooses[id].name
    case .refuse: return (0..<queues).map { _ in solver.no }
    }
    let taken = takenRows(of: name).taken
    return (0..<queues).map { queue in
      solver.any(results.indices.filter { results[$0] == Int64(queue) }.map { taken[$0] })
    }
  }

  /// Whether the question is about one of these tasks.
  func isAsked(_ tasks: some Sequence<TaskID>) -> Formula {
    solver.any(tasks.sorted().map { solver.same(symbols.asked, solver.literal(Int64($0.offset))) })
  }
}
