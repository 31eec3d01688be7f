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
  /// Truths that both come to together, the old one's times four and the new one's.
  private let together: UInt16
  /// Both say the same in the same cases, but for the condition.
  private let isAlike: Bool

  init(_ unit: DiffUnit, _ search: DiffSearch) {
    self.unit = unit
    let graph = search.joint.graph
    lines = zip(search.sides, [unit.old, unit.new]).map { side, effect in
      side.lines.first { $0.effect == effect }.map { line in
        let action = graph.effects[line.effect].action
        var roles: [String] = []
        if case .onlyHumanMay(let named) = action { roles = named }
        return Line(
          step: line.step, capStep: line.capStep, sort: line.sort,
          namesTeam: line.sort == .handOver, namesRoles: !roles.isEmpty)
      }
    }
    let isBoth = lines.allSatisfy { $0 != nil }
    together = isBoth ? search.together[unit] ?? .max : .max
    isAlike = !unit.nodes(graph).pairs.isEmpty
  }

  /// What it may come to in both versions, where it may differ.
  var pairs: [(old: Truth, new: Truth)] {
    func truths(_ side: Int) -> [Truth] { lines[side] == nil ? [.no] : [.yes, .no, .open, .fault] }
    return truths(0).flatMap { old in truths(1).map { (old, $0) } }.filter { old, new in
      together >> UInt16(old.rawValue * 4 + new.rawValue) & 1 != 0 && mayDiffer(old, new)
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
  /// `differing`: it must not come to the same. `forTeam`: it names the team or the people.
  func outcomes(
    _ evaluation: Evaluation, differing: Bool = false, forTeam: Bool = false,
    wanted: (old: Truth, new: Truth)? = nil
  ) -> Set<OwnMarks> {
    var found: Set<OwnMarks> = []
    for old in truths(0, evaluation) {
      for new in truths(1, evaluation)
      where together >> UInt16(old.rawValue * 4 + new.rawValue) & 1 != 0 {
        if differing && !mayDiffer(old, new) { continue }
        if let wanted, wanted != (old, new) { continue }
        if forTeam && !names(0, old) && !names(1, new) { continue }
        add(old, new, evaluation, to: &found)
      }
    }
    return found
  }

  private func truths(_ side: Int, _ evaluation: Evaluation) -> [Truth] {
    guard let line = lines[side] else { return [.no] }
    let set = evaluation.sets[line.step]
    return [.no, .yes, .open, .fault].filter { set.contains($0) }
  }

  /// A cap that is another reading may differ by itself.
  private var hasCap: Bool { lines.contains { ($0?.capStep ?? -1) >= 0 } }

  private func mayDiffer(_ old: Truth, _ new: Truth) -> Bool {
    if hasCap { return true }
    return isAlike ? old != new : old != .no || new != .no
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

extension Cone {
  /// Truths that two nodes may come to together: the first one's times four and the second one's.
  ///
  /// Never less than what can happen; what a few boxes do not rule out is let stand.
  func together(_ left: Int, _ right: Int) -> UInt16 {
    var cone = self
    let steps = (cone.root(left), cone.root(right))
    var start = Box(cone.space)
    guard cone.space.settle(&start) else { return 0 }
    var frontier = Frontier(cone, start)
    var evaluation = Evaluation(cone)
    var found: UInt16 = 0
    var boxCount = 0
    while let next = frontier.pending.popLast() {
      evaluation.undo(to: next.before)
      evaluation.run(cone, next.order, next.box)
      let (first, second) = (evaluation.sets[steps.0], evaluation.sets[steps.1])
      var pairs: UInt16 = 0
      for truth in 0..<4 where first.bits >> UInt8(truth) & 1 != 0 {
        pairs |= UInt16(second.bits) << UInt16(truth * 4)
      }
      if pairs & ~found == 0 { continue }
      boxCount += 1
      let branching = Branching(cone: cone, evaluation: evaluation, box: next.box)
      let split =
        branching.split(for: .step(steps.0, towards: true))
        ?? branching.split(for: .step(steps.1, towards: true))
      guard boxCount < 500, let split else {
        found |= pairs
        continue
      }
      frontier.add(split, of: next.box, evaluation.mark)
    }
    return found
  }
}
