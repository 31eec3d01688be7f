/// SHA-256 of the canonical graph, in lower-case hexadecimal.
package func graphDigest(_ graph: DecisionGraph) -> String {
  hexadecimal(sha256(canonicalBytes(of: graph)))
}

/// Everything of a graph that can change a decision, in one order.
///
/// Left out: files, lines, the authors' layout, the order of headings, positions in tables, and the
/// digest itself. What refers to something does so by its name; a node goes by the digest of what
/// it tests, so two files that say the same have one digest. Zone rules are in, not their version.
package func canonicalBytes(of graph: DecisionGraph) -> [UInt8] {
  let names = CanonicalNames(graph)
  let nodes = CanonicalNodes(names)
  var writer = CanonicalWriter("handrail graph 1")
  writer.text(graph.policy.name)
  writer.integer(graph.policy.version)
  writer.flag(graph.policy.startsWithHuman)
  writer.unordered(graph.facts.map { canonicalFact($0, names) })
  writer.unordered(graph.tasks.map { CanonicalWriter($0).bytes })
  writer.unordered(graph.headings.map { canonicalHeading($0, names) })
  writer.unordered(graph.logic.calendars.map(canonicalCalendar))
  writer.unordered(graph.logic.nodes.indices.compactMap(nodes.root))
  writer.unordered(graph.effects.map { canonicalEffect($0, names, nodes) })
  writer.unordered(graph.gates.firsts.map { canonicalFirst($0, names, nodes) })
  writer.unordered(graph.gates.returns.map { canonicalReturn($0, names, nodes) })
  writer.unordered(
    graph.gates.approvals.map { canonicalApproval($0, names, nodes) }
      + graph.gates.offers.map { canonicalOffer($0, names, nodes) })
  writer.part(nodes.digest(graph.gates.wayOutNode))
  writer.unordered(graph.routing.queues.map { canonicalQueue($0, names, nodes) })
  writer.texts(graph.routing.preferred.map(names.queue))
  writer.text(names.queue(graph.routing.otherwise))
  if !graph.duties.isEmpty { writer.part(canonicalDuties(graph.duties, names, nodes)) }
  return writer.bytes
}

private func canonicalFact(_ fact: GraphFact, _ names: CanonicalNames) -> [UInt8] {
  var writer = CanonicalWriter(fact.name)
  writer.part(canonicalDomain(fact.domain))
  switch fact.supply {
  case .session: writer.text("session")
  case .turn: writer.text("turn")
  case .task: writer.text("task")
  case .agent: writer.text("agent")
  case .computed: writer.text("computed")
  }
  writer.flag(fact.mayBeUnknown)
  for value in [fact.usualValue, fact.trustOtherwise] {
    writer.flag(value != nil)
    if let value { writer.part(canonicalValue(value, fact.domain)) }
  }
  writer.optional(fact.trustAbove)
  writer.optional(fact.freshForSeconds)
  writer.flag(fact.isTestedAhead)
  writer.texts(fact.path)
  for mark in [fact.isSecret, fact.isSensitive, fact.isProtected] { writer.flag(mark) }
  // Said only where it is so.
  if fact.isEmotion { writer.text("emotion") }
  if fact.isIdentity { writer.text("identity") }
  if fact.isAsDecided { writer.text("as decided") }
  guard let builtIn = fact.builtIn else { return writer.bytes }
  switch builtIn {
  case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval(_):
    // Their names say all.
    writer.text("built in")
  case .queueOpen(let queue), .queueFree(let queue), .queueWait(let queue):
    writer.text(names.queue(queue))
  case .done(let task):
    writer.text(names.task(task))
  }
  return writer.bytes
}

private func canonicalDomain(_ domain: Domain) -> [UInt8] {
  var writer = CanonicalWriter()
  writer.integer(Int(domain.kind.rawValue))
  let words = domain.words.map { word in
    var writer = CanonicalWriter(word.name)
    writer.texts(word.spellings)
    return writer.bytes
  }
  if domain.kind == .level { writer.ordered(words) } else { writer.unordered(words) }
  writer.flag(domain.takesOther)
  for bound in [domain.lowest, domain.highest, domain.step] { writer.integer(bound) }
  writer.integer(domain.decimals)
  writer.text(domain.currency)
  return writer.bytes
}

/// A cell's value, words of lists by name.
func canonicalValue(_ value: Int64, _ domain: Domain) -> [UInt8] {
  var writer = CanonicalWriter()
  switch domain.kind {
  case .oneOf, .level, .setOf: writer.text(spelled(value, domain, texts: []))
  case .yesNo, .number, .score, .money, .duration, .moment, .reference, .text: writer.integer(value)
  }
  return writer.bytes
}

private func canonicalHeading(_ heading: GraphHeading, _ names: CanonicalNames) -> [UInt8] {
  var writer = CanonicalWriter()
  writer.integer(Int(heading.kind.rawValue))
  writer.text(heading.name)
  writer.text(heading.because ?? "")
  writer.message(heading.say, names)
  return writer.bytes
}

/// What a calendar says, and nothing of where it stands.
package func canonicalCalendar(_ calendar: GraphCalendar) -> [UInt8] {
  func openings(_ openings: [GraphCalendar.Opening], to writer: inout CanonicalWriter) {
    writer.integer(openings.count)
    for opening in openings {
      writer.integer(Int64(opening.from))
      writer.integer(Int64(opening.to))
    }
  }
  var writer = CanonicalWriter(calendar.name)
  writer.text(calendar.zone.name)
  writer.integer(Int64(calendar.zone.firstOffset))
  writer.integer(calendar.zone.transitions.count)
  for transition in calendar.zone.transitions {
    writer.integer(transition.at)
    writer.integer(Int64(transition.offset))
  }
  for day in calendar.week { openings(day, to: &writer) }
  for special in calendar.special {
    writer.integer(Int64(special.date.daysSince1970))
    openings(special.openings, to: &writer)
  }
  return writer.bytes
}
