package import HandrailAnalysis
package import HandrailEngine

/// A task that has to wait, and what would settle it.
package struct WaitingTask: Sendable {
  package var decision: TaskDecision
  package var settling: SettlingFacts

  /// Facts that it rests on and that need not be asked for.
  package var spared: [FactAt] {
    decision.wouldSettle.filter { !settling.facts.contains($0) }
  }
}

extension Answer {
  /// The tasks asked about that have to wait, each with the fewest facts that settle it.
  ///
  /// Looked for when asked: a decision itself carries the longer list, which costs it nothing.
  package var waitingTasks: [WaitingTask] {
    guard case .decided(let question, let decision) = outcome else { return [] }
    return ([decision.task].compactMap { $0 } + decision.survey).filter { $0.ruling == .notYet }
      .map { task in
        WaitingTask(
          decision: task, settling: settlingFacts(of: task, in: question, by: policy.graph))
      }
  }

  /// The same answer with the fewest facts under `would_settle`: whatever their values turn out to
  /// be, the task is then settled.
  ///
  /// Where more than three are needed, or it could not be told, all that the task rests on.
  public func askingForFewest() -> Answer {
    guard case .decided(let question, var decision) = outcome else { return self }
    func fewest(_ task: TaskDecision) -> [FactAt] {
      guard task.ruling == .notYet else { return task.wouldSettle }
      return settlingFacts(of: task, in: question, by: policy.graph).facts
    }
    if let task = decision.task { decision.task?.wouldSettle = fewest(task) }
    for position in decision.survey.indices {
      decision.survey[position].wouldSettle = fewest(decision.survey[position])
    }
    return Answer(.decided(question, decision), id: id, by: policy)
  }
}
