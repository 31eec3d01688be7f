import HandrailEngine

extension Evidence {
  /// What became of every heading that says something, in the graph's order.
  func verdicts() -> [RuleVerdict] {
    linesByHeading().map { verdict(of: $0.heading, lines: $0.lines) }
  }

  /// The same without tests and facts.
  func outcomes() -> [(heading: Int, outcome: HeadingOutcome)] {
    linesByHeading().map { ($0.heading, outcome(of: $0.heading, lines: $0.lines).sort) }
  }

  /// The headings that say something, with their lines.
  private func linesByHeading() -> [(heading: Int, lines: [LineVerdict])] {
    guard hasTrace else { return [] }
    var lines = [[LineVerdict]](repeating: [], count: graph.headings.count)
    for (heading, line) in allLines() where lines.indices.contains(heading) {
      lines[heading].append(line)
    }
    return graph.headings.indices.filter { graph.headings[$0].kind.saysSomething }
      .map { ($0, lines[$0]) }
  }

  /// What became of one heading.
  func verdict(of heading: Int) -> RuleVerdict {
    verdict(of: heading, lines: allLines().filter { $0.heading == heading }.map { $0.line })
  }

  private func verdict(of heading: Int, lines: [LineVerdict]) -> RuleVerdict {
    let outcome = outcome(of: heading, lines: lines)
    var verdict = RuleVerdict(
      heading: heading, lines: lines, outcome: outcome,
      tests: causes(of: outcome, in: heading).flatMap { seen(deciding: $0, in: heading) },
      unknown: [])
    if case .couldNotTell = outcome { verdict.unknown = unknownFacts(under: verdict.nodes) }
    return verdict
  }

  private func outcome(of heading: Int, lines: [LineVerdict]) -> RuleVerdict.Outcome {
    let guarding = graph.headings[heading].guarding
    if lines.contains(where: { $0.isDeciding && $0.truth == .yes }) { return .fired }
    if lines.contains(where: { $0.isDeciding && $0.truth.isUndecided }) { return .couldNotTell }
    let inForce = truth(of: guarding.inForce) ?? .yes
    let when = truth(of: guarding.when) ?? .yes
    let except = truth(of: guarding.except) ?? .no
    if inForce == .no { return .notInForce(limit(in: heading)) }
    if when == .no { return .failed }
    if except == .yes { return .excepted }
    if let tier = tierOfNobody(heading) { return .needsNobody(tier: tier) }
    if inForce.isUndecided || when.isUndecided || except.isUndecided { return .couldNotTell }
    let stricter = lines.filter(\.isBeaten).flatMap { linesStricter(than: $0.line) }
    return stricter.isEmpty ? .elsewhere : .beaten(by: withoutRepeats(stricter))
  }

  /// The tier of an approval over the task that needs nobody.
  private func tierOfNobody(_ heading: Int) -> Int? {
    guard graph.headings[heading].kind == .approval else { return nil }
    return seenApprovals().first {
      $0.gate == nil && graph.gates.approvals[$0.approval].heading == heading
    }?.tier
  }

  private func limit(in heading: Int) -> RuleVerdict.NotInForce {
    for test in testsDeciding(graph.headings[heading].guarding.inForce, in: heading) {
      guard case .trial(let position) = graph.logic.nodes[test.node],
        let bucket = decision.trials.first(where: { $0.trial == Int(position) })
      else { continue }
      let below = graph.logic.trials[Int(position)].hundredths
      return .trial(bucket: bucket.bucket, below: below)
    }
    return .dates
  }

  /// The parts of a guard that are the cause of an outcome.
  private func causes(of outcome: RuleVerdict.Outcome, in heading: Int) -> [Int] {
    let guarding = graph.headings[heading].guarding
    switch outcome {
    case .failed: return [guarding.when]
    case .excepted: return [guarding.except]
    case .notInForce: return [guarding.inForce]
    case .couldNotTell:
      return [guarding.inForce, guarding.when, guarding.except]
        .filter { truth(of: $0)?.isUndecided ?? false }
    case .fired, .elsewhere, .beaten, .needsNobody: return []
    }
  }
}

extension Evidence {
  /// Every line of the policy that can decide, with its heading.
  private func allLines() -> [(heading: Int, line: LineVerdict)] {
    var lines: [(heading: Int, line: LineVerdict)] = []
    for (position, effect) in graph.effects.enumerated() {
      lines.append((effect.heading, verdict(ofEffect: position)))
    }
    for (position, first) in graph.gates.firsts.enumerated() {
      let isOpen = gates.contains { $0.first == position }
      lines.append(
        (first.heading, gateVerdict(.first(position), node: first.node, isOpen, first.scope)))
    }
    for (position, comesBack) in graph.gates.returns.enumerated() {
      let isTaken = isDeciding(.comesBack(position))
      lines.append(
        (comesBack.heading, gateVerdict(.comesBack(position), node: comesBack.node, isTaken, nil)))
    }
    return lines + otherGateLines()
  }

  private func otherGateLines() -> [(heading: Int, line: LineVerdict)] {
    var lines: [(heading: Int, line: LineVerdict)] = []
    for (position, gate) in graph.gates.approvals.enumerated() {
      let isGate = decision.task?.approvals.contains { $0.approval == position } ?? false
      let isDeciding = isGate || isDeciding(.approval(position))
      lines.append(
        (gate.heading, gateVerdict(.approval(position), node: gate.node, isDeciding, gate.scope)))
    }
    for (position, gate) in graph.gates.offers.enumerated() {
      let isDeciding = isDeciding(.offer(position)) || isOpen(offer: position)
      lines.append(
        (gate.heading, gateVerdict(.offer(position), node: gate.node, isDeciding, gate.scope)))
    }
    return lines + dutyLines()
  }

  private func gateVerdict(
    _ line: LineVerdict.Line, node: Int, _ isDeciding: Bool, _ scope: TaskSet?
  ) -> LineVerdict {
    LineVerdict(
      line: line, truth: truth(of: node) ?? .yes,
      isAsked: scope.map { covers($0) } ?? true, isDeciding: isDeciding, isBeaten: false)
  }

  private func verdict(ofEffect position: Int) -> LineVerdict {
    let effect = graph.effects[position]
    let truth = truth(of: effect.node) ?? .no
    var line = LineVerdict(
      line: .effect(position), truth: truth, isAsked: isAsked(effect), isDeciding: false,
      isBeaten: false)
    line.isDeciding =
      isDeciding(.effect(position)) || (truth == .yes && appliesAlone(effect.action))
    line.isBeaten =
      truth == .yes && line.isAsked && !line.isDeciding
      && !linesStricter(than: .effect(position)).isEmpty
    return line
  }

  /// True for a line about the task asked, or about the conversation.
  func isAsked(_ effect: GraphEffect) -> Bool {
    switch effect.action {
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse:
      covers(effect.scope)
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI, .bringIn, .contactCustomer,
      .urgency, .needSkills:
      true
    }
  }

  func covers(_ scope: TaskSet) -> Bool { task.map { scope.contains($0) } ?? false }

  /// True for what happens whenever its line is yes, whoever else says what.
  private func appliesAlone(_ action: GraphEffect.Action) -> Bool {
    switch action {
    case .bringIn, .contactCustomer, .urgency, .needSkills: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
      .otherwiseHandOver, .startWithHuman, .stopAI:
      false
    }
  }
}
