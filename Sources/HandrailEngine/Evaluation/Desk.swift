/// A place to decide new sessions one after another: made once, owned by the caller, used again.
///
/// Nothing is made and no reference is counted while a session without open gates is decided.
package struct Desk: ~Copyable {
  package let program: Program
  private var machine: Machine
  /// Tells the parts of guards; made when somebody first asks what became of the headings.
  private var parts: Machine?
  private var hasParts = false
  /// What the last decision came to, where its verdicts alone told it.
  private var short: DecisionOutcome?
  /// What stands here is what was decided last.
  private var isDecided = false
  /// The question that was decided last, where it came whole.
  private var whole: Question?
  /// What was to be decided last could not be read.
  private var wasUnreadable = false

  /// `question` is a question of a new session as it is before a fact is set.
  package init(_ program: Program, _ question: Question) {
    self.program = program
    machine = Machine(program, question)
  }

  /// Puts a question that was read in one pass here in place of what stands; false where it does
  /// not say that its session is new.
  package mutating func take(
    _ scan: borrowing QuestionScan, of bytes: borrowing Span<UInt8>
  ) -> Bool {
    guard scan.saysNew else { return false }
    machine.question.at = scan.at
    machine.question.ask = scan.ask
    if machine.question.session != nil || !scan.session.isEmpty {
      machine.question.session = scan.session(in: bytes)
    }
    for slot in scan.cells.indices { machine.verdicts.cells[slot] = scan.cells[slot] }
    isDecided = false
    return true
  }

  /// Decides what stands here with all that a decision says, in place of an earlier one.
  ///
  /// Only where nothing is wrong with the question: what is wrong, the desk does not know.
  package mutating func decide(into decision: inout Decision) {
    for slot in machine.question.frame.session.indices {
      machine.question.frame.session[slot] = machine.verdicts.cells[slot]
    }
    machine.forget()
    machine.judge(task: machine.question.ask.judgedTask)
    machine.fill(&decision)
  }

  /// Decides a question of any session; its facts and verdicts then stand here.
  package mutating func decideWhole(
    _ question: Question
  ) -> (outcome: DecisionOutcome, isFaulty: Bool) {
    var guest = Machine(program, question)
    guest.judge(task: question.ask.judgedTask)
    machine.verdicts = guest.verdicts
    machine.rows = guest.rows
    machine.question.at = question.at
    machine.question.ask = question.ask
    machine.question.session = question.session
    (isDecided, whole, short, wasUnreadable) = (true, question, nil, false)
    let decision = HandrailEngine.decide(question, by: program)
    return (DecisionOutcome(decision), !decision.faults.isEmpty)
  }

  /// Forgets every verdict: there was nothing that could be decided.
  package mutating func forget() {
    machine.verdicts.clear()
    for table in machine.rows.indices { machine.rows[table] = -1 }
    (isDecided, whole, short, wasUnreadable) = (true, nil, nil, true)
  }

  /// A session fact is unknown by a fault.
  package mutating func hasFaultyFacts() -> Bool {
    for slot in 0..<program.tables.sessionSlots where machine.verdicts.cells[slot].cause.isFault {
      return true
    }
    return false
  }

  /// The same with no more than who acts and what comes next.
  package mutating func decideShortly(into decision: inout Decision) {
    let outcome = decide()
    decision.at = machine.question.at
    decision.session = machine.question.session
    decision.ask = machine.question.ask
    decision.handlerIsHuman = outcome.handlerIsHuman
    decision.next = outcome.next
    decision.task = outcome.ruling.map { TaskDecision(task: max(machine.task, -1), ruling: $0) }
  }

  /// A decision to be made here: nothing is decided yet.
  package var unmadeDecision: Decision { Decision(to: machine.question) }

  /// The question as it stood when it was decided whole, or as it was made.
  package var question: Question { machine.question }

  /// The question as it stands.
  package var standing: Question {
    var question = machine.question
    for slot in question.frame.session.indices {
      question.frame.session[slot] = machine.verdicts.cells[slot]
    }
    return question
  }

  /// The question's moment.
  package var at: Moment {
    get { machine.question.at }
    set {
      machine.question.at = newValue
      isDecided = false
    }
  }

  /// Sets the cell of a session fact; a slot that the policy has not counts for nothing.
  @inline(__always)
  package mutating func set(_ slot: Int, _ cell: Cell) {
    guard slot >= 0 && slot < program.tables.sessionSlots else { return }
    machine.verdicts.cells[slot] = cell
    isDecided = false
  }

  /// Sets so many cells from the host's values, from the first on.
  package mutating func set(_ places: [CellPlace], to values: Span<Int64>) {
    isDecided = false
    let slots = program.tables.sessionSlots
    var cells = machine.verdicts.cells.mutableSpan
    for position in 0..<min(places.count, values.count) {
      let slot = places[position].slot
      if slot < slots { cells[slot] = places[position].cell(values[position]) }
    }
  }

  /// Decides what stands here; the verdicts stay until the next decision.
  package mutating func decide() -> DecisionOutcome {
    machine.task = machine.question.ask.judgedTask
    machine.fillBuiltIns()
    machine.readWatched(program.tables)
    machine.judgeGuards(program.tables)
    isDecided = true
    if whole != nil { whole = nil }
    wasUnreadable = false
    short = machine.shortOutcome(program.tables)
    if let short { return short }
    return DecisionOutcome(HandrailEngine.decide(standing, by: program))
  }

  /// Tells what became of every heading in the decision of what stands here.
  ///
  /// Rows of another policy are told nothing. Where a gate is open, or the policy has duties, the
  /// whole decision is made once more.
  package mutating func tell(_ rules: inout RuleRows) {
    guard rules.book.program === program else { return rules.forget() }
    if !isDecided { _ = decide() }
    if wasUnreadable { return rules.forget() }
    guard let short, !rules.book.tables.needsWhole else {
      _ = HandrailEngine.decide(whole ?? standing, keeping: &rules)
      return
    }
    rules.begin()
    rules.findings.take(machine.verdicts, from: 0)
    if rules.book.hasParts {
      judgeParts(of: rules.book)
      parts?.hand(to: &rules.findings, from: rules.book.tables.firstPart)
    }
    let ruling = ShortRuling(
      task: machine.task, ruling: short.ruling, startCounts: machine.isStartJudged(0),
      startsWithHuman: machine.graph.policy.startsWithHuman)
    rules.findings.tell(ruling, program.tables, rules.book.tables)
  }

  private mutating func judgeParts(of book: RuleBook) {
    // Another book of the same program tells the same parts.
    if !hasParts {
      parts = Machine(book.parts, machine.question)
      hasParts = true
      // The cells are lent, so there is to be room for those that either of the two watches.
      machine.makeRoom(forCells: book.parts.tables.cellCount)
    }
    parts?.question.at = machine.question.at
    parts?.swapCells(with: &machine.verdicts.cells)
    parts?.judge(parts: book.parts.tables, for: machine.task)
    parts?.swapCells(with: &machine.verdicts.cells)
  }

  /// All verdicts in one number: each is looked at.
  package mutating func verdictSum() -> UInt64 {
    let certain = machine.verdicts.certain.span
    let possible = machine.verdicts.possible.span
    var sum: UInt64 = 0
    for word in certain.indices {
      sum = (sum &* 31) &+ certain[word] &+ (possible[word] &* 7)
    }
    return sum
  }

  /// The row that a table which routes came to; -1 for none.
  package mutating func row(of table: Int) -> Int { machine.rows[table] }

  /// The first line, by place in the graph, whose guard is yes; `nil` where none is.
  package mutating func firstYesEffect() -> Int? {
    var first: Int32 = .max
    for word in machine.verdicts.certain.indices {
      var live = machine.verdicts.certain[word]
      while live != 0 {
        let root = word << 6 + live.trailingZeroBitCount
        live &= live - 1
        for use in program.tables.lines.useRuns[root].offsets {
          first = min(first, program.tables.lines.uses[use].effect)
        }
      }
    }
    return first == .max ? nil : Int(first)
  }

  /// What a line's guard came to.
  package mutating func truth(ofEffect effect: Int) -> Truth {
    let root = program.tables.lines.rootOfEffect[effect]
    return root < 0 ? .open : machine.verdicts.truth(of: Int(root))
  }

  /// What a table's row came to; `otherwise` is yes.
  package func truth(ofRow row: Int, in table: Int) -> Truth {
    let run = program.tables.rowRoots[table]
    return row < Int(run.count) ? machine.verdicts.truth(of: Int(run.first) + row) : .yes
  }
}
