import HandrailEngine

/// A changed gate as searches about one task look at it: whom or what it keeps the AI waiting for.
///
/// Of approvals that differ in nothing but their guard and tiers, of offers and first steps that
/// differ in nothing but their guard, and of ways back.
struct OwnGate {
  private let unit: UnitSteps
  private let together: TruthPairs
  /// What memory says of it, once for both.
  private let state: Variable.Kind
  private let mark: LineMarks
  /// Of ways back: what memory holds of the two together.
  private let armed: TruthPairs
  /// Of ways back, by version: what it marks where it is taken.
  private let taken: [LineMarks]

  init?(_ unit: UnitSteps, _ search: DiffSearch) {
    let together = search.together
    self.unit = unit
    let returns = search.joint.graph.gates.returns
    let isTask = search.task < search.joint.graph.tasks.count
    taken = [unit.unit.old, unit.unit.new].map { way in
      guard isTask, unit.unit.sort == .comesBack, let tasks = way.flatMap({ returns[$0].tasks })
      else { return [] }
      return tasks.contains(search.task) ? [] : .leftOut
    }
    if unit.unit.sort == .comesBack {
      (state, mark) = (.memory, .otherPerson)
      self.together = together.lines[unit.unit] ?? .all
      armed =
        together.memory.first { pair in
          pair.old == .armed(Int32(unit.unit.old ?? -1))
            && pair.new == .armed(Int32(unit.unit.new ?? -1))
        }?.allowed ?? .all
      return
    }
    guard let old = unit.unit.old, unit.unit.new != nil else { return nil }
    self.together = together.lines[unit.unit] ?? .all
    armed = .all
    switch unit.unit.sort {
    case .approval where unit.tiers != nil:
      (state, mark) = (.approval(Int32(old)), .approvalFails)
    case .offer where unit.pairs.count == 1: (state, mark) = (.offer(Int32(old)), .offerFails)
    case .first where unit.pairs.count == 1:
      (state, mark) = (.confirmation(Int32(old)), .firstFails)
    case .line, .approval, .offer, .first, .comesBack, .start, .turns, .routing: return nil
    }
  }

  /// What it asks for in both versions: nothing is 0, and of people how many.
  private func asked(_ evaluation: Evaluation, differing: Bool) -> Set<[Int]> {
    var found: Set<[Int]> = []
    if let tiers = unit.tiers { return tiers.people(evaluation, differing: differing) }
    for (left, right) in unit.pairs {
      for old in evaluation.sets[left].members {
        for new in evaluation.sets[right].members
        where together.contains(old, new) && !(differing && old == new) {
          found.insert([old == .no ? 0 : 1, new == .no ? 0 : 1])
        }
      }
    }
    return found
  }

  /// By itself, and what else may differ aside, it may bring the kind.
  func mayBring(_ kind: ChangeKind, _ evaluation: Evaluation) -> Bool {
    // A way back changes nothing but who has the conversation.
    if unit.unit.sort == .comesBack { return false }
    return switch kind {
    case .looser: asked(evaluation, differing: false).contains { $0[1] < $0[0] }
    case .stricter: asked(evaluation, differing: false).contains { $0[1] > $0[0] }
    case .team: unit.tiers?.mayBeOthers(evaluation) ?? true
    }
  }

  /// What it asks for is asked in both versions, as far as lines decide that.
  func isAsked(_ old: PairCheck.Outcome, _ new: PairCheck.Outcome) -> Bool {
    guard old.ruling == new.ruling, old.isHuman == new.isHuman else { return false }
    return switch unit.unit.sort {
    case .approval: old.ruling != .nobody
    // They are shown while the AI has the conversation.
    case .offer: old.ruling == .ai && !old.isHuman
    case .first: (old.ruling == .ai || old.ruling == .notYet) && !old.isHuman
    case .line, .comesBack, .start, .turns, .routing: false
    }
  }

  /// What both versions may mark by it over a box.
  func outcomes(
    _ evaluation: Evaluation, _ box: Box, _ space: QuestionSpace, differing: Bool = false
  ) -> Set<OwnMarks> {
    if unit.unit.sort == .comesBack { return comingBack(evaluation, box, space) }
    var mayFail = true
    if let variable = space.position(of: state) {
      mayFail = box.first(of: variable, space) { $0 >= 2 } != nil
    }
    var found: Set<OwnMarks> = []
    for counts in asked(evaluation, differing: differing) {
      found.insert(OwnMarks())
      guard mayFail else { continue }
      found.insert(
        OwnMarks(old: counts[0] > 0 ? mark : [], new: counts[1] > 0 ? mark : []))
    }
    return found
  }

  /// Who held the conversation goes on, unless the way back is taken.
  private func comingBack(
    _ evaluation: Evaluation, _ box: Box, _ space: QuestionSpace
  ) -> Set<OwnMarks> {
    var found: Set<OwnMarks> = [OwnMarks()]
    if let memory = space.position(of: state), !box.contains(2, of: memory, space) { return found }
    /// What the way back may come to now, and whether memory lets it be taken.
    func states(_ way: Int?) -> [(truth: Truth, armed: Int)] {
      guard let way else { return [(.no, 0)] }
      let choices = space.position(of: .armed(Int32(way))).map { box.choices(of: $0, space) }
      let step = way == unit.unit.old ? unit.alone.first : unit.alone.last
      let truths = step.map { evaluation.sets[$0].members } ?? Truth.allCases
      return truths.flatMap { truth in (choices ?? [0, 1]).map { (truth, $0) } }
    }
    let isPair = unit.unit.old != nil && unit.unit.new != nil
    for old in states(unit.unit.old) {
      for new in states(unit.unit.new) {
        let goTogether =
          together.contains(old.truth, new.truth) && armed.contains(old.armed, new.armed)
        guard goTogether || !isPair else { continue }
        found.insert(
          OwnMarks(
            old: old.truth == .yes && old.armed == 1 ? taken[0] : mark,
            new: new.truth == .yes && new.armed == 1 ? taken[1] : mark))
      }
    }
    return found
  }
}
