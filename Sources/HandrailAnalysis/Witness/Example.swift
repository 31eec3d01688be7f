import HandrailEngine

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
    var cone = self.cone
    let wishes = Wishes(all: wish.nodes.map { (cone.root($0.node), $0.truths) })
    var goal = Goal(
      cone: cone, judge: { evaluation, _ in wishes.verdict(evaluation) },
      isShown: { _, trace in wish.nodes.allSatisfy { $0.truths.contains(trace.truths[$0.node]) } })
    goal.isMeant = isMeant
    if let memory = space.position(of: .memory) {
      goal.limits.append((memory, wish.memory == .new ? [0] : [1, 2]))
    }
    if let tasks = wish.tasks, let task = space.position(of: .task) {
      goal.limits.append((task, tasks))
    }
    return run(goal)
  }
}
