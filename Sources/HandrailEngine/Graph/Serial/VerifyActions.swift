// Headings, the lines that do something, and where people take over.

extension GraphVerifier {
  func verifyHeadings() throws(CompiledRefusal) {
    for heading in graph.headings {
      try place(file: heading.file, line: heading.line)
      let parts = heading.guarding
      for part in [parts.when, parts.except, parts.inForce] { try nodeIfAny(part) }
      for except in parts.excepts { try node(except) }
      try need((0...2).contains(parts.ifUnknown), "a guard is of no kind")
      for test in heading.written {
        try node(test.node)
        try place(file: test.file, line: test.line)
      }
      for wording in heading.say?.wordings ?? [] {
        for case .fact(let position) in wording.pieces { try fact(position) }
      }
    }
  }

  func verifyEffects() throws(CompiledRefusal) {
    for effect in graph.effects {
      try node(effect.node)
      try node(effect.capNode)
      try heading(effect.heading)
      try line(effect.line)
      try scope(effect.scope)
      switch effect.action {
      case .handOver(let target), .otherwiseHandOver(let target): try handOver(target)
      case .contactCustomer(_, let position): try task(position)
      case .urgency(let level): try urgency(level)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
        .startWithHuman, .stopAI, .bringIn, .needSkills:
        break
      }
    }
  }

  func verifyRouting() throws(CompiledRefusal) {
    let routing = graph.routing
    for position in routing.preferred { try queue(position) }
    if routing.otherwise != -1 { try queue(routing.otherwise) }
    for entry in routing.queues {
      try place(file: entry.file, line: entry.line)
      try urgency(entry.urgency)
      try nodeIfAny(entry.agents)
      // What it asks of agents is looked for among all tests.
      if entry.agents != -1 { try weigh(graph.logic.nodes.count / 32) }
      if entry.bestFirst != -1 { try fact(entry.bestFirst) }
      if entry.hours != -1 { try calendar(entry.hours) }
      for rung in entry.ladder { try verify(rung) }
    }
  }

  private func verify(_ rung: LadderRung) throws(CompiledRefusal) {
    try queue(rung.queue)
    try seconds(rung.afterSeconds)
    switch rung.step {
    case .lastAgentFirst(let length): try seconds(length)
    case .urgency(let level): try urgency(level)
    case .tryQueue(let position): try queue(position)
    case .callback(let length, let position):
      try seconds(length)
      if position != -1 { try calendar(position) }
    case .withoutSkills, .accept, .keepWaiting, .takeMessage: break
    }
  }
}
