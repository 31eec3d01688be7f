package import HandrailEngine

/// What an example is to show, as far as boxes can tell; the rest is asked of each one found.
package struct ExampleWish: Sendable {
  /// What the session remembers, as `Variable.Kind.memory` counts.
  package enum Memory: Sendable {
    /// Nothing was decided before.
    case new
    /// The AI or a person has the conversation already.
    case held
  }

  /// Nodes that must come to one of some truths.
  package var nodes: [(node: Int, truths: TruthSet)]
  /// Tasks to ask about, by position; `nil`: whatever is asked.
  package var tasks: [Int]?
  package var memory = Memory.new
  /// The decision comes to one of these; empty: to anything.
  package var outcomes: [GraphPromise.Outcome] = []

  package init(_ nodes: [(node: Int, truths: TruthSet)], tasks: [Int]? = nil) {
    self.nodes = nodes
    self.tasks = tasks
  }
}

extension Analysis {
  /// A question that shows what is wished for, and that is meant.
  package func example(
    of wish: ExampleWish, isMeant: @escaping (Witness) -> Bool
  ) -> SearchAnswer {
    var isSettled = true
    let goals = goals(of: wish)
    // However many goals there are, it takes no longer.
    var analysis = self
    analysis.budget = max(50, budget / max(1, goals.count))
    for goal in goals {
      var goal = goal
      goal.isMeant = isMeant
      if let memory = space.position(of: .memory) {
        goal.limits.append((memory, wish.memory == .new ? [0] : [1, 2]))
      }
      switch analysis.run(goal) {
      case .found(let witness): return .found(witness)
      case .never: continue
      case .notSettled: isSettled = false
      }
    }
    return isSettled ? .never : .notSettled
  }

  /// One goal; where an outcome is wished for, one a task.
  private func goals(of wish: ExampleWish) -> [Goal] {
    guard wish.outcomes.isEmpty else {
      let expected = GraphPromise.Expectation(isNever: true, outcomes: wish.outcomes, text: "")
      return (wish.tasks ?? [graph.tasks.count]).map { task in
        var decision = PromiseWish(expectation: expected, task: task)
        decision.yes = wish.nodes.filter { $0.truths == .yes }.map(\.node)
        return goal(decision)
      }
    }
    var cone = self.cone
    let wishes = Wishes(all: wish.nodes.map { (cone.root($0.node), $0.truths) })
    var open = Goal(
      cone: cone, judge: { evaluation, _ in wishes.verdict(evaluation) },
      isShown: { _, trace in wish.nodes.allSatisfy { $0.truths.contains(trace.truths[$0.node]) } })
    if let tasks = wish.tasks, let task = space.position(of: .task) {
      open.limits.append((task, tasks))
    }
    return [open]
  }
}
