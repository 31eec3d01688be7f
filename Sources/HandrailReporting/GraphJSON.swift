internal import Handrail
package import HandrailEngine

/// The graph's own tables as JSON: positions are those that the tables have in the graph.
package func graphJSON(_ graph: DecisionGraph, indented: Bool) -> [UInt8] {
  var text = JSONText(indented: indented)
  text.object { text in
    text.key("policy")
    text.object { text in
      text.fields(of: graph.policy)
      text.key("zone_data")
      text.value(graph.policy.zoneDataVersion)
      text.key("files")
      text.texts(graph.policy.files)
    }
    text.key("tasks")
    text.texts(graph.tasks)
    text.key("facts")
    text.list(graph.facts) { fact, text in write(fact, to: &text) }
    text.key("nodes")
    text.list(graph.logic.nodes.indices) { node, text in write(node, of: graph, to: &text) }
    text.key("tables")
    text.list(graph.logic.tables) { table, text in write(table, to: &text) }
    text.key("headings")
    text.list(graph.headings) { heading, text in write(heading, of: graph, to: &text) }
    text.key("effects")
    text.list(graph.effects) { effect, text in write(effect, of: graph, to: &text) }
    text.key("firsts")
    text.list(graph.gates.firsts) { gate, text in write(gate, of: graph, to: &text) }
    text.key("duties")
    write(graph.duties, of: graph, to: &text)
    text.key("queues")
    text.list(graph.routing.queues) { queue, text in write(queue, to: &text) }
    text.key("preferred_queues")
    text.numbers(graph.routing.preferred)
  }
  return text.bytes
}

private func write(_ fact: GraphFact, to text: inout JSONText) {
  text.object { text in
    text.key("name")
    text.value(fact.name)
    text.key("kind")
    text.value(fact.domain.kind.words)
    if !fact.domain.words.isEmpty {
      text.key("words")
      text.texts(fact.domain.words.map(\.name))
    }
    text.key("supply")
    text.value(fact.supply.name)
    text.key("may_be_unknown")
    text.value(fact.mayBeUnknown)
  }
}

private func write(_ node: Int, of graph: DecisionGraph, to text: inout JSONText) {
  let origin = graph.logic.origins[node]
  text.object { text in
    text.key("kind")
    text.value(graph.logic.nodes[node].kindName)
    text.key("facts")
    text.numbers(graph.logic.factsRead(by: node))
    text.key("nodes")
    text.numbers(graph.logic.childNodes(of: node))
    text.key("file")
    text.value(origin.file)
    text.key("line")
    text.value(origin.line)
    text.key("text")
    text.value(origin.text)
  }
}

private func write(_ table: GraphTable, to text: inout JSONText) {
  text.object { text in
    text.key("name")
    text.value(table.name)
    text.key("top_row_wins")
    text.value(table.topRowWins)
    text.key("rows")
    text.list(table.rows) { row, text in write(row, to: &text) }
  }
}

private func write(_ row: GraphTable.Row, to text: inout JSONText) {
  text.object { text in
    text.key("node")
    if row.node < 0 { text.nothing() } else { text.value(row.node) }
    text.key("line")
    text.value(row.line)
    text.key("text")
    text.value(row.text)
  }
}

private func write(_ heading: GraphHeading, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.key("kind")
    text.value(heading.kind.name)
    text.key("name")
    text.value(heading.name)
    text.key("file")
    text.value(heading.file)
    text.key("line")
    text.value(heading.line)
  }
}

private func write(_ effect: GraphEffect, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.key("heading")
    text.value(effect.heading)
    text.key("action")
    text.value(effect.action.name)
    text.key("tasks")
    text.texts(graph.tasks.indices.filter(effect.scope.contains).map { graph.tasks[$0] })
    text.key("node")
    text.value(effect.node)
    text.key("line")
    text.value(effect.line)
    text.key("text")
    text.value(effect.text)
  }
}

private func write(_ gate: GraphFirst, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.key("heading")
    text.value(gate.heading)
    text.key("tasks")
    text.texts(graph.tasks.indices.filter(gate.scope.contains).map { graph.tasks[$0] })
    text.key("node")
    text.value(gate.node)
    text.key("until")
    if gate.until < 0 { text.nothing() } else { text.value(gate.until) }
    text.key("ask")
    text.numbers(gate.ask)
    text.key("confirm")
    text.numbers(gate.confirm)
    text.key("do")
    text.texts(gate.tasksToDo.map { graph.tasks[$0] })
  }
}

private func write(_ queue: GraphQueue, to text: inout JSONText) {
  text.object { text in
    text.key("name")
    text.value(queue.name)
    text.key("skills")
    text.texts(queue.skills.map(\.name))
    text.key("line")
    text.value(queue.line)
  }
}
