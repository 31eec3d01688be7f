import HandrailEngine

extension Proof {
  /// `once … until`: from the first decision on which it is yes, while it is not ended.
  mutating func breachSince(_ expectation: Int) -> Breach? {
    let expected = promise.expectations[expectation]
    let until = [promise.until].filter { $0 >= 0 }
    for task in analysis.asks(of: expected) {
      var wish = PromiseWish(expectation: expected, task: task)
      wish.yes = [promise.once]
      wish.notYes = until
      if let breach = breach(wish, expectation) { return breach }
    }
    guard followsSessions else { return laterBreachOfAny(expected, until, expectation) }
    return laterBreach(expected, until, expectation)
  }

  /// A breach in a later decision, whatever memory says, if the promise can be triggered at all.
  private mutating func laterBreachOfAny(
    _ expected: GraphPromise.Expectation, _ until: [Int], _ expectation: Int
  ) -> Breach? {
    switch analysis.isStarted(promise) {
    case .found: break
    case .never: return nil
    case .notSettled: isLost = true
    }
    for task in analysis.asks(of: expected) {
      var wish = PromiseWish(expectation: expected, task: task)
      wish.notYes = until
      if let witness = found(wish, [(memory, [0, 1, 2, 3])]) {
        return Breach(expectation: expectation, witness: witness, conversation: nil)
      }
    }
    return nil
  }

  /// A breach in a later decision: memory is followed as far as who holds the conversation and what
  /// the switches that matter say, from the decisions that triggered the promise and kept it.
  private mutating func laterBreach(
    _ expected: GraphPromise.Expectation, _ until: [Int], _ expectation: Int
  ) -> Breach? {
    let tasks = analysis.asks(of: expected)
    guard let first = tasks.first else { return nil }
    var probe = PromiseWish(expectation: expected, task: first)
    probe.yes = [promise.once]
    probe.notYes = until
    let all = reach(of: probe)
    var states = StatesEntered(switches: all.switches)
    for task in tasks {
      var wish = PromiseWish(expectation: expected, task: task)
      wish.yes = [promise.once]
      wish.notYes = until
      wish.isBroken = false
      for state in all.targets {
        wish.leaves = (state, all.switches)
        states.enter(by: found(wish, []))
      }
    }
    while let state = states.frontier.popLast() {
      for task in tasks {
        var wish = PromiseWish(expectation: expected, task: task)
        wish.notYes = until
        let limits = analysis.limits(state, all.switches)
        if let witness = found(wish, limits) {
          let told = told(after: states.entered[state], witness, wish)
          return Breach(expectation: expectation, witness: witness, conversation: told)
        }
        wish.isBroken = false
        for next in all.targets where states.entered[next] == nil {
          wish.leaves = (next, all.switches)
          states.enter(by: found(wish, limits))
        }
      }
    }
    return nil
  }

  private func told(
    after first: Witness?, _ witness: Witness, _ wish: PromiseWish
  ) -> [Witness]? {
    first.flatMap { analysis.played([$0], then: witness, wish) }
  }
}

/// What a conversation was remembered as, and the question that first left it so.
private struct StatesEntered {
  let switches: [Int]
  private(set) var entered: [MemoryState: Witness] = [:]
  var frontier: [MemoryState] = []

  init(switches: [Int]) { self.switches = switches }

  mutating func enter(by witness: Witness?) {
    guard let witness else { return }
    let state = MemoryState(
      sort: witness.decision.handlerIsHuman ? 2 : 1,
      switches: switches.map { witness.decision.memory.switches[$0].rawValue })
    guard entered[state] == nil else { return }
    entered[state] = witness
    frontier.append(state)
  }
}

extension Analysis {
  /// Some question on which `once` is yes and `until` is not.
  func isStarted(_ promise: GraphPromise) -> SearchAnswer {
    var nodes = [(node: promise.once, truths: TruthSet.yes)]
    if promise.until >= 0 { nodes.append((promise.until, .notYes)) }
    return question(whereAll: nodes)
  }

  /// A conversation from an empty session: each question is decided with the memory of the decision
  /// before it, turns numbered on; `nil` where the last does not show what was looked for.
  func played(
    _ path: [Witness], then witness: Witness, _ wish: PromiseWish
  ) -> [Witness]? {
    for keepsTurns in [true, false] {
      var told: [Witness] = []
      var turns: [Turn] = []
      var memory = MemoryGiven.new
      let start = witness.question.at.microseconds - Int64(path.count) * 600_000_000
      for (position, step) in (path + [witness]).enumerated() {
        var question = step.question
        question.session = witness.question.session
        let isLast = position == path.count
        if !isLast {
          question.at = Moment(microseconds: start + Int64(position) * 600_000_000)
        }
        let own = question.numberedTurns(after: turns.last?.number ?? 0)
        question.frame.turns = keepsTurns ? turns + own : own
        for turn in question.frame.turns.indices { question.frame.turns[turn].at = nil }
        turns += own
        question.memory = memory
        let (decision, trace) = decideTracing(question, by: graph)
        memory = .kept(decision.memory)
        told.append(Witness(question: question, decision: decision, trace: trace))
      }
      if let last = told.last, wish.isShown(last.decision, last.trace, graph) { return told }
    }
    return nil
  }

  /// `within N turns`: the customer goes on, and N turns later it still is not so; `nil` where no
  /// such conversation was found.
  func withinTurns(
    _ expectation: GraphPromise.Expectation, _ wish: PromiseWish, _ witness: Witness
  ) -> [Witness]? {
    guard let turns = expectation.withinTurns, turns > 0, !expectation.isNever else {
      return [witness]
    }
    var told = [witness]
    for _ in 0..<turns {
      guard let last = told.last, let next = goingOn(after: last, wish) else { return nil }
      told.append(next)
    }
    return told
  }

  /// One turn more, as plain as the last, after which the expectation still is not met.
  private func goingOn(after last: Witness, _ wish: PromiseWish) -> Witness? {
    var question = last.question
    question.memory = .kept(last.decision.memory)
    question.at = Moment(microseconds: question.at.microseconds + 60_000_000)
    let number = (question.frame.turns.last?.number ?? 0) + 1
    let quiet = PromiseWish(expectation: wish.expectation, task: wish.task)
    for cells in turnCells(question) {
      var tried = question
      tried.frame.turns.append(Turn(number: number, at: tried.at, cells: cells))
      let (decision, trace) = decideTracing(tried, by: graph)
      if quiet.isShown(decision, trace, graph) {
        return Witness(question: tried, decision: decision, trace: trace)
      }
    }
    return nil
  }

  /// What the next turn may bring: the lowest values, and the last turn's again.
  private func turnCells(_ question: Question) -> [[Cell]] {
    var quiet = [Cell](repeating: Cell(unknown: .missing), count: graph.logic.slots.turn)
    for fact in graph.facts {
      guard case .turn(let slot) = fact.supply else { continue }
      quiet[slot] = Cell(fact.domain.kind.isNumeric ? fact.domain.lowest : 0)
    }
    return [quiet] + (question.frame.turns.last.map { [$0.cells] } ?? [])
  }
}

extension Question {
  /// Its turns, numbered on from those of the questions before it; none is later than it.
  fileprivate func numberedTurns(after count: Int) -> [Turn] {
    var own = frame.turns
    for turn in own.indices {
      own[turn].number = count + turn + 1
      if let at = own[turn].at { own[turn].at = min(at, self.at) }
    }
    return own
  }
}
