import HandrailEngine
import HandrailModel
import HandrailSource

// Duties: their conditions read as decided, and each line keeps its place.

extension GraphBuilder {
  mutating func addDuties() {
    readsAsDecided = true
    addDisclosure()
    graph.duties.wayOut = wayOutHeading
    addConduct()
    addHandoffs()
    addAssist()
    addOversightLines()
    addAfterwards()
    addTargets()
    readsAsDecided = false
    let decided = graph.facts.indices.filter { graph.facts[$0].isAsDecided }
    graph.duties.decidedNodes = graph.logic.nodes(restingOn: Set(decided))
  }

  /// A heading of its own for one line of a duty, with the tests of its condition.
  private mutating func addLine(
    _ named: Named, _ metadata: Metadata, when condition: Condition?, _ text: String
  ) -> (node: Int, origin: DutyLine) {
    var guarding = GraphGuard()
    let node = condition.map { self.condition($0) } ?? -1
    guarding.when = node
    let heading = addHeading(named, metadata, guarding)
    return (node, DutyLine(heading: heading, line: named.origin.line, text: text))
  }

  private mutating func addDisclosure() {
    guard let disclosure = model.duties.disclosure else { return }
    for line in disclosure.lines {
      var condition: Condition?
      if case .when(let written) = line.when { condition = written }
      let named = Named(.disclosure, "disclosure", line.say.origin)
      let (node, origin) = addLine(named, disclosure.metadata, when: condition, line.text)
      graph.headings[origin.heading].say = message(line.say)
      let moment: GraphDisclosure.Moment
      switch line.when {
      case .atStart: moment = .atStart
      case .atEveryChange: moment = .atEveryChange
      case .when: moment = .when(node)
      }
      graph.duties.disclosure.append(GraphDisclosure(moment: moment, origin: origin))
    }
  }

  private var wayOutHeading: Int {
    guard let name = model.duties.disclosure?.wayOut else { return -1 }
    return graph.headings.firstIndex { $0.kind == .rule && $0.name == name } ?? -1
  }

  private mutating func addConduct() {
    let lines = model.duties.conduct.sorted { precedes($0.text, $1.text) }
    for line in lines {
      let named = Named(.conduct, "conduct", line.origin)
      let (node, origin) = addLine(named, line.metadata, when: line.when, line.text)
      graph.duties.conduct.append(
        GraphConduct(isAlways: line.isAlways, words: line.words, node: node, origin: origin))
    }
  }

  private mutating func addHandoffs() {
    let handoffs = model.duties.handoffs.map { handoff in
      (handoff, handoff.queues.map { model.people.queues[$0].name }.joined(separator: ", "))
    }
    for (handoff, queues) in handoffs.sorted(by: { precedes($0.1, $1.1) }) {
      let name = queues.isEmpty ? "handoff" : "handoff to \(queues)"
      var guarding = GraphGuard()
      if let except = handoff.collect?.except { guarding.except = condition(except) }
      let named = Named(.handoff, name, handoff.origin)
      let heading = addHeading(named, handoff.metadata, guarding)
      graph.headings[heading].say = handoff.say.map(message)
      var lowered = GraphHandoff(heading: heading, queues: handoff.queues.map(\.offset))
      lowered.include = handoff.include.map { decided($0) }
      lowered.leaveOut = handoff.leaveOut.map { decided($0) }
      if let collect = handoff.collect {
        lowered.collect = GraphHandoff.Collect(
          facts: collect.facts.map { decided($0) }, atMost: collect.atMostQuestions,
          except: guarding.except)
      }
      lowered.brief = handoff.brief
      lowered.keepsChannel = handoff.keepsChannel
      graph.duties.handoffs.append(lowered)
    }
  }

  private mutating func addAssist() {
    guard let assist = model.duties.assist else { return }
    let named = Named(.assist, "assist", assist.origin)
    let heading = addHeading(named, assist.metadata, parts(of: assist.guarding, -1))
    var lowered = GraphAssist(
      heading: heading, suggestNode: permission(assist.guarding, -1),
      requireNode: restriction(assist.guarding, -1))
    lowered.suggest = help(assist.suggest, assist.suggestLine, heading)
    lowered.require = help(assist.require, assist.requireLine, heading)
    lowered.quiet = assist.quietWhen.map { condition($0) }
    lowered.rate = assist.atMost.map { GraphAssist.Rate(count: $0.count, turns: $0.turns) }
    lowered.withinSeconds = assist.withinSeconds
    graph.duties.assist = lowered
    keepWritten(in: heading)
  }

  private func help(
    _ names: [String], _ line: WrittenLine?, _ heading: Int
  ) -> GraphAssist.Help? {
    guard let line, !names.isEmpty else { return nil }
    return GraphAssist.Help(
      names: names,
      origin: DutyLine(heading: heading, line: line.origin.line, text: line.text))
  }

  private mutating func addOversightLines() {
    let all = model.duties.oversight.flatMap { heading in
      heading.lines.map { (line: $0, metadata: heading.metadata) }
    }
    for (line, metadata) in all.sorted(by: { precedes($0.line.text, $1.line.text) }) {
      let kind: GraphOversight.Kind
      var when: Condition?
      switch line.duty {
      // An effect: `addStops` has it.
      case .stopAI: continue
      case .watch(let condition): (kind, when) = (.watch, condition)
      case .review(let condition): (kind, when) = (.review, condition)
      case .reviewShare(let hundredths): kind = .reviewShare(hundredths)
      case .alert(let role, let condition):
        (kind, when) = (.alert(role: model.vocabulary.roles[role]), condition)
      }
      let named = Named(.oversight, "oversight", line.origin)
      let (node, origin) = addLine(named, metadata, when: when, line.text)
      graph.duties.oversight.append(GraphOversight(kind: kind, node: node, origin: origin))
    }
  }

  private mutating func addAfterwards() {
    for line in model.duties.afterwards.sorted(by: { precedes($0.text, $1.text) }) {
      let tasks = line.tasks.compactMap { name in
        graph.tasks.firstIndex { $0.utf8.elementsEqual(name.utf8) }
      }
      let named = Named(.afterwards, "afterwards", line.origin)
      let (node, origin) = addLine(named, line.metadata, when: line.when, line.text)
      graph.duties.afterwards.append(
        GraphAfterwards(tasks: tasks, node: node, origin: origin))
    }
  }

  private mutating func addTargets() {
    for target in model.duties.targets.sorted(by: { precedes($0.name, $1.name) }) {
      let named = Named(.target, target.name, target.origin)
      var lowered = GraphTarget(heading: addHeading(named, target.metadata, GraphGuard()))
      lowered.owner = target.metadata.owner
      lowered.measures = target.measures.map { measure in
        var made = GraphTarget.Measure(
          name: measure.name, comparison: measure.comparison, value: measure.value,
          overSeconds: measure.overSeconds)
        made.line = measure.line.origin.line
        made.text = measure.line.text
        return made
      }
      graph.duties.targets.append(lowered)
    }
  }

  private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

// MARK: - As decided

extension GraphBuilder {
  /// The fact as the heading that is lowered reads it: itself, or its twin as decided.
  mutating func decided(_ fact: FactID) -> Int {
    guard readsAsDecided else { return fact.offset }
    if let known = decidedTwins[fact] { return known }
    switch model.vocabulary.facts[fact].supply {
    case .session, .turn, .task, .agent, .table, .choose: return fact.offset
    case .builtIn(let builtIn):
      switch builtIn {
      case .handler, .approval: return twin(of: fact)
      // No decision changes a choice: the customer's answers are known as it begins.
      case .choice, .task, .turnCount, .humanRequests, .now, .queueOpen, .queueFree, .queueWait,
        .done:
        return fact.offset
      }
    case .definition(let id):
      guard restsOnDecision(fact) else { return fact.offset }
      let twin = twin(of: fact)
      addDefinition(id, as: twin)
      return twin
    }
  }

  private mutating func twin(of fact: FactID) -> Int {
    var twin = graph.facts[fact.offset]
    twin.supply = .computed(graph.logic.slots.computed)
    graph.logic.slots.computed += 1
    twin.isAsDecided = true
    graph.facts.append(twin)
    decidedTwins[fact] = graph.facts.count - 1
    return graph.facts.count - 1
  }

  /// A definition that reads `handler` or an approval, itself or through definitions.
  ///
  /// Tables and `choose` read as of the start wherever they are used.
  private func restsOnDecision(_ fact: FactID) -> Bool {
    var pending = [fact]
    var seen: Set<FactID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      switch model.vocabulary.facts[next].supply {
      case .session, .turn, .task, .agent, .table, .choose: continue
      case .builtIn(let builtIn):
        switch builtIn {
        case .handler, .approval: return true
        case .choice, .task, .turnCount, .humanRequests, .now, .queueOpen, .queueFree, .queueWait,
          .done:
          continue
        }
      case .definition(let id):
        let definition = model.vocabulary.definitions[id]
        pending += ([definition.when] + definition.excepts).flatMap(\.factsRead)
      }
    }
    return false
  }

  /// The definition once more, reading as decided.
  private mutating func addDefinition(_ id: DefinitionID, as twin: Int) {
    let definition = model.vocabulary.definitions[id]
    // Its tests are its own, not those of the heading that reads it.
    let kept = written
    defer { written = kept }
    var child = condition(definition.when)
    let except = definition.excepts.map { condition($0) }
    if !except.isEmpty { child = all([child, not(any(except))]) }
    graph.logic.makers[twin] = node(
      .define(fact: Int32(twin), child: Int32(child)), definition.origin, text: definition.name)
  }
}
