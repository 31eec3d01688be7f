import HandrailEngine

extension Analysis {
  /// PL0403 of the lines of a heading that let the AI do something, by line; what shows that one
  /// counts shows much of its heading too.
  func permissionFindings(
    _ heading: Int, counted: [Bool], _ seen: inout SampledTruths
  ) -> [(effect: Int, finding: Finding)] {
    var findings: [(effect: Int, finding: Finding)] = []
    for effect in linesOfHeading[heading] {
      let action = graph.effects[effect].action
      guard action == .aiMay || action == .aiMayOnlySuggest, !counted[effect] else { continue }
      switch permissionTakesEffect(effect) {
      case .found(let witness): seen.own.append(witness.trace.truths)
      case .notSettled: findings.append((effect, Finding(.notSettled(heading: heading))))
      case .never:
        // A guard that never holds is told as such.
        guard case .found(let witness) = lineIsYes(effect) else { continue }
        let beaten = stricter(witness, than: effect)
        let kind = Finding.Kind.permissionNeverCounts(effect: effect, beatenBy: beaten.line)
        findings.append((effect, Finding(kind, witness: beaten.witness)))
      }
    }
    return findings
  }

  private func lineIsYes(_ effect: Int) -> SearchAnswer {
    question(where: graph.effects[effect].node, isOneOf: .yes)
  }

  /// The line that decided instead, on the question with a task that the line lets the AI do.
  private func stricter(
    _ witness: Witness, than effect: Int
  ) -> (line: Int?, witness: Witness) {
    var first: Witness?
    for task in graph.tasks.indices where graph.effects[effect].scope.contains(task) {
      var question = witness.question
      question.ask = .task(task)
      let (decision, trace) = decideTracing(question, by: graph)
      let asked = Witness(question: question, decision: decision, trace: trace)
      for reason in decision.task?.reasons ?? [] {
        if case .effect(let other) = reason.cause, other != effect { return (other, asked) }
      }
      first = first ?? asked
    }
    return (nil, first ?? witness)
  }

  /// By effect: some sampled question shows that it counts.
  func effectsTaken(_ seen: SampledTruths) -> [Bool] {
    var isTaken = [Bool](repeating: false, count: graph.effects.count)
    for place in seen.witnesses.indices {
      let decision = seen.witnesses[place].decision
      guard let task = decision.task, [.ai, .suggest].contains(task.ruling) else { continue }
      for reason in task.reasons {
        guard case .effect(let effect) = reason.cause, !isTaken[effect] else { continue }
        isTaken[effect] = takesEffect(effect, decision, seen.witnesses[place].trace)
      }
    }
    return isTaken
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
    var seen: Set<Int> = []
    return graph.tasks.indices.filter { task in
      if let scope, !scope.contains(task) { return false }
      return seen.insert(classOfTask[task]).inserted
    }
  }
}

extension DecisionGraph {
  /// By task: the first one that no line and no test tells from it.
  var taskClasses: [Int] {
    var first: [[Bool]: Int] = [:]
    let tests = logic.nodes.compactMap { node -> Range<Int>? in
      guard case .among(let fact, let values) = node, facts[Int(fact)].builtIn == .task else {
        return nil
      }
      return values.offsets
    }
    return tasks.indices.map { task in
      let marks = marks(of: task, tests)
      if let known = first[marks] { return known }
      first[marks] = task
      return task
    }
  }

  /// Everything that tells a task from another, yes or no.
  private func marks(of task: Int, _ tests: [Range<Int>]) -> [Bool] {
    var marks = effects.map { $0.scope.contains(task) }
    marks += gates.approvals.map { $0.scope.contains(task) }
    marks += gates.offers.map { $0.scope.contains(task) }
    marks += gates.firsts.map { $0.scope.contains(task) }
    marks += gates.returns.map { $0.tasks?.contains(task) ?? true }
    marks += tests.map { logic.values[$0].contains(Int64(task)) }
    return marks
  }
}

extension GraphEffect.Action {
  /// What a line that permits rules where nothing stricter does.
  fileprivate var ruling: Ruling { self == .aiMayOnlySuggest ? .suggest : .ai }
}
