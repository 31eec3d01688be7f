import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource

/// The first oracle: looks at every question of the space, guard by guard.
///
/// Each guard is worked out once for every combination of what it reads; a query then meets all
/// that its guards say together (`Join`), values between which nothing in it tells taken as one.
/// It knows the checked model alone: no graph, no regions, no pruning by bounds. `ReferenceSample`
/// holds it against the reference evaluator.
package final class BruteForce {
  /// No guard is worked out, and none joined, over more combinations than this.
  package static let mostQuestions = 200_000

  let small: SmallPolicy
  private let reading: ColumnReading
  /// Of promises.
  private let promised: ColumnReading
  let descriptions = Descriptions()
  private struct PlanKey: Hashable {
    var asked: Int
    var purpose: DecisionPlan.Purpose
  }

  private var plans: [PlanKey: DecisionPlan] = [:]
  var isOverlong = false
  /// Combinations that walks were made over.
  package private(set) var walked = 0

  package init(_ small: SmallPolicy) {
    self.small = small
    var builder = SpaceBuilder([small.model])
    let space = builder.build()
    reading = ColumnReading(small.version, space, descriptions)
    promised = ColumnReading(small.version, space, descriptions, beginning: reading)
  }

  /// How many questions the whole space of the one version has.
  package var spaceSize: Int { reading.space.size }

  /// Whether some question of the space shows what is asked; nothing where that is too many.
  package func answer(_ query: OracleQuery) -> Bool? {
    isOverlong = false
    let answer = settle(query)
    return isOverlong || reading.isTooLarge || promised.isTooLarge ? nil : answer
  }

  private func settle(_ query: OracleQuery) -> Bool {
    switch query {
    case .ruleCanApply(let name): return rule(name).map { canApply($0, guards(of: $0)) } ?? false
    case .permissionCanTakeEffect(let name, let effect): return takesEffect(name, effect)
    case .exceptionMatters(let name, let place): return matters(name, place)
    case .exceptionCoversAll(let name):
      guard let rule = rule(name), !rule.guarding.excepts.isEmpty else { return false }
      let without = reading.guards(of: rule) { _ in true }
      return canApply(rule, without) && !canApply(rule, guards(of: rule))
    case .differentQueues(let left, let right): return nameDifferently(left, right)
    case .returnWhileHandingOver(let way, let name): return bounces(way, name)
    case .promiseBroken(let name): return isBroken(name)
    case .versionsDiffer: return differ()
    case .tableGap(let name): return hasGap(name)
    case .rowsOverlap(let name, let first, let second): return overlap(name, first, second)
    }
  }

  private func rule(_ name: String) -> Rule? { small.model.rules.first { $0.name == name } }

  private func guards(of rule: Rule) -> GuardColumns { reading.guards(of: rule) }

  /// Some combination where the columns' values are as wanted.
  func exists(
    _ columns: [Column], _ isFound: (borrowing [Int64]) -> Bool
  ) -> Bool {
    let walk = Walk(columns).compressed()
    if walk.count <= 500 {
      walked += walk.count
      return walk.first(isFound)
    }
    let join = Join(walk, mostPacks: BruteForce.mostQuestions)
    walked += join.work
    if join.isTooLarge { isOverlong = true }
    return !join.isTooLarge && join.first(isFound)
  }

  private func isYes(_ raw: Int64) -> Bool { raw == Int64(Truth.yes.rawValue) }

  private func canApply(_ rule: Rule, _ guards: GuardColumns) -> Bool {
    let actions = rule.effects.map(\.action)
    let own = actions.filter { !$0.isOtherwise }
    return (own.isEmpty ? actions : own).contains { guards.finding($0).data.contains(where: isYes) }
  }

  private func matters(_ name: String, _ place: Int) -> Bool {
    guard let rule = rule(name) else { return false }
    let with = guards(of: rule)
    let without = reading.guards(of: rule) { $0 == place }
    return rule.effects.contains { effect in
      exists([with.finding(effect.action), without.finding(effect.action)]) { $0[0] != $0[1] }
    }
  }

  private func takesEffect(_ name: String, _ place: Int) -> Bool {
    guard let rule = rule(name) else { return false }
    let action = rule.effects[place].action
    let wanted: SmallDecision.Ruling = if case .aiMay = action { .ai } else { .suggest }
    let line = guards(of: rule).finding(action)
    return action.scope.sorted().contains { task in
      let plan = plan(task.offset, for: .ruling)
      let columns = plan.columns + [kept(line, asked: task.offset)]
      return exists(kept(columns)) { values in
        isYes(values[columns.count - 1]) && plan.decide(values).ruling == wanted
      }
    }
  }

  private func plan(_ asked: Int, for purpose: DecisionPlan.Purpose) -> DecisionPlan {
    let key = PlanKey(asked: asked, purpose: purpose)
    if let known = plans[key] { return known }
    let plan = DecisionPlan(reading, asked: asked, for: purpose)
    plans[key] = plan
    return plan
  }

  private func kept(_ column: Column, asked: Int) -> Column {
    column.keeping([asked], of: reading.space.place(.asked))
  }

  /// Without new memory, which decides as memory kept by whoever starts does.
  private func kept(_ columns: [Column]) -> [Column] {
    columns.map { $0.keeping([1, 2], of: reading.space.place(.holder)) }
  }

  // Handing over.

  private func handOvers(_ name: String) -> [(truth: Column, queue: Column)] {
    guard let rule = rule(name) else { return [] }
    return rule.effects.compactMap { effect in
      guard let target = effect.action.handOverTarget else { return nil }
      return (guards(of: rule).finding(effect.action), reading.queue(of: target))
    }
  }

  private func nameDifferently(_ left: String, _ right: String) -> Bool {
    handOvers(left).contains { first in
      handOvers(right).contains { second in
        exists([first.truth, second.truth, first.queue, second.queue]) { values in
          isYes(values[0]) && isYes(values[1]) && values[2] >= 0 && values[3] >= 0
            && values[2] != values[3]
        }
      }
    }
  }

  private func bounces(_ way: Int, _ name: String) -> Bool {
    let back = reading.guards(small.model.gates.returns[way].guarding).permission
    return handOvers(name).contains { line in
      exists([back, line.truth]) { isYes($0[0]) && isYes($0[1]) }
    }
  }

  // Decisions.

  private func isBroken(_ name: String) -> Bool {
    guard let promise = small.model.checks.promises.first(where: { $0.name == name }) else {
      return false
    }
    let keeping = PromiseKeeping(
      promise: promise, model: small.model, descriptions: descriptions)
    let until = promise.until.map { promised.condition($0) } ?? reading.constant(.no)
    if let once = promise.once {
      let begins = decides(promised.condition(once), notYes: until, for: .handler) { _, _ in true }
      if !begins { return false }
    }
    let purpose: DecisionPlan.Purpose = promise.namesQueue ? .whole : .handler
    let trigger = promise.whenever.map { promised.condition($0) } ?? reading.constant(.yes)
    return decides(trigger, notYes: until, for: purpose) { decision, asked in
      keeping.isBroken(by: decision, asked: asked)
    }
  }

  /// Some decision, about any task or none, with which one condition of promises is yes and another
  /// is not.
  private func decides(
    _ yes: Column, notYes: Column, for purpose: DecisionPlan.Purpose,
    _ isFound: (SmallDecision, Int) -> Bool
  ) -> Bool {
    let place = reading.space.place(.decided)
    let isRead = yes.variables.contains(place) || notYes.variables.contains(place)
    let decided = isRead ? Column(place, [0, 1]) : Column.constant(-1)
    return (0..<reading.space.taskCount + 2).contains { asked in
      let plan = plan(asked, for: purpose)
      let gates = [yes, notYes].map { kept($0, asked: asked) }
      return exists(kept([decided] + gates + plan.columns)) { values in
        guard isYes(values[1]), !isYes(values[2]) else { return false }
        let decision = plan.decide(values, from: 3)
        guard values[0] < 0 || decision.isHuman == (values[0] == 1) else { return false }
        return isFound(decision, asked)
      }
    }
  }

  // Tables.

  private func hasGap(_ name: String) -> Bool {
    var chosen = reading.chosenRow(of: name).chosen
    let space = reading.space
    for (variable, place) in space.places {
      switch variable {
      case .fact(let fact):
        let codes = space.values[fact, default: []]
        chosen = chosen.keeping(codes.indices.filter { codes[$0] != Space.fault }, of: place)
      case .history:
        let whole = space.histories.indices.filter { history in
          !space.histories[history].turns.contains { $0.contains(Space.fault) }
        }
        chosen = chosen.keeping(whole, of: place)
      case .asked: chosen = chosen.keeping(Array(0...space.taskCount), of: place)
      case .switching: chosen = chosen.keeping([0, 1, 2], of: place)
      case .moment, .holder, .held, .trials, .taken, .limit, .armed, .judged, .called, .chosen,
        .decided:
        continue
      }
    }
    return chosen.data.contains { $0 < 0 }
  }

  private func overlap(_ name: String, _ first: Int, _ second: Int) -> Bool {
    guard
      let table = small.model.vocabulary.tables.elements.first(where: { $0.name == name })
    else { return false }
    let truths = reading.rowTruths(of: table)
    guard let left = truths[first], let right = truths[second] else { return false }
    return exists([left, right]) { isYes($0[0]) && isYes($0[1]) }
  }
}
