import HandrailEngine

/// Looks for other facts of the session, and other tasks, with which the AI keeps a conversation
/// whose turns are given.
///
/// What is found is decided anew with these very turns and this very memory.
final class SessionChanges {
  /// How many boxes all looks together take.
  private var budget = 20_000

  /// A question with the turns, the memory and the moment of another one.
  func step(
    like question: Question, _ analysis: Analysis, isMeant: @escaping (Question) -> Witness?
  ) -> Witness? {
    let given = GivenTurns(question, analysis.space)
    let tasks = analysis.taskClasses(within: nil) + [analysis.graph.tasks.count]
    for task in tasks where budget > 0 {
      var cone = analysis.cone
      let lines = TaskLines(task, &cone)
      var search = Search(analysis.space)
      search.budget = min(budget, 1_000)
      let goal = Goal(
        cone: cone, limits: given.limits + [(analysis.space.position(of: .task) ?? 0, [task])],
        judge: { evaluation, box in
          let standing = Standing(lines, evaluation, box)
          return standing.verdict(standing.human.negated)
        }, isShown: { _, _ in false },
        witness: { _, made in isMeant(given.question(with: made)) })
      let answer = search.run(goal)
      budget -= search.boxCount + 1
      if case .found(let witness) = answer { return witness }
    }
    return nil
  }
}

/// The turns and the memory of a question, as limits of the space.
private struct GivenTurns {
  private let given: Question
  private let facts: [GraphFact]
  private(set) var limits: [(variable: Int, choices: [Int])] = []

  init(_ given: Question, _ space: QuestionSpace) {
    self.given = given
    facts = space.graph.facts
    for (position, variable) in space.variables.enumerated() {
      guard let isLeft = isLeft(variable.kind, space) else { continue }
      let choices = variable.choices.indices.filter { isLeft(variable.choices[$0]) }
      // What the space has no choice for is left to the evaluator.
      if !choices.isEmpty { limits.append((position, choices)) }
    }
  }

  /// Which choices are as given; `nil` where any may be.
  private func isLeft(_ kind: Variable.Kind, _ space: QuestionSpace) -> ((Choice) -> Bool)? {
    switch kind {
    case .moment:
      let members = space.moments.members
      return { members.isEmpty || members[Int($0.low)].moment == given.at }
    case .memory:
      return { $0.low == sort }
    case .turnCount:
      let count = Int64(given.frame.turns.last?.number ?? 0)
      return { $0.isKnown && $0.low <= count && count <= $0.high }
    case .memorySwitch(let position):
      guard case .kept(let memory) = given.memory,
        memory.switches.indices.contains(Int(position))
      else { return nil }
      let truth = Int64(memory.switches[Int(position)].rawValue)
      return { $0.low == truth }
    case .cell(let fact, let back):
      let domain = space.graph.facts[Int(fact)].domain
      return cell(fact, back, space).map { cell in { $0.holds(cell, of: domain) } }
    case .word(let fact, let back, let word):
      guard let cell = cell(fact, back, space), cell.isKnown else { return nil }
      let bit = Int64(bitPattern: UInt64(bitPattern: cell.value) >> UInt64(word) & 1)
      return { $0.low == bit }
    case .task, .stretch, .heldFromStart, .trial, .otherWord, .same, .sum, .approval, .offer,
      .confirmation,
      .heldQueue, .armed, .returnedTo, .judged, .called, .calledLine, .chosen:
      return nil
    }
  }

  /// As `Variable.Kind.memory` counts.
  private var sort: Int64 {
    switch given.memory {
    case .new: 0
    case .kept(let memory): memory.handler.isHuman ? 2 : 1
    case .unusable, .absent: 3
    }
  }

  /// A fact of a turn that is given.
  private func cell(_ fact: Int32, _ back: Int32, _ space: QuestionSpace) -> Cell? {
    let described = space.graph.facts[Int(fact)]
    let place = given.frame.turns.count - 1 - Int(back)
    guard case .turn(let slot) = described.supply, given.frame.turns.indices.contains(place) else {
      return nil
    }
    return given.frame.turns[place].cells[slot]
  }

  /// What was made, with the turns and the memory that are given.
  func question(with made: Question) -> Question {
    var question = given
    question.ask = made.ask
    question.frame.queues = made.frame.queues
    question.frame.session = made.frame.session
    question.frame.tasks = made.frame.tasks
    question.frame.texts += made.frame.texts
    for fact in facts where fact.domain.kind == .reference || fact.domain.kind == .text {
      switch fact.supply {
      case .session(let slot): question.frame.session[slot].value += first
      case .task(let slot):
        for task in question.frame.tasks.keys { question.frame.tasks[task]?[slot].value += first }
      case .turn, .agent, .computed: break
      }
    }
    return question
  }

  /// Where the texts begin that were made.
  private var first: Int64 { Int64(given.frame.texts.count) }
}

extension Choice {
  /// What the space has no value for is only known or not.
  fileprivate func holds(_ cell: Cell, of domain: Domain) -> Bool {
    guard isKnown && cell.isKnown else { return cause == cell.cause }
    switch domain.kind {
    case .setOf, .reference, .text, .moment: return true
    case .yesNo, .oneOf, .level, .number, .score, .money, .duration:
      return low <= cell.value && cell.value <= high
    }
  }
}
