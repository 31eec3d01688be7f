import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// The second oracle: the checked model as formulas over whole domains, settled by Z3.
///
/// It shares with brute force the bounds of `Space` (how many turns, what memory may hold), and
/// nothing of how conditions, tables, guards and decisions are read. An answer is nothing where Z3
/// gives up within a fixed number of steps.
package final class Z3Oracle {
  private let small: SmallPolicy
  private let solver: Solver
  private let encoder: ModelEncoder
  /// Of promises.
  private let promised: ModelEncoder
  private var guards: [String: SymbolicGuards] = [:]
  private var decided: SymbolicDecision?

  /// Nothing where there is no memory for a solver.
  package init?(_ small: SmallPolicy) {
    guard let solver = Solver() else { return nil }
    self.small = small
    self.solver = solver
    var builder = SpaceBuilder([small.model])
    let symbols = Symbols(solver, [small.model], builder.build())
    encoder = ModelEncoder(small.model, symbols)
    promised = ModelEncoder(small.model, symbols, beginning: encoder)
  }

  /// Whether some question of the space shows what is asked.
  package func answer(_ query: OracleQuery) -> Bool? {
    switch query {
    case .ruleCanApply(let name):
      return rule(name).flatMap { solver.canBe(applies($0, guards(of: $0))) }
    case .permissionCanTakeEffect(let name, let effect):
      return solver.canBe(takesEffect(name, effect))
    case .exceptionMatters(let name, let place): return solver.canBe(matters(name, place))
    case .exceptionCoversAll(let name): return coversAll(name)
    case .differentQueues(let left, let right):
      return solver.canBe(nameDifferently(left, right))
    case .returnWhileHandingOver(let way, let name):
      let back = encoder.guards(small.model.gates.returns[way].guarding).permission
      let handing = handOvers(name).map(\.truth.yes)
      return solver.canBe(solver.all([back.yes, solver.any(handing)]))
    case .promiseBroken(let name): return isBroken(name)
    case .versionsDiffer: return differ()
    case .tableGap(let name): return hasGap(name)
    case .rowsOverlap(let name, let first, let second):
      return solver.canBe(overlap(name, first, second))
    }
  }

  private func rule(_ name: String) -> Rule? { small.model.rules.first { $0.name == name } }

  private func guards(of rule: Rule) -> SymbolicGuards {
    if let known = guards[rule.name] { return known }
    let made = encoder.guards(of: rule)
    guards[rule.name] = made
    return made
  }

  private func decision() -> SymbolicDecision {
    if let decided { return decided }
    let decision = encoder.decision(readsTurns: small.version.reference.readsTurns)
    decided = decision
    return decision
  }

  private func applies(_ rule: Rule, _ guards: SymbolicGuards) -> Formula {
    let actions = rule.effects.map(\.action)
    let own = actions.filter { !$0.isOtherwise }
    return solver.any((own.isEmpty ? actions : own).map { guards.finding($0).yes })
  }

  private func takesEffect(_ name: String, _ place: Int) -> Formula {
    guard let rule = rule(name) else { return solver.no }
    let action = rule.effects[place].action
    let decision = decision()
    let wanted = if case .aiMay = action { decision.ai } else { decision.suggest }
    return solver.all([
      guards(of: rule).finding(action).yes, encoder.isAsked(action.scope), wanted,
    ])
  }

  private func matters(_ name: String, _ place: Int) -> Formula {
    guard let rule = rule(name) else { return solver.no }
    let with = guards(of: rule)
    let without = encoder.guards(of: rule) { $0 == place }
    return solver.any(
      rule.effects.map { effect in
        let (left, right) = (with.finding(effect.action), without.finding(effect.action))
        let same = [(left.yes, right.yes), (left.no, right.no), (left.fault, right.fault)]
        return solver.not(solver.all(same.map { solver.same($0.0, $0.1) }))
      })
  }

  private func coversAll(_ name: String) -> Bool? {
    guard let rule = rule(name), !rule.guarding.excepts.isEmpty else { return false }
    let without = encoder.guards(of: rule) { _ in true }
    guard let could = solver.canBe(applies(rule, without)),
      let can = solver.canBe(applies(rule, guards(of: rule)))
    else { return nil }
    return could && !can
  }

  private func handOvers(_ name: String) -> [(truth: SymbolicTruth, names: [Formula])] {
    guard let rule = rule(name) else { return [] }
    return rule.effects.compactMap { effect in
      guard let target = effect.action.handOverTarget else { return nil }
      return (guards(of: rule).finding(effect.action), encoder.names(target))
    }
  }

  private func nameDifferently(_ left: String, _ right: String) -> Formula {
    var found: [Formula] = []
    for first in handOvers(left) {
      for second in handOvers(right) {
        for place in first.names.indices {
          let others = second.names.indices.filter { $0 != place }.map { second.names[$0] }
          found.append(
            solver.all([
              first.truth.yes, second.truth.yes, first.names[place], solver.any(others),
            ]))
        }
      }
    }
    return solver.any(found)
  }

  // Promises.

  private func isBroken(_ name: String) -> Bool? {
    guard let promise = small.model.checks.promises.first(where: { $0.name == name }) else {
      return nil
    }
    let trigger = promise.whenever.map { promised.condition($0).yes } ?? solver.yes
    let until = promise.until.map { promised.condition($0).yes } ?? solver.no
    let decision = decision()
    let isDecided = solver.same(encoder.symbols.decidedHuman, decision.isPerson)
    if let once = promise.once {
      let begins = solver.all([isDecided, promised.condition(once).yes, solver.not(until)])
      guard let canBegin = solver.canBe(begins) else { return nil }
      if !canBegin { return false }
    }
    let broken = promise.expectations.map { expectation in
      let tasks = expectation.outcomes.tasks
      let speaks = tasks.isEmpty ? solver.yes : encoder.isAsked(tasks)
      let holds = solver.any(expectation.outcomes.results.map { self.holds($0, decision) })
      return solver.all([speaks, expectation.isNever ? holds : solver.not(holds)])
    }
    return solver.canBe(solver.all([isDecided, trigger, solver.not(until), solver.any(broken)]))
  }

  private func holds(_ result: Outcomes.Result, _ decision: SymbolicDecision) -> Formula {
    let isAI = solver.not(decision.isPerson)
    let tiers = decision.approvals.keys.sorted().flatMap { decision.approvals[$0] ?? [] }
    let offers = decision.offers.keys.sorted().compactMap { decision.offers[$0] }
    let firsts = decision.firsts.keys.sorted().compactMap { decision.firsts[$0] }
    switch result {
    case .ai:
      let open = tiers.map(\.isOpen) + offers + firsts.map(\.isOpen)
      let isFree = solver.all([decision.ai] + open.map(solver.not))
      let isNone = solver.same(
        encoder.symbols.asked, solver.literal(Int64(encoder.symbols.space.taskCount)))
      return solver.all([isAI, solver.any([isNone, isFree])])
    case .suggest: return decision.suggest
    case .human(let queue):
      let inQueue = queue.map { solver.same(decision.queue, solver.literal(Int64($0.offset))) }
      return solver.all([decision.isPerson, inQueue ?? solver.yes])
    case .nobody: return decision.nobody
    case .approval(let people):
      let enough = tiers.filter { $0.quorum.reduce(0) { $0 + $1.count } >= people ?? 1 }
      return solver.any(enough.map(\.isOpen))
    case .offer(let name): return decision.offers[name] ?? solver.no
    case .first(let name): return decision.firsts[name]?.isOpen ?? solver.no
    case .ask:
      let asks = firsts.map { first in
        solver.all([first.isOpen, solver.any(Array(first.parts.dropFirst()))])
      }
      return solver.all([isAI, solver.any([decision.notYet] + asks)])
    case .urgency, .alert, .watch, .say, .carry:
      preconditionFailure("small policies promise no duties")
    }
  }

  // Versions.

  private func differ() -> Bool? {
    guard let solver = Solver() else { return nil }
    var builder = SpaceBuilder([small.model, small.next.model])
    let symbols = Symbols(solver, [small.model, small.next.model], builder.build())
    let sides = [small.version, small.next].map { version in
      ModelEncoder(version.model, symbols).decision(readsTurns: version.reference.readsTurns)
    }
    let (left, right) = (sides[0], sides[1])
    func differ(_ left: Formula, _ right: Formula) -> Formula {
      solver.not(solver.same(left, right))
    }
    var found = [
      differ(left.nobody, right.nobody), differ(left.human, right.human),
      differ(left.notYet, right.notYet), differ(left.suggest, right.suggest),
      differ(left.ai, right.ai), differ(left.isPerson, right.isPerson),
      solver.all([left.isPerson, differ(left.queue, right.queue)]),
    ]
    for name in Set(left.approvals.keys).union(right.approvals.keys).sorted() {
      let (mine, theirs) = (left.approvals[name] ?? [], right.approvals[name] ?? [])
      for quorum in mine.map(\.quorum) + theirs.map(\.quorum) {
        let open = [mine, theirs].map { tiers in
          solver.any(tiers.filter { $0.quorum == quorum }.map(\.isOpen))
        }
        found.append(differ(open[0], open[1]))
      }
    }
    for name in Set(left.offers.keys).union(right.offers.keys).sorted() {
      found.append(differ(left.offers[name] ?? solver.no, right.offers[name] ?? solver.no))
    }
    for name in Set(left.firsts.keys).union(right.firsts.keys).sorted() {
      let open = [left, right].map { $0.firsts[name]?.isOpen ?? solver.no }
      found.append(differ(open[0], open[1]))
      let parts = zip(left.firsts[name]?.parts ?? [], right.firsts[name]?.parts ?? [])
      found.append(solver.all([open[0], open[1], solver.any(parts.map { differ($0.0, $0.1) })]))
    }
    return solver.canBe(solver.any(found))
  }

  // Tables.

  private func hasGap(_ name: String) -> Bool? {
    let symbols = encoder.symbols
    var whole = symbols.facts.keys.sorted().compactMap { symbols.facts[$0]?.isFault }
    for name in symbols.turns.keys.sorted() { whole += (symbols.turns[name] ?? []).map(\.isFault) }
    whole.append(
      solver.same(symbols.asked, solver.literal(Int64(symbols.space.taskCount + 1))))
    for name in symbols.switches.keys.sorted() {
      if let state = symbols.switches[name] {
        whole.append(solver.same(state, solver.literal(3)))
      }
    }
    let taken = encoder.takenRows(of: name).taken
    return solver.canBe(solver.all((whole + taken).map(solver.not)))
  }

  private func overlap(_ name: String, _ first: Int, _ second: Int) -> Formula {
    guard
      let table = small.model.vocabulary.tables.elements.first(where: { $0.name == name })
    else { return solver.no }
    let rows = encoder.rowTruths(of: table)
    return solver.all([rows[first]?.yes ?? solver.no, rows[second]?.yes ?? solver.no])
  }
}
