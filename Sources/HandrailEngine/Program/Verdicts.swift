/// What the guards of a program came to in one decision: one bit a root in each row.
struct Verdicts: Sendable {
  /// Cells as the program numbers them: the session facts by slot, then what else it watches.
  var cells: [Cell]
  /// Not *no*.
  private(set) var possible: [UInt64]
  /// *Yes*.
  private(set) var certain: [UInt64]
  /// Where it is neither no nor yes: it rests on a fault.
  private(set) var faulty: [UInt64]

  /// Room for a program's; none without one.
  init(_ program: Program?) {
    cells = [Cell](repeating: Cell(unknown: .absent), count: program?.tables.cellCount ?? 0)
    let words = ((program?.tables.roots.count ?? 0) + 63) / 64
    possible = [UInt64](repeating: 0, count: words)
    certain = possible
    faulty = possible
  }

  /// Takes the cells of the session facts.
  mutating func take(_ session: [Cell]) {
    for slot in session.indices { cells[slot] = session[slot] }
  }

  /// Forgets what the last decision found.
  mutating func clear() {
    possible.clear()
    certain.clear()
    faulty.clear()
  }

  func truth(of root: Int) -> Truth {
    let word = root >> 6
    let bit = UInt64(1) << UInt64(root & 63)
    if possible[word] & bit == 0 { return .no }
    if certain[word] & bit != 0 { return .yes }
    return faulty[word] & bit != 0 ? .fault : .open
  }

  /// Adds an alternative: a guard is the greatest of its terms.
  mutating func add(_ truth: Truth, to root: Int) {
    guard truth != .no else { return }
    let word = root >> 6
    let bit = UInt64(1) << UInt64(root & 63)
    possible[word] |= bit
    if truth == .yes { certain[word] |= bit }
    if truth == .fault { faulty[word] |= bit }
  }

  /// Says anew what an undecided guard rests on.
  mutating func settle(_ root: Int, isFaulty: Bool) {
    let bit = UInt64(1) << UInt64(root & 63)
    if isFaulty { faulty[root >> 6] |= bit } else { faulty[root >> 6] &= ~bit }
  }

  /// The first root of a run that is yes, and the first that can't tell; -1 where none is.
  func first(in run: SideRange) -> (yes: Int, undecided: Int) {
    var found = (yes: -1, undecided: -1)
    let end = Int(run.first + run.count)
    var root = Int(run.first)
    while root < end {
      let word = root >> 6
      var live = possible[word] & (UInt64.max << UInt64(root & 63))
      while live != 0 {
        let next = word << 6 + live.trailingZeroBitCount
        if next >= end { return found }
        live &= live - 1
        if certain[word] & (1 << UInt64(next & 63)) != 0 {
          found.yes = next
          return found
        }
        if found.undecided < 0 { found.undecided = next }
      }
      root = (word + 1) << 6
    }
    return found
  }

  /// The row that decides in a table, or -1 and why none does: *no*, or a sort of can't tell.
  func row(of table: Int, _ tables: borrowing ProgramTables) -> (row: Int, sort: Truth) {
    let run = tables.rowRoots[table]
    let choice = tables.choices.choices[table]
    let (yes, undecided) = first(in: run)
    if yes >= 0 && (undecided < 0 || undecided > yes || !choice.topRowWins) {
      return (yes - Int(run.first), .yes)
    }
    let sort = undecided < 0 ? .no : self.undecided(in: run)
    let coversIt = sort == .no || choice.coversUnknown
    return (coversIt ? Int(choice.otherwise) : -1, sort)
  }

  /// Every guard that is not *no*, in order.
  func forEachPossible(_ body: (Int, Truth) -> Void) {
    for word in possible.indices {
      var live = possible[word]
      while live != 0 {
        let root = word << 6 + live.trailingZeroBitCount
        live &= live - 1
        body(root, truth(of: root))
      }
    }
  }

  /// The sort of can't tell of the undecided roots of a run; *no* where there is none.
  func undecided(in run: SideRange) -> Truth {
    var sort = Truth.no
    for root in run.offsets {
      let truth = truth(of: root)
      if truth.isUndecided { sort = sort.or(truth) }
    }
    return sort
  }
}

extension [UInt64] {
  fileprivate mutating func clear() {
    var words = mutableSpan
    words.update(repeating: 0)
  }
}
