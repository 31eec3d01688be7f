import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A sensitive conversation that goes on to people without its skills, and nobody says so.
  static let routeFallbackWeaker = LintRule("route-fallback-weaker", .standard, .note) { policy in
    let queues = policy.model.people.queues
    return policy.sensitiveQueues.flatMap { sensitive, rule -> [LintFinding] in
      let queue = queues[sensitive]
      guard !policy.tellsOfFallback(from: sensitive) else { return [] }
      return queue.ladder.steps.compactMap { step -> LintFinding? in
        guard case .tryQueue(let next) = step, !policy.tellsOfFallback(from: next) else {
          return nil
        }
        let kept = Set(queues[next].skills.map(\.name))
        let lost = queue.skills.map(\.name).filter { !kept.contains($0) }
        guard !lost.isEmpty, let place = policy.step(to: queues[next].name, in: queue) else {
          return nil
        }
        let skills = lost.map { "`\($0)`" }.joined(separator: ", ")
        return LintFinding(
          "When `\(queue.name)` is closed or slow, its conversations go to "
            + "`\(queues[next].name)`, which lacks \(skills), and the customer isn't told.",
          at: place,
          because: "`\(rule)` sends people there about something sensitive: a `say` under "
            + "`handoff to \(queue.name)` can prepare them.")
      }
    }
  }
}

extension LintedPolicy {
  /// Queues that rules about something sensitive hand over to, each with the first such rule.
  fileprivate var sensitiveQueues: [(QueueID, rule: String)] {
    let sensitive = sensitiveFacts
    var found: [(QueueID, rule: String)] = []
    for rule in model.rules {
      guard let when = rule.guarding.when, when.factsRead.contains(where: sensitive.contains) else {
        continue
      }
      for effect in rule.effects {
        guard case .handOver(let target) = effect.action else { continue }
        for queue in queuesNamed(by: target) where !found.contains(where: { $0.0 == queue }) {
          found.append((queue, rule.name))
        }
      }
    }
    return found
  }

  /// A handoff of that queue has words of its own for the customer.
  fileprivate func tellsOfFallback(from queue: QueueID) -> Bool {
    model.duties.handoffs.contains { $0.queues.contains(queue) && $0.say != nil }
  }

  /// The words `try NAME` in a queue's ladder; `nil` where it stands in another one, by `like`.
  fileprivate func step(to name: String, in queue: Queue) -> SourcePlace? {
    heading(at: queue.origin.place)?.child(.fallbackLine)?.children(.tryStep)
      .first { $0.lastWord?.text == name }?.place
  }
}
