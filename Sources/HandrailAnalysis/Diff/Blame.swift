import HandrailEngine

/// Which lines of two versions made a difference.
struct Blame {
  let joint: JointGraph
  /// By side: the own position of each joint node.
  private var ownNodes: [[Int: Int]] = []

  init(_ joint: JointGraph) {
    self.joint = joint
    ownNodes = joint.sides.map { side in
      Dictionary(
        side.nodes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Units in which two decisions on one question differ.
  func units(_ units: [DiffUnit], differingIn pair: [Witness]) -> Set<DiffUnit> {
    func truth(_ node: Int, _ side: Int) -> Truth {
      ownNodes[side][node].map { pair[side].trace.truths[$0] } ?? .no
    }
    var found: Set<DiffUnit> = []
    for unit in units {
      let nodes = unit.nodes(joint.graph)
      let isOther = nodes.pairs.contains { truth($0.0, 0) != truth($0.1, 1) }
      let counts = nodes.alone.contains { truth($0, 0) != .no || truth($0, 1) != .no }
      if isOther || counts { found.insert(unit) }
      if unit.sort == .start, case .new = pair[0].question.memory { found.insert(unit) }
    }
    return found
  }

  /// A fact that the versions describe differently.
  func line(_ fact: String) -> ChangedLine { ChangedLine(name: fact) }

  func line(_ unit: DiffUnit) -> ChangedLine {
    var line = ChangedLine(name: name(unit))
    line.old = place(unit, 0, unit.old)
    line.new = place(unit, 1, unit.new)
    return line
  }

  private func name(_ unit: DiffUnit) -> String {
    let graph = joint.graph
    guard let position = unit.old ?? unit.new else {
      return unit.sort == .start ? "start with" : "prefer queues"
    }
    switch unit.sort {
    case .line: return graph.headings[graph.effects[position].heading].name
    case .approval: return graph.headings[graph.gates.approvals[position].heading].name
    case .offer: return graph.headings[graph.gates.offers[position].heading].name
    case .first: return graph.headings[graph.gates.firsts[position].heading].name
    case .comesBack: return graph.headings[graph.gates.returns[position].heading].name
    case .start: return "start with"
    case .routing: return "prefer queues"
    }
  }

  private func place(_ unit: DiffUnit, _ side: Int, _ joint: Int?) -> ChangedLine.Place? {
    let own = self.joint.sides[side]
    let graph = own.graph
    func heading(_ position: Int) -> ChangedLine.Place {
      let heading = graph.headings[position]
      return ChangedLine.Place(file: heading.file, line: heading.line, text: heading.name)
    }
    switch unit.sort {
    case .start:
      return ChangedLine.Place(
        file: 0, line: graph.policy.startLine,
        text: graph.policy.startsWithHuman ? "start with human" : "start with ai")
    case .routing: return nil
    case .line, .approval, .offer, .first, .comesBack: break
    }
    guard let joint else { return nil }
    switch unit.sort {
    case .line:
      guard let position = own.effects.firstIndex(of: joint) else { return nil }
      let effect = graph.effects[position]
      return ChangedLine.Place(
        file: graph.headings[effect.heading].file, line: effect.line, text: effect.text)
    case .approval:
      return own.approvals.firstIndex(of: joint).map { heading(graph.gates.approvals[$0].heading) }
    case .offer:
      return own.offers.firstIndex(of: joint).map { heading(graph.gates.offers[$0].heading) }
    case .first:
      return own.firsts.firstIndex(of: joint).map { heading(graph.gates.firsts[$0].heading) }
    case .comesBack:
      return own.returns.firstIndex(of: joint).map { heading(graph.gates.returns[$0].heading) }
    case .start, .routing: return nil
    }
  }
}
