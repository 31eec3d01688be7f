internal import Handrail
internal import HandrailEngine

/// The duties as tables; nodes and facts by position, -1 written as `null`.
func write(_ duties: GraphDuties, of graph: DecisionGraph, to text: inout JSONText) {
  text.object { text in
    text.list("disclosure", duties.disclosure) { line, list in write(line, to: &list) }
    text.list("conduct", duties.conduct) { line, list in write(line, to: &list) }
    text.list("handoffs", duties.handoffs) { handoff, list in write(handoff, of: graph, to: &list) }
    text.key("assist")
    if let assist = duties.assist { write(assist, to: &text) } else { text.nothing() }
    text.list("oversight", duties.oversight) { line, list in write(line, to: &list) }
    text.list("afterwards", duties.afterwards) { line, list in write(line, of: graph, to: &list) }
    text.list("targets", duties.targets) { target, list in write(target, of: graph, to: &list) }
  }
}

private func writeNode(_ node: Int, to text: inout JSONText) {
  text.key("node")
  if node < 0 { text.nothing() } else { text.value(node) }
}

private func write(_ line: GraphDisclosure, to list: inout JSONText) {
  list.object { text in
    switch line.moment {
    case .atStart: text.field("when", "start")
    case .atEveryChange: text.field("when", "every_change")
    case .when(let node): writeNode(node, to: &text)
    }
    write(line.origin, to: &text)
  }
}

private func write(_ line: GraphConduct, to list: inout JSONText) {
  list.object { text in
    text.field("kind", line.isAlways ? "always" : "never")
    text.field("words", line.words)
    writeNode(line.node, to: &text)
    write(line.origin, to: &text)
  }
}

private func write(
  _ line: GraphAfterwards, of graph: DecisionGraph, to list: inout JSONText
) {
  list.object { text in
    text.texts("tasks", line.tasks.map { graph.tasks[$0] })
    writeNode(line.node, to: &text)
    write(line.origin, to: &text)
  }
}

private func write(_ origin: DutyLine, to text: inout JSONText) {
  text.field("heading", origin.heading)
  text.field("line", origin.line)
  text.field("text", origin.text)
}

private func write(
  _ handoff: GraphHandoff, of graph: DecisionGraph, to list: inout JSONText
) {
  list.object { text in
    text.field("heading", handoff.heading)
    text.texts("queues", handoff.queues.map { graph.routing.queues[$0].name })
    text.numbers("include", handoff.include)
    text.numbers("leave_out", handoff.leaveOut)
    if let collect = handoff.collect {
      text.object("collect") { text in
        text.numbers("facts", collect.facts)
        text.field("at_most", collect.atMost)
        writeNode(collect.except, to: &text)
      }
    }
    text.texts("brief", handoff.brief)
    text.field("keeps_channel", handoff.keepsChannel)
  }
}

private func write(_ assist: GraphAssist, to text: inout JSONText) {
  text.object { text in
    text.field("heading", assist.heading)
    text.field("suggest_node", assist.suggestNode)
    text.field("require_node", assist.requireNode)
    text.texts("suggest", assist.suggest?.names ?? [])
    text.texts("require", assist.require?.names ?? [])
    text.numbers("quiet_nodes", assist.quiet)
    if let rate = assist.rate {
      text.field("at_most", rate.count)
      text.field("in_turns", rate.turns)
    }
    if let seconds = assist.withinSeconds { text.field("within_seconds", seconds) }
  }
}

private func write(_ line: GraphOversight, to list: inout JSONText) {
  list.object { text in
    switch line.kind {
    case .watch: text.field("kind", "watch")
    case .review: text.field("kind", "review")
    case .reviewShare(let hundredths):
      text.field("kind", "review")
      text.field("hundredths", hundredths)
    case .alert(let role):
      text.field("kind", "alert")
      text.field("role", role)
    }
    writeNode(line.node, to: &text)
    write(line.origin, to: &text)
  }
}

private func write(_ target: GraphTarget, of graph: DecisionGraph, to list: inout JSONText) {
  list.object { text in
    text.field("heading", target.heading)
    text.field("name", graph.headings[target.heading].name)
    text.list("measures", target.measures) { measure, list in write(measure, to: &list) }
  }
}

private func write(_ measure: GraphTarget.Measure, to list: inout JSONText) {
  list.object { text in
    text.field("measure", measure.name)
    text.field("comparison", measure.comparison.words)
    text.number("value", scaledText(measure.value.mantissa, decimals: measure.value.decimals))
    text.field("over_seconds", measure.overSeconds)
    text.field("line", measure.line)
    text.field("text", measure.text)
  }
}
