/// What became of every heading in one decision: owned by the caller, used again.
///
/// Worked out from the verdicts that the decision left: nothing is made and no reference is counted
/// on the way.
package struct RuleRows: Sendable {
  package let book: RuleBook
  var findings: RuleFindings
  /// False until a decision was told, and where the last question could not be read.
  package private(set) var areTold = false

  package init(_ book: RuleBook) {
    self.book = book
    findings = RuleFindings(book)
  }

  /// What became of each heading, in the order of `RuleBook.headings`; empty where none was told.
  package var outcomes: [HeadingOutcome] { areTold ? findings.outcomes : [] }

  /// The same, looked at in place.
  package func read(_ body: (Span<HeadingOutcome>) -> Void) {
    if areTold { body(findings.outcomes.span) }
  }

  package mutating func forget() { areTold = false }

  /// What is found from now on is of a decision.
  mutating func begin() { areTold = true }
}

/// Verdicts as the tables of a rule book number them, and what they come to.
struct RuleFindings: Sendable {
  /// By rule.
  private(set) var outcomes: [HeadingOutcome]
  private var possible: [UInt64]
  private var certain: [UInt64]
  private var faulty: [UInt64]

  init(_ book: RuleBook) {
    outcomes = [HeadingOutcome](repeating: .couldNotTell, count: book.tables.blank.count)
    possible = [UInt64](repeating: 0, count: book.tables.words)
    certain = possible
    faulty = possible
  }

  /// Takes a program's verdicts, from a word on.
  mutating func take(_ verdicts: borrowing Verdicts, from first: Int) {
    let found = verdicts.possible.span
    let sure = verdicts.certain.span
    let wrong = verdicts.faulty.span
    for word in found.indices {
      possible[first + word] = found[word]
      certain[first + word] = sure[word]
      faulty[first + word] = wrong[word]
    }
  }

  /// Takes what is judged after the decision.
  mutating func takeDecided(_ truths: [Truth], _ tables: borrowing RuleTables) {
    for word in tables.firstDecided..<tables.words {
      (possible[word], certain[word], faulty[word]) = (0, 0, 0)
    }
    for position in tables.decided.indices {
      let truth = truths[tables.decided[position]]
      let word = tables.firstDecided + position >> 6
      let bit = UInt64(1) << UInt64(position & 63)
      if truth != .no { possible[word] |= bit }
      if truth == .yes { certain[word] |= bit }
      if truth == .fault { faulty[word] |= bit }
    }
  }

  func truth(of bit: Int) -> Truth {
    let mask = UInt64(1) << UInt64(bit & 63)
    if possible[bit >> 6] & mask == 0 { return .no }
    if certain[bit >> 6] & mask != 0 { return .yes }
    return faulty[bit >> 6] & mask != 0 ? .fault : .open
  }
}

// MARK: - Guards

extension RuleFindings {
  /// What every guard came to; lines are not looked at yet.
  mutating func settleGuards(_ tables: borrowing RuleTables) {
    var all = outcomes.mutableSpan
    for rule in all.indices { all[rule] = tables.blank[rule] }
    for position in tables.always.indices {
      let entry = tables.always[position]
      outcomes[Int(entry.rule)] = outcome(of: entry)
    }
    var bits = SetBits(words: possible.count)
    while let bit = bits.next(possible) {
      for offset in tables.runs[bit].offsets {
        let entry = tables.entries[offset]
        outcomes[Int(entry.rule)] = outcome(of: entry)
      }
    }
  }

  private func outcome(of entry: RuleTables.Entry) -> HeadingOutcome {
    let inForce = entry.inForce < 0 ? Truth.yes : truth(of: Int(entry.inForce))
    if inForce == .no { return .notInForce }
    let when = entry.when < 0 ? Truth.yes : truth(of: Int(entry.when))
    if when == .no { return .failed }
    let except = entry.except < 0 ? Truth.no : truth(of: Int(entry.except))
    if except == .yes { return .excepted }
    return inForce == .yes && when == .yes && except == .no ? .elsewhere : .couldNotTell
  }

  /// An approval in a tier that needs nobody.
  mutating func noteNobody(_ rule: Int32) {
    switch outcomes[Int(rule)] {
    case .elsewhere, .couldNotTell: outcomes[Int(rule)] = .needsNobody
    case .fired, .failed, .excepted, .notInForce, .beaten, .needsNobody: break
    }
  }
}

// MARK: - Lines

extension RuleFindings {
  /// A line that counted, or would if it could be judged: that is said before all else.
  mutating func noteCounting(_ rule: Int32, _ truth: Truth) {
    guard rule >= 0 else { return }
    if truth == .yes {
      outcomes[Int(rule)] = .fired
    } else if truth.isUndecided && outcomes[Int(rule)] != .fired {
      outcomes[Int(rule)] = .couldNotTell
    }
  }

  /// The lines that are yes and were not noted: what stands by itself fired, others may have lost.
  ///
  /// Without a task no line about tasks was asked for.
  mutating func settleLines(
    _ task: Int, against strictest: Strictness, _ program: borrowing ProgramTables,
    _ tables: borrowing RuleTables
  ) {
    var bits = SetBits(words: tables.firstPart)
    while let root = bits.next(certain) {
      for offset in program.lines.useRuns[root].offsets {
        let use = program.lines.uses[offset]
        let line = tables.lines[Int(use.effect)]
        guard !use.isCap, line.rule >= 0 else { continue }
        let kind = program.lines.lines[Int(use.effect)].kind
        if kind.standsAlone {
          outcomes[Int(line.rule)] = .fired
        } else if line.strictness < strictest, outcomes[Int(line.rule)] == .elsewhere,
          !kind.isAboutTasks || program.covers(use.effect, task)
        {
          outcomes[Int(line.rule)] = .beaten
        }
      }
    }
  }

  /// Some permission for a task is yes.
  func hasPermission(
    _ task: Int, _ program: borrowing ProgramTables, _ tables: borrowing RuleTables
  ) -> Bool {
    var bits = SetBits(words: tables.firstPart)
    while let root = bits.next(certain) {
      for offset in program.lines.useRuns[root].offsets {
        let use = program.lines.uses[offset]
        let kind = program.lines.lines[Int(use.effect)].kind
        guard !use.isCap && (kind == .aiMay || kind == .suggest) else { continue }
        if program.covers(use.effect, task) { return true }
      }
    }
    return false
  }

  /// Notes the lines that counted in a short decision; how strict its strictest reason is.
  mutating func noteCounting(
    _ ruling: ShortRuling, _ program: borrowing ProgramTables, _ tables: borrowing RuleTables
  ) -> Strictness {
    var strictest = ruling.ruling == .human ? Strictness.human : .ai
    var takesOver = false
    var bits = SetBits(words: tables.firstPart)
    while let root = bits.next(possible) {
      let truth = truth(of: root)
      for offset in program.lines.useRuns[root].offsets {
        let use = program.lines.uses[offset]
        let kind = program.lines.lines[Int(use.effect)].kind
        if kind.isAboutTasks && !program.covers(use.effect, ruling.task) { continue }
        guard ruling.counts(kind, truth, isCap: use.isCap) else { continue }
        strictest = max(strictest, kind.strictness(truth))
        if ruling.takesOver(kind, truth) { takesOver = true }
        // What a cap came to is not what its line came to.
        let own = use.isCap ? Int(program.lines.rootOfEffect[Int(use.effect)]) : root
        noteCounting(tables.lines[Int(use.effect)].rule, self.truth(of: own))
      }
    }
    return takesOver ? strictest : max(strictest, ruling.whoHoldsIt)
  }
}

/// Goes through the bits that are set in some words, from the first.
private struct SetBits {
  private let words: Int
  private var word = -1
  private var live: UInt64 = 0

  init(words: Int) { self.words = words }

  @inline(__always)
  mutating func next(_ rows: [UInt64]) -> Int? {
    while live == 0 {
      word += 1
      if word >= words { return nil }
      live = rows[word]
    }
    let bit = live.trailingZeroBitCount
    live &= live - 1
    return word << 6 + bit
  }
}

extension ProgramLines.Kind {
  /// It happens whenever its line is yes, whoever else says what.
  var standsAlone: Bool {
    switch self {
    case .urgency, .other: true
    case .aiMay, .suggest, .onlyHuman, .nobody, .handOverToQueue, .handOverByTable, .handOver,
      .startWithHuman, .stopAI:
      false
    }
  }

  var isAboutTasks: Bool {
    switch self {
    case .aiMay, .suggest, .onlyHuman, .nobody: true
    case .handOverToQueue, .handOverByTable, .handOver, .startWithHuman, .stopAI, .urgency, .other:
      false
    }
  }
}

extension ProgramTables {
  /// A line is about a task; none is about no task.
  func covers(_ effect: Int32, _ task: Int) -> Bool {
    guard task >= 0 else { return false }
    let word = Int(effect) * lines.scopeWords + task >> 6
    return lines.scopes[word] >> UInt64(task & 63) & 1 != 0
  }
}
