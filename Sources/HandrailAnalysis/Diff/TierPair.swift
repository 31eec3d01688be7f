import HandrailEngine

/// An approval that asks for other people in some cases, and is the same in everything else.
///
/// Whoever agreed, said no or did not answer is the same in both versions, and so the tiers that
/// count alone say what comes of it: fewer people is looser, more is stricter, as many is another
/// team.
struct TierPair {
  typealias People = [GraphApproval.Seats]

  /// Whom both may take together, whatever else is so; nobody where it does not stand.
  struct Pair: Sendable, Equatable {
    var old: People
    var new: People
  }

  /// One version: its guard's step, its tiers, and the step of each one's test; -1: none.
  private struct Side {
    var gate: Int
    var tiers: [GraphApproval.Tier]
    var steps: [Int]

    /// The people of every tier that may count.
    func possible(_ evaluation: Evaluation) -> [People] {
      let covers = evaluation.sets[gate]
      var found: [People] = covers.contains(.no) ? [[]] : []
      guard covers.meets(.notNo) else { return found }
      let last = tiers.last?.seats ?? []
      for (tier, step) in zip(tiers, steps) where step >= 0 {
        let set = evaluation.sets[step]
        if set.contains(.yes) { found.append(tier.seats) }
        if set.meets(.undecided) { found.append(last) }
        if !set.contains(.no) { return found }
      }
      return found + [last]
    }

    /// What is not settled of it, what comes first before what follows.
    func open(_ evaluation: Evaluation) -> Goal.Open? {
      ([gate] + steps).first { $0 >= 0 && !evaluation.sets[$0].isOne }
        .map { .step($0, towards: true) }
    }
  }

  private let sides: [Side]
  private let known: [Pair]?

  /// `nil` where more differs than the guard and the tiers; `known`: what they come to together.
  init?(_ unit: DiffUnit, _ cone: inout Cone, known: [Pair]? = nil) {
    guard unit.hasOtherTiersAlone(cone.graph), let old = unit.old, let new = unit.new else {
      return nil
    }
    self.known = known
    let approvals = cone.graph.gates.approvals
    var sides: [Side] = []
    for position in [old, new] {
      let (gate, tiers) = (cone.root(approvals[position].node), approvals[position].tiers)
      let steps = tiers.map { $0.node < 0 ? -1 : cone.root($0.node) }
      sides.append(Side(gate: gate, tiers: tiers, steps: steps))
    }
    self.sides = sides
  }

  /// Whom both versions may take over a box.
  func pairs(_ evaluation: Evaluation) -> [Pair] {
    let (left, right) = (sides[0].possible(evaluation), sides[1].possible(evaluation))
    if let known { return known.filter { left.contains($0.old) && right.contains($0.new) } }
    return left.flatMap { old in right.map { Pair(old: old, new: $0) } }
  }

  /// Whether other people count in the two versions.
  func differs(_ evaluation: Evaluation) -> Chance {
    let pairs = pairs(evaluation)
    return Chance(
      may: pairs.contains { $0.old != $0.new }, must: pairs.allSatisfy { $0.old != $0.new })
  }

  /// How many people the two versions may take, old and new.
  func people(_ evaluation: Evaluation, differing: Bool) -> Set<[Int]> {
    let pairs = pairs(evaluation).filter { !differing || $0.old != $0.new }
    return Set(pairs.map { [$0.old.people, $0.new.people] })
  }

  /// As many people may be asked for in both versions, and others.
  func mayBeOthers(_ evaluation: Evaluation) -> Bool {
    pairs(evaluation).contains { $0.old != $0.new && $0.old.people == $0.new.people }
  }

  /// What to settle so that it is known whether they differ.
  func open(_ evaluation: Evaluation) -> [Goal.Open] { sides.compactMap { $0.open(evaluation) } }

  /// Whether the tiers that count over a box bring the kind; what to settle where that is open.
  func verdict(on kind: ChangeKind, _ evaluation: Evaluation) -> Goal.Verdict {
    let brings = pairs(evaluation).map { pair in
      switch kind {
      case .looser: pair.new.people < pair.old.people
      case .stricter: pair.new.people > pair.old.people
      case .team: pair.new.people == pair.old.people && pair.old != pair.new
      }
    }
    if !brings.contains(true) { return .impossible }
    let open = open(evaluation)
    return !brings.contains(false) || open.isEmpty ? .certain : .open(open)
  }
}

extension Cone {
  /// Whom an approval's two versions may take together; `nil` where that takes long to tell.
  func peopleTogether(_ unit: DiffUnit) -> [TierPair.Pair]? {
    var cone = self
    cone.forgetRoots()
    guard let tiers = TierPair(unit, &cone) else { return nil }
    var start = Box(cone.space)
    guard cone.space.settle(&start) else { return [] }
    var frontier = Frontier(cone, start)
    var evaluation = Evaluation(cone)
    let sums = SumsTogether(cone, frontier.order)
    var found: [TierPair.Pair] = []
    var boxCount = 0
    while let next = frontier.pending.popLast() {
      evaluation.undo(to: next.before)
      evaluation.run(cone, next.order, next.box)
      if next.movesSums, !sums.canBe(next.box, evaluation) { continue }
      let added = tiers.pairs(evaluation).filter { !found.contains($0) }
      if added.isEmpty { continue }
      boxCount += 1
      guard boxCount < 1_500 else { return nil }
      let branching = Branching(cone: cone, evaluation: evaluation, box: next.box)
      let open = tiers.open(evaluation)
      guard let split = open.lazy.compactMap(branching.split(for:)).first else {
        found += added
        continue
      }
      frontier.add(split, of: next.box, evaluation.mark)
    }
    return found
  }
}

extension DiffUnit {
  /// Two approvals that ask for people in other cases, or for others, and differ in nothing else.
  func hasOtherTiersAlone(_ graph: DecisionGraph) -> Bool {
    guard sort == .approval, let old, let new else { return false }
    return graph.gates.approvals[old].endsAlike(graph.gates.approvals[new])
  }
}

extension GraphApproval {
  /// It is for the same tasks, and a no or no answer comes to the same.
  func endsAlike(_ other: GraphApproval) -> Bool {
    scope.hasSameTasks(as: other.scope) && terms.ifRefused == other.terms.ifRefused
      && terms.ifNoAnswer == other.terms.ifNoAnswer
  }

  /// The people that it takes, by what tests come to; nobody where it does not stand.
  func people(_ truth: (Int) -> Truth) -> [Seats] {
    if truth(node) == .no { return [] }
    for tier in tiers where tier.node >= 0 {
      let truth = truth(tier.node)
      if truth == .yes { return tier.seats }
      if truth.isUndecided { break }
    }
    return tiers.last?.seats ?? []
  }
}

extension [GraphApproval.Seats] {
  fileprivate var people: Int { reduce(0) { $0 + Swift.min($1.count, 1_000) } }
}
