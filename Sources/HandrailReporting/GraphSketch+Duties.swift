import HandrailEngine

extension GraphSketch {
  /// Draws the lines of duties, each joined to what it fills in a decision.
  mutating func drawDuties() {
    let duties = graph.duties
    for (position, duty) in duties.disclosure.enumerated() {
      let id = draw("disclosure_\(position)", duty.origin, to: .say)
      if case .when(let node) = duty.moment { connect(node: node, to: id) }
    }
    for (position, duty) in duties.conduct.enumerated() {
      let id = draw("conduct_\(position)", duty.origin, to: .conduct)
      if duty.node >= 0 { connect(node: duty.node, to: id) }
    }
    for (position, duty) in duties.oversight.enumerated() {
      let id = draw("oversight_\(position)", duty.origin, to: .oversight)
      if duty.node >= 0 { connect(node: duty.node, to: id) }
    }
    for (position, duty) in duties.afterwards.enumerated() {
      let id = draw("afterwards_\(position)", duty.origin, to: .afterwards)
      if duty.node >= 0 { connect(node: duty.node, to: id) }
    }
    for position in duties.handoffs.indices { drawHandoff(position) }
    if let assist = duties.assist { draw(assist) }
  }

  private mutating func draw(_ id: String, _ line: DutyLine, to field: Field) -> String {
    let heading = graph.headings[line.heading]
    draw(id, .effect, [line.text, place(heading.file, line.line)])
    connect(id, to: field)
    return id
  }

  private mutating func drawHandoff(_ position: Int) {
    let handoff = graph.duties.handoffs[position]
    let id = "handoff_\(position)"
    let queues = handoff.queues.map { graph.routing.queues[$0].name }.joined(separator: ", ")
    let title = queues.isEmpty ? "handoff" : "handoff to \(queues)"
    draw(id, .effect, [title, place(ofHeading: handoff.heading)])
    for fact in handoff.include { connect(fact: fact, to: id, "include") }
    guard let collect = handoff.collect else { return connect(id, to: .packet) }
    for fact in collect.facts { connect(fact: fact, to: id, "collect") }
    if collect.except >= 0 { connect(node: collect.except, to: id, "except") }
    connect(id, to: .packet)
  }

  private mutating func draw(_ assist: GraphAssist) {
    if let suggest = assist.suggest {
      let id = draw("suggest", suggest.origin, to: .assist)
      connect(node: assist.suggestNode, to: id)
      for node in assist.quiet { connect(node: node, to: id, "quiet") }
    }
    if let require = assist.require {
      let id = draw("require", require.origin, to: .assist)
      connect(node: assist.requireNode, to: id)
    }
  }
}
