internal import HandrailEngine

extension GraphSketch {
  /// A field of the decision that lines are joined into.
  enum Field: String {
    case ruling, handler, next, queue, urgency, obligations
    case say, conduct, packet, assist, oversight, afterwards
  }

  /// Draws every line that does something, and the fields of the decision.
  mutating func drawLines() {
    for position in graph.effects.indices { drawEffect(position) }
    for position in graph.gates.firsts.indices { drawFirst(position) }
    for (position, way) in graph.gates.returns.enumerated() {
      let id = "return_\(position)"
      draw(id, .effect, ["return to ai", place(ofHeading: way.heading)])
      connect(node: way.node, to: id)
      connect(id, to: .handler)
    }
    for (position, gate) in graph.gates.approvals.enumerated() {
      drawGate("approval", position, heading: gate.heading, node: gate.node)
      let id = "approval_\(position)"
      for (number, tier) in gate.tiers.enumerated() where tier.node >= 0 {
        connect(node: tier.node, to: id, "tier \(number + 1)")
      }
      connect(id, toFailures: [gate.terms.ifNoAnswer, gate.terms.ifRefused])
    }
    for (position, gate) in graph.gates.offers.enumerated() {
      drawGate("offer", position, heading: gate.heading, node: gate.node)
      connect("offer_\(position)", to: .handler)
    }
    for (position, queue) in graph.routing.queues.enumerated() where queue.agents >= 0 {
      let id = "queue_\(position)"
      draw(id, .effect, ["queue \(queue.name)", "agents when \(queue.agentsText)"])
      connect(node: queue.agents, to: id)
      connect(id, to: .queue, "candidates")
    }
  }

  private mutating func drawGate(_ sort: String, _ position: Int, heading: Int, node: Int) {
    let id = "\(sort)_\(position)"
    draw(id, .effect, ["\(sort) \(graph.headings[heading].name)", place(ofHeading: heading)])
    connect(node: node, to: id)
    connect(id, to: .next)
  }

  private mutating func drawEffect(_ position: Int) {
    let effect = graph.effects[position]
    let heading = graph.headings[effect.heading]
    let id = "effect_\(position)"
    draw(id, .effect, [heading.name, effect.text, place(heading.file, effect.line)])
    connect(node: effect.node, to: id)
    switch effect.action {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse:
      connect(id, to: .ruling)
    case .handOver(let target), .otherwiseHandOver(let target):
      connect(id, to: .handler)
      connect(id, toTeam: target)
    case .startWithHuman: connect(id, to: .handler)
    case .stopAI:
      connect(id, to: .ruling)
      connect(id, to: .handler)
    case .urgency: connect(id, to: .urgency)
    case .needSkills: connect(id, to: .queue, "skills")
    case .bringIn, .contactCustomer: connect(id, to: .obligations)
    }
  }

  private mutating func drawFirst(_ position: Int) {
    let gate = graph.gates.firsts[position]
    let id = "first_\(position)"
    let name = graph.headings[gate.heading].name
    draw(id, .effect, ["first \(name)", place(ofHeading: gate.heading)])
    connect(node: gate.node, to: id)
    if gate.until >= 0 { connect(node: gate.until, to: id, "until") }
    for fact in gate.ask { connect(fact: fact, to: id, "ask") }
    for fact in gate.confirm { connect(fact: fact, to: id, "confirm") }
    connect(id, to: .next)
    connect(id, toFailures: [gate.ifNoAnswer, gate.ifRefused])
  }

  /// A gate that is refused or not answered may hand the conversation over.
  private mutating func connect(_ id: String, toFailures failures: [GraphFirst.Failure?]) {
    for case .handOver(let target)? in failures {
      connect(id, to: .handler)
      connect(id, toTeam: target)
    }
  }

  mutating func connect(_ id: String, to field: Field, _ label: String = "") {
    draw("field_" + field.rawValue, .field, [field.rawValue])
    connect(id, "field_" + field.rawValue, label)
  }

  private mutating func connect(_ id: String, toTeam target: GraphEffect.HandOver) {
    switch target {
    case .queue(let queue): connect(id, to: .queue, graph.routing.queues[queue].name)
    case .table(let table):
      draw(table: table)
      connect("table_\(table)", id)
      connect(id, to: .queue, "using \(graph.logic.tables[table].name)")
    case .none: connect(id, to: .queue)
    }
  }

  func place(ofHeading position: Int) -> String {
    place(graph.headings[position].file, graph.headings[position].line)
  }

  func place(_ file: Int, _ line: Int) -> String { "\(graph.policy.files[file]):\(line)" }
}
