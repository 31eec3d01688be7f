/// Decides a question: a pure function that always answers.
package func decide(_ question: Question, by graph: DecisionGraph) -> Decision {
  decideTracing(question, by: graph).0
}

/// Decides a question by a prepared program: the same decision as by its graph.
package func decide(_ question: Question, by program: Program) -> Decision {
  var machine = Machine(program, question)
  return machine.decide()
}

/// Decides a question, and keeps what every node came to.
package func decideTracing(
  _ question: Question, by graph: DecisionGraph
) -> (Decision, Trace) {
  var machine = Machine(GraphHolder(graph), question)
  var trace = Trace()
  let decision = machine.decide { conversation in
    var later = conversation.copied()
    later.judgeAsDecided(in: nil)
    trace.surveyTruths.append(later.machine.truths)
  }
  trace.truths = machine.truths
  trace.computed = machine.computed
  trace.turns = machine.turns
  trace.rows = machine.rows
  return (decision, trace)
}

extension Machine {
  /// Decides its question; the machine then stands where the decision ends.
  ///
  /// `tell` is told of each task of a survey.
  mutating func decide(telling tell: ((borrowing Conversation) -> Void)? = nil) -> Decision {
    var survey: [TaskDecision] = []
    if case .survey(let tasks) = question.ask {
      for task in tasks {
        judge(task: task)
        survey.append(surveyed(task, telling: tell))
      }
    }
    judge(task: question.ask.judgedTask)
    return decideJudged(survey)
  }

  /// The decision on what was judged.
  mutating func decideJudged(_ survey: [TaskDecision] = []) -> Decision {
    var decision = Decision(to: question)
    decision.survey = survey
    fill(&decision)
    return decision
  }

  /// Decides on what was judged, in place of an earlier decision.
  mutating func fill(_ decision: inout Decision) {
    var conversation = Conversation(self)
    conversation.decide()
    conversation.fill(&decision)
    self = conversation.intoMachine()
  }

  /// One task of a survey: what it would come to if it were asked alone.
  private mutating func surveyed(
    _ task: Int, telling tell: ((borrowing Conversation) -> Void)?
  ) -> TaskDecision {
    var conversation = Conversation(self)
    conversation.decide()
    var decision = conversation.taskDecision() ?? TaskDecision(task: task, ruling: .human)
    decision.wouldHandOver = conversation.handler.isHuman && !conversation.start.isHeldByPerson
    tell?(conversation)
    self = conversation.intoMachine()
    return decision
  }
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
