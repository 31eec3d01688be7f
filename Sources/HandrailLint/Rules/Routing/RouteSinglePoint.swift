import HandrailModel
import HandrailSource

extension LintRule {
  /// One queue that all others fall back on, and on no other.
  static let routeSinglePoint = LintRule("route-single-point", .standard, .note) { policy in
    let queues = policy.model.people.queues
    // With two queues there is no other to fall back on.
    guard queues.count >= 3 else { return [] }
    let tried = queues.indices.map { queue in
      (queue, Set(queues[queue].ladder.steps.compactMap(\.queue)))
    }
    guard let point = tried.first(where: { $0.1.count == 1 })?.1.first,
      tried.allSatisfy({ $0.0 == point || $0.1 == [point] }),
      let heading = policy.heading(at: queues[point].origin.place)
    else { return [] }
    let name = queues[point].name
    return [
      LintFinding(
        "\(queues.count == 3 ? "Both" : "All \(queues.count - 1)") other queues fall back on "
          + "`\(name)`, and on nothing else.",
        at: heading.headPlace,
        because: "When `\(name)` is closed or full, every team's customers get a callback or leave "
          + "a message.")
    ]
  }
}

extension FallbackStep {
  fileprivate var queue: QueueID? {
    switch self {
    case .tryQueue(let queue): queue
    case .callback, .keepWaiting, .takeMessage: nil
    }
  }
}
