package import HandrailAnalysis
import HandrailEngine
import HandrailModel
package import HandrailSource
import HandrailSyntax

/// What could mend a broken promise, none of it tried yet.
///
/// Each edit leaves the AI no more than it had: it takes from a permission, adds to what restricts,
/// or names another queue. That it mends is for a proof to say.
package struct PromiseEdits {
  /// Over the graph that the proof looked at.
  let policy: LintedPolicy
  let promise: Promise
  let expectation: Promise.Expectation
  let breach: Breach
  /// The promise's case; `nil` where no one condition says it.
  let when: PromiseCase?

  /// More are not worth trying, whatever the limit of steps.
  private static let mostCandidates = 32

  /// `nil` where the policy has no such promise.
  package init?(_ policy: LintedPolicy, promise name: String, _ breach: Breach) {
    guard let promise = policy.model.checks.promises.first(where: { $0.name == name }),
      promise.expectations.indices.contains(breach.expectation)
    else { return nil }
    self.policy = policy
    self.promise = promise
    expectation = promise.expectations[breach.expectation]
    self.breach = breach
    when = PromiseCase(promise, in: policy)
  }

  /// The edits, those first that can change what the breach comes to, then those that change fewest
  /// lines; among equals those that reach fewest cases.
  package var candidates: [Fix] {
    var seen: Set<[Edit]> = []
    let bearing = bearingRules
    let (limits, idle) = limits.reduce(into: ([Fix](), [Fix]())) { parts, fix in
      let bears = !policy.headingsChanged(by: fix).isDisjoint(with: bearing)
      if bears { parts.0.append(fix) } else { parts.1.append(fix) }
    }
    let all =
      limits + tiers + narrowedExceptions + people + queues + permissions
      + removedExceptions + newHeadings
    // Only a conversation before the breach may come to something else by the others.
    let ranked = [all, isOneDecision ? [] : idle].flatMap { fixes in
      let own = fixes.filter { !$0.edits.isEmpty && seen.insert($0.edits).inserted }
      return own.enumerated().sorted { left, right in
        let (ours, theirs) = (lines(left.element), lines(right.element))
        return ours == theirs ? left.offset < right.offset : ours < theirs
      }.map(\.element)
    }
    return Array(ranked.prefix(Self.mostCandidates))
  }

  /// How many lines an edit touches or adds.
  private func lines(_ fix: Fix) -> Int {
    fix.edits.reduce(0) { sum, edit in
      let breaks = edit.replacement.utf8.count { $0 == 0x0A }
      return sum + max(1, breaks)
    }
  }

  // MARK: What the proof saw

  /// True where a person or a refusal would keep the promise: less of the AI can mend it.
  var wantsLessOfTheAI: Bool {
    let results = expectation.outcomes.results
    return expectation.isNever
      ? results.contains(.ai)
      : results.contains { result in
        switch result {
        case .human, .nobody: true
        case .ai, .suggest, .approval, .offer, .first, .ask, .urgency, .alert, .watch, .say,
          .carry:
          false
        }
      }
  }

  /// Rules whose lines let the AI do what it does in the breach.
  var permitting: [Rule] {
    let graph = policy.graph
    let names = (breach.witness.decision.task?.reasons ?? []).compactMap { reason -> String? in
      guard case .effect(let effect) = reason.cause, graph.effects[effect].action.isPermission
      else { return nil }
      return graph.headings[graph.effects[effect].heading].name
    }
    return policy.model.rules.filter { names.contains($0.name) }
  }

  /// The queue that the promise asks for, or the usual one.
  var queueName: String? {
    let asked = expectation.outcomes.results.compactMap { result -> QueueID? in
      guard case .human(let queue) = result else { return nil }
      return queue
    }.first
    guard let queue = asked ?? policy.usualQueue else { return nil }
    return policy.model.people.queues[queue].name
  }

  func written(_ rule: Rule) -> Written? { policy.heading(at: rule.origin.place) }

  /// `task is a`, or `task is one of a, b`; `nil` where the promise speaks of every task.
  var taskTest: String? {
    let names = taskNames
    guard let first = names.first else { return nil }
    return names.count == 1 ? "task is \(first)" : "task is one of " + names.joined(separator: ", ")
  }

  var taskNames: [String] {
    expectation.outcomes.tasks.map { policy.model.vocabulary.tasks[$0].name }
  }
}

extension Rule {
  /// Nothing but `ai may`: where it applies less, the AI does less.
  var onlyPermits: Bool {
    !effects.isEmpty
      && effects.allSatisfy { effect in
        if case .aiMay = effect.action { true } else { false }
      }
  }

  /// Nothing but lines for people: where it applies more, the AI does less.
  ///
  /// A task that nobody may do keeps the conversation with the AI: it needs a handover beside it.
  var onlyRestricts: Bool {
    var handsOver = false
    var refuses = false
    for effect in effects {
      switch effect.action {
      case .handOver: handsOver = true
      case .onlyHumanMay, .urgency, .needSkills, .bringIn: continue
      case .nobodyMay: refuses = true
      case .aiMay, .aiMayOnlySuggest, .otherwiseHandOver, .otherwiseRefuse, .startWithHuman,
        .contactCustomer:
        return false
      }
    }
    return !effects.isEmpty && (handsOver || !refuses)
  }
}
