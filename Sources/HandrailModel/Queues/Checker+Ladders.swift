import HandrailEngine
import HandrailSource
import HandrailSyntax

extension Checker {
  /// PL0701 and PL0702: every ladder ends, in a callback, a message or a wait with a bound.
  mutating func checkLadders() {
    guard !messages.isMissingFile else { return }
    let headings = accepted(.queue)
    let circular = sayFallbackCircles(headings)
    for (index, heading) in headings.enumerated() where !circular.contains(index) {
      let queue = model.people.queues[QueueID(index)]
      guard !heading.isDamaged, !ends(queue), !isWaitingForever(heading, queue) else { continue }
      // A queue that copies its steps from an accused one is quiet.
      if heading.child(.fallbackLine) == nil, heading.child(.likeLine) != nil,
        !queue.ladder.steps.isEmpty
      {
        continue
      }
      let line = heading.child(.fallbackLine)
      let text =
        line == nil ? "  if closed or waited too long\n    - take message" : "    - take message"
      say(
        QueueFault.nothingLeft, at: (line?.children.last ?? heading).headPlace,
        fixes: [
          Fix(
            .fill, "take a message in the end",
            [line?.insertion(afterLast: text) ?? heading.insertion(afterLast: text)])
        ])
    }
  }

  /// No hours, no longest wait and no steps: always open, and nobody said what else to do.
  private func isWaitingForever(_ heading: Reading, _ queue: Queue) -> Bool {
    queue.ladder.steps.isEmpty && queue.hours == nil && queue.ladder.waitAtMostSeconds == nil
      && heading.child(.hoursLine) == nil
  }

  private func ends(_ queue: Queue) -> Bool {
    guard let last = queue.ladder.steps.last else { return false }
    switch last {
    case .callback, .takeMessage: return true
    case .keepWaiting: return queue.ladder.waitAtMostSeconds != nil
    case .tryQueue(let other):
      // That queue's ladder goes on; if it has none of its own, nothing is left.
      return !model.people.queues[other].ladder.steps.isEmpty
    }
  }

  /// Follows every `try`, without recursion; answers the queues that stand in a circle.
  private mutating func sayFallbackCircles(_ headings: [Reading]) -> Set<Int> {
    let targets: [[Int]] = model.people.queues.elements.map { queue in
      var tried: Set<Int> = []
      return queue.ladder.steps.compactMap { step in
        guard case .tryQueue(let other) = step, tried.insert(other.offset).inserted else {
          return nil
        }
        return other.offset
      }
    }
    var circular: Set<Int> = []
    for circle in circles(targets) {
      circular.formUnion(circle)
      let names = circle.map { model.people.queues[QueueID($0)].name }
      let heading = headings[circle[0]]
      let line = heading.child(.fallbackLine) ?? heading
      let next = circle.count > 1 ? names[1] : names[0]
      let step = line.children(.tryStep).first { $0.lastWord?.text == next }
      say(QueueFault.circle(path: names + [names[0]]), at: (step ?? heading).headPlace)
    }
    return circular
  }
}
