import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// The line below `facts` that declares a fact.
  func declaration(of fact: String) -> Reading? {
    headings[.facts].flatMap { $0.children(.fact) }.first { $0.word(0)?.text == fact }
  }

  /// PL0213, and headings that `hand over using` names without a queue in them.
  mutating func checkWorkedOut() {
    for id in model.vocabulary.facts.indices where notes.workedOut.contains(id) {
      let fact = model.vocabulary.facts[id]
      guard notes.writers[id] == nil, !messages.isMissingFile, !messages.isDamaged(fact.name),
        !headings.areDamaged
      else { continue }
      let mark = declaration(of: fact.name)?.child(.workedOutMark)
      say(
        NameFault.nothingWorksOut(fact: fact.name), at: fact.origin.place,
        fixes: mark.map { [Fix(.ask, "let the host send it", [$0.removal])] } ?? [])
    }
    for giver in notes.queueGivers where !givesQueue(giver.target) {
      say(
        NameFault.unknownOther(
          sort: "table or `choose` of queues", name: giver.name.text, closest: nil),
        at: giver.name.place)
    }
  }

  private func givesQueue(_ target: HandOverTarget) -> Bool {
    switch target {
    case .table(let id):
      guard id.offset < model.vocabulary.tables.count else { return true }
      return model.vocabulary.tables[id].outputs.contains(.queue)
        || accepted(.table)[id.offset].isDamaged
    case .choose(let id):
      guard id.offset < model.vocabulary.chooses.count else { return true }
      return model.vocabulary.chooses[id].output == .queue
    case .queue, .refuse: return true
    }
  }

  /// PL0209: definitions, tables and `choose` headings that wait for each other.
  mutating func checkCircles() {
    let inputs = inputsOfFacts()
    for circle in circles(inputs) {
      let names = circle.map { factName(FactID($0)) }
      let heading = model.vocabulary.facts[FactID(circle[0])]
      let place = notes.writers[FactID(circle[0])] ?? heading.origin.place
      say(NameFault.circle(path: names + [names[0]]), at: headPlace(place))
      notes.circular.formUnion(circle.map { FactID($0) })
    }
  }

  /// The first line of a place that may be a whole heading.
  func headPlace(_ place: SourcePlace) -> SourcePlace {
    let text = source(place)
    let line = text.lineRange(text.line(at: place.range.lower))
    let upper = min(max(line.upper, place.range.lower), place.range.upper)
    return SourcePlace(file: place.file, range: ByteRange(place.range.lower, upper))
  }

  /// For each fact, the facts that its definition, table or `choose` reads.
  func inputsOfFacts() -> [[Int]] {
    model.vocabulary.facts.elements.map { fact in
      Set(inputs(of: fact.supply)).map(\.offset).sorted()
    }
  }

  private func inputs(of supply: FactSupply) -> [FactID] {
    switch supply {
    case .definition(let id):
      guard id.offset < model.vocabulary.definitions.count else { return [] }
      let definition = model.vocabulary.definitions[id]
      return ([definition.when] + definition.excepts).flatMap(\.factsRead)
    case .table(let id, _):
      guard id.offset < model.vocabulary.tables.count else { return [] }
      return model.vocabulary.tables[id].rows.flatMap(\.factsRead)
    case .choose(let id):
      guard id.offset < model.vocabulary.chooses.count else { return [] }
      return model.vocabulary.chooses[id].rows.flatMap { row -> [FactID] in
        guard case .when(let condition) = row.match else { return [] }
        return condition.factsRead
      }
    case .session, .turn, .task, .agent, .builtIn: return []
    }
  }

  /// Windows over definitions, and tests for unknown, now that every supply is known.
  mutating func checkPending() {
    let knowledge = FactKnowledge(self)
    notes.knowledge = knowledge
    var accused: Set<SourcePlace> = []
    for pending in notes.pendingWindows {
      guard let fault = fault(of: pending, knowledge), accused.insert(pending.place).inserted else {
        continue
      }
      say(fault, at: pending.place, fixes: windowFixes(pending))
    }
    for pending in notes.pendingUnknowns {
      guard let first = pending.facts.first,
        !pending.facts.contains(where: { knowledge.canBeUnknown[$0.offset] })
      else { continue }
      say(
        KindFault.promisedAlways(fact: factName(first)), at: pending.place,
        fixes: orUnknown(first))
    }
  }

  private func fault(
    of pending: CheckNotes.PendingWindow, _ knowledge: FactKnowledge
  ) -> KindFault? {
    let name = factName(pending.fact)
    if pending.window != nil, knowledge.looksOverTurns[pending.fact.offset] {
      return .windowOnWindow(fact: name)
    }
    guard let turns = pending.turns, !knowledge.isEveryTurn[pending.fact.offset] else { return nil }
    return .notEveryTurn(fact: name, turns: turns)
  }

  private func windowFixes(_ pending: CheckNotes.PendingWindow) -> [Fix] {
    var fixes: [Fix] = []
    if let window = pending.window {
      let lower = window.range.lower > 0 ? window.range.lower - 1 : 0
      let place = SourcePlace(file: window.file, range: ByteRange(lower, window.range.upper))
      fixes.append(Fix(.ask, "look at this moment only", [Edit(place, "")]))
    }
    let fact = model.vocabulary.facts[pending.fact]
    if fact.supply == .session, pending.turns != nil {
      let end = fact.origin.place.range.upper
      let place = SourcePlace(file: fact.origin.place.file, range: ByteRange(end, end))
      fixes.append(
        Fix(.ask, "mark `\(fact.name)` as `every turn`", [Edit(place, " every turn")]))
    }
    return fixes
  }

  private func orUnknown(_ id: FactID) -> [Fix] {
    let fact = model.vocabulary.facts[id]
    switch fact.supply {
    case .session, .turn, .task, .agent:
      let end = fact.origin.place.range.upper
      let place = SourcePlace(file: fact.origin.place.file, range: ByteRange(end, end))
      return [
        Fix(.ask, "declare `\(fact.name)` as `or unknown`", [Edit(place, " or unknown")])
      ]
    case .table, .choose, .definition, .builtIn: return []
    }
  }

  /// PL0414, PL0415.
  mutating func checkPolicy() {
    guard !messages.isMissingFile else { return }
    if !headings[.rule].isEmpty, header.child(.startWithLine) == nil, !header.isDamaged {
      let fixes = ["ai", "human"].map { holder in
        Fix(
          .ask, "start with \(holder)", [header.insertion(afterHead: "  start with \(holder)")])
      }
      say(RuleFault.noStart, at: header.headPlace, fixes: fixes)
    }
    guard let place = notes.canHandOver, headings[.prefer].isEmpty,
      !messages.isDamaged("prefer"), !messages.isDamaged("queues")
    else { return }
    var fixes: [Fix] = []
    if let queue = model.people.queues.elements.first,
      let heading = accepted(.queue).first(where: { $0.word(1)?.text == queue.name })
    {
      fixes = [
        Fix(
          .fill, "name the queue that takes everyone else",
          [heading.insertion(afterLast: "\nprefer queues otherwise \(queue.name)")])
      ]
    }
    say(RuleFault.noPreference, at: headPlace(place), fixes: fixes)
  }
}
