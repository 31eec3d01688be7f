import HandrailEngine

/// A changed line as searches about one task look at it: what it may come to in both versions.
struct OwnUnit {
  struct Line {
    var step: Int
    /// -1: it caps by its own condition, or not at all.
    var capStep: Int
    var sort: LineSort
    var namesTeam: Bool
    var namesRoles: Bool
  }

  let unit: DiffUnit
  var lines: [Line?]
  private let together: TruthPairs
  /// Both say the same in the same cases, but for the condition.
  private let isAlike: Bool
  /// One may count still, and the other be judged already.
  private let isJudgedApart: Bool
  /// It may have been yes before in one version alone.
  private let isCalledApart: Bool

  /// `places`: by version, where the line of an effect stands.
  init(_ steps: UnitSteps, _ search: DiffSearch, _ places: [[Int: Int]]) {
    let unit = steps.unit
    self.unit = unit
    let graph = search.joint.graph
    lines = [unit.old, unit.new].enumerated().map { version, effect in
      // What the AI writes bears on no ruling.
      if let step = steps.contacts[version] {
        return Line(step: step, capStep: -1, sort: .other, namesTeam: false, namesRoles: false)
      }
      return effect.flatMap { places[version][$0] }.map { place in
        let line = search.sides[version].lines[place]
        let action = graph.effects[line.effect].action
        var roles: [String] = []
        if case .onlyHumanMay(let named) = action { roles = named }
        return Line(
          step: line.step, capStep: line.capStep, sort: line.sort,
          namesTeam: line.sort == .handOver, namesRoles: !roles.isEmpty)
      }
    }
    let known = search.together.lines[unit] ?? .all
    switch (unit.old, unit.new) {
    case (_?, _?): together = lines.allSatisfy { $0 != nil } ? known : .all
    case (_?, nil): together = known.besideNo(isOld: true)
    case (nil, _): together = known.besideNo(isOld: false)
    }
    isAlike = !unit.nodes(graph).pairs.isEmpty
    isJudgedApart = search.together.judged[unit] != nil
    isCalledApart = search.together.calledApart(unit) != nil
  }

  /// What it may come to in both versions, where it may differ in a way that brings the kind.
  ///
  /// What differs now comes before what was remembered otherwise: it is plainer to read.
  func pairs(_ kind: ChangeKind) -> [(old: Truth, new: Truth)] {
    func truths(_ side: Int) -> [Truth] { lines[side] == nil ? [.no] : [.yes, .no, .open, .fault] }
    let all = truths(0).flatMap { old in truths(1).map { (old: old, new: $0) } }.filter {
      together.contains($0.old, $0.new) && mayDiffer($0.old, $0.new, kind)
    }
    return all.filter { $0.old != $0.new } + all.filter { $0.old == $0.new }
  }

  /// By a line that lets the AI write it may do so where it did not, or no more where it did.
  func mayContact(_ kind: ChangeKind, _ evaluation: Evaluation) -> Bool {
    truths(0, evaluation).contains { old in
      truths(1, evaluation).contains { new in
        guard together.contains(old, new) else { return false }
        let (own, others) = kind == .looser ? (new, old) : (old, new)
        return own == .yes && (others != .yes || !isAlike)
      }
    }
  }

  /// What is not settled of it coming to two truths; `nil` where it can't.
  func missing(_ wanted: (old: Truth, new: Truth), _ evaluation: Evaluation) -> [Goal.Open]? {
    var open: [Goal.Open] = []
    for (line, truth) in zip(lines, [wanted.old, wanted.new]) {
      guard let line else { continue }
      let set = evaluation.sets[line.step]
      if !set.contains(truth) { return nil }
      if !set.isOne { open.append(.step(line.step, towards: truth == .yes)) }
    }
    return open
  }

  /// What both versions may mark by it over a box.
  ///
  /// `differing`: it differs in a way that may bring the kind. `forTeam`: it names the team or the
  /// people.
  func outcomes(
    _ evaluation: Evaluation, differing: ChangeKind? = nil, forTeam: Bool = false,
    wanted: (old: Truth, new: Truth)? = nil
  ) -> Set<OwnMarks> {
    var found: Set<OwnMarks> = []
    for old in truths(0, evaluation) {
      for new in truths(1, evaluation)
      where together.contains(old, new) {
        if let differing, !mayDiffer(old, new, differing) { continue }
        if let wanted, wanted != (old, new) { continue }
        if forTeam && !names(0, old) && !names(1, new) { continue }
        add(old, new, evaluation, to: &found)
      }
    }
    return found
  }

  /// What the two lines may come to over a box.
  func truths(_ evaluation: Evaluation) -> [(old: Truth, new: Truth)] {
    truths(0, evaluation).flatMap { old in
      truths(1, evaluation).filter { together.contains(old, $0) }.map { (old, $0) }
    }
  }

  private func truths(_ side: Int, _ evaluation: Evaluation) -> [Truth] {
    guard let line = lines[side] else { return [.no] }
    let set = evaluation.sets[line.step]
    return [.no, .yes, .open, .fault].filter { set.contains($0) }
  }

  /// A cap that is another reading may differ by itself.
  private var hasCap: Bool { lines.contains { ($0?.capStep ?? -1) >= 0 } }

  private func mayDiffer(_ old: Truth, _ new: Truth, _ kind: ChangeKind) -> Bool {
    if hasCap { return true }
    // A line that was yes before transfers nothing.
    if kind == .team && isCalledApart && old == .yes && new == .yes { return true }
    return isAlike && !isJudgedApart ? old != new : old != .no || new != .no
  }

  private func names(_ side: Int, _ truth: Truth) -> Bool {
    guard let line = lines[side] else { return false }
    return line.namesTeam && truth == .yes
      || line.namesRoles && (truth == .yes || truth == .fault)
  }

  private func add(
    _ old: Truth, _ new: Truth, _ evaluation: Evaluation, to found: inout Set<OwnMarks>
  ) {
    for left in marks(0, old, evaluation) {
      for right in marks(1, new, evaluation) {
        found.insert(OwnMarks(old: left, new: right))
      }
    }
  }

  private func marks(_ side: Int, _ truth: Truth, _ evaluation: Evaluation) -> [LineMarks] {
    guard let line = lines[side] else { return [[]] }
    let marks = LineMarks.of(line.sort, truth)
    // Whether a start still counts is not looked at here.
    if line.sort == .start { return marks.isEmpty ? [[]] : [[], marks] }
    guard line.sort == .suggest else { return [marks] }
    let cap = line.capStep < 0 ? TruthSet(truth) : evaluation.sets[line.capStep]
    return (cap.contains(.no) ? [marks] : []) + (cap.meets(.notNo) ? [marks.union(.caps)] : [])
  }
}
