import HandrailEngine
import HandrailModel
import HandrailSource

/// What a decision accounts for: unknowns, trials, verdicts and the new memory.
extension Deciding {
  /// Lines about the task or the conversation, gates over the task and ways back that can't tell.
  func undecided() -> [Finding] {
    let lines = handling.lines.filter { $0.action.covers(reading.task) || !$0.action.isAboutTasks }
    let firsts = policy.model.gates.firsts.filter { first in
      reading.task.position.map { first.covers.tasks.contains(TaskID($0)) } ?? false
    }
    let gates =
      policy.model.gates.approvals.map { ($0.covers, $0.guarding) }
      + policy.model.gates.offers.map { ($0.covers, $0.guarding) }
    let covering = gates.filter { gate in
      reading.task.position.map { gate.0.tasks.contains(TaskID($0)) } ?? false
    }
    let findings =
      lines.map(\.finding) + firsts.map { reading.read($0.guarding).restriction }
      + covering.map { reading.read($0.1).restriction }
      + policy.model.gates.returns.map { reading.read($0.guarding).permission }
    return findings.filter(\.cannotTell)
  }

  /// The unknown facts that can't tells rest on, with their causes.
  func named(_ findings: [Finding]) -> [String] {
    let leaves = findings.reduce(into: Set<Leaf>()) { $0.formUnion($1.leaves) }
    return leaves.map { "\(place(of: $0)) \($0.cause.name)" }.sorted()
  }

  func places(_ findings: [Finding]) -> [String] {
    let leaves = findings.reduce(into: Set<Leaf>()) { $0.formUnion($1.leaves) }
    return Set(leaves.map(place)).sorted()
  }

  private func place(of leaf: Leaf) -> String {
    policy.name(leaf.fact) + (leaf.turn.map { "@\($0)" } ?? "")
  }

  func assumed() -> [String] {
    policy.model.vocabulary.facts.indices.filter { id in
      let slot = policy.slots[id.offset]
      let frame = question.frame
      switch policy.fact(id).supply {
      case .session: return frame.session[slot].isAssumed
      case .turn: return frame.turns.last?.cells[slot].isAssumed ?? false
      case .task:
        return reading.task.position.flatMap { frame.tasks[$0] }?[slot].isAssumed ?? false
      case .agent, .table, .choose, .definition, .builtIn: return false
      }
    }.map(policy.name)
  }

  func trials() -> [String] {
    guard let session = question.session else { return [] }
    return policy.rules.filter { $0.trial != nil }.map { rule in
      let bucket = Hashing.bucket(
        policy: policy.model.header.name, rule: rule.name, session: session)
      return "\(rule.name) \(bucket)"
    }
  }

  func verdicts() -> [String] {
    var verdicts = handling.lines.map { "\($0.name)#\($0.line) \($0.text): \($0.finding.truth)" }
    for rule in policy.rules {
      let guards = reading.read(rule)
      verdicts.append("\(rule.name) except: \(guards.excepts.truth)")
      verdicts.append("\(rule.name) in force: \(guards.inForce.truth)")
      let restarts = rule.effects.contains {
        if case .handOver = $0.action { true } else { false }
      }
      if !restarts { verdicts.append("\(rule.name) when: \(guards.when.truth)") }
    }
    for first in policy.model.gates.firsts {
      verdicts.append("first \(first.name): \(reading.read(first.guarding).restriction.truth)")
    }
    for approval in policy.model.gates.approvals {
      verdicts.append(
        "approval \(approval.name): \(reading.read(approval.guarding).restriction.truth)")
    }
    for offer in policy.model.gates.offers {
      verdicts.append("offer \(offer.name): \(reading.read(offer.guarding).restriction.truth)")
    }
    for way in policy.model.gates.returns {
      verdicts.append("\(way.key): \(reading.read(way.guarding).permission.truth)")
    }
    return verdicts
  }

  // Memory.

  /// A survey changes nothing; where there was no memory, it is that of a session that begins.
  func unchangedMemory() -> ReferenceMemory {
    if let memory = start.memory { return memory }
    var memory = ReferenceMemory(
      session: question.session, policy: policy.digest, sequence: 0, at: question.at,
      handlerIsHuman: start.handlerIsHuman)
    for name in policy.switchNames { memory.switches[name] = .no }
    return memory
  }

  func newMemory() -> ReferenceMemory {
    let old = start.memory
    var memory = ReferenceMemory(
      session: question.session, policy: policy.digest, sequence: (old?.sequence ?? 0) + 1,
      at: question.at, handlerIsHuman: handling.handlerIsHuman)
    memory.queue = route.queue.map(policy.name)
    memory.lastTurn = max(old?.lastTurn ?? 0, reading.lastTurn)
    memory.changedAtTurn = old?.changedAtTurn ?? 0
    if handling.handlerIsHuman != start.handlerIsHuman || start.isUnusable {
      memory.changedAtTurn = reading.lastTurn
    }
    for name in policy.switchNames { memory.switches[name] = reading.switchTruth(name) }
    rememberReturns(&memory)
    rememberLines(&memory)
    memory.done = reading.doneTasks
    memory.confirmations = usedConfirmations()
    memory.requests = usedRequests()
    memory.offers = start.state.offers + shownOffers()
    memory.joined = start.state.joined
    rememberDuties(&memory)
    return memory
  }

  private func rememberReturns(_ memory: inout ReferenceMemory) {
    let ways = policy.model.gates.returns
    memory.returnsTaken = start.memory?.returnsTaken ?? 0
    // Unusable memory uses up every return; a limit ends as a person takes over.
    if start.isUnusable { memory.returnsTaken = 1_000_000 }
    if !handling.handlerIsHuman { memory.returnTasks = handling.limit }
    if !handling.returned.isEmpty { memory.returnsTaken += 1 }
    guard handling.handlerIsHuman, !start.isUnusable else { return }
    let armed = ways.filter { !reading.read($0.guarding).permission.isYes }.map(\.key)
    let before = start.personHolds ? start.memory?.armed ?? [] : []
    memory.armed = before.union(armed)
  }

  private func rememberLines(_ memory: inout ReferenceMemory) {
    let covering = CoveringLines(lines: handling.lines, task: reading.task)
    memory.judgedStarts = start.memory?.judgedStarts ?? []
    for line in reading.countingStarts(handling.lines) where !line.finding.cannotTell {
      memory.judgedStarts.insert(line.key)
    }
    memory.yesHandOvers = Set(covering.handOvers.filter(\.finding.isYes).map(\.key))
    memory.humanRequests = start.memory?.humanRequests ?? 0
    memory.humanRequestsUnsure = start.memory?.humanRequestsUnsure ?? .no
    reading.countHumanRequests(&memory)
  }

  /// The decision that says `do it` uses up what the customer confirmed for it.
  private func usedConfirmations() -> [Confirmation] {
    var confirmations = reading.confirmations
    guard let position = reading.task.position, decidesToDoIt else { return confirmations }
    for first in policy.model.gates.firsts
    where !first.confirm.isEmpty && first.covers.tasks.contains(TaskID(position))
      && !reading.read(first.guarding).restriction.isNo
    {
      let instance = reading.instance(of: first)
      let used = confirmations.lastIndex { $0.gate == first.name && $0.instance == instance }
      if let used, confirmations[used].usedBy == nil {
        confirmations[used].usedBy = question.request ?? ""
      }
    }
    return confirmations
  }

  private var decidesToDoIt: Bool { next == "do_it" }

  /// A grant is used by the decision to act, or by the person who holds the conversation.
  private func usedRequests() -> [ReferenceRequest] {
    var requests = requests
    let ruling = handling.ruling?.ruling
    let personActs =
      handling.handlerIsHuman && (next == "talk" || next == "draft") && ruling != .notYet
      && ruling != .nobody && handling.approvals.allSatisfy { $0.state == .granted }
    guard decidesToDoIt || personActs else { return requests }
    for place in handling.approvals.compactMap(\.grant) where requests[place].usedBy == nil {
      requests[place].usedBy = question.request ?? ""
    }
    return requests
  }

  /// The decision that says `offer` shows all that are open.
  private func shownOffers() -> [ReferenceOffer] {
    guard next == "offer" else { return [] }
    return handling.offers.filter { $0.choice == nil && !$0.isShown }.map { reading in
      var record = ReferenceOffer(
        gate: reading.offer.name, instance: reading.gate.instance, manner: .shown,
        shownAt: question.at)
      record.answerBy = answerTime(of: reading.offer)
      return record
    }
  }

  /// Choices for a person that the host keeps for the next session.
  func choicesToRemember() -> [String] {
    start.state.fresh.compactMap { record in
      guard let choice = record.choice, choice != .ai, let at = record.chosenAt,
        let remember = policy.offer(called: record.gate)?.remember, !record.by.isEmpty
      else { return nil }
      let until = at.microseconds + remember.forSeconds * 1_000_000
      return "remember \(record.gate) \(choice.name) by \(record.by) until \(until)"
    }
  }
}

extension Reading {
  /// What the switch of these words is remembered as.
  func switchTruth(_ name: String) -> Truth {
    guard let test = policy.switchTests[name] else { return .no }
    return anyPoint(test, at: .now).truth
  }

  /// The way-out rule's own test, without its windows.
  private var wayOut: Condition? {
    guard let name = policy.model.duties.disclosure?.wayOut else { return nil }
    return policy.rules.first { $0.name == name }?.guarding.when?.withoutWindows
  }

  func countHumanRequests(_ memory: inout ReferenceMemory) {
    if start.isUnusable { memory.humanRequestsUnsure = .fault }
    if wayOut != nil, !question.frame.hasTurns { memory.humanRequestsUnsure = .fault }
    var unsure = [Finding(truth: memory.humanRequestsUnsure)]
    let firstNew = (start.memory?.lastTurn ?? 0) + 1
    if let wayOut, firstNew <= lastTurn, question.frame.hasTurns {
      for number in firstNew...lastTurn {
        guard case .sent = turn(number) else {
          unsure.append(Finding(truth: .fault))
          continue
        }
        // A test of more than turns says nothing of one turn.
        let finding =
          isTurnwise(wayOut)
          ? finding(wayOut, at: Place(turn: turn(number))) : Finding(truth: .open)
        if finding.isYes { memory.humanRequests += 1 }
        if finding.cannotTell { unsure.append(finding) }
      }
    }
    // Without a way out nobody has said what counts as asking.
    if wayOut == nil { unsure.append(Finding(truth: .open)) }
    memory.humanRequestsUnsure = Finding.any(unsure).truth
  }

  func knownHumanRequests(_ id: FactID) -> Known {
    var memory = ReferenceMemory(
      session: nil, policy: "", sequence: 0, at: question.at, handlerIsHuman: false)
    memory.humanRequests = start.memory?.humanRequests ?? 0
    memory.humanRequestsUnsure = start.memory?.humanRequestsUnsure ?? .no
    countHumanRequests(&memory)
    if memory.humanRequestsUnsure == .no { return .value(Int64(memory.humanRequests)) }
    let leaf = Leaf(fact: id, turn: nil, cause: .noResult)
    return .unknown(Finding(truth: memory.humanRequestsUnsure, leaves: [leaf]))
  }
}

extension Condition {
  /// The same tests, each at a single turn.
  var withoutWindows: Condition {
    Condition(
      mode: mode,
      entries: entries.map { entry in
        switch entry {
        case .group(let group): return .group(group.withoutWindows)
        case .test(var test):
          test.window = nil
          return .test(test)
        }
      })
  }
}
