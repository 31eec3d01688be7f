package import HandrailEngine

/// What a search came to.
package enum SearchAnswer: Sendable {
  /// A question, decided anew by the evaluator: it shows what was looked for.
  case found(Witness)
  /// Nothing in the space does it.
  case never
  /// The budget was used up, or a sum could not be settled.
  case notSettled
}

/// A question that shows something, and what the evaluator decides on it.
package struct Witness: Sendable {
  package var question: Question
  package var decision: Decision
  package var trace: Trace

  package init(question: Question, decision: Decision, trace: Trace) {
    self.question = question
    self.decision = decision
    self.trace = trace
  }
}

/// What is looked for: judged over a box, and confirmed on a decision.
struct Goal {
  /// What a box says of the goal.
  enum Verdict {
    /// No question of the box shows it.
    case impossible
    /// Every question of the box shows it, as far as boxes can tell.
    case certain
    /// It depends: what to settle, weightiest first.
    case open([Open])
  }

  /// Something that is not settled in a box.
  enum Open {
    /// A step, and whether a yes of it would help.
    case step(Int, towards: Bool)
    case input(Int)
  }

  var cone: Cone
  /// Inputs with only some of their choices.
  var limits: [(variable: Int, choices: [Int])] = []
  var judge: (Evaluation, Box) -> Verdict
  /// Whether the evaluator's decision shows it.
  var isShown: (Decision, Trace) -> Bool
}

/// Branch and bound over boxes: one input at a time, everything else as the set of what it may be.
struct Search {
  let space: QuestionSpace
  /// How many boxes are looked at before it is given up.
  var budget = 20_000
  private(set) var boxCount = 0

  init(_ space: QuestionSpace) { self.space = space }

  mutating func run(_ goal: Goal) -> SearchAnswer {
    var start = Box(space)
    for limit in goal.limits {
      guard start.keep(limit.variable, space, where: limit.choices.contains) else { return .never }
    }
    guard space.settle(&start) else { return .never }
    var frontier = Frontier(goal.cone, start)
    var isLost = false
    while let next = frontier.pending.popLast() {
      guard boxCount < budget else { return .notSettled }
      boxCount += 1
      var evaluation = next.before
      evaluation.run(goal.cone, next.order, next.box)
      switch look(at: next.box, evaluation, goal) {
      case .shown(let witness): return .found(witness)
      case .cannotBe: continue
      case .split(let split): frontier.add(split, of: next.box, evaluation)
      case .lost: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }

  private func look(at box: Box, _ evaluation: Evaluation, _ goal: Goal) -> Leaf {
    switch goal.judge(evaluation, box) {
    case .impossible: return .cannotBe
    case .open(let open):
      let branching = Branching(cone: goal.cone, evaluation: evaluation, box: box)
      if let split = open.lazy.compactMap(branching.split(for:)).first { return .split(split) }
    case .certain: break
    }
    return leaf(box, evaluation, goal)
  }

  private enum Leaf {
    case shown(Witness)
    case cannotBe
    case split(Split)
    case lost
  }

  /// Makes a question of a box and decides it.
  private func leaf(_ box: Box, _ evaluation: Evaluation, _ goal: Goal) -> Leaf {
    let chosen: [Int: Int64]
    switch sums(of: goal.cone, box, evaluation) {
    case .values(let values): chosen = values
    case .none: return .cannotBe
    case .split(let split): return .split(split)
    case .notSettled: return .lost
    }
    let maker = QuestionMaker(space, goal.cone, box, chosen)
    guard let question = maker.question() else { return .lost }
    for attempt in maker.attempts(question) {
      let (decision, trace) = decideTracing(attempt, by: space.graph)
      if goal.isShown(decision, trace) {
        return .shown(Witness(question: attempt, decision: decision, trace: trace))
      }
    }
    // What the boxes did not look at made the difference: look closer.
    let branching = Branching(cone: goal.cone, evaluation: evaluation, box: box)
    for variable in goal.cone.variablesRead {
      if let split = branching.one(variable) { return .split(split) }
    }
    return .lost
  }
}
