import HandrailEngine

/// `handler` in promises and duties is who holds the conversation after the decision: not part of
/// the question, and settled together with what decides it.
extension Analysis {
  /// The input that stands for it, where the policy reads it.
  var decidedHandler: Int? {
    graph.facts.firstIndex { $0.isAsDecided && $0.builtIn == .handler }
      .flatMap { space.position(of: .cell(fact: Int32($0), back: 0)) }
  }

  /// Looks for a question on which each of some nodes comes to one of its truths.
  func question(whereAll wanted: [(node: Int, truths: TruthSet)]) -> SearchAnswer {
    var isLost = false
    for goal in goals(whereAll: wanted) {
      switch run(goal) {
      case .found(let witness): return .found(witness)
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }

  /// One of these shows such a question: a single goal, or one for every task that may be asked
  /// about where the decision bears on it.
  func goals(whereAll wanted: [(node: Int, truths: TruthSet)]) -> [Goal] {
    var cone = self.cone
    let wishes = Wishes(all: wanted.map { (cone.root($0.node), $0.truths) })
    let isShown: (Decision, Trace) -> Bool = { _, trace in
      wanted.allSatisfy { $0.truths.contains(trace.truths[$0.node]) }
    }
    guard let handler = decidedHandler,
      !cone.dependents(of: handler, among: cone.order).isEmpty
    else {
      return [Goal(cone: cone, judge: { found, _ in wishes.verdict(found) }, isShown: isShown)]
    }
    let tasks = taskClasses(within: nil) + [graph.tasks.count, graph.tasks.count + 1]
    return tasks.map { task in
      var cone = cone
      let lines = TaskLines(task, &cone)
      return Goal(
        cone: cone, limits: [(space.position(of: .task) ?? 0, [task])],
        judge: { evaluation, box in
          let verdict = wishes.verdict(evaluation)
          guard case .certain = verdict else { return verdict }
          var standing = Standing(lines, evaluation, box)
          return standing.verdict(standing.read(handler, box))
        }, isShown: isShown)
    }
  }
}

extension Standing {
  /// Takes the handler as decided, as a box has it, for who holds the conversation; whether it is.
  mutating func read(_ decided: Int, _ box: Box) -> Chance {
    let left = box.choices(of: decided, lines.space)
    guard left.count == 1 else { return .yes }
    return take(left == [1] ? .yes : .no)
  }
}
