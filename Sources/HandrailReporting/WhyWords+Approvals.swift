import HandrailEngine
import HandrailExplanation

extension WhyWords {
  /// How an approval stands, in words: `GBP 40.00 needs no approval (refund_approval, first tier)`.
  func clause(_ seen: SeenApproval) -> String {
    let name = heading(graph.gates.approvals[seen.approval].heading)
    guard let gate = seen.gate else {
      let needs = seen.measured.count > 1 ? "need" : "needs"
      return "\(subject(seen)) \(needs) no approval (\(name)\(tier(seen, ", ")))"
    }
    var parts = [state(gate, seen)]
    if gate.state != .notAsked { parts += approvals(of: seen) }
    parts += uncounted(gate)
    return "\(name)\(tier(seen, ", ")): \(parts.joined(separator: "; "))"
  }

  private func subject(_ seen: SeenApproval) -> String {
    guard let only = seen.measured.first else { return "this" }
    if seen.measured.count == 1, case .known(let words) = only.content { return words }
    return listed(seen.measured.map { "\(fact($0.at.fact)) \(value($0))" })
  }

  /// `, second tier`; where the measure is not known, that it is not.
  private func tier(_ seen: SeenApproval, _ lead: String) -> String {
    let count = graph.gates.approvals[seen.approval].tiers.count
    guard count > 1 else { return "" }
    let unknown = seen.measured.filter { if case .unknown = $0.content { true } else { false } }
    if !unknown.isEmpty {
      return lead + "last tier, for \(listed(unknown.map { fact($0.at.fact) })) is not known"
    }
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
    let isNamed = words.indices.contains(seen.tier)
    return lead + (isNamed ? "\(words[seen.tier]) tier" : "tier \(seen.tier + 1)")
  }

  private func state(_ gate: ApprovalGate, _ seen: SeenApproval) -> String {
    switch gate.state {
    case .notAsked:
      return gate.instance.isEmpty
        ? "needs \(people(gate)), and cannot be asked for without an action"
        : "needs \(people(gate))"
    case .waiting: return "waiting for \(people(gate))"
    case .granted: return "granted"
    case .refused:
      let by = seen.request?.refusedBy ?? "somebody"
      return "\(by) refused\(at(seen.request?.endedAt, seen))\(earlier(seen))"
    case .expired: return "nobody answered in time\(earlier(seen))"
    }
  }

  /// Where the fingerprint is another one, the AI may not ask again in this conversation.
  private func earlier(_ seen: SeenApproval) -> String {
    guard let request = seen.request, let gate = seen.gate, request.instance != gate.instance else {
      return ""
    }
    return " earlier in this conversation, and the AI may not ask again"
  }

  /// `1 team_leader and 2 people (refunds_manager or lead)`.
  private func people(_ gate: ApprovalGate) -> String {
    listed(gate.openSeats.map { "\($0.count) \(listed($0.roles, "or"))" })
  }

  /// `ann approved at 10:20`.
  private func approvals(of seen: SeenApproval) -> [String] {
    guard let request = seen.request, request.instance == seen.gate?.instance else { return [] }
    return request.votes.map { "\($0.who) approved\(at($0.at, seen))" }
  }

  private func at(_ moment: Moment?, _ seen: SeenApproval) -> String {
    guard let moment else { return "" }
    let words = moment.text
    let isSameDay = seen.request.map { $0.askedAt.text.prefix(10) == words.prefix(10) } ?? false
    return isSameDay ? " at \(words.dropFirst(11).prefix(5))" : " on \(words)"
  }

  private func uncounted(_ gate: ApprovalGate) -> [String] {
    gate.uncounted.map { vote in
      let isAI = vote.cause == .involved && PersonKey(vote.who) == .ai
      return "\(vote.who) does not count: \(isAI ? "no person" : why(vote.cause))"
    }
  }

  private func why(_ cause: UncountedVote.Cause) -> String {
    switch cause {
    case .notOnRoster: "not on the roster"
    case .noSeat: "had no role that could fill a seat then"
    case .involved: "is part of the matter"
    case .noReason: "gave no reason"
    case .tooEarly: "voted before anybody asked"
    case .tooLate: "voted too late"
    case .otherInstance: "voted on something else"
    case .withdrawn: "took it back"
    }
  }

  /// The approvals that stand in the way, or were agreed to.
  func lines(about approvals: [SeenApproval]) -> [String] {
    approvals.filter { $0.gate != nil }.flatMap { wrapped(clause($0), indent: 2) }
  }
}
