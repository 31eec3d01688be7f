import HandrailEngine

extension Analysis {
  /// PL0403 of every line that lets the AI do something.
  func permissionFindings(_ seen: SampledTruths) -> [Finding] {
    graph.effects.indices.compactMap { effect in
      let action = graph.effects[effect].action
      guard action == .aiMay || action == .aiMayOnlySuggest else { return nil }
      if seen.first(whereDecision: { takesEffect(effect, $0.decision, $0.trace) }) != nil {
        return nil
      }
      switch permissionTakesEffect(effect) {
      case .found: return nil
      case .notSettled: return Finding(.notSettled(heading: graph.effects[effect].heading))
      case .never:
        // A guard that never holds is told as such.
        guard case .found(let witness) = lineIsYes(effect) else { return nil }
        return Finding(
          .permissionNeverCounts(effect: effect, beatenBy: stricter(witness, than: effect)),
          witness: witness)
      }
    }
  }

  private func lineIsYes(_ effect: Int) -> SearchAnswer {
    question(where: graph.effects[effect].node, isOneOf: .yes)
  }

  /// The line that decided instead.
  private func stricter(_ witness: Witness, than effect: Int) -> Int? {
    let scope = graph.effects[effect].scope
    var question = witness.question
    for task in graph.tasks.indices where scope.contains(task) {
      question.ask = .task(task)
      let decision = decide(question, by: graph)
      for reason in decision.task?.reasons ?? [] {
        if case .effect(let other) = reason.cause, other != effect { return other }
      }
    }
    return nil
  }

  private func takesEffect(_ effect: Int, _ decision: Decision, _ trace: Trace) -> Bool {
    guard let task = decision.task, task.task >= 0 else { return false }
    return graph.effects[effect].scope.contains(task.task)
      && trace.truths[graph.effects[effect].node] == .yes
      && task.ruling == graph.effects[effect].action.ruling
  }

  /// Some question on which the line lets the AI do a task; one that lets it suggest, suggest it.
  package func permissionTakesEffect(_ effect: Int) -> SearchAnswer {
    var isLost = false
    for task in taskClasses(within: graph.effects[effect].scope) {
      var cone = self.cone
      let line = cone.root(graph.effects[effect].node)
      let lines = TaskLines(task, &cone)
      let answer = run(
        Goal(
          cone: cone, limits: [(space.position(of: .task) ?? 0, [task])],
          judge: { evaluation, box in
            let isYes = line.verdict(evaluation, .yes)
            guard case .certain = isYes else { return isYes }
            let standing = Standing(lines, evaluation, box)
            return standing.verdict(standing.rulesOneOf([graph.effects[effect].action.ruling]))
          },
          isShown: { decision, trace in takesEffect(effect, decision, trace) }))
      switch answer {
      case .found: return answer
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }

  /// One task for all those that no line and no test tells apart.
  func taskClasses(within scope: TaskSet?) -> [Int] {
    var seen: Set<[Bool]> = []
    return graph.tasks.indices.filter { task in
      if let scope, !scope.contains(task) { return false }
      return seen.insert(taskMarks(task)).inserted
    }
  }

  /// Everything that tells a task from another, yes or no.
  private func taskMarks(_ task: Int) -> [Bool] {
    var marks = graph.effects.map { $0.scope.contains(task) }
    marks += graph.gates.approvals.map { $0.scope.contains(task) }
    marks += graph.gates.offers.map { $0.scope.contains(task) }
    marks += graph.gates.firsts.map { $0.scope.contains(task) }
    marks += graph.gates.returns.map { $0.tasks?.contains(task) ?? true }
    for node in graph.logic.nodes {
      guard case .among(let fact, let values) = node, graph.facts[Int(fact)].builtIn == .task
      else { continue }
      marks.append(graph.logic.values[values.offsets].contains(Int64(task)))
    }
    return marks
  }
}

extension GraphEffect.Action {
  /// What a line that permits rules where nothing stricter does.
  fileprivate var ruling: Ruling { self == .aiMayOnlySuggest ? .suggest : .ai }
}
