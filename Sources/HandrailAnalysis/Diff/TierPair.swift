import HandrailEngine

/// An approval that asks for other people in some cases, and is the same in everything else.
///
/// Whoever agreed, said no or did not answer is the same in both versions, and so the tiers that
/// count alone say what comes of it: fewer people is looser, more is stricter, as many is another
/// team.
struct TierPair {
  private let graph: DecisionGraph
  private let gates: [(position: Int, tiers: [Int])]

  /// `nil` where more than the tiers differs.
  init?(_ unit: DiffUnit, _ sides: [TaskLines], _ graph: DecisionGraph) {
    guard unit.sort == .approval, let old = unit.old, let new = unit.new else { return nil }
    let approvals = graph.gates.approvals
    guard approvals[old].hasSameTerms(as: approvals[new]) else { return nil }
    self.graph = graph
    gates = zip(sides, [old, new]).compactMap { side, position in
      side.approvals.first { $0.position == position }.map { ($0.position, $0.tiers) }
    }
    guard gates.count == 2 else { return nil }
  }

  /// Whether the tiers that count over a box bring the kind; what to settle where that is open.
  func verdict(on kind: ChangeKind, _ evaluation: Evaluation) -> Goal.Verdict {
    var open: [Goal.Open] = []
    let found = gates.map { seats($0.position, $0.tiers, evaluation, &open) }
    guard let old = found[0], let new = found[1] else { return .open(open) }
    let (before, after) = (old.people, new.people)
    let brings =
      switch kind {
      case .looser: after < before
      case .stricter: after > before
      case .team: after == before && old != new
      }
    return brings ? .certain : .impossible
  }

  /// Who must agree; `nil` where it is not settled which tier counts.
  private func seats(
    _ position: Int, _ steps: [Int], _ evaluation: Evaluation, _ open: inout [Goal.Open]
  ) -> [GraphApproval.Seats]? {
    let tiers = graph.gates.approvals[position].tiers
    for (tier, step) in steps.enumerated() where step >= 0 {
      let set = evaluation.sets[step]
      guard set.isOne else {
        open.append(.step(step, towards: true))
        return nil
      }
      if set == .yes { return tiers[tier].seats }
      if set.meets(.undecided) { break }
    }
    return tiers.last?.seats ?? []
  }
}

extension GraphApproval {
  /// It stands in the same cases for the same tasks, and a no or no answer comes to the same.
  func hasSameTerms(as other: GraphApproval) -> Bool {
    node == other.node && scope.hasSameTasks(as: other.scope)
      && terms.ifRefused == other.terms.ifRefused && terms.ifNoAnswer == other.terms.ifNoAnswer
  }
}

extension [GraphApproval.Seats] {
  fileprivate var people: Int { reduce(0) { $0 + Swift.min($1.count, 1_000) } }
}
