/// Why memory cannot be used, in plain words.
struct MemoryDamage: Error {
  var detail: String
}

/// Reads memory as decisions write it; anything foreign or damaged makes all of it unusable.
struct MemoryReading {
  private let reader: QuestionReader
  let document: HostDocument
  private let session: String?
  private let at: Moment
  private(set) var faults: [InputFault] = []

  var graph: DecisionGraph { reader.graph }
  private var names: MemoryNames { reader.memoryNames }

  init(_ reader: QuestionReader, _ document: HostDocument, session: String?, at: Moment) {
    self.reader = reader
    self.document = document
    self.session = session
    self.at = at
  }

  private static let keys = [
    "session", "policy", "sequence", "at", "handler", "last_turn", "switches", "returns",
    "judged_starts", "hand_overs", "human_requests", "done", "confirmations", "approvals", "joined",
    "offers", "disclosed", "suggested_turns",
  ]

  mutating func read(_ memory: Int) throws(MemoryDamage) -> SessionMemory {
    try requireKeys(memory, "memory", MemoryReading.keys)
    let policy = try text(member("policy", memory))
    guard policy.utf8.elementsEqual(graph.policy.digest.utf8) else {
      throw MemoryDamage(detail: "it was made by another policy, or another version of this one")
    }
    let owner = try optionalText(member("session", memory))
    guard isSameText(owner, session) else {
      throw MemoryDamage(detail: "it belongs to another session")
    }
    let moment = try moment(member("at", memory))
    guard moment <= at else {
      throw MemoryDamage(detail: "it was made at \(moment.text), after the question's moment")
    }
    let sequence = try count(member("sequence", memory))
    var kept = SessionMemory(
      session: session, policy: graph.policy.digest, sequence: sequence, at: moment,
      handler: try handler(member("handler", memory)),
      switchCount: graph.logic.switches.count)
    kept.lastTurn = try count(member("last_turn", memory))
    kept.switches = try switches(member("switches", memory))
    kept.returns = try returns(member("returns", memory))
    kept.judgedStarts = try positions(member("judged_starts", memory), names.effects)
    kept.yesHandOvers = try positions(member("hand_overs", memory), names.effects)
    let requests = try member("human_requests", memory)
    try requireKeys(requests, "memory.human_requests", ["count", "unsure"])
    kept.humanRequests = try count(member("count", requests))
    kept.humanRequestsUnsure = try truth(member("unsure", requests))
    kept.done = try positions(member("done", memory), graph.tasks)
    for entry in try elements(member("confirmations", memory)) {
      kept.confirmations.append(try confirmation(entry))
    }
    for entry in try elements(member("approvals", memory)) {
      kept.approvals.append(try approval(entry))
    }
    kept.joined = try texts(member("joined", memory))
    for entry in try elements(member("offers", memory)) {
      kept.offers.append(try offer(entry))
    }
    try readDuties(memory, into: &kept)
    return kept
  }

  /// What the policy's duties count; other policies keep nothing of it.
  private func readDuties(_ memory: Int, into kept: inout SessionMemory) throws(MemoryDamage) {
    if graph.duties.keepsStart {
      let said = try text(member("disclosed", memory))
      guard said == "yes" || said == "no" else { throw damaged("memory.disclosed") }
      kept.isDisclosed = said == "yes"
    }
    guard graph.duties.assist?.rate != nil else { return }
    for entry in try elements(member("suggested_turns", memory)) {
      kept.suggestedTurns.append(try count(entry))
    }
  }

  private func handler(_ value: Int) throws(MemoryDamage) -> HandlerMemory {
    try requireKeys(value, "memory.handler", ["who", "queue", "changed_at_turn"])
    let who = try text(member("who", value))
    guard who == "ai" || who == "human" else { throw damaged("memory.handler.who") }
    var queue = -1
    if let name = try optionalText(member("queue", value)) {
      let found = graph.routing.queues.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
      guard let found else { throw damaged("memory.handler.queue") }
      queue = found
    }
    return HandlerMemory(
      isHuman: who == "human", queue: queue,
      changedAtTurn: try count(member("changed_at_turn", value)))
  }

  /// A switch that memory lacks is can't tell; one that the policy lacks makes memory foreign.
  private mutating func switches(_ value: Int) throws(MemoryDamage) -> [Truth] {
    try requireKeys(value, "memory.switches", names.switches)
    var states: [Truth] = []
    for name in names.switches {
      if let found = document.member(name, of: value) {
        states.append(try truth(found))
      } else {
        states.append(.fault)
        faults.append(
          InputFault(
            path: "memory.switches", cause: .unusableMemory,
            detail: "memory does not say whether `\(name)` was ever so"))
      }
    }
    return states
  }

  private func returns(_ value: Int) throws(MemoryDamage) -> ReturnMemory {
    try requireKeys(value, "memory.returns", ["taken", "armed", "tasks"])
    var memory = ReturnMemory()
    memory.taken = try count(member("taken", value))
    memory.armed = try positions(member("armed", value), names.returns)
    let tasks = try member("tasks", value)
    if !document.isWrittenAbsence(tasks) {
      memory.tasks = try positions(tasks, graph.tasks)
    }
    return memory
  }

  private func confirmation(_ value: Int) throws(MemoryDamage) -> Confirmation {
    try requireKeys(
      value, "memory.confirmations", ["gate", "instance", "answer", "at", "used_by"])
    guard let answer = Confirmation.Answer(rawValue: try text(member("answer", value))) else {
      throw damaged("memory.confirmations.answer")
    }
    return Confirmation(
      gate: try text(member("gate", value)), instance: try text(member("instance", value)),
      answer: answer, at: try moment(member("at", value)),
      usedBy: try optionalText(member("used_by", value)))
  }

  /// What a request for an approval came to; one that no policy of this digest can have made is
  /// damage.
  private func approval(_ value: Int) throws(MemoryDamage) -> ApprovalRequest {
    try requireKeys(
      value, "memory.approvals",
      [
        "gate", "instance", "task", "tier", "asked_at", "asked_by", "answer_by", "votes",
        "withdrawals", "state", "ended_at", "refused_by", "used_by",
      ])
    let gate = try text(member("gate", value))
    let tier = try count(member("tier", value))
    let known = graph.gates.approvals.first {
      graph.headings[$0.heading].name.utf8.elementsEqual(gate.utf8)
    }
    guard let known, known.tiers.indices.contains(tier) else {
      throw MemoryDamage(detail: "it speaks of `\(gate)`, which the policy does not have")
    }
    guard let task = graph.taskPosition(document.text(of: try member("task", value))) else {
      throw damaged("memory.approvals.task")
    }
    var request = ApprovalRequest(
      gate: gate, instance: try text(member("instance", value)), task: task, tier: tier,
      askedAt: try moment(member("asked_at", value)))
    request.askedBy = try optionalText(member("asked_by", value))
    request.answerBy = try optionalMoment(member("answer_by", value))
    for entry in try elements(member("votes", value)) { request.votes.append(try vote(entry)) }
    for entry in try elements(member("withdrawals", value)) {
      request.withdrawals.append(try withdrawal(entry))
    }
    guard let state = state(try text(member("state", value))) else {
      throw damaged("memory.approvals.state")
    }
    request.state = state
    request.endedAt = try optionalMoment(member("ended_at", value))
    request.refusedBy = try optionalText(member("refused_by", value))
    request.usedBy = try optionalText(member("used_by", value))
    guard request.isSound(until: at) else { throw damaged("memory.approvals") }
    return request
  }

  private func state(_ name: String) -> ApprovalState? {
    ApprovalState.allCases.first { $0.name == name }
  }

  private func vote(_ value: Int) throws(MemoryDamage) -> ApprovalRequest.Vote {
    try requireKeys(value, "memory.approvals.votes", ["who", "at", "roles", "words"])
    return ApprovalRequest.Vote(
      who: try text(member("who", value)), at: try moment(member("at", value)),
      roles: try texts(member("roles", value)), words: try text(member("words", value)))
  }

  private func withdrawal(_ value: Int) throws(MemoryDamage) -> ApprovalRequest.Withdrawal {
    try requireKeys(value, "memory.approvals.withdrawals", ["who", "at"])
    return ApprovalRequest.Withdrawal(
      who: try text(member("who", value)), at: try moment(member("at", value)))
  }

  /// Positions of names in a list, ascending; every name must be known.
  private func positions(_ value: Int, _ names: [String]) throws(MemoryDamage) -> [Int] {
    var positions: Set<Int> = []
    for element in try elements(value) {
      let name = try text(element)
      let found = names.firstIndex { !$0.isEmpty && $0.utf8.elementsEqual(name.utf8) }
      guard let found else {
        throw MemoryDamage(detail: "it speaks of `\(name)`, which the policy does not have")
      }
      positions.insert(found)
    }
    return positions.sorted()
  }
}

extension MemoryReading {
  func damaged(_ path: String) -> MemoryDamage {
    MemoryDamage(detail: "it is damaged at `\(path)`: hand it back as the decision gave it")
  }

  func requireKeys(
    _ value: Int, _ path: String, _ keys: [String]
  ) throws(MemoryDamage) {
    guard document.shape(of: value) == .object else { throw damaged(path) }
    for member in document.members(of: value) {
      let key = document.text(of: member.key)
      guard keys.contains(where: { $0.utf8.elementsEqual(key) }) else {
        throw damaged("\(path).\(document.string(of: member.key))")
      }
    }
  }

  func member(_ key: String, _ object: Int) throws(MemoryDamage) -> Int {
    guard let found = document.member(key, of: object) else { throw damaged(key) }
    return found
  }

  func elements(_ value: Int) throws(MemoryDamage) -> [Int] {
    guard document.shape(of: value) == .list else { throw damaged("memory") }
    var elements: [Int] = []
    for element in document.elements(of: value) { elements.append(element) }
    return elements
  }

  func text(_ value: Int) throws(MemoryDamage) -> String {
    guard document.isText(value) else { throw damaged("memory") }
    return document.string(of: value)
  }

  func texts(_ value: Int) throws(MemoryDamage) -> [String] {
    var texts: [String] = []
    for element in try elements(value) { texts.append(try text(element)) }
    return texts
  }

  func optionalText(_ value: Int) throws(MemoryDamage) -> String? {
    document.isWrittenAbsence(value) ? nil : try text(value)
  }

  func count(_ value: Int) throws(MemoryDamage) -> Int {
    guard document.shape(of: value) == .number || document.shape(of: value) == .plain,
      case .exact(let count) = scaledNumber(document.text(of: value), decimals: 0), count >= 0,
      count <= Int64(Int32.max)
    else { throw damaged("memory") }
    return Int(count)
  }

  func moment(_ value: Int) throws(MemoryDamage) -> Moment {
    guard document.isText(value), let moment = Moment(document.text(of: value)) else {
      throw damaged("memory.at")
    }
    return moment
  }

  private func truth(_ value: Int) throws(MemoryDamage) -> Truth {
    let name = try text(value)
    for truth in Truth.allCases where truth.name == name { return truth }
    throw damaged("memory.switches")
  }

  private func isSameText(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.utf8.elementsEqual(right.utf8)
  }
}
