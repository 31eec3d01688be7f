import HandrailAnalysis
package import HandrailEngine

/// How long each queue's ladder takes in all, one line a queue.
package func ladderTimes(of graph: DecisionGraph) -> [String] {
  graph.routing.queues.indices.map { queue in
    let time = LadderTime(of: queue, in: graph)
    let name = graph.routing.queues[queue].name
    guard let last = time.end else { return "queue \(name): no ladder" }
    let steps = time.stepCount == 1 ? "1 step" : "\(time.stepCount) steps"
    guard let seconds = time.lastSeconds else {
      return "queue \(name): \(steps), all of them only when it is closed"
    }
    let end = last.endWords.map { ", \($0)" } ?? ""
    let total = spelledDuration(seconds, decimals: 0)
    return "queue \(name): \(steps), the last after \(total)\(end)"
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
