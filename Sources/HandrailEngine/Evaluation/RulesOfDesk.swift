/// What a session's first decision without gates came to: enough to say which lines counted.
struct ShortRuling {
  /// The task asked; negative: none.
  let task: Int
  let ruling: Ruling?
  /// Lines `start with human` are still judged.
  let startCounts: Bool
  let startsWithHuman: Bool
  /// A permission is yes.
  var permits = false

  /// A line that is not *no*, about the conversation or the task asked, is among the reasons.
  func counts(_ kind: ProgramLines.Kind, _ truth: Truth, isCap: Bool) -> Bool {
    if isCap { return ruling == .suggest }
    switch kind {
    case .aiMay, .suggest:
      if truth == .yes { return ruling == .ai }
      return truth == .open && ruling == .notYet && !permits
    case .nobody:
      return truth == .yes || ruling == (truth == .open ? .notYet : .human)
    case .onlyHuman, .handOverToQueue, .handOverByTable, .handOver:
      return truth != .open || ruling == .notYet
    case .startWithHuman:
      return startCounts && (truth != .open || ruling == .notYet)
    case .stopAI: return true
    case .urgency, .other: return false
    }
  }

  /// How strict the built-in reason is for who holds the conversation, where no line is one.
  var whoHoldsIt: Strictness { startsWithHuman || ruling == .suggest ? .human : .ai }

  /// Such a line brings a person by itself.
  func takesOver(_ kind: ProgramLines.Kind, _ truth: Truth) -> Bool {
    switch kind {
    case .onlyHuman, .handOverToQueue, .handOverByTable, .handOver, .startWithHuman:
      truth != .open
    case .stopAI: true
    case .aiMay, .suggest, .nobody, .urgency, .other: false
    }
  }
}

extension RuleFindings {
  /// Every heading's outcome, after a short decision whose verdicts were taken.
  mutating func tell(
    _ ruling: ShortRuling, _ program: borrowing ProgramTables, _ tables: borrowing RuleTables
  ) {
    settleGuards(tables)
    var ruled = ruling
    if ruling.ruling == .notYet { ruled.permits = hasPermission(ruling.task, program, tables) }
    let strictest = noteCounting(ruled, program, tables)
    settleLines(ruling.task, against: strictest, program, tables)
  }
}

extension Machine {
  mutating func makeRoom(forCells count: Int) {
    while verdicts.cells.count < count { verdicts.cells.append(Cell(unknown: .absent)) }
  }

  mutating func swapCells(with other: inout [Cell]) { swap(&verdicts.cells, &other) }

  /// Hands over what the guards came to.
  func hand(to findings: inout RuleFindings, from word: Int) {
    findings.take(verdicts, from: word)
  }
}
