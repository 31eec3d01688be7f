import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// A decision as formulas: language.md 3.5 and 3.6.
struct SymbolicDecision {
  /// Exactly one of these holds where a task or a missing one is asked about.
  var nobody: Formula
  var human: Formula
  var notYet: Formula
  var suggest: Formula
  var ai: Formula
  var isPerson: Formula
  var queue: Formula
  /// By name: open gates; approvals with each tier's quorum.
  var approvals: [String: [(quorum: [Seats], isOpen: Formula)]] = [:]
  var offers: [String: Formula] = [:]
  var firsts: [String: (isOpen: Formula, parts: [Formula])] = [:]
}

/// Lines of one version that decide.
struct SymbolicLines {
  /// A line's truth where it covers what is asked; no elsewhere.
  var permissions: [SymbolicTruth] = []
  var suggestions: [SymbolicTruth] = []
  var caps: [SymbolicTruth] = []
  var onlyHuman: [SymbolicTruth] = []
  var refusals: [SymbolicTruth] = []
  var handOvers: [(truth: SymbolicTruth, names: [Formula], isFresh: Formula)] = []
  var starts: [SymbolicTruth] = []

  init(_ encoder: ModelEncoder, readsTurns: Bool) {
    let solver = encoder.solver
    for rule in encoder.model.rules {
      let guards = encoder.guards(of: rule)
      for (place, effect) in rule.effects.enumerated() {
        let action = effect.action
        let finding = guards.finding(action)
        func covering(_ truth: SymbolicTruth) -> SymbolicTruth {
          encoder.pick(encoder.isAsked(action.scope), truth, encoder.never)
        }
        switch action {
        case .aiMay: permissions.append(covering(finding))
        case .aiMayOnlySuggest:
          suggestions.append(covering(finding))
          caps.append(covering(guards.restriction))
        case .onlyHumanMay: onlyHuman.append(covering(finding))
        case .nobodyMay, .otherwiseRefuse: refusals.append(covering(finding))
        case .handOver(let target), .otherwiseHandOver(let target):
          let called = encoder.symbols.called[rule.name]?[rule.handOverName(place)] ?? solver.no
          handOvers.append((finding, encoder.names(target), solver.not(called)))
        case .startWithHuman:
          let judged = encoder.symbols.judged[rule.name] ?? solver.no
          let counts =
            readsTurns
            ? solver.below(solver.literal(0), encoder.symbols.turnCount) : solver.yes
          starts.append(
            encoder.pick(solver.all([counts, solver.not(judged)]), finding, encoder.never))
        case .bringIn, .contactCustomer, .urgency, .needSkills: continue
        }
      }
    }
  }
}

extension ModelEncoder {
  func decision(readsTurns: Bool) -> SymbolicDecision {
    let lines = SymbolicLines(self, readsTurns: readsTurns)
    let back = waysBack()
    let isMissing = isAsking(symbols.space.taskCount + 1)
    let isTask = solver.below(symbols.asked, solver.literal(Int64(symbols.space.taskCount)))
    var decision = ruling(lines, isLimited: back.isLimited)
    decision.human = solver.any([isMissing, solver.all([isTask, decision.human])])
    let calls =
      lines.handOvers.flatMap { [$0.truth.yes, $0.truth.fault] }
      + (lines.starts + lines.onlyHuman).flatMap { [$0.yes, $0.fault] }
    let isNew = solver.same(symbols.holder, solver.literal(0))
    let holds = solver.same(symbols.holder, solver.literal(2))
    let starts = model.header.startWith == .human ? isNew : solver.no
    decision.isPerson = solver.any(
      calls + model.gates.offers.compactMap { symbols.chosen[$0.name] } + [
        decision.human, solver.all([isTask, decision.suggest]),
        solver.all([holds, solver.not(back.isDue)]), starts,
      ])
    decision.queue = queue(lines, isHeld: holds)
    addGates(to: &decision)
    return decision
  }

  private func isAsking(_ asked: Int) -> Formula {
    solver.same(symbols.asked, solver.literal(Int64(asked)))
  }

  /// Each of the rulings, as if a task is asked about.
  private func ruling(_ lines: SymbolicLines, isLimited: Formula) -> SymbolicDecision {
    let refused = solver.any(lines.refusals.map(\.yes))
    let permitting = lines.permissions + lines.suggestions
    let mayPermit = solver.any(permitting.map { solver.any([$0.yes, isOpen($0)]) })
    let needsPerson = solver.any(
      lines.onlyHuman.flatMap { [$0.yes, $0.fault] } + lines.refusals.map(\.fault)
        + [isLimited, solver.not(mayPermit)])
    let holding = lines.onlyHuman + lines.refusals + lines.handOvers.map(\.truth) + lines.starts
    let waits = solver.any(
      holding.map(isOpen) + [solver.not(solver.any(permitting.map(\.yes)))])
    let capped = solver.any(lines.caps.map { solver.not($0.no) })
    let isTask = solver.below(symbols.asked, solver.literal(Int64(symbols.space.taskCount)))
    let open = solver.all([isTask, solver.not(refused), solver.not(needsPerson)])
    return SymbolicDecision(
      nobody: solver.all([isTask, refused]),
      human: solver.all([isTask, solver.not(refused), needsPerson]),
      notYet: solver.all([open, waits]),
      suggest: solver.all([open, solver.not(waits), capped]),
      ai: solver.all([open, solver.not(waits), solver.not(capped)]),
      isPerson: solver.no, queue: solver.literal(-1))
  }

  private func waysBack() -> (isDue: Formula, isLimited: Formula) {
    let holds = solver.same(symbols.holder, solver.literal(2))
    var due: [Formula] = []
    var limiting: [Formula] = []
    for (place, way) in model.gates.returns.enumerated() {
      var parts = [
        holds, symbols.armed[place] ?? solver.no, guards(way.guarding).permission.yes,
      ]
      if let most = way.atMostTimes {
        parts.append(solver.below(symbols.taken, solver.literal(Int64(most))))
      }
      let isDue = solver.all(parts)
      due.append(isDue)
      if let tasks = way.tasks { limiting.append(solver.all([isDue, solver.not(isAsked(tasks))])) }
    }
    // What memory kept by the AI leaves to it.
    let tasks = model.vocabulary.tasks
    for (place, names) in symbols.space.limits.enumerated() {
      guard let names else { continue }
      let left = tasks.indices.filter { names.contains(tasks[$0].name) }
      limiting.append(
        solver.all([
          solver.same(symbols.limit, solver.literal(Int64(place))), solver.not(isAsked(left)),
        ]))
    }
    return (solver.any(due), solver.any(limiting))
  }

  private func queue(_ lines: SymbolicLines, isHeld holds: Formula) -> Formula {
    let queues = model.people.queues.count
    let named = (0..<queues).map { queue in
      solver.any(lines.handOvers.map { solver.all([$0.truth.yes, $0.names[queue]]) })
    }
    let fresh = (0..<queues).map { queue in
      let held = solver.same(symbols.held, solver.literal(Int64(queue)))
      let isNamed = solver.any(
        lines.handOvers.map { solver.all([$0.truth.yes, $0.names[queue], $0.isFresh]) })
      return solver.all([isNamed, solver.not(held)])
    }
    let hasQueue = solver.all([holds, solver.atMost(solver.literal(0), symbols.held)])
    let moved = solver.pick(solver.any(fresh), preferred(fresh), symbols.held)
    return solver.pick(hasQueue, moved, preferred(named))
  }

  /// One: it; several: the first preferred; none, or none preferred: `otherwise`.
  private func preferred(_ named: [Formula]) -> Formula {
    guard let prefer = model.people.prefer else { return solver.literal(-1) }
    var queue = solver.literal(Int64(prefer.otherwise.offset))
    for choice in prefer.order.reversed() {
      queue = solver.pick(named[choice.offset], solver.literal(Int64(choice.offset)), queue)
    }
    for place in named.indices {
      let others = named.indices.filter { $0 != place }.map { solver.not(named[$0]) }
      queue = solver.pick(
        solver.all([named[place]] + others), solver.literal(Int64(place)), queue)
    }
    return queue
  }

  // Gates.

  private func addGates(to decision: inout SymbolicDecision) {
    let isAI = solver.not(decision.isPerson)
    let isRead = solver.not(decision.nobody)
    for gate in model.gates.approvals {
      let applies = solver.all([
        isRead, isAsked(gate.covers.tasks), solver.not(guards(gate.guarding).restriction.no),
      ])
      decision.approvals[gate.name] = tiers(of: gate).map { quorum, isTier in
        (quorum, quorum.isEmpty ? solver.no : solver.all([applies, isTier]))
      }
    }
    for gate in model.gates.offers {
      decision.offers[gate.name] = solver.all([
        isAI, decision.ai, isAsked(gate.covers.tasks),
        solver.not(guards(gate.guarding).restriction.no),
      ])
    }
    for gate in model.gates.firsts {
      let unknown = (gate.ask + gate.confirm).map { fact in
        let cell = cell(fact)
        return solver.any([cell.isOpen, cell.isFault])
      }
      let waits = gate.until.map { solver.not(condition($0).yes) } ?? solver.no
      let always = gate.tasksToDo.isEmpty && gate.confirm.isEmpty ? solver.no : solver.yes
      let isOpen = solver.all([
        isAI, isRead, isAsked(gate.covers.tasks),
        solver.not(guards(gate.guarding).restriction.no), solver.any(unknown + [waits, always]),
      ])
      decision.firsts[gate.name] = (isOpen, [waits] + unknown)
    }
  }

  /// Each tier, with where it is the one.
  private func tiers(of gate: Approval) -> [([Seats], Formula)] {
    guard let measure = gate.measure else { return [(gate.tiers[0].quorum, solver.yes)] }
    let fact = measure.terms[0].fact
    let cell = cell(fact)
    let decimals = model.vocabulary.facts[fact].domain.decimals
    var before = solver.not(solver.any([cell.isOpen, cell.isFault]))
    return gate.tiers.enumerated().map { place, tier in
      if place == gate.tiers.count - 1 {
        return (tier.quorum, solver.any([before, cell.isOpen, cell.isFault]))
      }
      let limit = solver.literal(tier.atMost?.scaled(to: decimals) ?? .max)
      let fits = solver.all([before, solver.atMost(cell.value, limit)])
      before = solver.all([before, solver.below(limit, cell.value)])
      return (tier.quorum, fits)
    }
  }
}
