import HandrailEngine
import HandrailModel
import HandrailSource

// Approvals and offers, each in order of name.

extension GraphBuilder {
  mutating func addApprovals() {
    let approvals = model.gates.approvals.sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    for approval in approvals { add(approval) }
  }

  mutating func addOffers() {
    for offer in offersByName { add(offer) }
  }

  private var offersByName: [Offer] {
    model.gates.offers.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Where an offer stands in the graph; -1 where a damaged one was left out.
  func position(ofOffer name: String) -> Int {
    offersByName.firstIndex { $0.name == name } ?? -1
  }

  private mutating func add(_ approval: Approval) {
    let named = Named(.approval, approval.name, approval.origin)
    let heading = addHeading(named, approval.metadata, parts(of: approval.guarding, -1))
    graph.headings[heading].say = approval.say.map(message)
    var gate = GraphApproval(
      heading: heading, scope: taskSet(approval.covers.tasks),
      node: restriction(approval.guarding, -1))
    var measured: [Int] = []
    if let measure = approval.measure {
      let zero = Comparing(left: measure, comparison: .atMost, right: Sum())
      gate.measure = position(of: linear(zero))
      measured = measure.terms.map(\.fact.offset)
    }
    gate.tiers = approval.tiers.map { tier($0, approval.measure) }
    gate.terms = terms(approval.conditions)
    gate.bound = hostFacts(under: [gate.node], and: measured)
    graph.gates.approvals.append(gate)
    keepWritten(in: heading)
  }

  private mutating func tier(_ tier: Tier, _ measure: Sum?) -> GraphApproval.Tier {
    var limit = -1
    if let measure, let atMost = tier.atMost {
      let comparing = Comparing(left: measure, comparison: .atMost, right: Sum(constant: atMost))
      limit = node(.compare(Int32(position(of: linear(comparing)))), tier.origin)
    }
    return GraphApproval.Tier(
      node: limit,
      seats: tier.quorum.map { seats in
        GraphApproval.Seats(
          count: seats.count, roles: seats.roles.map { model.vocabulary.roles[$0] })
      }, line: tier.origin.line, text: tier.text)
  }

  private func terms(_ conditions: Approval.Conditions) -> GraphApproval.Terms {
    var terms = GraphApproval.Terms()
    terms.isFourEyes = conditions.isFourEyes
    terms.needsReason = conditions.needsReason
    terms.lateSeats = conditions.lateSeats.map {
      GraphApproval.LateSeat(after: span($0.after), role: model.vocabulary.roles[$0.role])
    }
    terms.grantLastsSeconds = conditions.grantLastsSeconds
    terms.answerWithin = conditions.answerWithin.map(span)
    terms.ifNoAnswer = conditions.ifNoAnswer.map(failure)
    terms.ifRefused = conditions.ifRefused.map(failure)
    return terms
  }

  private mutating func add(_ offer: Offer) {
    let named = Named(.offer, offer.name, offer.origin)
    let heading = addHeading(named, offer.metadata, parts(of: offer.guarding, -1))
    graph.headings[heading].say = offer.say.map(message)
    var gate = GraphOffer(
      heading: heading, scope: taskSet(offer.covers.tasks), node: restriction(offer.guarding, -1))
    gate.options = offer.options.map(choice)
    if let within = offer.answerWithin { gate.answerWithin = span(within) }
    gate.remember = offer.remember.map {
      GraphOffer.Remember(by: $0.by.offset, forSeconds: $0.forSeconds)
    }
    gate.ifNoAnswer = offer.ifNoAnswer.map(choice) ?? .human
    gate.bound = hostFacts(under: [gate.node], and: [])
    graph.gates.offers.append(gate)
    keepWritten(in: heading)
  }

  private func choice(_ option: OfferOption) -> OfferChoice {
    switch option {
    case .ai: .ai
    case .human: .human
    case .callback: .callback
    }
  }

  private func span(_ span: Span) -> GraphSpan {
    GraphSpan(seconds: span.seconds, calendar: span.of?.offset ?? -1)
  }

  /// Facts that the host sends and that nodes and facts rest on, in order of name.
  ///
  /// Definitions and worked-out facts are followed through; built-in facts take no part.
  private func hostFacts(under roots: [Int], and named: [Int]) -> [Int] {
    var found: Set<Int> = []
    var seen: Set<Int> = []
    var open = roots
    func meet(_ fact: Int) {
      switch graph.facts[fact].supply {
      case .session, .turn, .task, .agent: found.insert(fact)
      case .computed: open += graph.logic.makers[fact].map { [$0] } ?? []
      }
    }
    for fact in named { meet(fact) }
    while let position = open.popLast() {
      guard seen.insert(position).inserted else { continue }
      let node = graph.logic.nodes[position]
      open += graph.logic.children(of: node)
      for fact in graph.logic.facts(readBy: node) { meet(fact) }
    }
    return found.sorted {
      graph.facts[$0].name.utf8.lexicographicallyPrecedes(graph.facts[$1].name.utf8)
    }
  }
}
