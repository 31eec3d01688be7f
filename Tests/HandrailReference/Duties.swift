import HandrailEngine
import HandrailModel
import HandrailSource

/// Disclosure, conduct, assist, oversight and afterwards: language.md 3.16 and the contract.
extension Deciding {
  func duties() -> ReferenceDuties {
    var duties = ReferenceDuties()
    duties.conduct = conduct()
    let assist = assist()
    duties.assist = assist.given
    duties.assistMuted = assist.muted
    duties.oversight = oversight()
    duties.afterwards = afterwards()
    if handling.handlerIsHuman { duties.packet = packet() }
    return duties
  }

  private func holds(_ condition: Condition?) -> Finding {
    condition.map { decided.finding($0, at: .now) } ?? .yes
  }

  // Messages.

  func sayDuties(into said: inout Reading.Said) {
    for line in disclosed() {
      decided.say(line.say, kind: "disclosure", heading: "disclosure", into: &said)
    }
    guard isTakingOver || route.isTransfer else { return }
    let messages = [named?.say, general?.say]
    decided.say(
      messages.compactMap(\.self).first, kind: "handoff", heading: "handoff", into: &said)
  }

  /// `at start` speaks in the first decision after which the AI holds the conversation.
  private var speaksAtStart: Bool {
    !handling.handlerIsHuman && start.memory?.isDisclosed != true
  }

  private func disclosed() -> [Disclosure.Line] {
    guard let disclosure = policy.model.duties.disclosure else { return [] }
    let hasStart = disclosure.lines.contains { if case .atStart = $0.when { true } else { false } }
    let comesBack = start.personHolds && !handling.handlerIsHuman
    let stays = start.handlerIsHuman && handling.handlerIsHuman
    return disclosure.lines.filter { line in
      switch line.when {
      case .atStart: speaksAtStart
      case .atEveryChange: comesBack && !(hasStart && speaksAtStart)
      case .when(let condition): !stays && holds(condition).isYes
      }
    }
  }

  private func conduct() -> [String] {
    policy.model.duties.conduct.filter { holds($0.when).isYes }.map { line in
      "\(line.isAlways ? "always" : "never") \(line.words) #\(line.origin.line)"
    }
  }

  // Assist.

  /// Whether suggestions are given now, and why they are held back.
  private func suggestions() -> (given: Bool, muted: String) {
    guard let assist = policy.model.duties.assist, !assist.suggest.isEmpty,
      decided.read(assist.guarding).permission.isYes
    else { return (false, "") }
    if assist.quietWhen.contains(where: { !holds($0).isNo }) { return (false, "quiet") }
    // Without its memory nobody can say how often it was.
    if assist.atMost != nil && start.isUnusable { return (false, "rate") }
    if let most = assist.atMost {
      let others = (start.memory?.suggestedTurns ?? []).filter {
        $0 != reading.lastTurn && $0 > reading.lastTurn - most.turns
      }
      if others.count >= most.count { return (false, "rate") }
    }
    return (true, "")
  }

  private func assist() -> (given: [String], muted: String) {
    guard let assist = policy.model.duties.assist else { return ([], "") }
    let within = assist.withinSeconds.map { " within \($0)" } ?? ""
    let suggestions = suggestions()
    var given: [String] = []
    if suggestions.given { given += assist.suggest.map { "suggest \($0)\(within)" } }
    if !decided.read(assist.guarding).restriction.isNo {
      given += assist.require.map { "require \($0)\(within)" }
    }
    return (given, suggestions.muted)
  }

  // Oversight and afterwards.

  private func oversight() -> [String] {
    policy.model.duties.oversight.flatMap(\.lines).compactMap { line in
      let at = "#\(line.origin.line)"
      switch line.duty {
      case .watch(let condition): return holds(condition).isNo ? nil : "watch \(at)"
      case .reviewShare(let share):
        guard let session = question.session else { return "review - \(at)" }
        let bucket = Hashing.bucket(
          policy: policy.model.header.name, rule: "oversight", session: session)
        return bucket < share ? "review \(bucket) \(at)" : nil
      case .review(let condition): return holds(condition).isNo ? nil : "review - \(at)"
      case .alert(let role, let condition):
        return holds(condition).isNo ? nil : "alert \(policy.role(role)) \(at)"
      case .stopAI: return nil
      }
    }
  }

  /// True where somebody is told, or the AI is switched off.
  var isAlarmed: Bool {
    let stops = CoveringLines(lines: handling.lines, task: reading.task).stops
    return oversight().contains { $0.hasPrefix("alert ") }
      || stops.contains { !$0.finding.isNo }
  }

  private func afterwards() -> [String] {
    policy.model.duties.afterwards.filter { holds($0.when).isYes }.flatMap { line in
      line.tasks.compactMap { name -> String? in
        let tasks = policy.model.vocabulary.tasks
        guard let task = tasks.indices.first(where: { tasks[$0].name == name }),
          let ruling = rulingElsewhere(task), ruling != .nobody
        else { return nil }
        return "\(name) by \(ruling == .ai ? "ai" : "human") #\(line.origin.line)"
      }
    }
  }

  // Memory.

  func rememberDuties(_ memory: inout ReferenceMemory) {
    let lines = policy.model.duties.disclosure?.lines ?? []
    let starting = lines.filter { if case .atStart = $0.when { true } else { false } }
    memory.isDisclosed = start.memory?.isDisclosed ?? false
    if !starting.isEmpty && speaksAtStart {
      // One that could not be said is owed still.
      var said = Reading.Said()
      for line in starting { decided.say(line.say, kind: "", heading: "", into: &said) }
      memory.isDisclosed = said.dropped.isEmpty
    }
    guard let most = policy.model.duties.assist?.atMost else { return }
    var turns = Set(start.memory?.suggestedTurns ?? [])
    if suggestions().given { turns.insert(reading.lastTurn) }
    memory.suggestedTurns = turns.filter { $0 > reading.lastTurn - most.turns }.sorted()
  }
}
