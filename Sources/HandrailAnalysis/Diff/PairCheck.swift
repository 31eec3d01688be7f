import HandrailEngine

/// Whether lines that only one version has can bring a change of a kind, over a box.
///
/// What both versions share comes to the same in both, though it may not be settled what: the two
/// decisions are worked out side by side over every way in which it may come out. So a change that
/// cannot be is seen before all that has no bearing on it is settled.
struct PairCheck {
  /// What lines of some sort come to together.
  enum Flag: Int, CaseIterable {
    case nobody, people, holds, permits, mayPermit, caps, onlyMay, forPerson
    // Of shared things alone.
    case permitted, otherPerson, approvalFails, offerFails, firstFails
  }

  /// By flag.
  typealias Flags = [Chance]

  /// By version, for one may not have the task.
  private let tasks: [Int]
  private let taskCount: Int
  private var shared = Flags(repeating: .no, count: Flag.allCases.count)
  private var own = [Flags](repeating: Flags(repeating: .no, count: Flag.allCases.count), count: 2)

  init(_ tasks: [Int], _ taskCount: Int) {
    self.tasks = tasks
    self.taskCount = taskCount
  }

  mutating func share(_ flag: Flag, _ chance: Chance) { shared[flag.rawValue].join(chance) }

  /// Takes in what a line may come to: of one version, or of both.
  mutating func add(_ action: GraphEffect.Action, _ set: TruthSet, cap: TruthSet, side: Int?) {
    func chance(_ truths: TruthSet) -> Chance {
      Chance(may: set.meets(truths), must: !set.isEmpty && set.isSubset(of: truths))
    }
    let applies = chance(TruthSet.yes.union(TruthSet(.fault)))
    switch action {
    case .nobodyMay, .otherwiseRefuse:
      join(.nobody, chance(.yes), side)
      join(.people, chance(TruthSet(.fault)), side)
      join(.holds, chance(TruthSet(.open)), side)
    case .onlyHumanMay:
      join(.people, applies, side)
      join(.onlyMay, applies, side)
      join(.holds, chance(TruthSet(.open)), side)
    case .stopAI:
      join(.people, chance(.notNo), side)
      join(.forPerson, chance(.notNo), side)
    case .aiMay, .aiMayOnlySuggest:
      join(.permits, chance(.yes), side)
      join(.mayPermit, chance(TruthSet(.open)), side)
      guard action == .aiMayOnlySuggest else { return }
      let caps = Chance(
        may: cap.meets(.notNo), must: !cap.isEmpty && cap.isSubset(of: .notNo))
      join(.caps, caps, side)
    case .handOver, .otherwiseHandOver:
      join(.forPerson, applies, side)
      join(.holds, chance(TruthSet(.open)), side)
    case .startWithHuman:
      // Whether it still counts is not looked at here.
      join(.forPerson, Chance(may: applies.may), side)
      join(.holds, Chance(may: set.meets(TruthSet(.open))), side)
    case .bringIn, .contactCustomer, .urgency, .needSkills: break
    }
  }

  private mutating func join(_ flag: Flag, _ chance: Chance, _ side: Int?) {
    guard let side else { return share(flag, chance) }
    own[side][flag.rawValue].join(chance)
  }

  // MARK: Both decisions

  /// What a decision comes to, as far as lines decide it.
  struct Outcome {
    var ruling: Ruling?
    var isHuman = false
  }

  /// Some way in which all that is not settled may come out shows what is wished for.
  func may(_ isWished: (Outcome, Outcome) -> Bool) -> Bool {
    var pending = [Guess()]
    while var guess = pending.popLast() {
      let old = outcome(0, &guess)
      let new = outcome(1, &guess)
      if let asked = guess.asked {
        for value in [false, true] { pending.append(guess.settled(asked, value)) }
      } else if isWished(old, new) {
        return true
      }
    }
    return false
  }

  /// Some of what is not settled, as it may come out.
  private struct Guess {
    private var known: UInt64 = 0
    private var values: UInt64 = 0
    /// What must be settled to go on.
    private(set) var asked: Int?

    /// `false` as long as it is not settled, and then asked for.
    mutating func read(_ place: Int, _ chance: Chance) -> Bool {
      if chance.must { return true }
      guard chance.may else { return false }
      if known >> UInt64(place) & 1 != 0 { return values >> UInt64(place) & 1 != 0 }
      if asked == nil { asked = place }
      return false
    }

    func settled(_ place: Int, _ value: Bool) -> Guess {
      var guess = self
      guess.asked = nil
      guess.known |= 1 << UInt64(place)
      if value { guess.values |= 1 << UInt64(place) }
      return guess
    }
  }

  private func outcome(_ side: Int, _ guess: inout Guess) -> Outcome {
    func flag(_ flag: Flag, _ guess: inout Guess) -> Bool {
      let place = flag.rawValue
      if own[side][place].must || shared[place].must { return true }
      return guess.read(16 + 16 * side + place, own[side][place])
        || guess.read(place, shared[place])
    }
    var outcome = Outcome()
    if tasks[side] < taskCount {
      outcome.ruling = ruling { flag($0, &guess) }
    } else if tasks[side] > taskCount {
      outcome.ruling = .human
    }
    outcome.isHuman =
      outcome.ruling == .human || outcome.ruling == .suggest || flag(.forPerson, &guess)
      || flag(.onlyMay, &guess) || flag(.otherPerson, &guess)
      || failsAtGate(outcome.ruling) { flag($0, &guess) }
    return outcome
  }

  private func ruling(_ flag: (Flag) -> Bool) -> Ruling {
    if flag(.nobody) { return .nobody }
    if flag(.people) { return .human }
    let isPermitted = flag(.permitted)
    let permits = isPermitted && flag(.permits)
    if !permits && !(isPermitted && flag(.mayPermit)) { return .human }
    if !permits || flag(.holds) { return .notYet }
    return flag(.caps) ? .suggest : .ai
  }

  private func failsAtGate(_ ruling: Ruling?, _ flag: (Flag) -> Bool) -> Bool {
    guard let ruling, ruling != .nobody else { return false }
    if flag(.approvalFails) { return true }
    return ruling == .ai && flag(.offerFails)
      || (ruling == .ai || ruling == .notYet) && flag(.firstFails)
  }
}

extension DiffGoal {
  /// Whether the kind can come about in a box, by the lines alone; true where more is different.
  func mayCome(_ evaluation: Evaluation, _ box: Box) -> Bool {
    guard isOfLines else { return true }
    var check = PairCheck(sides.map(\.task), joint.graph.tasks.count)
    for (side, lines) in sides.enumerated() {
      for line in lines.lines {
        let isOwn = ownEffects[side].contains(line.effect)
        // Others that must not differ come to the same in both: the old version's speak for both.
        if line.effect == unitEffects[side] || !isOwn && side == 1 { continue }
        let set = evaluation.sets[line.step]
        check.add(
          joint.graph.effects[line.effect].action, set,
          cap: line.capStep < 0 ? set : evaluation.sets[line.capStep], side: isOwn ? side : nil)
      }
    }
    shareRest(&check, box)
    return unitTruths(evaluation).contains { truths in
      var check = check
      for side in 0...1 {
        guard let effect = unitEffects[side] else { continue }
        let set = TruthSet(truths[side])
        let line = sides[side].lines.first { $0.effect == effect }
        let cap = line.map { $0.capStep < 0 ? set : evaluation.sets[$0.capStep] } ?? set
        check.add(joint.graph.effects[effect].action, set, cap: cap, side: side)
      }
      return check.may { isWished($0, $1, truths) }
    }
  }

  /// What the unit's lines may come to in both versions, where they differ.
  private func unitTruths(_ evaluation: Evaluation) -> [[Truth]] {
    func truths(_ side: Int) -> [Truth] {
      guard let effect = unitEffects[side],
        let line = sides[side].lines.first(where: { $0.effect == effect })
      else { return [.no] }
      let set = evaluation.sets[line.step]
      return [.no, .yes, .open, .fault].filter { set.contains($0) }
    }
    let (old, new) = (truths(0), truths(1))
    return old.flatMap { old in new.map { [old, $0] } }
  }

  private func isWished(
    _ old: PairCheck.Outcome, _ new: PairCheck.Outcome, _ truths: [Truth]
  ) -> Bool {
    func isLooser(_ new: PairCheck.Outcome, _ old: PairCheck.Outcome) -> Bool {
      (new.ruling?.rawValue ?? 0) < (old.ruling?.rawValue ?? 0) || old.isHuman && !new.isHuman
    }
    switch kind {
    case .looser: return isLooser(new, old)
    case .stricter: return isLooser(old, new)
    case .team:
      guard old.isHuman, new.isHuman, old.ruling == new.ruling else { return false }
      return zip(unitEffects, truths).contains { effect, truth in
        guard let effect else { return false }
        switch joint.graph.effects[effect].action {
        case .handOver, .otherwiseHandOver: return truth == .yes
        case .onlyHumanMay(let roles):
          return !roles.isEmpty && (truth == .yes || truth == .fault)
        case .aiMay, .aiMayOnlySuggest, .nobodyMay, .otherwiseRefuse, .startWithHuman, .stopAI,
          .bringIn, .contactCustomer, .urgency, .needSkills:
          return false
        }
      }
    }
  }

  /// What both versions share besides lines: memory, ways back and gates.
  private func shareRest(_ check: inout PairCheck, _ box: Box) {
    func isLeft(_ kind: Variable.Kind, _ isIt: (Int) -> Bool) -> Bool {
      guard let variable = space.position(of: kind) else { return false }
      return box.choices(of: variable, space).contains(where: isIt)
    }
    let returns = joint.graph.gates.returns
    let limits = returns.contains { $0.tasks.map { !$0.contains(task) } ?? false }
    check.share(.permitted, limits ? Chance(may: true) : .yes)
    let mayStart = sides[0].side.startsWithHuman
    let isPerson = isLeft(.memory) { $0 >= 2 || mayStart && $0 == 0 }
    let isOnly = !isLeft(.memory) { $0 < 3 && !(mayStart && $0 == 0) }
    check.share(.otherPerson, Chance(may: isPerson, must: isOnly))
    let gates = sides[0]
    let mayFail = gates.approvals.contains { gate in
      isLeft(.approval(Int32(gate.position))) { $0 >= 2 }
    }
    check.share(.approvalFails, Chance(may: mayFail))
    let mayChoose = gates.offers.contains { gate in
      isLeft(.offer(Int32(gate.position))) { $0 >= 2 }
    }
    check.share(.offerFails, Chance(may: mayChoose))
    let maySayNo = gates.firsts.contains { gate in
      isLeft(.confirmation(Int32(gate.position))) { $0 >= 2 }
    }
    check.share(.firstFails, Chance(may: maySayNo))
  }
}
