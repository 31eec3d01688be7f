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
  /// What else is asked of a witness.
  var isMeant: ((Witness) -> Bool)?
  /// Where what some nodes come to shows it: the rest of a decision is not worked out.
  var byNodes: (replay: NodeTruths, isShown: ([Truth]) -> Bool)?
  /// Decides what is made of a box, where no single graph does.
  var witness: ((QuestionMaker, Question) -> Witness?)?
  /// Where several goals begin alike: in place of the limits.
  var start: SearchStart?
}

/// What shows a goal.
enum Shown {
  case witness(Witness)
  /// A question, and by node what those that it was asked for come to.
  case nodes(Question, [Truth])
}

/// What a search came to.
enum SearchOutcome {
  case found(Shown)
  case never
  case notSettled
}

/// Branch and bound over boxes: one input at a time, everything else as the set of what it may be.
struct Search {
  let space: QuestionSpace
  /// How many boxes are looked at before it is given up.
  var budget = 20_000
  private(set) var boxCount = 0
  /// So much is open that it matters what is settled first.
  private var isWide = false

  /// Cones of fewer steps are quickly gone through in the order of their lines.
  static var wideCone: Int { 400 }

  init(_ space: QuestionSpace) { self.space = space }

  mutating func run(_ goal: Goal) -> SearchAnswer {
    switch outcome(of: goal) {
    case .found(.witness(let witness)): return .found(witness)
    case .found(.nodes(let question, _)):
      let (decision, trace) = decideTracing(question, by: space.graph)
      precondition(goal.isShown(decision, trace), "nodes come to the same in a whole decision")
      return .found(Witness(question: question, decision: decision, trace: trace))
    case .never: return .never
    case .notSettled: return .notSettled
    }
  }

  mutating func outcome(of goal: Goal) -> SearchOutcome {
    guard let start = goal.start ?? SearchStart(goal.cone, goal.limits) else { return .never }
    var frontier = Frontier(goal.cone, from: start)
    isWide = frontier.order.count >= Search.wideCone
    let sums = start.sums
    let dive = Dive(space, goal, from: start)
    var evaluation = start.evaluation
    var isLost = false
    while let next = frontier.pending.popLast() {
      guard boxCount < budget else { return .notSettled }
      boxCount += 1
      evaluation.undo(to: next.before)
      evaluation.run(goal.cone, next.order, next.box)
      if next.movesSums, !sums.canBe(next.box, evaluation) { continue }
      switch look(at: next.box, evaluation, goal) {
      case .shown(let shown): return .found(shown)
      case .cannotBe: continue
      case .lost: isLost = true
      case .split(let split):
        let mark = evaluation.mark
        if isWide, dive.isDue(at: boxCount),
          let box = dive.box(in: next.box, at: boxCount, &evaluation),
          case .shown(let shown) = leaf(box, evaluation, goal)
        {
          return .found(shown)
        }
        frontier.add(split, of: next.box, mark)
      }
    }
    return isLost ? .notSettled : .never
  }

  private func look(at box: Box, _ evaluation: Evaluation, _ goal: Goal) -> Leaf {
    switch goal.judge(evaluation, box) {
    case .impossible: return .cannotBe
    case .open(let open):
      let branching = Branching(cone: goal.cone, evaluation: evaluation, box: box)
      if isWide, let split = branching.quickest(of: open) { return .split(split) }
      if let split = open.lazy.compactMap(branching.split(for:)).first { return .split(split) }
    case .certain: break
    }
    return leaf(box, evaluation, goal)
  }

  private enum Leaf {
    case shown(Shown)
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
    guard let question = maker.question() else { return closer(box, evaluation, goal) }
    if let decided = goal.witness {
      if let witness = decided(maker, question) { return .shown(.witness(witness)) }
      return closer(box, evaluation, goal)
    }
    for attempt in maker.attempts(question) {
      if let shown = shown(attempt, goal) { return .shown(shown) }
    }
    return closer(box, evaluation, goal)
  }

  /// Decides a question anew, or as much of it as shows the goal.
  private func shown(_ question: Question, _ goal: Goal) -> Shown? {
    if let byNodes = goal.byNodes {
      let truths = byNodes.replay.truths(on: question)
      return byNodes.isShown(truths) ? .nodes(question, truths) : nil
    }
    let (decision, trace) = decideTracing(question, by: space.graph)
    guard goal.isShown(decision, trace) else { return nil }
    let witness = Witness(question: question, decision: decision, trace: trace)
    return goal.isMeant?(witness) ?? true ? .witness(witness) : nil
  }

  /// What the boxes did not look at made the difference: looks closer.
  private func closer(_ box: Box, _ evaluation: Evaluation, _ goal: Goal) -> Leaf {
    let branching = Branching(cone: goal.cone, evaluation: evaluation, box: box)
    for variable in goal.cone.variablesRead {
      if let split = branching.one(variable) { return .split(split) }
    }
    return .lost
  }
}

extension Search {
  /// The first box in which every question brings a step to yes, as far as boxes can tell.
  mutating func box(inWhich step: Int, of cone: Cone, isYesFrom start: Box) -> Box? {
    var frontier = Frontier(cone, start)
    var evaluation = Evaluation(cone)
    while boxCount < budget, let next = frontier.pending.popLast() {
      boxCount += 1
      evaluation.undo(to: next.before)
      evaluation.run(cone, next.order, next.box)
      switch step.verdict(evaluation, .yes) {
      case .impossible: continue
      case .certain: return next.box
      case .open(let open):
        let branching = Branching(cone: cone, evaluation: evaluation, box: next.box)
        guard let split = open.lazy.compactMap(branching.split(for:)).first else { return nil }
        frontier.add(split, of: next.box, evaluation.mark)
      }
    }
    return nil
  }
}
