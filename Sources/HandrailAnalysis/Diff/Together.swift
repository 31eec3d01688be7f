import HandrailEngine

/// What the two versions' own tests come to together: of changed lines now, of memory from earlier
/// decisions on.
///
/// Sessions in which both decided alike may have left each version with memory of its own: a test
/// that changed was yes in one and no in the other, and changed nothing at the time.
struct Together: Sendable {
  /// By changed line: truths of its two conditions; of its one condition twice.
  ///
  /// Of offers and first steps too, where nothing but their condition changed.
  var lines: [DiffUnit: TruthPairs] = [:]
  /// By approval: whom the two take together, where that is told soon.
  var people: [DiffUnit: [TierPair.Pair]] = [:]
  var memory: [MemoryPair] = []
  /// What memory holds of a hand-over line in both versions.
  private(set) var calls: [DiffUnit: MemoryPair] = [:]
  /// Starts that one version may have judged, and the other not.
  private(set) var judged: [DiffUnit: MemoryPair] = [:]

  init(_ joint: JointGraph, _ units: [DiffUnit], _ cone: Cone) {
    let effects = joint.graph.effects
    // What lines come to together hangs on what their switches hold together.
    addSwitches(joint, units, cone)
    for unit in units where unit.sort == .line {
      if let old = unit.old, let new = unit.new {
        lines[unit] = cone.together(effects[old].node, effects[new].node, remembering: memory)
      } else if let only = unit.old ?? unit.new {
        lines[unit] = cone.together(effects[only].node, effects[only].node)
      }
    }
    for unit in units where unit.sort == .offer || unit.sort == .first {
      if let pair = unit.nodes(joint.graph).pairs.first {
        lines[unit] = cone.together(pair.0, pair.1, remembering: memory)
      }
    }
    for unit in units { people[unit] = cone.peopleTogether(unit) }
    addReturns(joint, cone)
    addStarts(joint, units)
    addCalls(joint, units)
    addTrials(joint, cone.space)
  }

  /// What memory holds of a hand-over line that may have been yes before in one version alone.
  func calledApart(_ unit: DiffUnit) -> MemoryPair? {
    calls[unit].flatMap { $0.mayBeApart ? $0 : nil }
  }

  /// Whoever is in the smaller part of conversations is in the larger one.
  private mutating func addTrials(_ joint: JointGraph, _ space: QuestionSpace) {
    let trials = joint.graph.logic.trials
    let known = joint.sides.map { Set($0.trials) }
    let (old, new) = (known[0].subtracting(known[1]), known[1].subtracting(known[0]))
    func choices(_ trial: Int) -> [Choice] {
      space.position(of: .trial(Int32(trial))).map { space.variables[$0].choices } ?? []
    }
    for left in old.sorted() {
      for right in new.sorted() where trials[left].name == trials[right].name {
        let isWider = trials[left].hundredths < trials[right].hundredths
        let (ours, theirs) = (choices(left), choices(right))
        memory.append(
          MemoryPair(
            old: .trial(Int32(left)), new: .trial(Int32(right)),
            allowed: isWider
              ? TruthPairs(rising: ours, theirs) : TruthPairs(rising: theirs, ours).swapped))
      }
    }
  }

  /// A start is judged, and done with, by the first decision that can tell.
  private mutating func addStarts(_ joint: JointGraph, _ units: [DiffUnit]) {
    for unit in units where unit.sort == .line {
      guard let old = unit.old, let new = unit.new,
        [old, new].allSatisfy({ joint.graph.effects[$0].action == .startWithHuman })
      else { continue }
      let pair = MemoryPair(
        old: .judged(effect: Int32(old)), new: .judged(effect: Int32(new)),
        allowed: (lines[unit] ?? .all).judging)
      memory.append(pair)
      if pair.mayBeApart { judged[unit] = pair }
    }
  }

  /// A hand-over line that was yes in one version alone, though both decided alike: another line
  /// brought the same team.
  private mutating func addCalls(_ joint: JointGraph, _ units: [DiffUnit]) {
    for unit in units where unit.sort == .line {
      guard let old = unit.old, let new = unit.new,
        [old, new].allSatisfy({ joint.graph.effects[$0].target != nil })
      else { continue }
      calls[unit] = MemoryPair(
        old: .calledLine(effect: Int32(old)), new: .calledLine(effect: Int32(new)),
        allowed: (lines[unit] ?? .all).calling)
    }
  }

  private mutating func addReturns(_ joint: JointGraph, _ cone: Cone) {
    let returns = joint.graph.gates.returns
    let known = joint.sides.map { Set($0.returns) }
    let (old, new) = (known[0].subtracting(known[1]), known[1].subtracting(known[0]))
    for left in old.sorted() {
      for right in new.sorted() where returns[left].heading == returns[right].heading {
        let now = cone.together(returns[left].node, returns[right].node)
        lines[DiffUnit(.comesBack, left, right)] = now
        var allowed = now.arming
        // Where nothing but their number differs, one is used up before the other.
        if let fewer = returns[left].isUsedUp(before: returns[right]) {
          allowed.insert(fewer ? 0 : 1, fewer ? 1 : 0)
        }
        memory.append(
          MemoryPair(old: .armed(Int32(left)), new: .armed(Int32(right)), allowed: allowed))
      }
    }
  }
}

extension GraphReturn {
  /// Whether it comes to its last time before another that differs in nothing else.
  ///
  /// `nil` where more differs, or nothing.
  func isUsedUp(before other: GraphReturn) -> Bool? {
    guard heading == other.heading, node == other.node, tasks == other.tasks,
      atMostTimes != other.atMostTimes
    else { return nil }
    return (atMostTimes ?? .max) < (other.atMostTimes ?? .max)
  }
}

/// What memory holds of a changed test in both versions: pairs of choices that go together.
struct MemoryPair: Sendable {
  var old: Variable.Kind
  var new: Variable.Kind
  var allowed: TruthPairs

  /// One may say what the other does not.
  var mayBeApart: Bool { allowed.contains(0, 1) || allowed.contains(1, 0) }

  /// Where the two stand, if they do.
  func positions(_ space: QuestionSpace) -> [Int] {
    [old, new].compactMap { space.position(of: $0) }
  }

  /// Whether one says what the other does not; `nil` where they do not stand.
  func isApart(_ box: Box, _ space: QuestionSpace) -> Chance? {
    let left = positions(space).map { box.choices(of: $0, space) }
    guard left.count == 2 else { return nil }
    let isSame = left[0].count == 1 && left[0] == left[1]
    return Chance(may: !isSame, must: Set(left[0]).isDisjoint(with: left[1]))
  }

  /// The same, where both say the same.
  var alike: MemoryPair { MemoryPair(old: old, new: new, allowed: .same) }

  /// What must be settled before a question is made; `nil` where no pair is left.
  func open(_ box: Box, _ space: QuestionSpace) -> [Goal.Open]? {
    guard let left = space.position(of: old), let right = space.position(of: new),
      let first = box.first(of: left, space), let second = box.first(of: right, space)
    else { return [] }
    // A question takes the first choice of each.
    if allowed.contains(first, second) { return [] }
    let isAny = box.choices(of: left, space).contains { first in
      box.first(of: right, space) { allowed.contains(first, $0) } != nil
    }
    return isAny ? [.input(left), .input(right)] : nil
  }
}

/// Pairs of an old and a new truth, or of two choices below four.
struct TruthPairs: Sendable, Hashable {
  private(set) var bits: UInt16 = 0

  static let all = TruthPairs(bits: .max)
  /// Each with itself.
  static let same = TruthPairs(bits: 0b1000_0100_0010_0001)

  func contains(_ old: Int, _ new: Int) -> Bool { bits >> UInt16(old * 4 + new) & 1 != 0 }

  func contains(_ old: Truth, _ new: Truth) -> Bool {
    contains(Int(old.rawValue), Int(new.rawValue))
  }

  mutating func insert(_ old: Int, _ new: Int) { bits |= 1 << UInt16(old * 4 + new) }

  mutating func formUnion(_ other: TruthPairs) { bits |= other.bits }

  func isSubset(of other: TruthPairs) -> Bool { bits & ~other.bits == 0 }

  /// Every truth of one set with every truth of another.
  init(_ old: TruthSet, _ new: TruthSet) {
    for truth in 0..<4 where old.bits >> UInt8(truth) & 1 != 0 {
      bits |= UInt16(new.bits) << UInt16(truth * 4)
    }
  }

  init() {}
  private init(bits: UInt16) { self.bits = bits }

  /// Choices of two trials that go together, the smaller one's first.
  init(rising smaller: [Choice], _ larger: [Choice]) {
    for (place, one) in smaller.enumerated() {
      for (other, two) in larger.enumerated() where one.isKnown == two.isKnown {
        if one.low <= two.low { insert(place, other) }
      }
    }
  }

  /// The same with old and new in each other's place.
  var swapped: TruthPairs {
    var pairs = TruthPairs()
    for pair in 0..<16 where contains(pair / 4, pair % 4) { pairs.insert(pair % 4, pair / 4) }
    return pairs
  }

  /// Truths that one node comes to, beside a line that is not there.
  func besideNo(isOld: Bool) -> TruthPairs {
    var pairs = TruthPairs()
    for truth in 0..<4 where contains(truth, truth) {
      pairs.insert(isOld ? truth : 0, isOld ? 0 : truth)
    }
    return pairs
  }

  /// What two switches hold after any number of decisions: each the stricter of what it saw.
  var remembered: TruthPairs {
    // A turn that was not sent is a fault in both.
    var now = self
    now.insert(3, 3)
    let rank = [0, 3, 1, 2]
    return now.repeated { kept, seen in rank[kept] >= rank[seen] ? kept : seen }
  }

  /// Two ways back: each is armed from the first decision on in which it was not yes.
  var arming: TruthPairs {
    repeated { kept, seen in kept == 1 || seen != Int(Truth.yes.rawValue) ? 1 : 0 }
  }

  /// Two starts: each is judged from the first decision on that can tell.
  var judging: TruthPairs {
    repeated { kept, seen in kept == 1 || seen < 2 ? 1 : 0 }
  }

  /// Two hand-over lines: whether each was yes in the decision before.
  var calling: TruthPairs {
    var found = TruthPairs()
    found.insert(0, 0)
    for pair in 0..<16 where contains(pair / 4, pair % 4) {
      let isYes = [pair / 4, pair % 4].map { $0 == Int(Truth.yes.rawValue) ? 1 : 0 }
      found.insert(isYes[0], isYes[1])
    }
    return found
  }

  /// Everything that nothing and these pairs make, one after the other.
  private func repeated(_ join: (Int, Int) -> Int) -> TruthPairs {
    var found = TruthPairs()
    found.insert(0, 0)
    var pending = [(0, 0)]
    while let (old, new) = pending.popLast() {
      for pair in 0..<16 where contains(pair / 4, pair % 4) {
        let next = (join(old, pair / 4), join(new, pair % 4))
        if found.contains(next.0, next.1) { continue }
        found.insert(next.0, next.1)
        pending.append(next)
      }
    }
    return found
  }
}

extension Cone {
  /// Truths that two nodes may come to together, now or at a turn.
  ///
  /// Never less than what can happen; what a few boxes do not rule out is let stand.
  func together(
    _ left: Int, _ right: Int, back: Int = -1, remembering memory: [MemoryPair] = []
  ) -> TruthPairs {
    var cone = self
    cone.forgetRoots()
    let steps = (cone.step(of: left, back: back), cone.step(of: right, back: back))
    cone.look(at: steps.0)
    cone.look(at: steps.1)
    var start = Box(cone.space)
    if back >= 0, let turns = cone.space.position(of: .turnCount) {
      // There is such a turn.
      let counts = cone.space.variables[turns].choices
      let isLeft = start.keep(turns, cone.space) { counts[$0].isKnown && counts[$0].low > back }
      guard isLeft else { return TruthPairs() }
    }
    guard cone.space.settle(&start) else { return TruthPairs() }
    var frontier = Frontier(cone, start)
    var evaluation = Evaluation(cone)
    let sums = SumsTogether(cone, frontier.order)
    var found = TruthPairs()
    var boxCount = 0
    while let next = frontier.pending.popLast() {
      evaluation.undo(to: next.before)
      evaluation.run(cone, next.order, next.box)
      if next.movesSums, !sums.canBe(next.box, evaluation) { continue }
      if memory.contains(where: { $0.open(next.box, space) == nil }) { continue }
      let pairs = TruthPairs(evaluation.sets[steps.0], evaluation.sets[steps.1])
      if pairs.isSubset(of: found) { continue }
      boxCount += 1
      let branching = Branching(cone: cone, evaluation: evaluation, box: next.box)
      let split =
        branching.split(for: .step(steps.0, towards: true))
        ?? branching.split(for: .step(steps.1, towards: true))
      guard boxCount < 1_500, let split else {
        found.formUnion(pairs)
        continue
      }
      frontier.add(split, of: next.box, evaluation.mark)
    }
    return found
  }
}
