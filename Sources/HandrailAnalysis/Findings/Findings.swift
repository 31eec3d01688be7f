import HandrailEngine

extension Analysis {
  /// Everything that whole-policy analysis finds, in the order of the graph.
  package func findings() -> [Finding] { withGuardReadings().found() }

  private func found() -> [Finding] {
    var findings: [Finding] = []
    var seen = SampledTruths(self)
    let counted = effectsTaken(seen)
    var permissions: [(effect: Int, finding: Finding)] = []
    for heading in graph.headings.indices {
      seen.own = []
      permissions += permissionFindings(heading, counted: counted, &seen)
      findings += guardFindings(heading, &seen)
    }
    findings += permissions.sorted { $0.effect < $1.effect }.map { $0.finding }
    findings += sameRules()
    findings += queueFindings()
    findings += returnFindings()
    findings += gateFindings()
    return findings
  }

  /// PL0404 to PL0406 of a heading with a guard.
  private func guardFindings(_ heading: Int, _ seen: inout SampledTruths) -> [Finding] {
    let guarding = graph.headings[heading].guarding
    switch graph.headings[heading].kind {
    case .rule, .first, .returnToAI, .approval, .offer, .assist: break
    case .oversight, .table, .choose, .define, .disclosure, .conduct, .handoff, .afterwards,
      .target:
      return []
    }
    guard guarding.when >= 0 || guarding.except >= 0 else { return [] }
    switch conditionsMeet(heading, seen) {
    case .notSettled: return [Finding(.notSettled(heading: heading))]
    case .never: return [Finding(.neverApplies(heading: heading))]
    case .found(let witness): seen.own.append(witness)
    }
    guard guarding.except >= 0 else { return [] }
    switch canApply(heading, seen) {
    case .notSettled: return [Finding(.notSettled(heading: heading))]
    case .never: return [Finding(.exceptionCoversAll(heading: heading))]
    case .found(let witness): seen.own.append(witness)
    }
    let (manners, shown) = (
      graph.manners(of: heading, linesOfHeading[heading], withCaps: true), seen
    )
    return guarding.excepts.indices.compactMap { exception in
      switch exceptionMatters(heading, exception, shown, by: manners) {
      case .notSettled: return Finding(.notSettled(heading: heading))
      case .never:
        return Finding(.exceptionNeverMatters(heading: heading, exception: exception))
      case .found: return nil
      }
    }
  }

  /// Some question on which the heading is in force and its `when` is yes.
  package func conditionsMeet(heading: Int) -> SearchAnswer { conditionsMeet(heading, nil) }

  private func conditionsMeet(_ heading: Int, _ seen: SampledTruths?) -> SearchAnswer {
    let guarding = graph.headings[heading].guarding
    let nodes = [guarding.inForce, guarding.when].filter { $0 >= 0 }
    if let witness = seen?.first(where: { truths in nodes.allSatisfy { truths[$0] == .yes } }) {
      return .found(witness)
    }
    return question(whereAll: nodes.map { ($0, .yes) })
  }

  /// Some question on which the heading's guard is yes as one of its lines reads it, `otherwise`
  /// lines apart.
  package func canApply(heading: Int) -> SearchAnswer { canApply(heading, nil) }

  private func canApply(_ heading: Int, _ seen: SampledTruths?) -> SearchAnswer {
    var isLost = false
    for node in graph.readings(of: heading, linesOfHeading[heading]) {
      if let witness = seen?.first(where: { $0[node] == .yes }) { return .found(witness) }
      switch question(where: node, isOneOf: .yes) {
      case .found(let witness): return .found(witness)
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
  }

  /// Some question on which a line of the heading reads another truth without the exception.
  ///
  /// `withCaps`: also where only the cap of `ai may only suggest` reads another.
  package func exceptionMatters(
    heading: Int, exception: Int, withCaps: Bool = true
  ) -> SearchAnswer {
    exceptionMatters(
      heading, exception, nil,
      by: graph.manners(of: heading, linesOfHeading[heading], withCaps: withCaps))
  }

  private func exceptionMatters(
    _ heading: Int, _ exception: Int, _ seen: SampledTruths?, by manners: [GuardManner]
  ) -> SearchAnswer {
    var isLost = false
    for manner in manners {
      let whole = GuardReading(graph, heading, manner, leavingOut: nil)
      let rest = GuardReading(graph, heading, manner, leavingOut: exception)
      let shown = seen?.first { whole.truth($0) != rest.truth($0) }
      if let shown { return .found(shown) }
      var cone = self.cone
      let steps = (whole.step(in: &cone), rest.step(in: &cone))
      let answer = run(
        Goal(
          cone: cone,
          judge: { evaluation, _ in
            let (with, without) = (evaluation.sets[steps.0], evaluation.sets[steps.1])
            if !with.meets(without) { return .certain }
            if with.isOne && without.isOne { return .impossible }
            return .open([.step(steps.0, towards: false), .step(steps.1, towards: true)])
          },
          isShown: { _, trace in whole.truth(trace.truths) != rest.truth(trace.truths) }))
      switch answer {
      case .found: return answer
      case .never: continue
      case .notSettled: isLost = true
      }
    }
    return isLost ? .notSettled : .never
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
