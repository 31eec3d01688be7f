import HandrailEngine

extension Evidence {
  /// A line that decided, with the tests on which it rests.
  func decidingLine(_ reason: Reason) -> DecidingLine {
    let heading = heading(of: reason.cause)
    var line = DecidingLine(
      reason: reason, heading: heading, tests: [], exception: nil, isOtherwise: false, attempts: [])
    if hasTrace && reason.cause == .builtIn(.noPermission) { line.attempts = attempts() }
    guard hasTrace, let heading else { return line }
    let guarding = graph.headings[heading].guarding
    line.isOtherwise = isOtherwise(reason.cause)
    line.tests = seen(deciding: guarding.when, in: heading)
    if let truth = truth(of: guarding.except), !line.isOtherwise || truth != .no {
      line.exception = ExceptionSeen(
        truth: truth, tests: seen(deciding: guarding.except, in: heading))
    }
    return line
  }

  private func isOtherwise(_ cause: Reason.Cause) -> Bool {
    guard case .effect(let position) = cause else { return false }
    switch graph.effects[position].action {
    case .otherwiseRefuse, .otherwiseHandOver: return true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .handOver, .startWithHuman, .stopAI,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      return false
    }
  }

  /// How the queue of the decision was picked.
  func teamChoice() -> TeamChoice? {
    guard let queue = decision.queue?.queue else { return nil }
    var choice = TeamChoice(queue: queue, means: .otherwise, headings: [], passedOver: [])
    for reason in reasons where reason.truth == .yes {
      guard let target = target(of: reason.cause), let named = self.queue(of: target),
        let heading = heading(of: reason.cause)
      else { continue }
      if named == queue {
        choice.headings.append(heading)
        choice.means = means(of: target)
      } else if !choice.passedOver.contains(named) {
        choice.passedOver.append(named)
      }
    }
    if choice.headings.isEmpty, let kept = keptQueue, kept == queue { choice.means = .kept }
    return choice
  }

  private func means(of target: GraphEffect.HandOver) -> TeamChoice.Means {
    guard case .table(let table) = target, let row = seenRow(of: table) else { return .named }
    return .row(row)
  }

  private var keptQueue: Int? {
    guard case .kept(let memory) = question.memory, memory.handler.isHuman else { return nil }
    return memory.handler.queue
  }

  private func target(of cause: Reason.Cause) -> GraphEffect.HandOver? {
    switch cause {
    case .effect(let position):
      switch graph.effects[position].action {
      case .handOver(let target), .otherwiseHandOver(let target): target
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .startWithHuman,
        .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
        nil
      }
    case .first(let position): failureTarget(of: position)
    case .approval(let position): failureTarget(ofApproval: position)
    case .offer, .comesBack, .builtIn: nil
    }
  }

  private func failureTarget(ofApproval position: Int) -> GraphEffect.HandOver? {
    let terms = graph.gates.approvals[position].terms
    let gate = decision.task?.approvals.first { $0.approval == position }
    let failure = gate?.state == .refused ? terms.ifRefused : terms.ifNoAnswer
    guard case .handOver(let target) = failure else { return nil }
    return target
  }

  private func failureTarget(of position: Int) -> GraphEffect.HandOver? {
    let first = graph.gates.firsts[position]
    let failures = [first.ifRefused, first.ifNoAnswer]
    for failure in failures {
      if case .handOver(let target) = failure { return target }
    }
    return nil
  }

  /// The queue that a handover names: its own, or its table's.
  private func queue(of target: GraphEffect.HandOver) -> Int? {
    switch target {
    case .none: return nil
    case .queue(let queue): return queue
    case .table(let position):
      guard let row = row(of: position) else { return nil }
      let table = graph.logic.tables[position]
      guard let output = table.outputs.firstIndex(of: .queue),
        table.rows[row].results.indices.contains(output),
        let result = table.rows[row].results[output]
      else { return nil }
      return Int(exactly: result)
    }
  }
}

extension Evidence {
  /// Lines that could not be judged and counted on the safe side.
  func doubts(among reasons: [Reason]) -> [Doubt] {
    guard hasTrace else { return [] }
    let isMissing = reasons.contains { $0.cause == .builtIn(.noPermission) }
    let undecided = reasons + (isMissing ? permissionsInDoubt() : [])
    return withoutRepeats(undecided.filter { $0.truth.isUndecided }).map { reason in
      Doubt(
        reason: reason, heading: heading(of: reason.cause),
        unknown: unknownFacts(under: roots(of: reason.cause)))
    }
  }

  /// Permissions that a fault left undecided: they count as missing.
  private func permissionsInDoubt() -> [Reason] {
    graph.effects.indices.compactMap { position in
      let effect = graph.effects[position]
      guard isPermission(effect), isAsked(effect), let truth = truth(of: effect.node) else {
        return nil
      }
      return Reason(.effect(position), truth: truth)
    }
  }

  /// The nodes on which a line's truth rests.
  func roots(of cause: Reason.Cause) -> [Int] {
    guard let heading = heading(of: cause) else { return [] }
    let guarding = graph.headings[heading].guarding
    return [guarding.inForce, guarding.when, guarding.except]
  }
}
