import HandrailEngine

extension JointBuilder {
  /// The joint position of a node; a test that the joint graph has already is not added again.
  mutating func node(_ position: Int, _ side: inout JointSide) -> Int {
    let own = side.graph.logic.nodes[position]
    let joint = joined(own, &side)
    let isSecond = isSecondWindow(joint, side)
    if !isSecond, let found = nodes[joint] { return found }
    change { graph in
      graph.logic.nodes.append(joint)
      graph.logic.origins.append(side.graph.logic.origins[position])
    }
    if !isSecond { nodes[joint] = graph.logic.nodes.count - 1 }
    return graph.logic.nodes.count - 1
  }

  /// A window that begins anew with each holder counts otherwise where another one begins.
  private func isSecondWindow(_ node: GraphNode, _ side: JointSide) -> Bool {
    guard !sides.isEmpty,
      side.graph.policy.startsWithHuman != graph.policy.startsWithHuman
    else { return false }
    return node.beginsAnew
  }

  private mutating func joined(_ own: GraphNode, _ side: inout JointSide) -> GraphNode {
    func fact(_ own: Int32) -> Int32 { Int32(side.facts[Int(own)]) }
    func child(_ own: Int32) -> Int32 { Int32(side.nodes[Int(own)]) }
    switch own {
    case .constant, .between: return own
    case .isKnown(let own): return .isKnown(fact: fact(own))
    case .among(let own, let values): return .among(fact: fact(own), values: run(values, own, side))
    case .equals(let own, let other): return .equals(fact: fact(own), other: fact(other))
    case .includes(let own, let word):
      return .includes(fact: fact(own), word: UInt8(side.words[Int(own)][Int(word)]))
    case .isEmpty(let own): return .isEmpty(fact: fact(own))
    case .compare(let own): return .compare(Int32(comparison(Int(own), side)))
    case .instant(let own, let comparison, let microseconds):
      return .instant(fact: fact(own), comparison: comparison, microseconds: microseconds)
    case .age(let own, let comparison, let microseconds):
      return .age(fact: fact(own), comparison: comparison, microseconds: microseconds)
    case .ahead(let own, let comparison, let microseconds):
      return .ahead(fact: fact(own), comparison: comparison, microseconds: microseconds)
    case .trend(let own): return .trend(trend(own, side))
    case .during(let own): return .during(calendar: Int32(side.calendars[Int(own)]))
    case .trial(let own): return .trial(Int32(side.trials[Int(own)]))
    case .not(let own): return .not(child(own))
    case .all(let own): return .all(children(own, side))
    case .any(let own): return .any(children(own, side))
    case .certainly(let own): return .certainly(child(own))
    case .possibly(let own): return .possibly(child(own))
    case .skipUnknown(let own): return .skipUnknown(child(own))
    case .applyUnknown(let own): return .applyUnknown(child(own))
    case .window(let own, let atLeast, let count, let restarts):
      return .window(child: child(own), atLeast: atLeast, of: count, restarts: restarts)
    case .anyPoint(let own): return .anyPoint(memory(own, &side))
    case .define(let own, let node): return define(own, child(node), &side)
    case .workOut(let own): return workOut(own, &side)
    }
  }

  private mutating func run(_ own: SideRange, _ fact: Int32, _ side: JointSide) -> SideRange {
    let described = side.graph.facts[Int(fact)]
    var values = Array(side.graph.logic.values[own.offsets])
    if described.builtIn == .task || described.domain.kind == .oneOf
      || described.domain.kind == .level
    {
      let words = side.words[Int(fact)]
      values = values.map { value in
        words.indices.contains(Int(value)) ? Int64(words[Int(value)]) : value
      }.sorted()
    }
    if let found = valueRuns[values] { return found }
    let added = SideRange(first: graph.logic.values.count, count: values.count)
    change { $0.logic.values += values }
    valueRuns[values] = added
    return added
  }

  private mutating func children(_ own: SideRange, _ side: JointSide) -> SideRange {
    let children = side.graph.logic.children[own.offsets].map { Int32(side.nodes[Int($0)]) }
    if let found = childRuns[children] { return found }
    let added = SideRange(first: graph.logic.children.count, count: children.count)
    change { $0.logic.children += children }
    childRuns[children] = added
    return added
  }

  private mutating func trend(_ own: Int32, _ side: JointSide) -> Int32 {
    var joint = side.graph.logic.trends[Int(own)]
    joint.fact = side.facts[joint.fact]
    if let found = trends[joint] { return Int32(found) }
    change { $0.logic.trends.append(joint) }
    trends[joint] = graph.logic.trends.count - 1
    return Int32(graph.logic.trends.count - 1)
  }

  /// A switch; what memory holds of those that differ is told together later.
  private mutating func memory(_ own: Int32, _ side: inout JointSide) -> Int32 {
    var joint = side.graph.logic.switches[Int(own)]
    joint.node = side.nodes[joint.node]
    let key = SwitchKey(name: joint.name, node: joint.node, isTurnwise: joint.isTurnwise)
    if let found = switches[key] {
      side.switches[Int(own)] = found
      return Int32(found)
    }
    let added = graph.logic.switches.count
    change { $0.logic.switches.append(joint) }
    switches[key] = added
    side.switches[Int(own)] = added
    return Int32(added)
  }

  private mutating func define(
    _ own: Int32, _ child: Int32, _ side: inout JointSide
  ) -> GraphNode {
    let described = side.graph.facts[Int(own)]
    let key = DefinitionKey(
      name: described.name, child: Int(child), isAsDecided: described.isAsDecided)
    let fact = definitions[key] ?? side.facts[Int(own)]
    definitions[key] = fact
    side.facts[Int(own)] = fact
    return .define(fact: Int32(fact), child: child)
  }

  private mutating func workOut(_ own: Int32, _ side: inout JointSide) -> GraphNode {
    var joint = side.graph.logic.tables[Int(own)]
    for row in joint.rows.indices {
      joint.rows[row].node = side.node(joint.rows[row].node)
      for (column, output) in joint.outputs.enumerated() where output == .queue {
        joint.rows[row].results[column] = joint.rows[row].results[column].map {
          Int64(side.queues[Int($0)])
        }
      }
    }
    let key = TableKey(
      name: joint.name, topRowWins: joint.topRowWins,
      outputs: joint.outputs.map { output in
        switch output {
        case .queue: "queue"
        case .urgency: "urgency"
        case .fact(let fact):
          "fact \(side.graph.facts[fact].name) \(side.graph.facts[fact].domain)"
        }
      },
      rows: joint.rows.map {
        .init(node: $0.node, coversUnknown: $0.coversUnknown, results: $0.results)
      })
    if let found = tables[key] {
      for (output, known) in zip(joint.outputs, graph.logic.tables[found].outputs) {
        if case .fact(let fact) = output, case .fact(let other) = known {
          side.facts[fact] = other
        }
      }
      side.tables[Int(own)] = found
      return .workOut(table: Int32(found))
    }
    joint.outputs = joint.outputs.map { output in
      if case .fact(let fact) = output { .fact(side.facts[fact]) } else { output }
    }
    change { $0.logic.tables.append(joint) }
    tables[key] = graph.logic.tables.count - 1
    side.tables[Int(own)] = graph.logic.tables.count - 1
    return .workOut(table: Int32(graph.logic.tables.count - 1))
  }
}

extension GraphNode {
  /// A window that sees nothing from before the conversation changed hands.
  var beginsAnew: Bool {
    if case .window(_, _, _, restarts: true) = self { true } else { false }
  }
}
