import HandrailEngine
import HandrailModel
import HandrailSource

extension GraphBuilder {
  mutating func addFacts() {
    graph.tasks = model.vocabulary.tasks.elements.map(\.name)
    for fact in model.vocabulary.facts.elements {
      var lowered = GraphFact(
        name: fact.name, domain: fact.domain, supply: supply(of: fact),
        mayBeUnknown: fact.mayBeUnknown)
      lowered.usualValue = fact.usualValue
      lowered.trustAbove = fact.trust?.above
      lowered.trustOtherwise = fact.trust?.otherwise
      lowered.freshForSeconds = fact.freshForSeconds
      lowered.isTestedAhead = fact.isTestedAhead
      lowered.path = fact.path
      lowered.isSecret = fact.marks.contains("secret")
      lowered.isSensitive = fact.marks.contains("sensitive")
      lowered.isProtected = fact.marks.contains("protected")
      lowered.isEmotion = fact.marks.contains("emotion")
      lowered.isIdentity = fact.marks.contains("identity")
      if case .builtIn(let builtIn) = fact.supply { lowered.builtIn = lowerBuiltIn(builtIn) }
      if fact.supply == .turn { turnwiseFacts.insert(graph.facts.count) }
      if case .definition(let id) = fact.supply { definedFacts[id] = graph.facts.count }
      graph.facts.append(lowered)
    }
  }

  private mutating func supply(of fact: Fact) -> GraphSupply {
    func next(_ count: inout Int) -> Int {
      count += 1
      return count - 1
    }
    switch fact.supply {
    case .session: return .session(next(&graph.logic.slots.session))
    case .turn: return .turn(next(&graph.logic.slots.turn))
    case .task: return .task(next(&graph.logic.slots.task))
    case .agent: return .agent(next(&graph.logic.slots.agent))
    case .table, .choose, .definition, .builtIn:
      return .computed(next(&graph.logic.slots.computed))
    }
  }

  private func lowerBuiltIn(_ builtIn: BuiltIn) -> GraphBuiltIn {
    switch builtIn {
    case .task: .task
    case .handler: .handler
    case .turnCount: .turnCount
    case .humanRequests: .humanRequests
    case .now: .now
    case .choice(let offer): .choice(position(ofOffer: offer))
    case .approval(let name): .approval(position(ofApproval: name))
    case .queueOpen(let queue): .queueOpen(queue.offset)
    case .queueFree(let queue): .queueFree(queue.offset)
    case .queueWait(let queue): .queueWait(queue.offset)
    case .done(let task): .done(task.offset)
    }
  }

  /// Approvals stand in order of name.
  private func position(ofApproval name: String) -> Int {
    model.gates.approvals.count { $0.name.utf8.lexicographicallyPrecedes(name.utf8) }
  }

  mutating func addCalendars() {
    for calendar in model.people.calendars.elements {
      func openings(_ ranges: [DayRange]) -> [GraphCalendar.Opening] {
        ranges.map { GraphCalendar.Opening(from: $0.from, to: $0.to) }
      }
      let dates = Set(calendar.dates.keys).union(calendar.closed).sorted()
      graph.logic.calendars.append(
        GraphCalendar(
          name: calendar.name, zone: calendar.zone, week: calendar.week.map(openings),
          special: dates.map { date in
            GraphCalendar.SpecialDate(
              date: date,
              openings: calendar.closed.contains(date)
                ? [] : openings(calendar.dates[date] ?? []))
          }))
    }
  }
}

// MARK: - Tables, choices and definitions

/// A heading that works out facts.
enum Maker: Hashable {
  case definition(DefinitionID)
  case table(PolicyTableID)
  case choose(ChooseID)
}

extension GraphBuilder {
  /// Lowers definitions, tables and choices, each after what it reads.
  mutating func addWorkedOutFacts() {
    for maker in makersInOrder() {
      switch maker {
      case .definition(let id): addDefinition(id)
      case .table(let id): addTable(id)
      case .choose(let id): addChoose(id)
      }
    }
  }

  /// Makers, each after those whose facts it reads; depth costs no stack.
  private func makersInOrder() -> [Maker] {
    let all =
      model.vocabulary.definitions.indices.map(Maker.definition)
      + model.vocabulary.tables.indices.map(Maker.table)
      + model.vocabulary.chooses.indices.map(Maker.choose)
    var done: Set<Maker> = []
    var entered: Set<Maker> = []
    var order: [Maker] = []
    var pending = Array(all.reversed())
    while let next = pending.last {
      if entered.insert(next).inserted {
        pending += read(by: next).compactMap(maker(of:)).filter { !entered.contains($0) }
        continue
      }
      pending.removeLast()
      if done.insert(next).inserted { order.append(next) }
    }
    return order
  }

  private func read(by maker: Maker) -> [FactID] {
    switch maker {
    case .definition(let id):
      let definition = model.vocabulary.definitions[id]
      return ([definition.when] + definition.excepts).flatMap(\.factsRead)
    case .table(let id): return model.vocabulary.tables[id].rows.flatMap(\.factsRead)
    case .choose(let id):
      return model.vocabulary.chooses[id].rows.flatMap { row -> [FactID] in
        if case .when(let condition) = row.match { condition.factsRead } else { [] }
      }
    }
  }

  private func maker(of fact: FactID) -> Maker? {
    switch model.vocabulary.facts[fact].supply {
    case .definition(let id): .definition(id)
    case .table(let id, _): .table(id)
    case .choose(let id): .choose(id)
    case .session, .turn, .task, .agent, .builtIn: nil
    }
  }

  private mutating func addDefinition(_ id: DefinitionID) {
    let definition = model.vocabulary.definitions[id]
    guard let fact = definedFacts[id] else { return }
    var child = condition(definition.when)
    let except = definition.excepts.map { condition($0) }
    if !except.isEmpty { child = all([child, not(any(except))]) }
    let made = node(
      .define(fact: Int32(fact), child: Int32(child)), definition.origin, text: definition.name)
    graph.logic.makers[fact] = made
    let conditions = [definition.when] + definition.excepts
    if conditions.allSatisfy(isTurnwise) { turnwiseFacts.insert(fact) }
    var guarding = GraphGuard()
    guarding.when = child
    let named = Named(.define, definition.name, definition.origin)
    addHeading(named, definition.metadata, guarding)
  }

  private mutating func addTable(_ id: PolicyTableID) {
    let table = model.vocabulary.tables[id]
    let rows = table.rows.map { row -> GraphTable.Row in
      let results = once(row.results)
      switch row.match {
      case .cells(let cells):
        let tests = cells.map { cell($0) }
        return GraphTable.Row(
          node: all(tests), coversUnknown: false, results: results, line: row.origin.line,
          text: row.text)
      case .otherwise(let coversUnknown):
        return GraphTable.Row(
          node: -1, coversUnknown: coversUnknown, results: results, line: row.origin.line,
          text: row.text)
      }
    }
    tablePositions[id] = addTable(
      GraphTable(
        name: table.name, isChoose: false, topRowWins: table.topRowWins,
        outputs: table.outputs.map(output), rows: rows, file: table.origin.place.file.offset,
        line: table.origin.line), table.origin, table.metadata)
  }

  private mutating func addChoose(_ id: ChooseID) {
    let choose = model.vocabulary.chooses[id]
    let rows = choose.rows.map { row -> GraphTable.Row in
      let results = once([row.result])
      switch row.match {
      case .when(let tests):
        return GraphTable.Row(
          node: condition(tests), coversUnknown: false, results: results, line: row.origin.line,
          text: row.text)
      case .otherwise(let coversUnknown):
        return GraphTable.Row(
          node: -1, coversUnknown: coversUnknown, results: results, line: row.origin.line,
          text: row.text)
      }
    }
    choosePositions[id] = addTable(
      GraphTable(
        name: choose.name, isChoose: true, topRowWins: true, outputs: [output(choose.output)],
        rows: rows, file: choose.origin.place.file.offset, line: choose.origin.line),
      choose.origin, choose.metadata)
  }

  private mutating func addTable(
    _ table: GraphTable, _ origin: Origin, _ metadata: Metadata
  ) -> Int {
    let position = graph.logic.tables.count
    graph.logic.tables.append(table)
    let made = node(.workOut(table: Int32(position)), origin, text: table.name)
    for output in table.outputs {
      if case .fact(let fact) = output { graph.logic.makers[fact] = made }
    }
    let named = Named(table.isChoose ? .choose : .table, table.name, origin)
    addHeading(named, metadata, GraphGuard())
    return position
  }

  /// A cell: its alternatives, or unknown where it says so.
  private mutating func cell(_ cell: TableCell) -> Int {
    var tests = cell.unknownFacts.map { unknown in
      not(node(.isKnown(fact: Int32(unknown.offset))))
    }
    if !cell.alternatives.entries.isEmpty { tests.append(condition(cell.alternatives)) }
    return any(tests)
  }

  private func output(_ output: TableOutput) -> GraphTable.Output {
    switch output {
    case .queue: .queue
    case .urgency: .urgency
    case .fact(let fact): .fact(fact.offset)
    }
  }
}
