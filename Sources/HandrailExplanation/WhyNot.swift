package import HandrailEngine

/// What somebody expected instead.
package enum Expected: Sendable, Equatable {
  /// The AI doing what was asked, or keeping the conversation.
  case ai
  /// A person taking over.
  case human
  /// The AI doing this task now, whatever was asked.
  case task(Int)
}

/// Why the expected did not happen.
package struct WhyNot: Sendable {
  package var expected: Expected
  /// The decision that is spoken of: for `.task`, that task's own.
  package var decision: Decision
  /// It did happen.
  package var isSo: Bool
  /// What stands in the way, strictest first.
  package var blocking: [BlockingLine]
  /// For `human`: every line that could have brought a person in, nearest first.
  package var notApplied: [LineNotApplied]
}

/// Something that keeps the AI from a task or from the conversation.
package struct BlockingLine: Sendable {
  package var line: DecidingLine
  /// False for what nobody wrote: a built-in default.
  package var isWritten: Bool
  /// It decided; the others would have stood in the way as well.
  package var isDeciding: Bool
}

/// A line that would have brought a person in, and did not.
package struct LineNotApplied: Sendable {
  /// Position in the graph's effects.
  package var effect: Int
  package var verdict: RuleVerdict
}

/// Why something else did not happen.
package func whyNot(
  _ expected: Expected, of decided: Decided, by graph: DecisionGraph
) -> WhyNot {
  var decided = decided
  if case .task(let task) = expected {
    decided.question.ask = .task(task)
    (decided.decision, decided.trace) = decideTracing(decided.question, by: graph)
  }
  let evidence = Evidence(decided, by: graph)
  let isFree = !decided.decision.handlerIsHuman && (decided.decision.task?.ruling ?? .ai) == .ai
  var answer = WhyNot(
    expected: expected, decision: decided.decision, isSo: false, blocking: [], notApplied: [])
  switch expected {
  case .ai, .task:
    answer.isSo =
      isFree && evidence.gates.isEmpty && evidence.openApprovals.isEmpty && !evidence.hasOpenOffer
    answer.blocking = answer.isSo ? [] : evidence.blockingLines()
  case .human:
    answer.isSo = decided.decision.handlerIsHuman
    answer.notApplied = answer.isSo ? [] : evidence.linesNotApplied()
  }
  return answer
}

extension Evidence {
  /// Everything that keeps the AI from acting: lines that are yes or can't be told, gates that are
  /// open, and what nobody wrote.
  func blockingLines() -> [BlockingLine] {
    let found = withoutRepeats(
      reasons.filter { blocks($0) } + linesBlocking() + gatesBlocking() + permissionsBlocking())
    let order = found.enumerated().sorted { left, right in
      let (first, second) = (strictness(of: left.element), strictness(of: right.element))
      return first == second ? left.offset < right.offset : first > second
    }
    return order.map { blockingLine($0.element) }
  }

  private func blockingLine(_ reason: Reason) -> BlockingLine {
    BlockingLine(
      line: decidingLine(reason), isWritten: heading(of: reason.cause) != nil,
      isDeciding: isDeciding(reason.cause) || isOpenGate(reason.cause))
  }

  /// A gate that is all that still stands before the task.
  private func isOpenGate(_ cause: Reason.Cause) -> Bool {
    switch cause {
    case .first(let position): gates.contains { $0.first == position }
    case .offer(let position): isOpen(offer: position)
    case .effect, .approval, .comesBack, .builtIn: false
    }
  }

  /// True for a reason that stands in the AI's way, not one that lets it act or merely follows.
  private func blocks(_ reason: Reason) -> Bool {
    switch reason.cause {
    case .effect(let position): graph.effects[position].action != .aiMay || reason.truth != .yes
    case .approval, .offer, .first: true
    case .comesBack: false
    case .builtIn(.rulingNeedsPerson): false
    case .builtIn: strictness(of: reason) > .ai
    }
  }

  private func linesBlocking() -> [Reason] {
    graph.effects.indices.compactMap { position in
      let effect = graph.effects[position]
      guard hasTrace, isAsked(effect), isRestriction(effect.action),
        let truth = truth(of: effect.capNode >= 0 ? effect.capNode : effect.node), truth != .no
      else { return nil }
      return Reason(.effect(position), truth: truth)
    }
  }

  /// A guarded start counts only once, so it stands in the way only where it decided.
  private func isRestriction(_ action: GraphEffect.Action) -> Bool {
    switch action {
    case .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
      .otherwiseHandOver, .stopAI:
      true
    case .aiMay, .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }

  private func gatesBlocking() -> [Reason] {
    let firsts = graph.gates.firsts.indices.filter { position in
      let first = graph.gates.firsts[position]
      return covers(first.scope) && hasTrace && truth(of: first.node) != .no
        && (gates.contains { $0.first == position }
          || (decision.handlerIsHuman && hasSomethingToDo(first)))
    }
    let approvals = openApprovals.map { gate in
      Reason(
        .approval(gate.approval),
        truth: truth(of: graph.gates.approvals[gate.approval].node) ?? .yes)
    }
    return firsts.map { Reason(.first($0), truth: truth(of: graph.gates.firsts[$0].node) ?? .yes) }
      + approvals + offersBlocking()
  }

  /// Permissions that can't be told where none is yes; a missing one where there is none at all.
  private func permissionsBlocking() -> [Reason] {
    guard hasTrace, task != nil, !isDeciding(.builtIn(.returnLimit)) else { return [] }
    let permissions = graph.effects.indices.filter {
      isPermission(graph.effects[$0]) && isAsked(graph.effects[$0])
    }
    let truths = permissions.map { truth(of: graph.effects[$0].node) ?? .no }
    guard !truths.contains(.yes) else { return [] }
    let open = permissions.filter { truth(of: graph.effects[$0].node) == .open }
    guard open.isEmpty else { return open.map { Reason(.effect($0), truth: .open) } }
    return [Reason(.builtIn(.noPermission))]
  }

  func isPermission(_ effect: GraphEffect) -> Bool {
    effect.action == .aiMay || effect.action == .aiMayOnlySuggest
  }

  /// The headings whose lines could have let the AI do the task, with what became of them.
  func attempts() -> [RuleVerdict] {
    let headings = Set(
      graph.effects.filter { isPermission($0) && isAsked($0) }.map { $0.heading })
    return headings.sorted().map { verdict(of: $0) }
  }

  /// Lines that would have brought a person in, by how few tests they failed at.
  func linesNotApplied() -> [LineNotApplied] {
    let byHeading = Dictionary(verdicts().map { ($0.heading, $0) }) { first, _ in first }
    let lines = graph.effects.indices.compactMap { position -> LineNotApplied? in
      let effect = graph.effects[position]
      guard isAsked(effect), bringsPerson(effect.action), let verdict = byHeading[effect.heading]
      else { return nil }
      return LineNotApplied(effect: position, verdict: verdict)
    }
    return lines.enumerated().sorted { left, right in
      (distance(left.element), left.offset) < (distance(right.element), right.offset)
    }.map(\.element)
  }

  private func bringsPerson(_ action: GraphEffect.Action) -> Bool {
    switch action {
    case .onlyHumanMay, .handOver, .otherwiseHandOver, .startWithHuman, .stopAI: true
    case .aiMay, .aiMayOnlySuggest, .nobodyMay, .otherwiseRefuse, .bringIn, .contactCustomer,
      .urgency, .needSkills:
      false
    }
  }

  /// How far a line was from applying: undecided ones first, then by the tests in its way; what is
  /// not in force is farthest.
  private func distance(_ line: LineNotApplied) -> Int {
    switch line.verdict.outcome {
    case .fired, .beaten, .elsewhere, .needsNobody: 0
    case .couldNotTell: 0
    case .failed, .excepted: max(line.verdict.tests.count, 1)
    case .notInForce: .max
    }
  }
}
