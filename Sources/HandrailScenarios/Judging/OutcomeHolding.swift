import HandrailEngine
import HandrailModel
import HandrailSource

/// Whether one decision is what an outcome of the language names (`language.md` 5).
struct OutcomeHolding {
  let graph: DecisionGraph
  let model: PolicyModel
  let decision: Decision

  func holds(_ result: Outcomes.Result) -> Bool {
    switch result {
    case .ai: isAI
    case .suggest: decision.task?.ruling == .suggest
    case .human(let queue):
      decision.handlerIsHuman
        && queue.map { decision.queue?.queue == $0.offset } ?? true
    case .nobody: decision.task?.ruling == .nobody
    case .approval(let people): approvers.contains { $0 >= people ?? 1 }
    case .offer(let name): offers.contains(name)
    case .first(let name): firsts.contains(name)
    case .ask: decision.next == .ask
    case .urgency(let level): decision.urgency == level.rawValue
    case .alert(let role): alerts.contains(model.vocabulary.roles[role])
    case .watch: isWatched
    case .say(let name): said.contains(name)
    case .carry(let fact): carried.contains(fact)
    }
  }

  /// The AI may act now, nothing pending; with no task asked about, it holds the conversation.
  private var isAI: Bool {
    guard !decision.handlerIsHuman else { return false }
    guard let task = decision.task else { return true }
    return task.ruling == .ai && decision.next == .doIt
  }

  /// Headings that are spoken, by name.
  var said: [String] { decision.say.messages.map { graph.headings[$0.heading].name } }

  /// `first` gates that are open.
  var firsts: [String] {
    (decision.task?.gates ?? []).filter { $0.state == .open }
      .map { graph.headings[graph.gates.firsts[$0.first].heading].name }
  }

  /// Of each approval that is open or granted: how many people it takes.
  var approvers: [Int] {
    (decision.task?.approvals ?? []).compactMap { gate in
      switch gate.state {
      case .notAsked, .waiting, .granted:
        graph.gates.approvals[gate.approval].tiers[gate.tier].seats.reduce(0) { sum, seats in
          let (total, isMany) = sum.addingReportingOverflow(seats.count)
          return isMany ? Int.max : total
        }
      case .refused, .expired: nil
      }
    }
  }

  /// Offers that are open or answered, by name.
  var offers: [String] {
    (decision.task?.offers ?? []).map {
      graph.headings[graph.gates.offers[$0.offer].heading].name
    }
  }

  /// Roles that are told.
  var alerts: [String] {
    decision.duties.oversight.compactMap { duty in
      if case .alert(let role) = duty.kind { role } else { nil }
    }
  }

  var isWatched: Bool { decision.duties.oversight.contains { $0.kind == .watch } }

  /// Facts that the packet carries with a value for the team to see.
  var carried: [String] {
    (decision.duties.packet?.fields ?? []).compactMap { field in
      if case .known = field.content { graph.facts[field.fact].name } else { nil }
    }
  }
}

extension Outcomes.Result {
  var sort: OutcomeSort {
    switch self {
    case .ai, .suggest, .nobody: .ruling
    case .ask: .asking
    case .human: .handler
    case .approval, .offer, .first: .gate
    case .urgency, .alert, .watch, .say, .carry: .duty
    }
  }
}

extension OutcomeHolding {
  /// What the decision came to, in the words of an outcome of this sort.
  func words(for sort: Outcomes.Result) -> (outcome: String, sort: OutcomeSort) {
    switch sort {
    case .urgency: ("urgency \(UrgencyLevel.name(decision.urgency))", .duty)
    case .say:
      (said.isEmpty ? "nothing said" : said.map { "say \($0)" }.joined(separator: " and "), .duty)
    case .alert:
      (alerts.isEmpty ? "no alert" : alerts.map { "alert \($0)" }.joined(separator: " and "), .duty)
    case .watch: (isWatched ? "watch" : "no watching", .duty)
    case .carry:
      (
        carried.isEmpty
          ? "nothing carried" : carried.map { "carry \($0)" }.joined(separator: " and "), .duty
      )
    case .ai, .suggest, .human, .nobody, .approval, .offer, .first, .ask: who
    }
  }

  /// Who acts, and what comes first.
  private var who: (outcome: String, sort: OutcomeSort) {
    if decision.task?.ruling == .nobody { return ("nobody", .ruling) }
    if decision.task?.ruling == .suggest { return ("suggest", .ruling) }
    if decision.handlerIsHuman {
      let queue = decision.queue.map { " in \(graph.routing.queues[$0.queue].name)" } ?? ""
      return ("human\(queue)", .handler)
    }
    if decision.next == .ask { return ("ask", .asking) }
    if let first = firsts.first { return ("first \(first)", .gate) }
    if let offer = offers.first, decision.next == .offer { return ("offer \(offer)", .gate) }
    if let count = approvers.max(), decision.next == .approval {
      return ("approval by \(count) \(count == 1 ? "person" : "people")", .gate)
    }
    if decision.next == .refuse { return ("a refusal", .duty) }
    return ("ai", decision.task == nil ? .handler : .ruling)
  }
}

extension UrgencyLevel {
  fileprivate static func name(_ rawValue: UInt8) -> String {
    switch UrgencyLevel(rawValue: rawValue) ?? .normal {
    case .low: "low"
    case .normal: "normal"
    case .high: "high"
    case .urgent: "urgent"
    }
  }
}
