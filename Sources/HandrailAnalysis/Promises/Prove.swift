package import HandrailEngine

/// What a proof came to.
package enum PromiseAnswer: Sendable {
  /// It holds for every question and every memory that the declarations allow.
  case proved
  case broken(Breach)
  /// PL0802: nothing can ever trigger it.
  case neverTriggered
  /// PL0803.
  case notSettled
}

/// How a promise is broken.
package struct Breach: Sendable {
  /// Position in the promise's expectations.
  package var expectation: Int
  /// The question that breaks it.
  package var witness: Witness
  /// A whole conversation from an empty session that ends so; `nil` where none could be built.
  package var conversation: [Witness]?
}

extension Analysis {
  /// Proves a promise over every question and every memory that sessions may come to.
  package func prove(_ promise: GraphPromise) -> PromiseAnswer {
    var proof = Proof(self, promise)
    return proof.run()
  }

  /// The same over every memory that the declarations allow, whether sessions come to it or not.
  package func proveForAnyMemory(_ promise: GraphPromise) -> PromiseAnswer {
    var proof = Proof(self, promise)
    proof.followsSessions = false
    return proof.run()
  }

  /// Tasks that an expectation speaks of, one of each class; then none and missing.
  func asks(of expectation: GraphPromise.Expectation) -> [Int] {
    let tasks = taskClasses(within: expectation.tasks)
    return expectation.tasks == nil ? tasks + [graph.tasks.count, graph.tasks.count + 1] : tasks
  }
}

/// One promise under proof.
struct Proof {
  let analysis: Analysis
  let promise: GraphPromise
  private var reaches: [[Int]: Reach] = [:]
  var isLost = false
  /// Only memory that sessions may come to counts.
  var followsSessions = true
  private var neverCalled: [(variable: Int, choices: [Int])]?
  /// What is asked of the decisions before one that breaks it.
  var before: TurnsBefore?
  /// What else is asked of a decision that breaks it.
  var isMeant: ((Witness) -> Bool)?

  init(_ analysis: Analysis, _ promise: GraphPromise) {
    self.analysis = analysis
    self.promise = promise
  }

  var graph: DecisionGraph { analysis.graph }

  mutating func run() -> PromiseAnswer {
    let trigger = promise.once >= 0 ? promise.once : promise.whenever
    if trigger >= 0 {
      switch analysis.question(where: trigger, isOneOf: .yes) {
      case .found: break
      case .never: return .neverTriggered
      case .notSettled: isLost = true
      }
    }
    for expectation in promise.expectations.indices {
      let breach = promise.once >= 0 ? breachSince(expectation) : breachAtOnce(expectation)
      if let breach { return .broken(breach) }
    }
    return isLost ? .notSettled : .proved
  }

  /// A decision that triggers the promise and breaks it.
  private mutating func breachAtOnce(_ expectation: Int) -> Breach? {
    for task in analysis.asks(of: promise.expectations[expectation]) {
      var wish = PromiseWish(expectation: promise.expectations[expectation], task: task)
      wish.yes = [promise.whenever].filter { $0 >= 0 }
      wish.before = before
      if let breach = breach(wish, expectation) { return breach }
    }
    return nil
  }

  /// A decision that is as wished: of a new session if there is one, else of a memory that sessions
  /// may come to.
  mutating func breach(_ wish: PromiseWish, _ expectation: Int) -> Breach? {
    if let witness = found(wish, [(memory, [0])]) {
      if let told = goingOn(witness, wish) {
        return Breach(expectation: expectation, witness: told.last ?? witness, conversation: told)
      }
      isLost = true
    }
    // Whatever memory may say first: most promises hold for all of it.
    guard let any = found(wish, [(memory, [1, 2, 3])]) else { return nil }
    if !followsSessions {
      return Breach(expectation: expectation, witness: any, conversation: nil)
    }
    let reach = reach(of: wish)
    for state in reach.states {
      let limits = analysis.limits(state, reach.switches)
      guard let witness = found(wish, limits) else { continue }
      let told = reach.path(to: state).flatMap { analysis.played($0, then: witness, wish) }
      guard let going = goingOn(witness, wish) else {
        isLost = true
        continue
      }
      return Breach(
        expectation: expectation, witness: going.last ?? witness, conversation: told)
    }
    guard let witness = found(wish, [(memory, [3])]) else { return nil }
    return Breach(expectation: expectation, witness: witness, conversation: nil)
  }

  var memory: Int { analysis.space.position(of: .memory) ?? 0 }

  mutating func found(
    _ wish: PromiseWish, _ limits: [(variable: Int, choices: [Int])]
  ) -> Witness? {
    var goal = analysis.goal(wish)
    goal.limits += limits
    if followsSessions {
      let never = neverCalled ?? analysis.neverCalled(promise)
      neverCalled = never
      goal.limits += never
    }
    if wish.isBroken { goal.isMeant = isMeant }
    switch analysis.run(goal) {
    case .found(let witness): return witness
    case .never: return nil
    case .notSettled:
      isLost = true
      return nil
    }
  }

  /// Memory states that sessions may come to, as far as the wish looks at them.
  mutating func reach(of wish: PromiseWish) -> Reach {
    let switches = analysis.switches(under: analysis.goal(wish).cone)
    if let known = reaches[switches] { return known }
    let reach = Reach(analysis, following: switches)
    reaches[switches] = reach
    return reach
  }

  private func goingOn(_ witness: Witness, _ wish: PromiseWish) -> [Witness]? {
    analysis.withinTurns(wish.expectation, wish, witness)
  }
}

/// A decision that is looked for: what must be yes in it, and how it breaks an expectation.
struct PromiseWish {
  var expectation: GraphPromise.Expectation
  /// A task's position; the count of tasks for none, one more for missing.
  var task: Int
  var yes: [Int] = []
  var notYes: [Int] = []
  /// What the session remembers afterwards, and of which switches; `nil`: does not matter.
  var leaves: (state: MemoryState, switches: [Int])?
  /// The expectation is broken; false: it is kept.
  var isBroken = true
  /// What is asked of the decisions before; only boxes look at it.
  var before: TurnsBefore?

  /// Whether a decision breaks the expectation, or keeps it.
  func isShown(_ decision: Decision, _ trace: Trace, _ graph: DecisionGraph) -> Bool {
    guard yes.allSatisfy({ trace.truths[$0] == .yes }),
      notYes.allSatisfy({ trace.truths[$0] != .yes })
    else { return false }
    if let leaves {
      let switches = leaves.switches.map { decision.memory.switches[$0].rawValue }
      guard decision.handlerIsHuman == (leaves.state.sort == 2),
        switches == leaves.state.switches
      else { return false }
    }
    let holds = expectation.outcomes.contains { $0.holds(decision, graph) }
    return (holds == expectation.isNever) == isBroken
  }
}

extension GraphPromise {
  /// The decision on a question triggers the promise and breaks an expectation, whatever was
  /// before; for promises about every decision.
  package func isBroken(
    _ expectation: Int, on question: Question, by graph: DecisionGraph
  ) -> Bool {
    guard expectations.indices.contains(expectation) else { return false }
    let (decision, trace) = decideTracing(question, by: graph)
    var wish = PromiseWish(expectation: expectations[expectation], task: -1)
    wish.yes = [whenever].filter { $0 >= 0 }
    return wish.isShown(decision, trace, graph)
  }
}

extension Analysis {
  func goal(_ wish: PromiseWish) -> Goal {
    var cone = self.cone
    var wishes = Wishes(all: wish.yes.map { (cone.root($0), .yes) })
    wishes.all += wish.notYes.map { (cone.root($0), .notYes) }
    if let leaves = wish.leaves { wishes.all += remembered(leaves.state, leaves.switches, &cone) }
    let lines = TaskLines(wish.task, &cone)
    let earlier = wish.before?.looks(at: wish.task, &cone)
    let decided = decidedHandler
    return Goal(
      cone: cone,
      limits: [
        (space.position(of: .task) ?? 0, [wish.task])
      ],
      judge: { evaluation, box in
        let triggered = wishes.verdict(evaluation)
        guard case .certain = triggered else { return triggered }
        var standing = Standing(lines, evaluation, box)
        let agrees = decided.map { standing.read($0, box) } ?? .yes
        if !agrees.may { return .impossible }
        var leaves = Chance.yes
        if let state = wish.leaves?.state {
          leaves = state.sort == 2 ? standing.human : standing.human.negated
        }
        let holds = standing.chance(ofAny: wish.expectation.outcomes)
        let isWanted = wish.expectation.isNever == wish.isBroken
        let verdict = standing.verdict(
          (isWanted ? holds : holds.negated).and(leaves).and(agrees))
        return earlier?.narrowed(verdict, evaluation, box) ?? verdict
      },
      isShown: { decision, trace in wish.isShown(decision, trace, graph) })
  }
}
