// What follows around the conversation: every entry names its line (`language.md` 3.16).

extension Conversation {
  /// Conduct and oversight hold in a survey too; the rest speaks of one conversation.
  func fill(_ duties: inout DutyDecision, _ next: NextStep) {
    duties = DutyDecision()
    for line in graph.duties.conduct where truth(line.node) == .yes {
      duties.conduct.append(
        ConductDuty(isAlways: line.isAlways, words: line.words, origin: line.origin))
    }
    duties.oversight = oversight()
    if isSurvey { return }
    if handler.isHuman { duties.packet = packet(next) }
    (duties.assist, duties.assistMuted) = assist()
    duties.afterwards = afterwards()
  }

  /// The truth of a node; without one it is yes.
  func truth(_ node: Int) -> Truth { node < 0 ? .yes : machine.truths[node] }

  /// Notes what was said and suggested.
  func keep(_ said: SaidMessages, _ duties: DutyDecision, in memory: inout SessionMemory) {
    if leavesMemory { return }
    memory.isDisclosed = isDisclosed || (saysStart && !said.dropped.contains { isStart($0) })
    guard let rate = graph.duties.assist?.rate else { return }
    let turn = machine.lastTurn
    var turns = (start.memory?.suggestedTurns ?? []).filter { $0 > turn - rate.turns }
    let isGiven = duties.assist.contains { !$0.isRequired }
    if isGiven && !turns.contains(turn) { turns.append(turn) }
    memory.suggestedTurns = turns
  }
}

// MARK: - Oversight and what is done afterwards

extension Conversation {
  /// Lines apply unless they are certainly not so.
  private func oversight() -> [OversightDuty] {
    // A closure copies all that is known of the conversation: none is made for nothing.
    if graph.duties.oversight.isEmpty { return [] }
    return graph.duties.oversight.compactMap { line in
      guard truth(line.node) != .no else { return nil }
      switch line.kind {
      case .watch: return OversightDuty(kind: .watch, origin: line.origin)
      case .review: return OversightDuty(kind: .review(bucket: nil), origin: line.origin)
      case .alert(let role): return OversightDuty(kind: .alert(role: role), origin: line.origin)
      case .reviewShare(let hundredths):
        let sample = GraphTrial(name: "oversight", hundredths: hundredths)
        let bucket = machine.trialBucket(sample)
        // Without a session id nobody can say that it is not one of them.
        if let bucket, bucket >= hundredths { return nil }
        return OversightDuty(kind: .review(bucket: bucket), origin: line.origin)
      }
    }
  }

  /// Each task passes the ruling: to the AI only where that is ai, to nobody where nobody may.
  private func afterwards() -> [AfterwardsDuty] {
    var rulings: [Int: Ruling] = [:]
    var duties: [AfterwardsDuty] = []
    for line in graph.duties.afterwards where truth(line.node) == .yes {
      for task in line.tasks {
        let ruling = rulings[task] ?? self.ruling(on: task)
        rulings[task] = ruling
        if ruling == .nobody { continue }
        duties.append(AfterwardsDuty(task: task, isByAI: ruling == .ai, origin: line.origin))
      }
    }
    return duties
  }

  private func ruling(on task: Int) -> Ruling {
    var judging = machine.copied()
    judging.judge(task: task)
    return judging.ruling(on: task, limit: limit).ruling
  }
}

// MARK: - Assist

extension Conversation {
  private func assist() -> ([AssistDuty], AssistMute?) {
    guard let assist = graph.duties.assist else { return ([], nil) }
    var duties: [AssistDuty] = []
    var mute: AssistMute?
    if let suggest = assist.suggest, truth(assist.suggestNode) == .yes {
      mute = self.mute(assist)
      if mute == nil { duties += entries(suggest, isRequired: false, assist) }
    }
    if let require = assist.require, truth(assist.requireNode) != .no {
      duties += entries(require, isRequired: true, assist)
    }
    return (duties, mute)
  }

  private func entries(
    _ help: GraphAssist.Help, isRequired: Bool, _ assist: GraphAssist
  ) -> [AssistDuty] {
    help.names.map { name in
      var duty = AssistDuty(isRequired: isRequired, what: name, origin: help.origin)
      duty.withinSeconds = assist.withinSeconds
      return duty
    }
  }

  /// Why suggestions are held back; `nil`: they are not.
  private func mute(_ assist: GraphAssist) -> AssistMute? {
    if assist.quiet.contains(where: { truth($0) != .no }) { return .quiet }
    guard let rate = assist.rate else { return nil }
    // Nobody knows how many were given, so no more are.
    if start.isUnusable { return .rate }
    return suggestedTurns(within: rate).count >= rate.count ? .rate : nil
  }

  /// Other turns among the last so many in which suggestions were given, oldest first.
  private func suggestedTurns(within rate: GraphAssist.Rate) -> [Int] {
    let turn = machine.lastTurn
    return (start.memory?.suggestedTurns ?? []).filter { $0 != turn && $0 > turn - rate.turns }
  }
}

// MARK: - Words of the AI and of the handoff

extension Conversation {
  private var isDisclosed: Bool { start.memory?.isDisclosed ?? false }

  /// The AI holds the conversation for the first time of the session.
  private var saysStart: Bool {
    !isDisclosed && !handler.isHuman && graph.duties.disclosure.contains { $0.moment == .atStart }
  }

  private func isStart(_ dropped: SaidMessages.Dropped) -> Bool {
    graph.duties.disclosure.contains {
      $0.moment == .atStart && $0.origin.heading == dropped.heading
    }
  }

  /// Lines of the disclosure that speak, in their order.
  func disclosures() -> [GraphDisclosure] {
    if graph.duties.disclosure.isEmpty { return [] }
    let comesBack = start.isHeldByPerson && !handler.isHuman
    // Where a person goes on, the AI says nothing.
    let isKept = start.wasHuman && handler.isHuman
    return graph.duties.disclosure.filter { line in
      switch line.moment {
      case .atStart: saysStart
      case .atEveryChange: comesBack && !saysStart
      case .when(let node): truth(node) == .yes && !isKept
      }
    }
  }

  /// The handoff's words: those for the queue, else those for all.
  func handoffHeading() -> Int? {
    let handoffs = handoffs
    if handoffs.isEmpty { return nil }
    return handoffs.reversed().first { graph.headings[$0.heading].say != nil }?.heading
  }

  /// The general handoff and the one that names the queue, in this order.
  var handoffs: [GraphHandoff] {
    if graph.duties.handoffs.isEmpty { return [] }
    return graph.duties.handoffs.filter { $0.queues.isEmpty || isForQueue($0) }
  }

  /// It names the queue that takes over.
  func isForQueue(_ handoff: GraphHandoff) -> Bool {
    routing.queue >= 0 && handoff.queues.contains(routing.queue)
  }
}
