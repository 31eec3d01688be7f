internal import Handrail
package import HandrailEngine

/// The graph's own tables as JSON: positions are those that the tables have in the graph.
package func graphJSON(_ graph: DecisionGraph, indented: Bool) -> [UInt8] {
  var text = JSONText(indented: indented)
  text.object { text in
    text.object("policy") { text in
      text.fields(of: graph.policy)
      text.member("zone_data", graph.policy.zoneDataVersion)
      text.texts("files", graph.policy.files)
    }
    text.texts("tasks", graph.tasks)
    text.list("facts", graph.facts) { fact, text in write(fact, to: &text) }
    text.list("nodes", graph.logic.nodes.indices) { node, text in write(node, of: graph, to: &text)
    }
    text.list("tables", graph.logic.tables) { table, text in write(table, to: &text) }
    text.list("headings", graph.headings) { heading, text in write(heading, of: graph, to: &text) }
    text.list("effects", graph.effects) { effect, text in write(effect, of: graph, to: &text) }
    text.list("firsts", graph.gates.firsts) { gate, text in write(gate, of: graph, to: &text) }
    text.key("duties")
    write(graph.duties, of: graph, to: &text)
    text.list("queues", graph.routing.queues) { queue, text in write(queue, to: &text) }
    text.numbers("preferred_queues", graph.routing.preferred)
  }
  return text.bytes
}

private func write(_ fact: GraphFact, to text: inout JSONText) {
  text.object { text in
    text.member("name", fact.name)
    text.member("kind", fact.domain.kind.words)
    if !fact.domain.words.isEmpty {
      text.texts("words", fact.domain.words.map(\.name))
    }
    text.member("supply", fact.supply.name)
    text.member("may_be_unknown", fact.mayBeUnknown)
  }
}

private func write(_ node: Int, of graph: DecisionGraph, to text: inout JSONText) {
  let origin = graph.logic.origins[node]
  text.object { text in
    text.member("kind", graph.logic.nodes[node].kindName)
    text.numbers("facts", graph.logic.factsRead(by: node))
    text.numbers("nodes", graph.logic.childNodes(of: node))
    text.member("file", origin.file)
    text.member("line", origin.line)
    text.member("text", origin.text)
  }
}

private func write(_ table: GraphTable, to text: inout JSONText) {
  text.object { text in
    text.member("name", table.name)
    text.member("top_row_wins", table.topRowWins)
    text.list("rows", table.rows) { row, text in write(row, to: &text) }
  }
}

private func write(_ row: GraphTable.Row, to text: inout JSONText) {
  text.object { text in
    text.key("node")
    if row.node < 0 { text.nothing() } else { text.value(row.node) }
    text.member("line", row.line)
    text.member("text", row.text)
  }
}

private func write(_ heading: GraphHeading, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.member("kind", heading.kind.name)
    text.member("name", heading.name)
    text.member("file", heading.file)
    text.member("line", heading.line)
  }
}

private func write(_ effect: GraphEffect, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.member("heading", effect.heading)
    text.member("action", effect.action.name)
    text.texts("tasks", graph.tasks.indices.filter(effect.scope.contains).map { graph.tasks[$0] })
    text.member("node", effect.node)
    text.member("line", effect.line)
    text.member("text", effect.text)
  }
}

private func write(_ gate: GraphFirst, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.member("heading", gate.heading)
    text.texts("tasks", graph.tasks.indices.filter(gate.scope.contains).map { graph.tasks[$0] })
    text.member("node", gate.node)
    text.key("until")
    if gate.until < 0 { text.nothing() } else { text.value(gate.until) }
    text.numbers("ask", gate.ask)
    text.numbers("confirm", gate.confirm)
    text.texts("do", gate.tasksToDo.map { graph.tasks[$0] })
  }
}

private func write(_ queue: GraphQueue, to text: inout JSONText) {
  text.object { text in
    text.member("name", queue.name)
    text.texts("skills", queue.skills.map(\.name))
    text.member("line", queue.line)
  }
}
