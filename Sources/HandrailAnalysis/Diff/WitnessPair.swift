import HandrailEngine

/// What both versions decide on questions that were made.
final class WitnessPair {
  /// It shows the kind of change that is looked for, and no other.
  private(set) var plain: (old: Witness, new: Witness)?
  /// It shows others too.
  private(set) var mixed: (old: Witness, new: Witness)?

  private var decisionCount = 0

  /// How many questions were decided since it was last asked.
  func takeDecisions() -> Int {
    defer { decisionCount = 0 }
    return decisionCount
  }

  /// Decides a question by both; gives a witness where nothing else changes.
  func decide(_ question: Question, _ maker: QuestionMaker, _ goal: DiffGoal) -> Witness? {
    let attempts = goal.joint.sides.map { side in
      var maker = maker
      maker.side = side
      return maker.attempts(side.question(question, goal.joint.graph))
    }
    for place in 0..<max(attempts[0].count, attempts[1].count) {
      decisionCount += 1
      let pair = attempts.map { $0[min(place, $0.count - 1)] }
      let decided = zip(pair, goal.joint.sides).map { question, side in
        let (decision, trace) = decideTracing(question, by: side.graph)
        return Witness(question: question, decision: decision, trace: trace)
      }
      let outcomes = zip(decided, goal.joint.sides).map { witness, side in
        VersionOutcome(witness.decision, by: side.graph)
      }
      let kinds = outcomes[0].changes(to: outcomes[1])
      guard kinds.contains(goal.kind) else { continue }
      if kinds.count == 1 {
        plain = (decided[0], decided[1])
        return decided[0]
      }
      if mixed == nil { mixed = (decided[0], decided[1]) }
    }
    return nil
  }
}
