import HandrailEngine

extension Evaluation {
  /// How many turns may have happened, up to a number, and whether `turns` may be left out.
  func turns(
    _ variable: Int, atMost limit: Int, _ space: QuestionSpace, _ box: Box
  ) -> (counts: [Int], mayLack: Bool) {
    var counts: [Int] = []
    var mayLack = false
    for choice in box.choices(of: variable, space) {
      let run = space.variables[variable].choices[choice]
      guard run.isKnown else {
        mayLack = true
        continue
      }
      let count = Int(min(run.low, Int64(limit)))
      if counts.last != count { counts.append(count) }
    }
    return (counts, mayLack)
  }

  func window(_ test: WindowTest, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    let (counts, mayLack) = turns(
      test.turnCount, atMost: test.children.count + test.skipped, space, box)
    let stretches = stretches(test, space, box)
    var seen: Set<Int> = []
    for count in counts {
      for stretch in stretches {
        seen.insert(max(0, (stretch == 0 ? count : min(count, stretch)) - test.skipped))
      }
    }
    var set = mayLack ? TruthSet(.fault) : TruthSet.none
    for count in seen { set = set.union(counted(test, count)) }
    return set
  }

  /// How many turns the window may see at most; 0: all.
  private func stretches(_ test: WindowTest, _ space: QuestionSpace, _ box: Box) -> [Int] {
    guard test.stretch >= 0 else { return [0] }
    let stretches = box.choices(of: test.stretch, space)
    guard test.heldFromStart >= 0, box.contains(1, of: test.heldFromStart, space) else {
      return stretches
    }
    return box.contains(0, of: test.heldFromStart, space) ? stretches + [0] : [0]
  }

  /// A window over so many turns.
  private func counted(_ test: WindowTest, _ count: Int) -> TruthSet {
    var (sureYes, mayBeYes, onlyYes, sureNotNo, mayNotNo, mayBeOpen) = (0, 0, 0, 0, 0, 0)
    var sorts = TruthSet.none
    var isSureOfFault = false
    for child in test.children.prefix(count) {
      let set = sets[child]
      if set == .yes { sureYes += 1 }
      if set.contains(.yes) { mayBeYes += 1 }
      if set.contains(.yes) && !set.meets(.undecided) { onlyYes += 1 }
      if set.isSubset(of: .notNo) { sureNotNo += 1 }
      if set.meets(.notNo) { mayNotNo += 1 }
      if set.meets(.undecided) { mayBeOpen += 1 }
      sorts = sorts.union(TruthSet(bits: set.bits & TruthSet.undecided.bits))
      if set == TruthSet(.fault) { isSureOfFault = true }
    }
    var result = TruthSet.none
    if mayBeYes >= test.atLeast { result = result.union(.yes) }
    if sureNotNo < test.atLeast { result = result.union(.no) }
    let isClose = mayBeOpen > 0 && sureYes < test.atLeast
    if isClose && mayBeOpen + min(onlyYes, test.atLeast - 1) >= test.atLeast {
      if sorts.contains(.fault) { result = result.union(TruthSet(.fault)) }
      if sorts.contains(.open) && !isSureOfFault { result = result.union(TruthSet(.open)) }
    }
    return result
  }

  func anyPoint(_ test: SwitchTest, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    var memory = TruthSet.none
    for choice in box.choices(of: test.memory, space) {
      memory = memory.union(TruthSet(bits: 1 << UInt8(choice)))
    }
    guard test.isTurnwise else { return memory.or(sets[test.children[0]]) }
    let (counts, mayLack) = turns(test.turnCount, atMost: test.children.count, space, box)
    var set = mayLack ? memory.or(TruthSet(.fault)) : .none
    for count in counts {
      set = set.union(test.children.prefix(count).reduce(memory) { $0.or(sets[$1]) })
    }
    return set
  }

  func requests(_ test: RequestTest, _ space: QuestionSpace, _ box: Box) -> TruthSet {
    let (counts, mayLack) = turns(test.turnCount, atMost: test.children.count, space, box)
    // Whatever was counted before, turns that are left out are not.
    var set = mayLack ? TruthSet(test.fault) : .none
    guard !counts.isEmpty else { return set }
    let mayBeNew = box.contains(0, of: test.memory, space)
    if box.count(of: test.memory, space) > (mayBeNew ? 1 : 0) {
      box.forEach(of: test.cell, space) { set = set.union(TruthSet(test.kept[$0])) }
    }
    for count in mayBeNew ? counts : [] { set = set.union(counted(test, count)) }
    return set
  }

  /// What a new conversation of so many turns says of it.
  private func counted(_ test: RequestTest, _ count: Int) -> TruthSet {
    var (least, most) = (0, 0)
    var sorts = TruthSet.none
    var (isTold, isSureOfFault) = (true, false)
    for child in test.children.prefix(count) {
      let set = sets[child]
      if set.contains(.yes) { most += 1 }
      if set.contains(.yes) && !set.contains(.no) { least += 1 }
      if set.isSubset(of: .undecided) { isTold = false }
      if set == TruthSet(.fault) { isSureOfFault = true }
      sorts = sorts.union(TruthSet(bits: set.bits & TruthSet.undecided.bits))
    }
    var result = TruthSet.none
    if isTold { for times in least...most { result = result.union(TruthSet(test.counted[times])) } }
    if sorts.contains(.fault) { result = result.union(TruthSet(test.fault)) }
    if sorts.contains(.open) && !isSureOfFault { result = result.union(TruthSet(test.open)) }
    return result
  }

  /// Which rows may be the one, in the order of the table.
  mutating func pick(_ table: TableRows) -> TruthSet {
    var state = TableState(
      rows: [Bool](repeating: false, count: table.rows.count), none: .none)
    // What the rows before come to together: *no*, or the sorts of can't tell among them.
    var before = TruthSet.no
    for (position, row) in table.rows.enumerated() where !before.isEmpty {
      guard row.step >= 0 else {
        state.rows[position] = before.contains(.no) || row.coversUnknown
        before = TruthSet(bits: row.coversUnknown ? 0 : before.bits & TruthSet.undecided.bits)
        continue
      }
      let set = sets[row.step]
      if set.contains(.yes) && (before.contains(.no) || !table.topRowWins) {
        state.rows[position] = true
      }
      // A row below one that can't tell may be yes, and still decides nothing.
      var next = TruthSet.none
      if before.contains(.no) { next = TruthSet(bits: set.bits & ~TruthSet.yes.bits) }
      let doubt = TruthSet(bits: before.bits & TruthSet.undecided.bits)
      if !doubt.isEmpty {
        let passing =
          table.topRowWins
          ? set.mapped { $0 == .yes ? .no : $0 } : TruthSet(bits: set.bits & ~TruthSet.yes.bits)
        next = next.union(doubt.or(passing))
      }
      before = next
    }
    state.none = before
    keep(state, at: table.slot)
    var result = before
    if state.rows.contains(true) { result = result.union(.yes) }
    return result
  }
}
