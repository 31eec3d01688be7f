import HandrailEngine
package import HandrailModel
import HandrailSource

/// The checked model with what a literal reader looks up often.
package struct ReferencePolicy: Sendable {
  package let model: PolicyModel
  package let digest: String
  /// By fact: its place among the facts of the same supply.
  let slots: [Int]
  /// All `at any point` tests by their words.
  let switchTests: [String: Test]
  /// True where some decision can depend on turns.
  package let readsTurns: Bool
  /// Rules by name.
  let rules: [Rule]

  package init(model: PolicyModel, digest: String) {
    self.model = model
    self.digest = digest
    slots = ReferencePolicy.slots(of: model)
    rules = model.rules.sorted { bytesBefore($0.name, $1.name) }
    let tests = decidingTests(of: model)
    let dutyTests = dutyConditions(of: model.duties).flatMap(\.tests)
    let switches = (tests + dutyTests).filter { $0.window == .anyPoint }.map { ($0.text, $0) }
    switchTests = Dictionary(switches) { first, _ in first }
    // `at most n in m turns` counts turns too.
    let countsTurns = model.duties.assist?.atMost != nil
    readsTurns =
      countsTurns
      || factsRead(by: model, in: tests + dutyTests).contains { id in
        switch model.vocabulary.facts[id].supply {
        case .turn, .builtIn(.turnCount), .builtIn(.humanRequests): true
        case .session, .task, .agent, .table, .choose, .definition, .builtIn: false
        }
      }
  }

  var switchNames: [String] { switchTests.keys.sorted() }

  func fact(_ id: FactID) -> Fact { model.vocabulary.facts[id] }
  func name(_ id: FactID) -> String { fact(id).name }
  func name(_ id: QueueID) -> String { model.people.queues[id].name }
  func name(_ id: TaskID) -> String { model.vocabulary.tasks[id].name }

  /// Facts that the host sends with one supply, in table order.
  package func facts(suppliedBy supply: FactSupply) -> [FactID] {
    model.vocabulary.facts.indices.filter { fact($0).supply == supply }
  }

  private static func slots(of model: PolicyModel) -> [Int] {
    var counts = [0, 0, 0, 0]
    return model.vocabulary.facts.elements.map { fact in
      let sort: Int
      switch fact.supply {
      case .session: sort = 0
      case .turn: sort = 1
      case .task: sort = 2
      case .agent: sort = 3
      case .table, .choose, .definition, .builtIn: return -1
      }
      counts[sort] += 1
      return counts[sort] - 1
    }
  }
}

/// Names are sorted by their bytes; they are small letters, digits, dots and underscores.
func bytesBefore(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// Every test that decisions can reach.
private func decidingTests(of model: PolicyModel) -> [Test] {
  let guards =
    model.rules.map(\.guarding) + model.gates.firsts.map(\.guarding)
    + model.gates.returns.map(\.guarding)
  var conditions = guards.flatMap { [$0.when].compactMap(\.self) + $0.excepts }
  conditions += model.gates.firsts.compactMap(\.until)
  conditions += model.vocabulary.definitions.elements.flatMap { [$0.when] + $0.excepts }
  conditions += model.people.queues.elements.compactMap(\.agents)
  for table in model.vocabulary.tables.elements {
    for row in table.rows {
      if case .cells(let cells) = row.match { conditions += cells.map(\.alternatives) }
    }
  }
  for choose in model.vocabulary.chooses.elements {
    for row in choose.rows {
      if case .when(let condition) = row.match { conditions.append(condition) }
    }
  }
  for line in model.duties.oversight.flatMap(\.lines) {
    if case .stopAI(let condition) = line.duty { conditions.append(condition) }
  }
  conditions += model.gates.approvals.flatMap(\.guarding.conditions)
  conditions += model.gates.offers.flatMap(\.guarding.conditions)
  return conditions.flatMap(\.tests)
}

/// What duties ask.
private func dutyConditions(of duties: Duties) -> [Condition] {
  var conditions = duties.conduct.compactMap(\.when) + duties.afterwards.compactMap(\.when)
  conditions += duties.handoffs.compactMap { $0.collect?.except }
  if let assist = duties.assist { conditions += assist.guarding.conditions + assist.quietWhen }
  for line in duties.disclosure?.lines ?? [] {
    if case .when(let condition) = line.when { conditions.append(condition) }
  }
  for line in duties.oversight.flatMap(\.lines) {
    switch line.duty {
    case .watch(let condition): conditions += [condition].compactMap(\.self)
    case .review(let condition), .alert(_, let condition): conditions.append(condition)
    case .reviewShare, .stopAI: continue
    }
  }
  return conditions
}

extension Guard {
  var conditions: [Condition] { [when].compactMap(\.self) + excepts }
}

/// Every fact that decisions read: in tests, asked for, confirmed, or named in words.
private func factsRead(by model: PolicyModel, in tests: [Test]) -> Set<FactID> {
  var facts = Set(tests.flatMap(\.body.facts))
  for first in model.gates.firsts { facts.formUnion(first.ask + first.confirm) }
  let measures = model.gates.approvals.compactMap(\.measure)
  facts.formUnion(measures.flatMap(\.terms).map(\.fact))
  let handoffs = model.duties.handoffs
  facts.formUnion(handoffs.flatMap { $0.include + ($0.collect?.facts ?? []) })
  var messages =
    model.rules.compactMap(\.say) + model.gates.firsts.compactMap(\.say)
    + model.gates.returns.compactMap(\.say)
  messages += model.gates.approvals.compactMap(\.say) + model.gates.offers.compactMap(\.say)
  messages += handoffs.compactMap(\.say)
  messages += (model.duties.disclosure?.lines ?? []).map(\.say)
  for piece in messages.flatMap(\.wordings).flatMap(\.pieces) {
    if case .fact(let fact) = piece { facts.insert(fact) }
  }
  for table in model.vocabulary.tables.elements { facts.formUnion(table.rows.flatMap(\.facts)) }
  return facts
}

extension TableRow {
  fileprivate var facts: [FactID] {
    switch match {
    case .otherwise: []
    case .cells(let cells): cells.flatMap(\.unknownFacts)
    }
  }
}
