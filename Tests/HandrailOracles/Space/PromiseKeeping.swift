import HandrailEngine
import HandrailModel
import HandrailSource

/// Whether a decision is as a promise says (`language.md` 5), over decisions without history.
struct PromiseKeeping {
  let promise: Promise
  let model: PolicyModel
  let descriptions: Descriptions

  /// `asked`: as in `DecisionPlan`.
  func isBroken(by decision: SmallDecision, asked: Int) -> Bool {
    promise.expectations.contains { expectation in
      let tasks = expectation.outcomes.tasks
      guard tasks.isEmpty || tasks.contains(where: { $0.offset == asked }) else { return false }
      let holds = expectation.outcomes.results.contains { self.holds($0, decision) }
      return holds == expectation.isNever
    }
  }

  private func holds(_ result: Outcomes.Result, _ decision: SmallDecision) -> Bool {
    switch result {
    case .ai:
      if decision.isHuman { return false }
      if decision.ruling == .notAsked { return true }
      return decision.ruling == .ai && decision.approvals == 0 && decision.offers == 0
        && decision.firsts == 0
    case .suggest: return decision.ruling == .suggest
    case .human(let queue):
      return decision.isHuman && queue.map { Int64($0.offset) == decision.queue } ?? true
    case .nobody: return decision.ruling == .nobody
    case .approval(let people): return decision.people >= Int64(people ?? 1)
    case .offer(let name):
      let number = descriptions.number(of: "offer \(name)")
      return [0, 12, 24, 36].contains { decision.offers >> $0 & 4095 == number }
    case .first:
      // Small policies have one `first` at most.
      return decision.firsts != 0
    case .ask: return decision.asks
    case .urgency, .alert, .watch, .say, .carry:
      preconditionFailure("small policies promise no duties")
    }
  }
}

extension Promise {
  /// Some outcome is `human in QUEUE`.
  var namesQueue: Bool {
    expectations.flatMap(\.outcomes.results).contains {
      if case .human(.some) = $0 { true } else { false }
    }
  }
}
