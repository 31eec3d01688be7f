/// Decides a question: a pure function that always answers.
package func decide(_ question: Question, by graph: DecisionGraph) -> Decision {
  decideTracing(question, by: graph).0
}

/// Decides a question by a prepared program: the same decision as by its graph.
package func decide(_ question: Question, by program: Program) -> Decision {
  var machine = Machine(program, question, SessionStart(question, program.holder.graph))
  var survey: [TaskDecision] = []
  if case .survey(let tasks) = question.ask {
    for task in tasks {
      machine.judge(task: task)
      survey.append(surveyed(task, machine))
    }
  }
  machine.judge(task: question.ask.judgedTask)
  var decision = wholeDecision(of: machine)
  decision.survey = survey
  return decision
}

/// The decision of a machine that has judged.
func wholeDecision(of machine: Machine) -> Decision {
  var conversation = Conversation(machine)
  conversation.decide()
  return conversation.decision()
}

/// Decides a question, and keeps what every node came to.
package func decideTracing(
  _ question: Question, by graph: DecisionGraph
) -> (Decision, Trace) {
  var machine = Machine(graph, question, SessionStart(question, graph))
  var trace = Trace()
  var survey: [TaskDecision] = []
  if case .survey(let tasks) = question.ask {
    for task in tasks {
      machine.judge(task: task)
      survey.append(surveyed(task, machine))
      var conversation = Conversation(machine)
      conversation.decide()
      conversation.judgeAsDecided(in: nil)
      trace.surveyTruths.append(conversation.machine.truths)
    }
  }
  machine.judge(task: question.ask.judgedTask)
  var conversation = Conversation(machine)
  conversation.decide()
  var decision = conversation.decision()
  decision.survey = survey
  trace.truths = conversation.machine.truths
  trace.computed = conversation.machine.computed
  trace.turns = machine.turns
  trace.rows = machine.rows
  return (decision, trace)
}

/// One task of a survey: what it would come to if it were asked alone.
private func surveyed(_ task: Int, _ machine: Machine) -> TaskDecision {
  var conversation = Conversation(machine)
  conversation.decide()
  var decision = conversation.taskDecision() ?? TaskDecision(task: task, ruling: .human)
  decision.wouldHandOver = conversation.handler.isHuman && !machine.start.isHeldByPerson
  return decision
}

extension TaskAsk {
  /// The task that the machine judges: a position, -1 for none, -2 where it is missing.
  var judgedTask: Int {
    switch self {
    case .task(let task): task
    case .none, .survey: -1
    case .missing: -2
    }
  }
}
