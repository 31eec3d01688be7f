import HandrailEngine
import HandrailModel
import HandrailSource

/// An approval that covers the task and needs people.
struct ApprovalReading {
  var approval: Approval
  var gate: ReferenceGate
  var state: ApprovalState
  /// The request that grants it, by place.
  var grant: Int?
  /// What follows for the AI where it was refused, or nobody answered.
  var failure: GateFailure? {
    switch state {
    case .refused: approval.conditions.ifRefused ?? .refuse
    case .expired: approval.conditions.ifNoAnswer ?? .refuse
    case .notAsked, .waiting, .granted: nil
    }
  }
}

extension Reading {
  /// Approvals that cover the task, by name; `forAI`: where the AI would ask for them.
  func approvalGates(forAI: Bool) -> [ApprovalReading] {
    guard let position = task.position else { return [] }
    let approvals = policy.model.gates.approvals.sorted { bytesBefore($0.name, $1.name) }
    return approvals.compactMap { approval in
      guard approval.covers.tasks.contains(TaskID(position)),
        !read(approval.guarding).restriction.isNo
      else { return nil }
      let tier = tier(of: approval)
      if approval.tiers[tier].quorum.isEmpty { return nil }
      return gate(of: approval, tier: tier, forAI: forAI)
    }
  }

  /// The lowest tier whose limit holds; unknown: the last.
  private func tier(of approval: Approval) -> Int {
    let last = approval.tiers.count - 1
    guard let measure = approval.measure, let worth = value(of: measure) else { return last }
    return approval.tiers.firstIndex { tier in
      tier.atMost.map { worth <= Fraction($0) } ?? true
    } ?? last
  }

  private func value(of sum: Sum) -> Fraction? {
    var total = Fraction(sum.constant)
    for term in sum.terms {
      guard let value = value(of: term) else { return nil }
      total = total + Fraction(term.factor) * value
    }
    return total
  }

  private func value(of term: SumTerm) -> Fraction? {
    let decimals = policy.fact(term.fact).domain.decimals
    guard let count = term.averageOverTurns else {
      return known(term.fact, at: .now).cell.map { Fraction(cell: $0, decimals: decimals) }
    }
    let turns = happened(last: count)
    guard question.frame.hasTurns, !turns.isEmpty else { return nil }
    var total = Fraction.zero
    for turn in turns {
      guard let cell = known(term.fact, at: Place(turn: turn)).cell else { return nil }
      total = total + Fraction(cell: cell, decimals: decimals)
    }
    return total / Fraction(Int128(turns.count))
  }

  private func gate(of approval: Approval, tier: Int, forAI: Bool) -> ApprovalReading {
    var gate = ReferenceGate(kind: "approval", name: approval.name)
    gate.tier = tier
    gate.instance = instance(of: approval, tier: tier) ?? ""
    var reading = ApprovalReading(approval: approval, gate: gate, state: .notAsked)
    let requests = start.state.requests
    let own = requests.indices.last {
      requests[$0].gate == approval.name && requests[$0].instance == gate.instance
    }
    var shown = gate.instance.isEmpty ? nil : own
    if let place = shown {
      reading.state = requests[place].state
      if reading.state == .granted {
        if isUsable(requests[place], approval) { reading.grant = place } else { shown = nil }
        if shown == nil { reading.state = .notAsked }
      }
    }
    if reading.state == .notAsked, forAI, let bar = barring(approval) {
      reading.state = requests[bar].state
    }
    describe(&reading, shown.map { requests[$0] })
    return reading
  }

  /// A request about this task that ended against the AI, and that no person has asked anew since.
  private func barring(_ approval: Approval) -> Int? {
    let requests = start.state.requests
    let task = task.position.map { policy.name(TaskID($0)) }
    return requests.indices.last { place in
      let ended = requests[place]
      guard ended.gate == approval.name, ended.task == task,
        ended.state == .refused || ended.state == .expired, let end = ended.endedAt
      else { return false }
      return !requests[(place + 1)...].contains {
        $0.gate == ended.gate && $0.task == ended.task && $0.askedAt >= end
      }
    }
  }

  /// Unused or used by this very request, not too old, and its people still may and are enough.
  private func isUsable(_ request: ReferenceRequest, _ approval: Approval) -> Bool {
    if let usedBy = request.usedBy {
      guard !usedBy.isEmpty, usedBy == question.request else { return false }
    } else if hasLapsed(request, approval, at: question.at) {
      return false
    }
    return policy.stillAgree(
      to: request, approval, people: question.people,
      involved: question.involved + start.state.joined)
  }

  private func describe(_ reading: inout ApprovalReading, _ request: ReferenceRequest?) {
    reading.gate.state = reading.state.name
    let tier = reading.gate.tier
    let plan = policy.plan(
      reading.approval, tier: request?.tier ?? tier, askedAt: request?.askedAt ?? question.at)
    let votes = request?.votes ?? []
    let supporters = votes.map { Supporter(roles: Set($0.roles), at: $0.at) }
    reading.gate.openSeats = plan.seats.count - plan.filled(by: supporters)
    reading.gate.approvedBy = votes.map { canonical($0.who) }
    reading.gate.askedAt = request?.askedAt
    reading.gate.answerBy = request?.answerBy
    reading.gate.uncounted = start.state.uncounted.filter { $0.gate == reading.approval.name }
      .map { "\(canonical($0.who)) \($0.why.rawValue)" }
  }

  /// What a vote is bound to; without an act there is nothing to agree to.
  func instance(of approval: Approval, tier: Int) -> String? {
    guard !question.action.isEmpty else { return nil }
    let measured = approval.measure.map { "\(value(of: $0).map { "\($0)" } ?? "unknown")" }
    var facts = guardFacts(approval.guarding)
    facts.formUnion(hostFacts(approval.measure?.terms.map(\.fact) ?? []))
    return
      "approval|\(approval.name)|\(tier)|\(task.position ?? -1)|\(question.action)|"
      + "\(measured ?? "")|\(bound(facts))"
  }

  func bound(_ facts: Set<FactID>) -> [String] {
    facts.sorted { bytesBefore(policy.name($0), policy.name($1)) }.map {
      "\(policy.name($0))=\(worth(known($0, at: .now), $0))"
    }
  }

  func guardFacts(_ guarding: Guard) -> Set<FactID> {
    let conditions = [guarding.when].compactMap(\.self) + guarding.excepts
    return hostFacts(conditions.flatMap(\.factsRead))
  }

  /// Facts that the host sends, under these, through definitions, tables and `choose`.
  private func hostFacts(_ facts: [FactID]) -> Set<FactID> {
    let vocabulary = policy.model.vocabulary
    return facts.reduce(into: Set<FactID>()) { found, id in
      switch policy.fact(id).supply {
      case .session, .task, .turn: found.insert(id)
      case .agent, .builtIn: break
      case .definition(let definition):
        let written = vocabulary.definitions[definition]
        let read = ([written.when] + written.excepts).flatMap(\.factsRead)
        found.formUnion(hostFacts(read))
      case .table(let table, _):
        found.formUnion(hostFacts(vocabulary.tables[table].rows.flatMap(\.factsRead)))
      case .choose(let choose):
        for row in vocabulary.chooses[choose].rows {
          guard case .when(let condition) = row.match else { continue }
          found.formUnion(hostFacts(condition.factsRead))
        }
      }
    }
  }
}
