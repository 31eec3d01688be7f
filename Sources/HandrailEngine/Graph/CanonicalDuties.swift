// The duties in the canonical form: all that can change what a decision says.

func canonicalDuties(
  _ duties: GraphDuties, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter("duties")
  writer.text(names.heading(duties.wayOut))
  writer.ordered(
    duties.disclosure.map { line in
      var writer = CanonicalWriter(names.heading(line.origin.heading))
      // Several lines have one name: the words tell them apart.
      writer.message(names.graph.headings[line.origin.heading].say, names)
      switch line.moment {
      case .atStart: writer.text("at start")
      case .atEveryChange: writer.text("at every change")
      case .when(let node): writer.part(nodes.digest(node))
      }
      return writer.bytes
    })
  writer.unordered(
    duties.conduct.map { line in
      var writer = CanonicalWriter(line.isAlways ? "always" : "never")
      writer.text(line.words)
      writer.part(nodes.digest(line.node))
      return writer.bytes
    })
  writer.unordered(duties.handoffs.map { canonicalHandoff($0, names, nodes) })
  writer.ordered(duties.assist.map { [canonicalAssist($0, nodes)] } ?? [])
  writer.unordered(duties.oversight.map { canonicalOversight($0, nodes) })
  writer.unordered(
    duties.afterwards.map { line in
      var writer = CanonicalWriter("afterwards")
      writer.texts(line.tasks.map(names.task))
      writer.part(nodes.digest(line.node))
      return writer.bytes
    })
  writer.unordered(duties.targets.map { canonicalTarget($0, names) })
  return writer.bytes
}

private func canonicalOversight(_ line: GraphOversight, _ nodes: CanonicalNodes) -> [UInt8] {
  var writer = CanonicalWriter("oversight")
  switch line.kind {
  case .watch: writer.text("watch")
  case .review: writer.text("review")
  case .reviewShare(let hundredths):
    writer.text("review share")
    writer.integer(hundredths)
  case .alert(let role):
    writer.text("alert")
    writer.text(role)
  }
  writer.part(nodes.digest(line.node))
  return writer.bytes
}

private func canonicalHandoff(
  _ handoff: GraphHandoff, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter("handoff")
  writer.unordered(handoff.queues.map { CanonicalWriter(names.queue($0)).bytes })
  writer.texts(handoff.include.map(names.fact))
  writer.unordered(handoff.leaveOut.map { CanonicalWriter(names.fact($0)).bytes })
  writer.flag(handoff.collect != nil)
  if let collect = handoff.collect {
    writer.texts(collect.facts.map(names.fact))
    writer.integer(collect.atMost)
    writer.part(nodes.digest(collect.except))
  }
  writer.texts(handoff.brief)
  writer.flag(handoff.keepsChannel)
  return writer.bytes
}

private func canonicalAssist(_ assist: GraphAssist, _ nodes: CanonicalNodes) -> [UInt8] {
  var writer = CanonicalWriter("assist")
  writer.part(nodes.digest(assist.suggestNode))
  writer.part(nodes.digest(assist.requireNode))
  writer.texts(assist.suggest?.names ?? [])
  writer.texts(assist.require?.names ?? [])
  writer.unordered(assist.quiet.compactMap(nodes.digest))
  writer.optional(assist.rate.map { Int64($0.count) })
  writer.optional(assist.rate.map { Int64($0.turns) })
  writer.optional(assist.withinSeconds)
  return writer.bytes
}

private func canonicalTarget(_ target: GraphTarget, _ names: CanonicalNames) -> [UInt8] {
  var writer = CanonicalWriter(names.heading(target.heading))
  writer.unordered(
    target.measures.map { measure in
      var writer = CanonicalWriter(measure.name)
      writer.integer(Int(measure.comparison.rawValue))
      writer.integer(measure.value.mantissa)
      writer.integer(measure.value.decimals)
      writer.integer(measure.overSeconds)
      return writer.bytes
    })
  return writer.bytes
}

extension CanonicalWriter {
  /// The words of a message, language by language; nothing where there is none.
  mutating func message(_ say: GraphMessage?, _ names: CanonicalNames) {
    for wording in say?.wordings ?? [] {
      text(wording.language)
      integer(wording.pieces.count)
      for piece in wording.pieces {
        switch piece {
        case .text(let words):
          flag(false)
          text(words)
        case .fact(let fact):
          flag(true)
          text(names.fact(fact))
        }
      }
    }
  }
}
