import HandrailEngine
import HandrailModel
import HandrailSource

/// Which sorts of can't tell a fact may come to.
struct FactSort: Equatable {
  /// It may legitimately be missing: the AI waits.
  var mayBeOpen = false
  /// It is promised: where it does not come, a person takes over.
  var mayBeFaulty = false
}

/// The sorts of all facts, worked-out ones from what they rest on.
struct FactSorts {
  private let model: PolicyModel
  private var known: [FactID: FactSort] = [:]

  init(_ model: PolicyModel) { self.model = model }

  mutating func sort(of id: FactID) -> FactSort {
    // What waits for others is looked at again after them; circles are refused by the checks.
    var pending = [id]
    var begun: Set<FactID> = []
    while let next = pending.last {
      let needed = rests(next).filter { known[$0] == nil && !begun.contains($0) }
      if begun.insert(next).inserted, !needed.isEmpty {
        pending += needed
        continue
      }
      known[next] = own(next)
      pending.removeLast()
    }
    return known[id] ?? FactSort()
  }

  /// The facts that hosts send and that a fact rests on, each once; itself where it is such a one.
  func bases(of id: FactID) -> [FactID] {
    var bases: [FactID] = []
    var pending = [id]
    var seen: Set<FactID> = [id]
    while let next = pending.popLast() {
      let below = rests(next)
      if below.isEmpty { bases.append(next) }
      for fact in below.reversed() where seen.insert(fact).inserted { pending.append(fact) }
    }
    return bases
  }

  private func own(_ id: FactID) -> FactSort {
    let fact = model.vocabulary.facts[id]
    switch fact.supply {
    case .session, .turn, .task, .agent:
      let isUsual = fact.usualValue != nil || fact.trust?.otherwise != nil
      return FactSort(
        mayBeOpen: fact.mayBeUnknown && !isUsual, mayBeFaulty: !fact.mayBeUnknown)
    case .builtIn(let builtIn): return own(builtIn)
    case .definition, .table, .choose:
      return rests(id).reduce(into: FactSort()) { sort, other in
        let found = known[other] ?? FactSort()
        sort.mayBeOpen = sort.mayBeOpen || found.mayBeOpen
        sort.mayBeFaulty = sort.mayBeFaulty || found.mayBeFaulty
      }
    }
  }

  private func own(_ builtIn: BuiltIn) -> FactSort {
    switch builtIn {
    case .queueOpen, .queueFree, .queueWait: FactSort(mayBeFaulty: true)
    case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done: FactSort()
    }
  }

  private func rests(_ id: FactID) -> [FactID] {
    switch model.vocabulary.facts[id].supply {
    case .session, .turn, .task, .agent, .builtIn: []
    case .definition(let definition):
      model.vocabulary.definitions[definition].when.doubtedFacts
        + model.vocabulary.definitions[definition].excepts.flatMap(\.doubtedFacts)
    case .table(let table, _):
      model.vocabulary.tables[table].rows.flatMap { row -> [FactID] in
        guard case .cells(let cells) = row.match else { return [] }
        return cells.flatMap(\.alternatives.doubtedFacts)
      }
    case .choose(let choose):
      model.vocabulary.chooses[choose].rows.flatMap { row -> [FactID] in
        guard case .when(let condition) = row.match else { return [] }
        return condition.doubtedFacts
      }
    }
  }
}

extension Condition {
  /// Facts whose absence leaves a test open: `is known` and `is unknown` can always be told.
  var doubtedFacts: [FactID] {
    tests.flatMap { test -> [FactID] in
      switch test.body {
      case .isKnown, .isUnknown, .during, .outside: []
      case .isEmpty, .isAmong, .equals, .includes, .excludes, .before, .after, .inTheLast, .age,
        .ahead, .trend, .compare:
        test.factsRead
      }
    }
  }
}
