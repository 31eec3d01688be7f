package import HandrailEngine

extension Analysis {
  /// Everything that whole-policy analysis finds, in the order of the graph.
  package func findings() -> [Finding] { withGuardReadings().found(by: nil) }

  /// The same, but of permissions and guards only those that some changed headings bear on.
  package func findings(by changed: ChangedHeadings) -> [Finding] {
    withGuardReadings().found(by: changed)
  }

  private func found(by changed: ChangedHeadings?) -> [Finding] {
    var findings: [Finding] = []
    // A few permissions are soon searched for one by one.
    var seen = SampledTruths(self, count: changed == nil ? 192 : 32)
    var counted = effectsTaken(seen)
    for effect in graph.effects.indices where !(changed?.bears(on: effect, of: graph) ?? true) {
      counted[effect] = true
    }
    var draws = PermissionDraws(self, counted: counted)
    draws.draw()
    var permissions: [(effect: Int, finding: Finding)] = []
    for heading in graph.headings.indices {
      seen.own = []
      permissions += permissionFindings(heading, counted: draws.counts, &seen)
      if let changed, !changed.headings.contains(heading) { continue }
      findings += guardFindings(heading, applies: draws.applies[heading], &seen)
    }
    findings += permissions.sorted { $0.effect < $1.effect }.map { $0.finding }
    findings += sameRules()
    findings += queueFindings()
    findings += returnFindings()
    findings += gateFindings()
    return findings
  }

  /// PL0404 to PL0406 of a heading with a guard; `applies`: its guard was seen to hold.
  private func guardFindings(
    _ heading: Int, applies: Bool, _ seen: inout SampledTruths
  ) -> [Finding] {
    let guarding = graph.headings[heading].guarding
    switch graph.headings[heading].kind {
    case .rule, .first, .returnToAI, .approval, .offer, .assist: break
    case .oversight, .table, .choose, .define, .disclosure, .conduct, .handoff, .afterwards,
      .target:
      return []
    }
    guard guarding.when >= 0 || guarding.except >= 0 else { return [] }
    if applies && guarding.except < 0 { return [] }
    let guarded = GuardNodes(graph, heading, linesOfHeading[heading])
    if !applies {
      switch shown(meeting(guarded), seen) {
      case .notSettled: return [Finding(.notSettled(heading: heading))]
      case .never: return [Finding(.neverApplies(heading: heading))]
      case .found(let truths): seen.own.append(truths)
      }
    }
    guard guarding.except >= 0 else { return [] }
    if !applies {
      switch shown(applying(guarded), seen) {
      case .notSettled: return [Finding(.notSettled(heading: heading))]
      case .never: return [covered(heading)]
      case .found(let truths): seen.own.append(truths)
      }
    }
    let manners = graph.manners(of: heading, linesOfHeading[heading], withCaps: true)
    return guarding.excepts.indices.compactMap { exception in
      switch shown(mattering(guarded, exception, manners), seen) {
      case .notSettled: return Finding(.notSettled(heading: heading))
      case .never: return idle(exception, of: heading)
      case .found: return nil
      }
    }
  }

  /// PL0405, with a case that the conditions are for.
  private func covered(_ heading: Int) -> Finding {
    guard case .found(let witness) = conditionsMeet(heading: heading) else {
      return Finding(.exceptionCoversAll(heading: heading))
    }
    return Finding(.exceptionCoversAll(heading: heading), witness: witness)
  }

  /// PL0406, with a case that the exception is for, where there is one.
  private func idle(_ exception: Int, of heading: Int) -> Finding {
    let kind = Finding.Kind.exceptionNeverMatters(heading: heading, exception: exception)
    let node = graph.headings[heading].guarding.excepts[exception]
    switch question(whereAll: [(node, .yes)]) {
    case .found(let witness): return Finding(kind, witness: witness)
    case .never: return Finding(kind)
    case .notSettled: return Finding(.notSettled(heading: heading))
    }
  }

  /// Some question on which the heading is in force and its `when` is yes.
  package func conditionsMeet(heading: Int) -> SearchAnswer {
    answer(to: meeting(GuardNodes(graph, heading, linesOfHeading[heading])))
  }

  /// Some question on which the heading's guard is yes as one of its lines reads it, `otherwise`
  /// lines apart.
  package func canApply(heading: Int) -> SearchAnswer {
    answer(to: applying(GuardNodes(graph, heading, linesOfHeading[heading])))
  }

  /// Some question on which a line of the heading reads another truth without the exception.
  ///
  /// `withCaps`: also where only the cap of `ai may only suggest` reads another.
  package func exceptionMatters(
    heading: Int, exception: Int, withCaps: Bool = true
  ) -> SearchAnswer {
    answer(
      to: mattering(
        GuardNodes(graph, heading, linesOfHeading[heading]), exception,
        graph.manners(of: heading, linesOfHeading[heading], withCaps: withCaps)))
  }
}

/// One way in which what is looked for may show itself: by what nodes come to.
private struct NodeWish {
  var isShown: ([Truth]) -> Bool
  var goal: () -> Goal
}

// MARK: - What is looked for in a guard

extension Analysis {
  private func meeting(_ guarded: GuardNodes) -> [NodeWish] {
    let guarding = graph.headings[guarded.heading].guarding
    let nodes = [guarding.inForce, guarding.when].filter { $0 >= 0 }
    return wishes(guarded, where: nodes)
  }

  private func applying(_ guarded: GuardNodes) -> [NodeWish] {
    guarded.readings.flatMap { wishes(guarded, where: [$0]) }
  }

  /// All of some nodes are yes.
  private func wishes(_ guarded: GuardNodes, where nodes: [Int]) -> [NodeWish] {
    let isShown = { (truths: [Truth]) in nodes.allSatisfy { truths[$0] == .yes } }
    // What helps a person is read as decided.
    if graph.headings[guarded.heading].kind == .assist {
      return goals(whereAll: nodes.map { ($0, .yes) }).map { goal in
        NodeWish(isShown: isShown) { goal }
      }
    }
    let wish = NodeWish(isShown: isShown) {
      var cone = self.cone
      let wishes = Wishes(all: nodes.map { (cone.root($0), .yes) })
      return Goal(
        cone: cone, judge: { evaluation, _ in wishes.verdict(evaluation) },
        isShown: { _, trace in isShown(trace.truths) },
        byNodes: guarded.replay.map { ($0, isShown) })
    }
    return [wish]
  }

  private func mattering(
    _ guarded: GuardNodes, _ exception: Int, _ manners: [GuardManner]
  ) -> [NodeWish] {
    manners.map { manner in
      let whole = GuardReading(graph, guarded.heading, manner, leavingOut: nil)
      let rest = GuardReading(graph, guarded.heading, manner, leavingOut: exception)
      let isShown = { (truths: [Truth]) in whole.truth(truths) != rest.truth(truths) }
      return NodeWish(isShown: isShown) {
        var cone = self.cone
        let steps = (whole.step(in: &cone), rest.step(in: &cone))
        return Goal(
          cone: cone, judge: { evaluation, _ in evaluation.differ(steps) },
          isShown: { _, trace in isShown(trace.truths) },
          byNodes: guarded.replay.map { ($0, isShown) })
      }
    }
  }

  /// What nodes come to where one of the wishes comes true.
  private func shown(_ wishes: [NodeWish], _ seen: SampledTruths) -> NodeAnswer {
    var isLost = false
    for wish in wishes {
      if let truths = seen.first(where: wish.isShown) { return .found(truths) }
      switch outcome(of: wish.goal()) {
      case .found(.nodes(_, let truths)): return .found(truths)
      case .found(.witness(let witness)): return .found(witness.trace.truths)
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }

  private func answer(to wishes: [NodeWish]) -> SearchAnswer {
    var isLost = false
    for wish in wishes {
      let answer = run(wish.goal())
      switch answer {
      case .found: return answer
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }
}

extension Evaluation {
  /// What a box says of the wish that two steps come to different truths.
  fileprivate func differ(_ steps: (Int, Int)) -> Goal.Verdict {
    let (one, other) = (sets[steps.0], sets[steps.1])
    if !one.meets(other) { return .certain }
    if one.isOne && other.isOne { return .impossible }
    return .open([.step(steps.0, towards: false), .step(steps.1, towards: true)])
  }
}

/// Headings that an edit changes, and the tasks that their lines bear on.
package struct ChangedHeadings {
  let headings: Set<Int>
  /// `nil`: every task.
  let tasks: TaskSet?

  /// `tasks` are those that the headings' lines cover before or after; `nil` for every task.
  package init(_ headings: Set<Int>, tasks: TaskSet?) {
    self.headings = headings
    self.tasks = tasks
  }

  /// The line is one of the headings', or covers a task that theirs do.
  fileprivate func bears(on effect: Int, of graph: DecisionGraph) -> Bool {
    guard !headings.contains(graph.effects[effect].heading), let tasks else { return true }
    return graph.tasks.indices.contains {
      tasks.contains($0) && graph.effects[effect].scope.contains($0)
    }
  }
}

/// What a search for what nodes come to found.
private enum NodeAnswer {
  /// By node; what the search did not look at says nothing.
  case found([Truth])
  case never
  case notSettled
}

/// The nodes by which a heading's guard is looked at.
private struct GuardNodes {
  let heading: Int
  /// As its lines read it, `otherwise` lines apart.
  let readings: [Int]
  /// `nil` where only a whole decision tells them.
  let replay: NodeTruths?

  init(_ graph: DecisionGraph, _ heading: Int, _ lines: [Int]) {
    self.heading = heading
    readings = graph.readings(of: heading, lines)
    let guarding = graph.headings[heading].guarding
    let parts = [guarding.inForce, guarding.when, guarding.except] + guarding.excepts
    replay = NodeTruths(of: parts.filter { $0 >= 0 } + readings, by: graph)
  }
}

extension GraphEffect.Action {
  /// A line that lets the AI do something.
  package var isPermission: Bool {
    switch self {
    case .aiMay, .aiMayOnlySuggest, .contactCustomer: true
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
      .startWithHuman, .stopAI, .bringIn, .urgency, .needSkills:
      false
    }
  }
}
