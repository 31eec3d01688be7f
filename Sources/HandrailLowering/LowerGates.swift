import HandrailEngine
import HandrailModel
import HandrailSource

extension GraphBuilder {
  mutating func addGates() {
    let firsts = model.gates.firsts.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    addApprovals()
    addOffers()
    for first in firsts { add(first) }
    for way in model.gates.returns { add(way) }
    addWayOut()
  }

  private mutating func add(_ first: First) {
    let named = Named(.first, first.name, first.origin)
    let heading = addHeading(named, first.metadata, parts(of: first.guarding, -1))
    graph.headings[heading].say = first.say.map(message)
    var gate = GraphFirst(
      heading: heading, scope: taskSet(first.covers.tasks),
      node: restriction(first.guarding, -1))
    if let until = first.until { gate.until = condition(until) }
    gate.ask = first.ask.map(\.offset)
    gate.tasksToDo = first.tasksToDo.map(\.offset)
    gate.confirm = first.confirm.map(\.offset)
    gate.lastsSeconds = first.lastsSeconds
    gate.ifNoAnswer = first.ifNoAnswer.map(failure)
    gate.ifRefused = first.ifRefused.map(failure)
    graph.gates.firsts.append(gate)
    keepWritten(in: heading)
  }

  func failure(_ failure: GateFailure) -> GraphFirst.Failure {
    switch failure {
    case .refuse: .refuse
    case .handOver(let target): .handOver(self.target(target))
    }
  }

  private mutating func add(_ way: ReturnToAI) {
    let named = Named(.returnToAI, "return to ai", way.origin)
    let heading = addHeading(named, way.metadata, parts(of: way.guarding, -1))
    graph.headings[heading].say = way.say.map(message)
    graph.gates.returns.append(
      GraphReturn(
        heading: heading, node: permission(way.guarding, -1), tasks: way.tasks.map(taskSet),
        atMostTimes: way.atMostTimes))
    keepWritten(in: heading)
  }

  /// The way-out rule's own test: its `when` without windows, judged at each turn.
  private mutating func addWayOut() {
    guard let name = model.duties.disclosure?.wayOut,
      let rule = model.rules.first(where: { $0.name == name }), let when = rule.guarding.when
    else { return }
    let own = when.withoutWindows
    graph.gates.wayOutNode = isTurnwise(own) ? condition(own) : node(.constant(.open))
    written = WrittenTests()
  }

  /// `stop ai` lines; the other lines of `oversight` are duties.
  mutating func addStops() {
    for oversight in model.duties.oversight {
      for line in oversight.lines {
        guard case .stopAI(let when) = line.duty else { continue }
        let node = condition(when)
        var guarding = GraphGuard()
        guarding.when = node
        let named = Named(.oversight, "oversight", line.origin)
        let heading = addHeading(named, oversight.metadata, guarding)
        graph.effects.append(
          GraphEffect(
            action: .stopAI, scope: everyTask, node: node, heading: heading,
            line: line.origin.line, text: line.text))
      }
    }
  }
}

extension Condition {
  /// The same tests, each now instead of over turns.
  fileprivate var withoutWindows: Condition {
    Condition(
      mode: mode,
      entries: entries.map { entry in
        switch entry {
        case .test(var test):
          test.window = nil
          return .test(test)
        case .group(let group):
          return .group(group.withoutWindows)
        }
      })
  }
}
