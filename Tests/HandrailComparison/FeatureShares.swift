import HandrailEngine
import HandrailReference

/// What a run must have reached, beside every production of the grammar.
enum FeatureShares {
  /// What one decision shows of the features.
  static func seen(_ decision: ReferenceDecision) -> [(name: String, isSeen: Bool)] {
    let gates = decision.task?.gates ?? []
    let approvals = gates.filter { $0.kind == "approval" }
    let duties = decision.duties
    var seen = ["not_asked", "waiting", "granted", "refused", "expired"].map { state in
      (name: "approval \(state)", isSeen: approvals.contains { $0.state == state })
    }
    seen.append(("approval", !approvals.isEmpty))
    seen.append(("vote not counted", approvals.contains { !$0.uncounted.isEmpty }))
    let offers = gates.filter { $0.kind == "offer" }
    seen.append(("offer", !offers.isEmpty))
    seen.append(("offer open", offers.contains { $0.state == "open" }))
    for choice in ["ai", "human", "callback"] {
      let has = decision.memory.offers.contains { $0.choice?.name == choice }
      seen.append(("choice \(choice)", has))
    }
    for manner in ["answered", "defaulted", "remembered"] {
      let has = decision.memory.offers.contains { $0.manner.rawValue == manner }
      seen.append(("offer \(manner)", has))
    }
    let requests = decision.memory.requests
    seen.append(("grant used", requests.contains { $0.usedBy != nil }))
    seen.append(("asked anew", requests.contains { $0.askedBy != nil }))
    seen.append(("packet", duties.packet.map { !$0.fields.isEmpty } ?? false))
    let fields = duties.packet?.fields ?? []
    seen.append(("redacted", fields.contains { $0.hasSuffix("redacted") }))
    seen.append(("missing field", fields.contains { $0.contains(" missing: ") }))
    seen.append(("collect", !(duties.packet?.collect ?? []).isEmpty))
    seen.append(("emotion", !(duties.packet?.emotions ?? []).isEmpty))
    seen.append(("identity", !(duties.packet?.identity ?? []).isEmpty))
    seen.append(("conduct", !duties.conduct.isEmpty))
    seen.append(("assist", !duties.assist.isEmpty))
    seen.append(("muted by quiet", duties.assistMuted == "quiet"))
    seen.append(("muted by rate", duties.assistMuted == "rate"))
    for kind in ["watch", "review", "alert"] {
      seen.append((kind, duties.oversight.contains { $0.hasPrefix(kind) }))
    }
    seen.append(("afterwards", !duties.afterwards.isEmpty))
    for kind in ["disclosure", "handoff"] {
      seen.append(("\(kind) words", decision.say.contains { $0.hasPrefix(kind) }))
    }
    return seen
  }

  /// Names, and the least share in thousandths: of questions that have the second, or of all.
  static var wanted: [(name: String, of: String?, thousandths: Int)] {
    var wanted: [(name: String, of: String?, thousandths: Int)] = []
    wanted.append(("approval", nil, 100))
    wanted += ["not_asked", "waiting"].map { ("approval \($0)", "approval", 50) }
    wanted += ["granted", "refused", "expired"].map { ("approval \($0)", "approval", 20) }
    wanted += [("grant used", nil, 5), ("asked anew", nil, 5), ("vote not counted", nil, 20)]
    wanted += [("offer", nil, 50), ("offer open", "offer", 50)]
    wanted += ["ai", "human", "callback"].map { ("choice \($0)", nil, 10) }
    wanted += ["answered", "defaulted", "remembered"].map { ("offer \($0)", nil, 10) }
    wanted += [("packet", nil, 50), ("redacted", nil, 5), ("missing field", nil, 50)]
    wanted += [("collect", nil, 10), ("emotion", nil, 50), ("identity", nil, 10)]
    wanted += [("conduct", nil, 50), ("assist", nil, 50)]
    wanted += [("muted by quiet", nil, 10), ("muted by rate", nil, 10)]
    wanted += ["watch", "review", "alert"].map { ($0, nil, 20) }
    wanted += [("afterwards", nil, 50), ("disclosure words", nil, 20)]
    return wanted + [("handoff words", nil, 20)]
  }
}

extension ComparisonCounts {
  /// Features that too few questions reached, with the share.
  package var rare: [String] {
    FeatureShares.wanted.compactMap { name, whole, thousandths in
      let count = seen["question with \(name)", default: 0]
      let all = whole.map { seen["question with \($0)", default: 0] } ?? comparisons
      guard count * 1000 < all * thousandths else { return nil }
      return "\(name): \(count) of \(all)"
    }
  }
}
