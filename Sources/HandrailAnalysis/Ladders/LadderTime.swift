package import HandrailEngine

/// How long a queue's ladder takes, from the moment that a customer enters the queue.
package struct LadderTime: Sendable, Equatable {
  /// Position in `GraphRouting.queues`.
  package let queue: Int
  package let stepCount: Int
  /// The second at which the last step comes; `nil` where every step comes only when it is closed.
  package let lastSeconds: Int64?
  /// How it ends; `nil` where there is no ladder.
  package let end: LadderRung.Step?
  /// The second by which a callback or a message is offered at the latest; `nil` where there is
  /// neither, or where the wait before it has no limit while a queue is open.
  package let offeredSeconds: Int64?
  /// The longest that a promised callback can take from its offer on, nights and closed days
  /// included; `nil` where none is promised or its calendar may not open for 400 days.
  package let callbackSeconds: Int64?

  package init(of queue: Int, in graph: DecisionGraph) {
    self.queue = queue
    let ladder = graph.routing.queues[queue].ladder
    stepCount = ladder.count
    lastSeconds = ladder.compactMap { $0.afterSeconds }.max()
    end = ladder.last?.step
    let offer = ladder.first { $0.step.isCallback || $0.step == .takeMessage }
    offeredSeconds = offer?.afterSeconds
    callbackSeconds = ladder.first { $0.step.isCallback }.flatMap {
      LadderTime.longest($0.step, in: graph.logic.calendars)
    }
  }

  private static func longest(
    _ step: LadderRung.Step, in calendars: [GraphCalendar]
  ) -> Int64? {
    guard case .callback(let seconds, let calendar) = step, let seconds else { return nil }
    guard calendars.indices.contains(calendar) else { return seconds }
    return calendars[calendar].longestElapsed(forOpen: seconds)
  }
}

extension LadderRung.Step {
  var isCallback: Bool {
    if case .callback = self { true } else { false }
  }
}

extension GraphCalendar {
  private static var mostSeconds: Int64 { 400 * 86_400 }

  /// The longest that so much open time can take; `nil` where it may not come within 400 days.
  ///
  /// Nothing takes longer than what begins at a closing, so only those are tried.
  func longestElapsed(forOpen seconds: Int64) -> Int64? {
    let span = GraphSpan(seconds: seconds, calendar: 0)
    var longest = seconds
    for stretch in MomentPoints([.calendar(0)], [self]).horizon {
      for closing in closings(in: stretch) {
        let elapsed = span.end(since: closing, among: [self]).seconds - closing.seconds
        if elapsed >= GraphCalendar.mostSeconds { return nil }
        longest = max(longest, elapsed)
      }
    }
    return longest
  }

  /// The instants at which it closes, and the first one where it is closed then.
  private func closings(in stretch: Range<Moment>) -> [Moment] {
    var closings: [Moment] = []
    var at = stretch.lowerBound
    var wasOpen = true
    while at < stretch.upperBound {
      let (isOpen, until) = self.stretch(at: at)
      if wasOpen && !isOpen { closings.append(at) }
      wasOpen = isOpen
      at = until
    }
    return closings
  }
}
