/// What is ruled, who holds the conversation and what comes next, where the verdicts of a new
/// session tell them alone; the rest of the decision stays empty.
///
/// `nil` where more takes part: then the whole decision is to be asked for.
package func decideShortly(_ question: Question, by program: Program) -> Decision? {
  guard case .new = question.memory, question.events.isEmpty else { return nil }
  if case .survey = question.ask { return nil }
  var machine = Machine(program, question)
  machine.task = question.ask.judgedTask
  machine.fillBuiltIns()
  for slot in question.frame.session.indices {
    machine.verdicts.cells[slot] = question.frame.session[slot]
  }
  machine.readWatched(program.tables)
  machine.judgeGuards(program.tables)
  guard let outcome = machine.shortOutcome(program.tables) else { return nil }
  var decision = Decision(
    at: question.at, session: question.session, ask: question.ask,
    handlerIsHuman: outcome.handlerIsHuman,
    faults: question.faults + machine.start.approvals.faults, ignored: question.ignored,
    memory: SessionMemory(
      session: question.session, policy: "", sequence: 0, at: question.at,
      handler: HandlerMemory(isHuman: outcome.handlerIsHuman), switchCount: 0))
  decision.next = outcome.next
  decision.task = outcome.ruling.map { TaskDecision(task: max(machine.task, -1), ruling: $0) }
  return decision
}
