import HandrailEngine

/// The names of the headings that decided, and the defaults in words where none did.
struct Deciders {
  let graph: DecisionGraph
  let decision: Decision

  /// Headings that an outcome rests on.
  func names(of result: OutcomeSort) -> [String] {
    switch result {
    case .ruling: headings(ofRuling)
    case .handler:
      headings(decision.handlerReasons) + (isForRuling ? headings(ofRuling) : [])
    case .asking:
      (decision.task?.ruling == .notYet ? headings(ofRuling) : []) + askingGates
    case .gate, .duty: headings(ofRuling + decision.handlerReasons) + gates
    }
  }

  /// `because of a and b`, `because no line lets the AI do it`.
  func words(of result: OutcomeSort) -> String {
    let names = names(of: result).withoutRepeats
    if !names.isEmpty {
      let unsure = unsure.filter { names.contains($0) }.withoutRepeats
      let sure = names.filter { !unsure.contains($0) }
      guard sure.isEmpty else { return "because of \(listed(sure))" }
      return "because I could not tell whether \(listed(unsure)) applied"
    }
    let reasons = result == .handler ? decision.handlerReasons + ofRuling : ofRuling
    let clauses = (reasons.isEmpty ? decision.handlerReasons : reasons).compactMap(clause)
    return "because \(clauses.first ?? "nothing calls for anything else")"
  }

  /// Headings that counted on a doubt.
  private var unsure: [String] {
    headings((ofRuling + decision.handlerReasons).filter { $0.truth.isUndecided })
  }

  private var ofRuling: [Reason] { decision.task?.reasons ?? [] }

  /// The conversation went to a person because of what was asked.
  private var isForRuling: Bool {
    decision.handlerReasons.contains { $0.cause == .builtIn(.rulingNeedsPerson) }
  }

  private var gates: [String] {
    guard let task = decision.task else { return [] }
    let headings =
      task.approvals.map { graph.gates.approvals[$0.approval].heading }
      + task.offers.map { graph.gates.offers[$0.offer].heading }
      + task.gates.map { graph.gates.firsts[$0.first].heading }
    return headings.map { graph.headings[$0].name }
  }

  /// Gates that ask for a fact.
  private var askingGates: [String] {
    (decision.task?.gates ?? []).filter { !$0.ask.isEmpty }
      .map { graph.headings[graph.gates.firsts[$0.first].heading].name }
  }

  private func headings(_ reasons: [Reason]) -> [String] { reasons.compactMap(heading) }

  private func heading(_ reason: Reason) -> String? {
    switch reason.cause {
    case .effect(let position): graph.headings[graph.effects[position].heading].name
    case .first(let position): graph.headings[graph.gates.firsts[position].heading].name
    case .comesBack(let position): graph.headings[graph.gates.returns[position].heading].name
    case .approval(let position): graph.headings[graph.gates.approvals[position].heading].name
    case .offer(let position): graph.headings[graph.gates.offers[position].heading].name
    case .builtIn: nil
    }
  }

  private func clause(_ reason: Reason) -> String? {
    guard case .builtIn(let builtIn) = reason.cause else { return nil }
    switch builtIn {
    case .noPermission: return "no line lets the AI do it"
    case .taskMissing: return "no task is named that the policy knows"
    case .personHolds: return "a person already held the conversation"
    case .memoryUnusable: return "the memory could not be used"
    case .startsWith: return "the policy starts conversations so"
    case .returnLimit: return "the AI took the conversation back for other tasks only"
    case .aiHolds: return "nothing calls for a person"
    case .rulingNeedsPerson: return nil
    case .inputFault: return "the question could not be read"
    case .fault: return "the decision could not be worked out"
    }
  }
}

/// What an outcome is about.
enum OutcomeSort {
  case ruling, handler, asking, gate, duty
}

/// `a`, `a and b`, `a, b and c`.
func listed(_ words: [String]) -> String {
  guard words.count > 1, let final = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + final
}

extension [String] {
  /// The first of each, in order.
  var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
