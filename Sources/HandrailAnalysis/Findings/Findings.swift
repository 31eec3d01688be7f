import HandrailEngine

extension Analysis {
  /// Everything that whole-policy analysis finds, in the order of the graph.
  package func findings() -> [Finding] {
    var findings: [Finding] = []
    let seen = SampledTruths(self)
    for heading in graph.headings.indices { findings += guardFindings(heading, seen) }
    findings += permissionFindings(seen)
    findings += sameRules()
    findings += queueFindings()
    findings += returnFindings()
    findings += gateFindings()
    return findings
  }

  /// PL0404 to PL0406 of a heading with a guard.
  private func guardFindings(_ heading: Int, _ seen: SampledTruths) -> [Finding] {
    let guarding = graph.headings[heading].guarding
    switch graph.headings[heading].kind {
    case .rule, .first, .returnToAI, .approval, .offer, .assist: break
    case .oversight, .table, .choose, .define, .disclosure, .conduct, .handoff, .afterwards,
      .target:
      return []
    }
    guard guarding.when >= 0 || guarding.except >= 0 else { return [] }
    switch canApply(heading, withExceptions: false, seen) {
    case .notSettled: return [Finding(.notSettled(heading: heading))]
    case .never: return [Finding(.neverApplies(heading: heading))]
    case .found: break
    }
    guard guarding.except >= 0 else { return [] }
    switch canApply(heading, withExceptions: true, seen) {
    case .notSettled: return [Finding(.notSettled(heading: heading))]
    case .never: return [Finding(.exceptionCoversAll(heading: heading))]
    case .found: break
    }
    let exceptions = graph.headings[heading].guarding.excepts
    return exceptions.indices.compactMap { exception in
      switch exceptionMatters(heading, exception, seen) {
      case .notSettled: return Finding(.notSettled(heading: heading))
      case .never:
        return Finding(.exceptionNeverMatters(heading: heading, exception: exception))
      case .found: return nil
      }
    }
  }

  /// The heading's conditions come to something else than *no* together.
  package func canApply(
    heading: Int, withExceptions: Bool
  ) -> SearchAnswer {
    canApply(heading, withExceptions: withExceptions, nil)
  }

  private func canApply(
    _ heading: Int, withExceptions: Bool, _ seen: SampledTruths?
  ) -> SearchAnswer {
    let guarding = graph.headings[heading].guarding
    if let witness = seen?.first(where: { truths in
      (guarding.when < 0 || truths[guarding.when] == .yes)
        && (guarding.inForce < 0 || truths[guarding.inForce] == .yes)
        && (!withExceptions || guarding.except < 0 || truths[guarding.except] == .no)
    }) {
      return .found(witness)
    }
    var cone = self.cone
    var wishes = Wishes(all: [])
    var nodes: [(Int, TruthSet)] = []
    for node in [guarding.inForce, guarding.when] where node >= 0 { nodes.append((node, .yes)) }
    if withExceptions && guarding.except >= 0 { nodes.append((guarding.except, .notYes)) }
    for (node, wanted) in nodes { wishes.all.append((cone.root(node), wanted)) }
    return run(
      Goal(
        cone: cone, judge: { evaluation, _ in wishes.verdict(evaluation) },
        isShown: { _, trace in nodes.allSatisfy { $0.1.contains(trace.truths[$0.0]) } }))
  }

  /// Without the exception the guard comes to something else, as a restriction or a permission.
  package func exceptionMatters(heading: Int, exception: Int) -> SearchAnswer {
    exceptionMatters(heading, exception, nil)
  }

  private func exceptionMatters(
    _ heading: Int, _ exception: Int, _ seen: SampledTruths?
  ) -> SearchAnswer {
    let guarding = graph.headings[heading].guarding
    let excepts = graph.headings[heading].guarding.excepts
    // It matters where it is not no, the heading applies, and no other exception is yes.
    var nodes: [(Int, TruthSet)] = [(excepts[exception], .notNo)]
    for node in [guarding.inForce, guarding.when] where node >= 0 { nodes.append((node, .notNo)) }
    for (position, other) in excepts.enumerated() where position != exception {
      nodes.append((other, .notYes))
    }
    let isPermission = graph.headings[heading].kind == .returnToAI
      || graph.effects.contains { $0.heading == heading && $0.action.isPermission }
    // A restriction is lifted by yes alone.
    if !isPermission { nodes[0].1 = .yes }
    func isShown(_ truths: [Truth]) -> Bool {
      nodes.allSatisfy { $0.1.contains(truths[$0.0]) }
    }
    if let witness = seen?.first(where: isShown) { return .found(witness) }
    var cone = self.cone
    let wishes = Wishes(all: nodes.map { (cone.root($0.0), $0.1) })
    return run(
      Goal(
        cone: cone, judge: { evaluation, _ in wishes.verdict(evaluation) },
        isShown: { _, trace in isShown(trace.truths) }))
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
