package func canonicalApproval(
  _ approval: GraphApproval, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter(names.heading(approval.heading))
  writer.texts(names.tasks(approval.scope))
  writer.part(nodes.digest(approval.node))
  writer.ordered(approval.tiers.map { canonicalTier($0, nodes) })
  writer.texts(approval.bound.map(names.fact))
  let terms = approval.terms
  writer.flag(terms.isFourEyes)
  writer.flag(terms.needsReason)
  writer.unordered(
    terms.lateSeats.map { late in
      var writer = CanonicalWriter(late.role)
      writer.part(canonicalSpan(late.after, names))
      return writer.bytes
    })
  writer.optional(terms.grantLastsSeconds)
  writer.flag(terms.answerWithin != nil)
  if let within = terms.answerWithin { writer.part(canonicalSpan(within, names)) }
  for failure in [terms.ifNoAnswer, terms.ifRefused] {
    writer.part(canonicalFailure(failure, names))
  }
  return writer.bytes
}

private func canonicalTier(_ tier: GraphApproval.Tier, _ nodes: CanonicalNodes) -> [UInt8] {
  var writer = CanonicalWriter("tier")
  writer.part(nodes.digest(tier.node))
  writer.unordered(
    tier.seats.map { seats in
      var writer = CanonicalWriter("seats")
      writer.integer(seats.count)
      writer.unordered(seats.roles.map { CanonicalWriter($0).bytes })
      return writer.bytes
    })
  return writer.bytes
}

package func canonicalOffer(
  _ offer: GraphOffer, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter(names.heading(offer.heading))
  writer.texts(names.tasks(offer.scope))
  writer.part(nodes.digest(offer.node))
  writer.ordered(offer.options.map { CanonicalWriter($0.name).bytes })
  writer.part(canonicalSpan(offer.answerWithin, names))
  writer.flag(offer.remember != nil)
  if let remember = offer.remember {
    writer.text(names.fact(remember.by))
    writer.optional(remember.forSeconds)
  }
  writer.text(offer.ifNoAnswer.name)
  writer.texts(offer.bound.map(names.fact))
  return writer.bytes
}

private func canonicalSpan(_ span: GraphSpan, _ names: CanonicalNames) -> [UInt8] {
  var writer = CanonicalWriter("span")
  writer.optional(span.seconds)
  writer.text(names.calendar(span.calendar))
  return writer.bytes
}

private func canonicalFailure(
  _ failure: GraphFirst.Failure?, _ names: CanonicalNames
) -> [UInt8] {
  switch failure {
  case .none: CanonicalWriter("unwritten").bytes
  case .refuse: CanonicalWriter("refuse").bytes
  case .handOver(let handOver): canonicalHandOver("hand over", handOver, names)
  }
}

package func canonicalFirst(
  _ first: GraphFirst, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter(names.heading(first.heading))
  writer.texts(names.tasks(first.scope))
  writer.part(nodes.digest(first.node))
  writer.part(nodes.digest(first.until))
  writer.texts(first.ask.map(names.fact))
  writer.texts(first.tasksToDo.map(names.task))
  writer.texts(first.confirm.map(names.fact))
  writer.optional(first.lastsSeconds)
  for failure in [first.ifNoAnswer, first.ifRefused] {
    writer.part(canonicalFailure(failure, names))
  }
  return writer.bytes
}

func canonicalReturn(
  _ comesBack: GraphReturn, _ names: CanonicalNames, _ nodes: CanonicalNodes
) -> [UInt8] {
  var writer = CanonicalWriter(names.heading(comesBack.heading))
  writer.part(nodes.digest(comesBack.node))
  writer.flag(comesBack.tasks != nil)
  if let tasks = comesBack.tasks { writer.texts(names.tasks(tasks)) }
  writer.optional(comesBack.atMostTimes.map { Int64($0) })
  return writer.bytes
}
