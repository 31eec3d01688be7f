/// What is ruled about one task, by `language.md` 3.4 and 3.5 step 4.
struct TaskRuling {
  var ruling = Ruling.human
  var reasons: [Reason] = []
  /// Roles of the lines that give the task to people; empty: any person.
  var roles: [String] = []
  /// Lines `only … may` that cover the task and applied: they also hand over.
  var onlyMay: [Reason] = []
  /// Nodes whose unknown facts would decide it, where it is not yet.
  var openNodes: [Int] = []
}

/// The lines that bear on one task, sorted by what they came to.
private struct BearingLines {
  var nobody: [Reason] = []
  var human: [Reason] = []
  var onlyMay: [Reason] = []
  var roles: Set<String> = []
  var holds: [Reason] = []
  var permits: [Reason] = []
  var mayPermit: [Reason] = []
  var caps: [Reason] = []
}

extension Machine {
  /// Rules on a task; `limit` is what the last return leaves to the AI, `nil` for all.
  func ruling(on task: Int, limit: TaskSet?) -> TaskRuling {
    var result = TaskRuling()
    let lines = bearing(on: task)
    result.onlyMay = lines.onlyMay
    let isOutsideLimit = limit.map { !$0.contains(task) } ?? false
    let permits = isOutsideLimit ? [] : lines.permits
    let mayPermit = isOutsideLimit ? [] : lines.mayPermit
    if !lines.nobody.isEmpty {
      result.ruling = .nobody
      result.reasons = lines.nobody
    } else if !lines.human.isEmpty {
      result.roles = lines.roles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      result.reasons = lines.human
    } else if permits.isEmpty && mayPermit.isEmpty {
      let hadPermission = !(lines.permits.isEmpty && lines.mayPermit.isEmpty)
      result.reasons = [Reason(.builtIn(hadPermission ? .returnLimit : .noPermission))]
    } else if !lines.holds.isEmpty || permits.isEmpty {
      result.ruling = .notYet
      result.reasons = lines.holds + (permits.isEmpty ? mayPermit : [])
      result.openNodes = result.reasons.compactMap { node(of: $0) }
    } else if !lines.caps.isEmpty {
      result.ruling = .suggest
      result.reasons = lines.caps
    } else {
      result.ruling = .ai
      result.reasons = permits
    }
    return result
  }

  /// Every line that covers the task or the conversation, by what it came to.
  private func bearing(on task: Int) -> BearingLines {
    var lines = BearingLines()
    for position in graph.effects.indices {
      // Read in place: most lines are no, and a copy of each costs more than the test.
      let truth = truths[graph.effects[position].node]
      guard truth != .no || truths[graph.effects[position].capNode] != .no else { continue }
      let effect = graph.effects[position]
      let covers = effect.scope.contains(task)
      let reason = Reason(.effect(position), truth: truth)
      switch effect.action {
      case .nobodyMay, .otherwiseRefuse:
        if covers { lines.addRefusal(reason) }
      case .onlyHumanMay(let roles):
        if covers { lines.addOnlyMay(reason, roles) }
      case .stopAI:
        lines.human.append(reason)
      case .aiMay:
        if covers { lines.addPermission(reason) }
      case .aiMayOnlySuggest:
        if covers { lines.addSuggestion(reason, cap: truths[effect.capNode]) }
      case .handOver, .otherwiseHandOver:
        if truth == .open { lines.holds.append(reason) }
      case .startWithHuman:
        if truth == .open && isStartJudged(position) { lines.holds.append(reason) }
      case .bringIn, .contactCustomer, .urgency, .needSkills:
        break
      }
    }
    return lines
  }

  /// A line `start with human` still counts: its guard was not yes or no before, and the customer
  /// has spoken.
  func isStartJudged(_ effect: Int) -> Bool {
    if start.isUnusable { return false }
    if start.memory?.judgedStarts.contains(effect) ?? false { return false }
    return !graph.logic.readsTurns || lastTurn > 0 || !question.frame.hasTurns
  }

  /// The node whose truth a reason tells.
  func node(of reason: Reason) -> Int? {
    switch reason.cause {
    case .effect(let position): graph.effects[position].node
    case .first(let position): graph.gates.firsts[position].node
    case .comesBack(let position): graph.gates.returns[position].node
    case .approval(let position): graph.gates.approvals[position].node
    case .offer(let position): graph.gates.offers[position].node
    case .builtIn: nil
    }
  }
}

extension BearingLines {
  fileprivate mutating func addRefusal(_ reason: Reason) {
    switch reason.truth {
    case .yes: nobody.append(reason)
    case .fault: human.append(reason)
    case .open: holds.append(reason)
    case .no: break
    }
  }

  fileprivate mutating func addOnlyMay(_ reason: Reason, _ names: [String]) {
    if reason.truth == .open {
      holds.append(reason)
    } else {
      human.append(reason)
      onlyMay.append(reason)
      roles.formUnion(names)
    }
  }

  fileprivate mutating func addPermission(_ reason: Reason) {
    switch reason.truth {
    case .yes: permits.append(reason)
    case .open: mayPermit.append(reason)
    case .fault, .no: break
    }
  }

  fileprivate mutating func addSuggestion(_ reason: Reason, cap: Truth) {
    addPermission(reason)
    if cap != .no { caps.append(Reason(reason.cause, truth: cap)) }
  }
}
