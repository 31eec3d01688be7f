/// A decision in short: who does the task, who holds the conversation, and where it goes.
package struct DecisionOutcome: Sendable, Equatable, BitwiseCopyable {
  /// `nil` for the task `none` and for surveys.
  package var ruling: Ruling?
  package var handlerIsHuman: Bool
  package var next: NextStep
  /// Position in the graph's queues; -1 where no person takes over, or without a queue.
  package var queue: Int
  /// 0 low … 3 urgent.
  package var urgency: UInt8

  /// The same of a whole decision.
  package init(_ decision: Decision) {
    ruling = decision.task?.ruling
    handlerIsHuman = decision.handlerIsHuman
    next = decision.next
    queue = decision.queue?.queue ?? -1
    urgency = decision.urgency
  }

  package init(
    ruling: Ruling?, handlerIsHuman: Bool, next: NextStep, queue: Int, urgency: UInt8
  ) {
    self.ruling = ruling
    self.handlerIsHuman = handlerIsHuman
    self.next = next
    self.queue = queue
    self.urgency = urgency
  }
}

/// What the lines that are not *no* come to together, without naming them.
private struct LineSums {
  var nobody = false
  var human = false
  var onlyMay = false
  var holds = false
  var permits = false
  var mayPermit = false
  var caps = false
  /// A line about the conversation hands it to a person.
  var takesOver = false
  /// The highest level that a line names; -1: none.
  var urgency: Int32 = -1
  /// The queue that hand-over lines name; -1: none yet, -2: more than one.
  var named: Int32 = -1

  /// By `language.md` 3.4: the strictest line counts.
  var ruling: Ruling {
    if nobody { return .nobody }
    if human || !(permits || mayPermit) { return .human }
    if holds || !permits { return .notYet }
    return caps ? .suggest : .ai
  }

  mutating func name(_ queue: Int32) {
    if queue >= 0 && named != queue { named = named == -1 ? queue : -2 }
  }
}

extension Machine {
  /// The outcome of a session's first decision from its verdicts alone; `nil` where a gate is in
  /// play, and for surveys: then the whole decision tells.
  ///
  /// Makes nothing and counts no references: it is what a host that decides in bulk pays.
  func shortOutcome(_ tables: borrowing ProgramTables) -> DecisionOutcome? {
    guard tables.lines.isComplete, start.isNew else { return nil }
    if task >= 0 {
      for position in tables.lines.gateRoots.indices
      where verdicts.truth(of: Int(tables.lines.gateRoots[position])) != .no {
        return nil
      }
    }
    var sums = LineSums()
    for word in verdicts.possible.indices {
      var live = verdicts.possible[word]
      while live != 0 {
        let root = word << 6 + live.trailingZeroBitCount
        live &= live - 1
        guard tables.lines.useRuns[root].count > 0 else { continue }
        let truth = verdicts.truth(of: root)
        for use in tables.lines.useRuns[root].offsets {
          add(tables.lines.uses[use], truth, to: &sums, tables)
        }
      }
    }
    return outcome(sums, tables)
  }

  private func add(
    _ use: ProgramLines.Use, _ truth: Truth, to sums: inout LineSums,
    _ tables: borrowing ProgramTables
  ) {
    let line = tables.lines.lines[Int(use.effect)]
    switch line.kind {
    case .aiMay, .suggest, .onlyHuman, .nobody:
      if covers(use.effect, tables) { addTaskLine(line.kind, truth, use.isCap, to: &sums) }
    case .handOverToQueue, .handOverByTable, .handOver:
      if truth == .open { sums.holds = true } else { sums.takesOver = true }
      guard truth == .yes else { return }
      if line.kind == .handOverToQueue { sums.name(line.number) }
      if line.kind == .handOverByTable { sums.name(queue(byTable: line.number, tables)) }
    case .startWithHuman:
      guard isStartJudged(Int(use.effect)) else { return }
      if truth == .open { sums.holds = true } else { sums.takesOver = true }
    case .stopAI:
      sums.human = true
      sums.takesOver = true
    case .urgency:
      if truth == .yes { sums.urgency = max(sums.urgency, line.number) }
    case .other: break
    }
  }

  private func addTaskLine(
    _ kind: ProgramLines.Kind, _ truth: Truth, _ isCap: Bool, to sums: inout LineSums
  ) {
    if isCap { return sums.caps = true }
    switch kind {
    case .nobody:
      switch truth {
      case .yes: sums.nobody = true
      case .fault: sums.human = true
      case .open: sums.holds = true
      case .no: break
      }
    case .onlyHuman:
      if truth == .open {
        sums.holds = true
      } else {
        sums.human = true
        sums.onlyMay = true
      }
    case .aiMay, .suggest:
      if truth == .yes { sums.permits = true }
      if truth == .open { sums.mayPermit = true }
    case .handOverToQueue, .handOverByTable, .handOver, .startWithHuman, .stopAI, .urgency,
      .other:
      break
    }
  }

  private func covers(_ effect: Int32, _ tables: borrowing ProgramTables) -> Bool {
    guard task >= 0 else { return false }
    let word = Int(effect) * tables.lines.scopeWords + task >> 6
    return tables.lines.scopes[word] >> UInt64(task & 63) & 1 != 0
  }

  private func queue(byTable table: Int32, _ tables: borrowing ProgramTables) -> Int32 {
    let run = tables.lines.tableQueues[Int(table)].rows
    let row = rows[Int(table)]
    return row >= 0 && run.count > 0 ? tables.lines.rowNumbers[Int(run.first) + row] : -1
  }

  private func outcome(_ sums: LineSums, _ tables: borrowing ProgramTables) -> DecisionOutcome {
    let ruling: Ruling? = task >= 0 ? sums.ruling : task == -2 ? .human : nil
    let needsPerson = ruling == .human || ruling == .suggest
    let isHuman = sums.takesOver || sums.onlyMay || needsPerson || start.wasHuman
    let queue = isHuman ? chosenQueue(sums, tables) : -1
    var urgency = sums.urgency
    for table in tables.lines.tableQueues.indices {
      let run = tables.lines.tableQueues[table].urgencies
      if run.count > 0 && rows[table] >= 0 {
        urgency = max(urgency, tables.lines.rowNumbers[Int(run.first) + rows[table]])
      }
    }
    if queue >= 0 { urgency = max(urgency, Int32(tables.lines.queueUrgencies[queue])) }
    let next: NextStep =
      isHuman
      ? .handOver
      : ruling == nil ? .talk : ruling == .nobody ? .refuse : ruling == .notYet ? .ask : .doIt
    return DecisionOutcome(
      ruling: ruling, handlerIsHuman: isHuman, next: next, queue: queue,
      urgency: urgency < 0 ? 1 : UInt8(urgency))
  }

  /// The only queue named, else the first preferred of those named, else the policy's otherwise.
  private func chosenQueue(_ sums: LineSums, _ tables: borrowing ProgramTables) -> Int {
    if sums.named >= 0 { return Int(sums.named) }
    if sums.named == -2 {
      for position in graph.routing.preferred.indices {
        let queue = graph.routing.preferred[position]
        if isNamed(Int32(queue), tables) { return queue }
      }
    }
    return graph.routing.otherwise
  }

  private func isNamed(_ queue: Int32, _ tables: borrowing ProgramTables) -> Bool {
    for word in verdicts.certain.indices {
      var live = verdicts.certain[word]
      while live != 0 {
        let root = word << 6 + live.trailingZeroBitCount
        live &= live - 1
        if names(queue, root, tables) { return true }
      }
    }
    return false
  }

  /// A hand-over line that a root decides names the queue.
  private func names(
    _ queue: Int32, _ root: Int, _ tables: borrowing ProgramTables
  ) -> Bool {
    for use in tables.lines.useRuns[root].offsets {
      let line = tables.lines.lines[Int(tables.lines.uses[use].effect)]
      if line.kind == .handOverToQueue && line.number == queue { return true }
      if line.kind == .handOverByTable && self.queue(byTable: line.number, tables) == queue {
        return true
      }
    }
    return false
  }
}
