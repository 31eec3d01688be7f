package import HandrailEngine

/// How long each queue's ladder takes in all, one line a queue.
package func ladderTimes(of graph: DecisionGraph) -> [String] {
  graph.routing.queues.map { queue in
    guard let last = queue.ladder.last else { return "queue \(queue.name): no ladder" }
    let steps = queue.ladder.count == 1 ? "1 step" : "\(queue.ladder.count) steps"
    guard let seconds = queue.ladder.compactMap(\.afterSeconds).max() else {
      return "queue \(queue.name): \(steps), all of them only when it is closed"
    }
    let end = last.step.endWords.map { ", \($0)" } ?? ""
    let total = spelledDuration(seconds, decimals: 0)
    return "queue \(queue.name): \(steps), the last after \(total)\(end)"
  }
}

extension LadderRung.Step {
  /// How a ladder ends.
  fileprivate var endWords: String? {
    switch self {
    case .callback(.some(let seconds), _):
      "then a callback within \(spelledDuration(seconds, decimals: 0))"
    case .callback(.none, _): "then a callback"
    case .keepWaiting: "then waiting on"
    case .takeMessage: "then a message is taken"
    case .lastAgentFirst, .withoutSkills, .accept, .urgency, .tryQueue: nil
    }
  }
}
