/// Decides a question, and keeps what became of every heading: the same decision as without.
package func decide(_ question: Question, keeping rules: inout RuleRows) -> Decision {
  let program = rules.book.program
  var machine = Machine(program, question)
  machine.judge(task: question.ask.judgedTask)
  let decision = machine.decideJudged()
  rules.tell(decision, by: machine)
  guard case .survey = question.ask else { return decision }
  return decide(question, by: program)
}

extension RuleRows {
  /// Every heading's outcome, after a whole decision; in a survey as nobody asks about a task.
  fileprivate mutating func tell(_ decision: Decision, by machine: borrowing Machine) {
    begin()
    findings.take(machine.verdicts, from: 0)
    if book.hasParts {
      var judging = Machine(book.parts, machine.question)
      judging.judge(parts: book.parts.tables, for: machine.task)
      findings.take(judging.verdicts, from: book.tables.firstPart)
    }
    findings.takeDecided(machine.truths, book.tables)
    findings.settleGuards(book.tables)
    let account = DecisionAccount(decision, machine.copied(), book)
    account.noteTiers(in: &findings)
    account.noteReasons(in: &findings)
    account.noteGates(in: &findings)
    account.noteDuties(in: &findings)
    var task = -1
    if case .task(let asked) = machine.question.ask { task = asked }
    findings.settleLines(
      task, against: account.strictest, book.program.tables, book.tables)
  }
}

extension Machine {
  /// Works out what a program tells that decides nothing.
  mutating func judge(parts tables: borrowing ProgramTables, for task: Int) {
    self.task = task
    fillBuiltIns()
    readWatched(tables)
    judgeGuards(tables)
  }
}

/// A decision read for the headings whose lines counted in it.
private struct DecisionAccount: ~Copyable {
  let decision: Decision
  let machine: Machine
  let book: RuleBook

  private var graph: DecisionGraph { book.program.graph }
  private var reasons: [Reason] { decision.handlerReasons + (decision.task?.reasons ?? []) }

  init(_ decision: Decision, _ machine: consuming Machine, _ book: RuleBook) {
    self.decision = decision
    self.machine = machine
    self.book = book
  }

  private func rule(_ heading: Int) -> Int32 { book.tables.ruleOfHeading[heading] }

  /// Without a node it is yes.
  private func truth(_ node: Int) -> Truth { node < 0 ? .yes : machine.truths[node] }

  /// How strict the strictest reason is.
  var strictest: Strictness { reasons.map { strictness($0) }.max() ?? .ai }

  private func strictness(_ reason: Reason) -> Strictness {
    switch reason.cause {
    case .effect(let position): graph.effects[position].action.strictness(reason.truth)
    case .first: .first
    case .comesBack: .ai
    // A refusal or silence that handed over is a handover.
    case .approval: .human
    case .offer(let position): isOpen(offer: position) ? .offer : .human
    case .builtIn(let builtIn): builtIn.strictness(in: graph)
    }
  }

  private func isOpen(offer position: Int) -> Bool {
    decision.task?.offers.contains { $0.offer == position && $0.choice == nil } ?? false
  }

  func noteReasons(in findings: inout RuleFindings) {
    for reason in reasons {
      switch reason.cause {
      case .effect(let position):
        let effect = graph.effects[position]
        findings.noteCounting(rule(effect.heading), truth(effect.node))
      case .comesBack(let position):
        let way = graph.gates.returns[position]
        findings.noteCounting(rule(way.heading), truth(way.node))
      case .approval(let position): note(approval: position, in: &findings)
      case .offer(let position): note(offer: position, in: &findings)
      case .first, .builtIn: break
      }
    }
  }

  func noteGates(in findings: inout RuleFindings) {
    guard let task = decision.task else { return }
    for gate in task.gates {
      let first = graph.gates.firsts[gate.first]
      findings.noteCounting(rule(first.heading), truth(first.node))
    }
    for gate in task.approvals { note(approval: gate.approval, in: &findings) }
    for gate in task.offers where gate.choice == nil { note(offer: gate.offer, in: &findings) }
  }

  private func note(approval position: Int, in findings: inout RuleFindings) {
    let approval = graph.gates.approvals[position]
    findings.noteCounting(rule(approval.heading), truth(approval.node))
  }

  private func note(offer position: Int, in findings: inout RuleFindings) {
    let offer = graph.gates.offers[position]
    findings.noteCounting(rule(offer.heading), truth(offer.node))
  }

  /// Approvals over the task that ask nobody: in their tier nobody has a seat.
  func noteTiers(in findings: inout RuleFindings) {
    guard let task = decision.task, task.ruling != .nobody else { return }
    for position in graph.gates.approvals.indices {
      let approval = graph.gates.approvals[position]
      guard approval.scope.contains(task.task), truth(approval.node) != .no,
        !approval.tiers.isEmpty, !task.approvals.contains(where: { $0.approval == position })
      else { continue }
      findings.noteNobody(rule(approval.heading))
    }
  }

  func noteDuties(in findings: inout RuleFindings) {
    let duties = graph.duties
    for line in duties.disclosure
    where decision.say.messages.contains(where: { $0.heading == line.origin.heading }) {
      var node = -1
      if case .when(let condition) = line.moment { node = condition }
      findings.noteCounting(rule(line.origin.heading), truth(node))
    }
    for line in duties.conduct
    where decision.duties.conduct.contains(where: { $0.origin == line.origin }) {
      findings.noteCounting(rule(line.origin.heading), truth(line.node))
    }
    for line in duties.oversight
    where decision.duties.oversight.contains(where: { $0.origin == line.origin }) {
      findings.noteCounting(rule(line.origin.heading), truth(line.node))
    }
    for line in duties.afterwards
    where decision.duties.afterwards.contains(where: { $0.origin == line.origin }) {
      findings.noteCounting(rule(line.origin.heading), truth(line.node))
    }
    guard let assist = duties.assist else { return }
    let given = decision.duties.assist.map { $0.origin }
    if let help = assist.suggest, given.contains(help.origin) {
      findings.noteCounting(rule(help.origin.heading), truth(assist.suggestNode))
    }
    if let help = assist.require, given.contains(help.origin) {
      findings.noteCounting(rule(help.origin.heading), truth(assist.requireNode))
    }
  }
}

extension BuiltInReason {
  /// How strict a built-in default is.
  package func strictness(in graph: DecisionGraph) -> Strictness {
    switch self {
    case .aiHolds: .ai
    case .startsWith: graph.policy.startsWithHuman ? .human : .ai
    case .noPermission, .taskMissing, .personHolds, .memoryUnusable, .returnLimit,
      .rulingNeedsPerson, .inputFault, .fault:
      .human
    }
  }
}
