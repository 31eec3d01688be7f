// What must happen first, and what is said, passed on and watched.

extension GraphVerifier {
  func verifyGates() throws(CompiledRefusal) {
    for approval in graph.gates.approvals { try verify(approval) }
    for offer in graph.gates.offers { try verify(offer) }
    for first in graph.gates.firsts { try verify(first) }
    for way in graph.gates.returns {
      try heading(way.heading)
      try node(way.node)
      if let tasks = way.tasks { try scope(tasks) }
      try need(way.atMostTimes ?? 0 >= 0, "a count is below nothing")
    }
    try nodeIfAny(graph.gates.wayOutNode)
  }

  private func verify(_ approval: GraphApproval) throws(CompiledRefusal) {
    try heading(approval.heading)
    try scope(approval.scope)
    try node(approval.node)
    if approval.measure != -1 {
      let isThere = graph.logic.comparisons.indices.contains(approval.measure)
      try need(isThere, "an approval measures nothing")
    }
    try need(!approval.tiers.isEmpty, "an approval asks nobody")
    for tier in approval.tiers {
      try nodeIfAny(tier.node)
      try line(tier.line)
      for seats in tier.seats {
        try need(
          seats.count >= 1 && seats.count <= Int(Int32.max), "an approval asks nobody")
      }
      try need(tier.seats.count <= 1 << 16, "an approval asks too many")
    }
    let terms = approval.terms
    for late in terms.lateSeats { try span(late.after) }
    try seconds(terms.grantLastsSeconds)
    if let within = terms.answerWithin { try span(within) }
    try failure(terms.ifNoAnswer)
    try failure(terms.ifRefused)
    try facts(approval.bound)
  }

  private func verify(_ offer: GraphOffer) throws(CompiledRefusal) {
    try heading(offer.heading)
    try scope(offer.scope)
    try node(offer.node)
    try span(offer.answerWithin)
    if let remember = offer.remember {
      try fact(remember.by)
      try need(
        graph.facts[remember.by].domain.kind == .reference, "a choice is kept by no reference")
      try seconds(remember.forSeconds)
    }
    try facts(offer.bound)
  }

  private func verify(_ first: GraphFirst) throws(CompiledRefusal) {
    try heading(first.heading)
    try scope(first.scope)
    try node(first.node)
    try nodeIfAny(first.until)
    try facts(first.ask + first.confirm)
    for position in first.tasksToDo { try task(position) }
    try seconds(first.lastsSeconds)
    try failure(first.ifNoAnswer)
    try failure(first.ifRefused)
  }

  func verifyDuties() throws(CompiledRefusal) {
    let duties = graph.duties
    if duties.wayOut != -1 { try heading(duties.wayOut) }
    for entry in duties.disclosure {
      try origin(entry.origin)
      if case .when(let position) = entry.moment { try node(position) }
    }
    for entry in duties.conduct {
      try origin(entry.origin)
      try nodeIfAny(entry.node)
    }
    for entry in duties.oversight {
      try origin(entry.origin)
      try nodeIfAny(entry.node)
      if case .reviewShare(let hundredths) = entry.kind { try share(hundredths) }
    }
    for entry in duties.afterwards {
      try origin(entry.origin)
      try nodeIfAny(entry.node)
      for position in entry.tasks { try task(position) }
    }
    for handoff in duties.handoffs { try verify(handoff) }
    if let assist = duties.assist { try verify(assist) }
    for target in duties.targets { try verify(target) }
  }

  private func origin(_ origin: DutyLine) throws(CompiledRefusal) {
    try heading(origin.heading)
    try line(origin.line)
  }

  private func verify(_ handoff: GraphHandoff) throws(CompiledRefusal) {
    try heading(handoff.heading)
    for position in handoff.queues { try queue(position) }
    try facts(handoff.include + handoff.leaveOut)
    guard let collect = handoff.collect else { return }
    try facts(collect.facts)
    try nodeIfAny(collect.except)
    try need(collect.atMost >= 0, "a count is below nothing")
  }

  private func verify(_ assist: GraphAssist) throws(CompiledRefusal) {
    try heading(assist.heading)
    try node(assist.suggestNode)
    try node(assist.requireNode)
    for position in assist.quiet { try node(position) }
    for help in [assist.suggest, assist.require] {
      if let help { try origin(help.origin) }
    }
    try seconds(assist.withinSeconds)
    guard let rate = assist.rate else { return }
    try need(rate.count >= 0, "a count is below nothing")
    try need(rate.turns >= 1 && rate.turns <= Int(Int32.max), "a count is below nothing")
  }

  private func verify(_ target: GraphTarget) throws(CompiledRefusal) {
    try heading(target.heading)
    for measure in target.measures {
      try seconds(measure.overSeconds)
      try line(measure.line)
    }
  }
}
