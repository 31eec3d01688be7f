import HandrailEngine
import HandrailModel
import HandrailSource

/// Who holds the conversation after one reading, and why: language.md 3.5 steps 4 to 6.
struct Handling {
  var lines: [LineReading]
  var ruling: RulingReading?
  /// Tasks that the last return leaves to the AI; `nil`: all.
  var limit: Set<String>?
  var handlerIsHuman = false
  var reasons: [String] = []
  /// A person takes it for the task's sake: the ruling's lines decide.
  var rulingDecides = false
  var gates: [GateReading] = []
  /// Ways back that were taken.
  var returned: [ReturnToAI] = []
  /// Lines that call for a person, by what they came to.
  var calling: [LineReading] = []
  /// Gates that a refusal or silence turned into a handover.
  var failedGates: [GateReading] = []
  var approvals: [ApprovalReading] = []
  var offers: [OfferReading] = []
  /// Approvals whose end turned into a handover.
  var failedApprovals: [ApprovalReading] = []
  /// The customer chose a callback: that is why a person takes over.
  var isCallback = false
}

extension ReturnToAI {
  /// The name in memory and reasons.
  var key: String { "return \(origin.line)" }
}

extension Reading {
  func handle() -> Handling {
    let lines = readLines()
    let ways = returnsDue()
    // The last return says which tasks it leaves to the AI; several at once say it together.
    let limit = ways.isEmpty ? start.memory?.returnTasks : tasksLeft(by: ways)
    var handling = Handling(lines: lines, ruling: ruling(lines, limitedTo: limit))
    handling.limit = limit
    settleHandler(&handling, ways: ways)
    return handling
  }

  func tasksLeft(by ways: [ReturnToAI]) -> Set<String>? {
    ways.compactMap { $0.tasks.map { Set($0.map(policy.name)) } }
      .reduce(nil) { (left: Set<String>?, right) in left?.intersection(right) ?? right }
  }

  /// Lines about the conversation that make a person take it, and applied `only … may` lines.
  private func linesCallingForPerson(_ lines: [LineReading]) -> [LineReading] {
    let covering = CoveringLines(lines: lines, task: task)
    return covering.handOvers.filter(\.finding.appliesOnFault)
      + countingStarts(lines).filter(\.finding.appliesOnFault)
      + covering.stops.filter { !$0.finding.isNo }
      + covering.onlyHuman.filter(\.finding.appliesOnFault)
  }

  /// Ways back whose guard became yes: armed, not used up, and yes now.
  private func returnsDue() -> [ReturnToAI] {
    guard let memory = start.memory, memory.handlerIsHuman else { return [] }
    return policy.model.gates.returns.filter { way in
      memory.armed.contains(way.key) && memory.returnsTaken < way.atMostTimes ?? .max
        && read(way.guarding).permission.isYes
    }
  }

  /// A line that calls for a person, else a default that does, else the AI.
  private func settleHandler(_ handling: inout Handling, ways: [ReturnToAI]) {
    handling.calling = linesCallingForPerson(handling.lines)
    handling.reasons = handling.calling.map(\.reason)
    if handling.reasons.isEmpty, let reason = defaultForPerson(handling, ways) {
      handling.reasons = ["built in \(reason)"]
      handling.rulingDecides = reason == "ruling_needs_person"
    }
    let coversTask = handling.ruling.map { $0.ruling != .nobody } ?? false
    if coversTask { handling.approvals = approvalGates(forAI: handling.reasons.isEmpty) }
    if handling.reasons.isEmpty { readGates(&handling) }
    handling.handlerIsHuman = !handling.reasons.isEmpty
    if handling.handlerIsHuman { return }
    handling.returned = ways
    handling.reasons = ways.map(\.key)
    if ways.isEmpty { handling.reasons = ["built in \(start.isNew ? "start_with" : "ai_holds")"] }
  }

  private func defaultForPerson(_ handling: Handling, _ ways: [ReturnToAI]) -> String? {
    let ruling = handling.ruling?.ruling
    if ruling == .human || ruling == .suggest { return "ruling_needs_person" }
    if start.isUnusable { return "memory_unusable" }
    if start.personHolds { return ways.isEmpty ? "person_holds" : nil }
    return start.isNew && start.handlerIsHuman ? "start_with" : nil
  }

  /// Approvals that ended, then choices of the customer, then `first` headings: each may hand over.
  private func readGates(_ handling: inout Handling) {
    let ruling = handling.ruling?.ruling
    let isRead = ruling == .ai || ruling == .notYet
    if isRead {
      handling.failedApprovals = handling.approvals.filter {
        if case .handOver? = $0.failure { true } else { false }
      }
    }
    handling.reasons = handling.failedApprovals.map { "approval \($0.approval.name)" }
    if handling.reasons.isEmpty { readChoices(&handling) }
    if handling.reasons.isEmpty && isRead { openGates(&handling) }
    if !handling.reasons.isEmpty { handling.offers = [] }
  }

  /// A choice of this moment for a person counts whatever the task is; others where they cover it.
  private func readChoices(_ handling: inout Handling) {
    if handling.ruling?.ruling == .ai { handling.offers = offerGates() }
    let choices =
      start.state.fresh.map { ($0.gate, $0.choice) }
      + handling.offers.map { ($0.offer.name, $0.choice) }
    let forPerson = choices.filter { $0.1 == .human || $0.1 == .callback }
    handling.isCallback = forPerson.contains { $0.1 == .callback }
    handling.reasons = Set(forPerson.map(\.0)).sorted(by: bytesBefore).map { "offer \($0)" }
  }

  /// Gates are read where the AI holds the conversation and may do the task, or may soon; a refusal
  /// or silence may hand it over, and then they are a person's to see to.
  private func openGates(_ handling: inout Handling) {
    let gates = openGates()
    handling.failedGates = gates.filter {
      if case .handOver? = $0.failure { true } else { false }
    }
    handling.reasons = handling.failedGates.map { "first \($0.first.name)" }
    if handling.failedGates.isEmpty { handling.gates = gates }
  }
}
