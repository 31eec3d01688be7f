import HandrailEngine

/// What every step of a cone may come to in a box: never less than what can happen.
///
/// Boxes are looked at depth first, so what was before is kept as a trail and not as copies.
struct Evaluation {
  private(set) var sets: [TruthSet]
  private(set) var tables: [TableState]
  private var trail: [(step: Int32, set: TruthSet)] = []
  private var tableTrail: [(slot: Int, state: TableState)] = []

  /// A state to come back to.
  struct Mark: BitwiseCopyable {
    fileprivate var steps = 0
    fileprivate var tables = 0
  }

  var mark: Mark { Mark(steps: trail.count, tables: tableTrail.count) }

  /// Back to what it was.
  mutating func undo(to mark: Mark) {
    while trail.count > mark.steps, let last = trail.popLast() { sets[Int(last.step)] = last.set }
    while tableTrail.count > mark.tables, let last = tableTrail.popLast() {
      tables[last.slot] = last.state
    }
  }

  /// There is no way back from here.
  mutating func forgetTrail() { (trail, tableTrail) = ([], []) }

  mutating func keep(_ state: TableState, at slot: Int) {
    tableTrail.append((slot, tables[slot]))
    tables[slot] = state
  }

  init(_ cone: Cone) {
    sets = [TruthSet](repeating: .none, count: cone.steps.count)
    tables = [TableState](repeating: .unset, count: cone.tableCount)
  }

  /// Works out some steps anew, in their order.
  mutating func run(_ cone: Cone, _ order: [Int], _ box: Box) {
    for position in order {
      let set = set(at: position, cone, box)
      guard set != sets[position] else { continue }
      trail.append((Int32(position), sets[position]))
      sets[position] = set
    }
  }

  /// Works out some steps until one that is barred is not *no*; that one, or `nil`.
  ///
  /// What was before is not kept.
  mutating func firstBarred(
    _ cone: Cone, _ order: [Int], _ box: Box, isBarred: (Int) -> Bool
  ) -> Int? {
    for position in order {
      let set = set(at: position, cone, box)
      sets[position] = set
      if set != .no && isBarred(position) { return position }
    }
    return nil
  }

  private mutating func set(at position: Int, _ cone: Cone, _ box: Box) -> TruthSet {
    let step = cone.flat[position]
    switch step.kind {
    case .constant: return TruthSet(bits: UInt8(truncatingIfNeeded: step.first))
    case .atom: return atom(Int(step.first), Int(step.second), cone, box)
    case .not: return sets[Int(step.second)].negated
    case .certainly: return sets[Int(step.second)].certainly
    case .possibly: return sets[Int(step.second)].possibly
    case .skipUnknown: return sets[Int(step.second)].skippingUnknown
    case .applyUnknown: return sets[Int(step.second)].applyingUnknown
    case .mapped: return mapped(sets[Int(step.second)], UInt32(bitPattern: step.first))
    case .all:
      var set = TruthSet.yes
      for child in Int(step.first)..<Int(step.first) + Int(step.second) {
        set = set.and(sets[Int(cone.flatChildren[child])])
      }
      return set
    case .any:
      var set = TruthSet.no
      for child in Int(step.first)..<Int(step.first) + Int(step.second) {
        set = set.or(sets[Int(cone.flatChildren[child])])
      }
      return set
    case .other: return other(cone.steps[position], cone, box)
    }
  }

  private mutating func other(_ step: Step, _ cone: Cone, _ box: Box) -> TruthSet {
    switch step {
    case .word(let cell, let word): return self.word(cell, word, cone.space, box)
    case .empty(let cell, let words): return empty(cell, words, cone.space, box)
    case .equalWords(let equality): return equal(equality, cone.space, box)
    case .same(let cell, let other, let shared):
      return same((cell, other), shared, cone.space, box)
    case .sum(let test): return sum(test, cone.space, box)
    case .window(let test): return window(test, cone.space, box)
    case .anyPoint(let test): return anyPoint(test, cone.space, box)
    case .requests(let test): return requests(test, cone.space, box)
    case .rows(let rows): return pick(rows)
    case .output(let test): return output(test)
    // These are flat.
    case .constant, .atom, .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown,
      .mapped:
      return .all
    }
  }

  /// The readings of a set's members, four bits each: no, yes, open, fault.
  private func mapped(_ set: TruthSet, _ readings: UInt32) -> TruthSet {
    var bits: UInt8 = 0
    for truth in 0..<4 where set.bits >> UInt8(truth) & 1 != 0 {
      bits |= UInt8(truncatingIfNeeded: readings >> UInt32(truth * 4)) & 0b1111
    }
    return TruthSet(bits: bits)
  }

  private func atom(_ variable: Int, _ table: Int, _ cone: Cone, _ box: Box) -> TruthSet {
    let words = cone.space.words(of: variable)
    let width = words.count
    var bits: UInt8 = 0
    for truth in 0..<4 {
      for offset in 0..<width
      where box.words[words.lowerBound + offset] & cone.tables[table + truth * width + offset] != 0
      {
        bits |= 1 << UInt8(truth)
        break
      }
    }
    return TruthSet(bits: bits)
  }

  /// The sorts of can't tell that a cell's input leaves, and whether it may be known.
  private func knowing(_ cell: Int, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    var set = TruthSet.none
    box.forEach(of: cell, space) {
      set = set.union(TruthSet(space.variables[cell].choices[$0].sort))
    }
    return set
  }

  private func word(_ cell: Int, _ word: Int, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    let knowing = knowing(cell, space, box)
    var set = TruthSet(bits: knowing.bits & TruthSet.undecided.bits)
    guard knowing.contains(.yes) else { return set }
    for choice in box.choices(of: word, space) { set = set.union(TruthSet(choice == 1)) }
    return set
  }

  private func empty(_ cell: Int, _ words: [Int], _ space: QuestionSpace, _ box: Box) -> TruthSet {
    let knowing = knowing(cell, space, box)
    var set = TruthSet(bits: knowing.bits & TruthSet.undecided.bits)
    guard knowing.contains(.yes) else { return set }
    if words.allSatisfy({ box.contains(0, of: $0, space) }) { set = set.union(.yes) }
    if words.contains(where: { box.contains(1, of: $0, space) }) { set = set.union(.no) }
    return set
  }

  private func equal(_ equality: Equality, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    let left = knowing(equality.left, space, box)
    let right = knowing(equality.right, space, box)
    var set = bothKnown(left, right)
    guard left.contains(.yes), right.contains(.yes) else { return set }
    let others = box.choices(of: equality.right, space).filter {
      space.variables[equality.right].choices[$0].isKnown
    }
    for choice in box.choices(of: equality.left, space)
    where space.variables[equality.left].choices[choice].isKnown {
      let isThere = others.contains(equality.partner[choice])
      if isThere { set = set.union(.yes) }
      if others.count > (isThere ? 1 : 0) { set = set.union(.no) }
    }
    return set
  }

  /// The sorts of can't tell of a test that needs two cells.
  private func bothKnown(_ left: TruthSet, _ right: TruthSet) -> TruthSet {
    TruthSet(bits: left.and(right).bits & TruthSet.undecided.bits)
  }

  private func same(
    _ cells: (left: Int, right: Int), _ shared: Int, _ space: QuestionSpace, _ box: Box
  ) -> TruthSet {
    let left = knowing(cells.left, space, box)
    let right = knowing(cells.right, space, box)
    var set = bothKnown(left, right)
    guard left.contains(.yes), right.contains(.yes) else { return set }
    for choice in box.choices(of: shared, space) { set = set.union(TruthSet(choice == 1)) }
    return set
  }

  private func output(_ test: OutputTest) -> TruthSet {
    let state = tables[test.slot]
    var set = TruthSet.none
    for (row, isPossible) in state.rows.enumerated() where isPossible {
      set = set.union(TruthSet(test.truths[row]))
    }
    if state.none.contains(.no) || state.none.contains(.open) {
      set = set.union(TruthSet(test.open))
    }
    if state.none.contains(.fault) { set = set.union(TruthSet(test.fault)) }
    return set
  }
}
