import HandrailEngine
import HandrailSource
import HandrailSyntax

/// Queues that a ladder may enter one after the other.
private let mostQueuesInLadder = 20

extension Checker {
  /// PL0701 and PL0702: every ladder ends, in a callback, a message or a wait with a bound.
  mutating func checkLadders() {
    guard !messages.isMissingFile else { return }
    let headings = accepted(.queue)
    let circular = sayFallbackCircles(headings)
    sayLongLadders(headings, besides: circular)
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

  /// PL0707: a ladder that goes on through more queues than anyone would wait in, said once.
  private mutating func sayLongLadders(_ headings: [Reading], besides circular: Set<Int>) {
    for (index, heading) in headings.enumerated() where !circular.contains(index) {
      guard queueCount(from: QueueID(index)) == mostQueuesInLadder + 1 else { continue }
      let line = heading.child(.fallbackLine)
      say(
        QueueFault.tooLong(most: mostQueuesInLadder),
        at: (line?.children.last ?? heading).headPlace)
    }
  }

  /// How many queues a ladder enters where each goes on in the last one tried; counted no further
  /// than two beyond the limit.
  private func queueCount(from first: QueueID) -> Int {
    var queue = first
    var count = 1
    while count < mostQueuesInLadder + 2,
      case .tryQueue(let next) = model.people.queues[queue].ladder.steps.last
    {
      queue = next
      count += 1
    }
    return count
  }

  /// A message in the place of the last step, or the ladder without a step before it.
  private func endingCircle(_ step: Reading, of line: Reading) -> [Fix] {
    guard line.children.last?.place != step.place else {
      return [Fix(.ask, "take a message here", [Edit(step.place, "- take message")])]
    }
    return [Fix(.ask, "take this step out", [Edit(step.wholeLines, "")])]
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
      say(
        QueueFault.circle(path: names + [names[0]]), at: (step ?? heading).headPlace,
        fixes: step.map { endingCircle($0, of: line) } ?? [])
    }
    return circular
  }
}
