package import HandrailEngine

/// Why a question is decided as it is.
package func explain(_ question: Question, by graph: DecisionGraph) -> Explanation {
  let (decision, trace) = decideTracing(question, by: graph)
  return explain(question, by: graph, decision: decision, trace: trace)
}

/// Why a question was decided as it was, from the decision and trace at hand.
package func explain(
  _ question: Question, by graph: DecisionGraph, decision: Decision, trace: Trace
) -> Explanation {
  explain(Decided(question: question, decision: decision, trace: trace), by: graph) {
    decide($0, by: graph)
  }
}

/// A question with its answer, ready to be explained.
package struct Decided: Sendable {
  package var question: Question
  package var decision: Decision
  package var trace: Trace

  package init(question: Question, decision: Decision, trace: Trace) {
    self.question = question
    self.decision = decision
    self.trace = trace
  }
}

/// The same, deciding changed questions by `replay`, at most some hundreds of times.
package func explain(
  _ decided: Decided, by graph: DecisionGraph, replay: @escaping Replay
) -> Explanation {
  let evidence = Evidence(decided, by: graph)
  return Explanation(
    decision: decided.decision, reasoning: evidence.reasoning(about: evidence.decidingReasons),
    team: evidence.teamChoice(), approvals: evidence.seenApprovals(),
    changes: changes(evidence, replay),
    alsoTrue: evidence.alsoTrue(), footing: evidence.footing(),
    customer: evidence.customerSentence(), survey: survey(decided, by: graph))
}

/// What became of every rule, without looking for what would change it.
package func verdicts(of decided: Decided, by graph: DecisionGraph) -> [RuleVerdict] {
  Evidence(decided, by: graph).verdicts()
}

/// The same without the tests: much sooner, for who wants no more than how each came out.
package func outcomes(
  of decided: Decided, by graph: DecisionGraph
) -> [(heading: Int, outcome: HeadingOutcome)] {
  Evidence(decided, by: graph).outcomes()
}

/// What became of one heading, with the tests that are the cause.
package func verdict(of heading: Int, in decided: Decided, by graph: DecisionGraph) -> RuleVerdict {
  Evidence(decided, by: graph).verdict(of: heading)
}

private func changes(_ evidence: Evidence, _ replay: @escaping Replay) -> ChangeAnswer {
  if case .survey = evidence.question.ask { return .notAsked }
  var search = ChangeSearch(evidence, budget: ChangeSearch.fullBudget, replay: replay)
  return search.run()
}

/// Each task of a survey, asked about alone: what differs by task is then seen as it was.
private func survey(_ decided: Decided, by graph: DecisionGraph) -> [TaskExplanation] {
  decided.decision.survey.map { taskDecision in
    var question = decided.question
    question.ask = .task(taskDecision.task)
    var (decision, trace) = decideTracing(question, by: graph)
    decision.task = taskDecision
    let evidence = Evidence(
      Decided(question: question, decision: decision, trace: trace), by: graph)
    return TaskExplanation(
      decision: taskDecision, reasoning: evidence.reasoning(about: taskDecision.reasons))
  }
}

extension Evidence {
  fileprivate func reasoning(about reasons: [Reason]) -> Reasoning {
    Reasoning(
      because: reasons.map { decidingLine($0) }, doubts: doubts(among: reasons),
      verdicts: verdicts())
  }
}
