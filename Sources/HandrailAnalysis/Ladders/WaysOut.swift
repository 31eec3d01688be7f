package import HandrailEngine

/// What a customer who enters a queue can reach, at every hour.
package struct WaysOut: Sendable {
  /// The best that is left at some hour, best first.
  package enum WayOut: Sendable, Hashable {
    /// This queue is open: the one entered, or one that its ladder tries.
    case person(queue: Int)
    /// A callback is offered.
    case callback
    /// Only a message is taken.
    case message
    /// Only waiting is left, and nobody is there.
    case waiting
    /// Nothing at all.
    case nothing

    /// A person, now or by a callback.
    package var leadsToPerson: Bool {
      switch self {
      case .person, .callback: true
      case .message, .waiting, .nothing: false
      }
    }
  }

  /// One combination of what the queue and its fallbacks do by their hours.
  package struct Hour: Sendable {
    package let wayOut: WayOut
    /// A moment at which it is so.
    package let moment: Moment
  }

  /// Position in `GraphRouting.queues`.
  package let queue: Int
  /// One a combination that occurs, in the order in which they first occur.
  package let hours: [Hour]
  /// When neither a person nor a callback is reachable, in words; empty where that never is.
  package let closedWords: String
  /// False where there are too many combinations of hours to look at.
  package let isSettled: Bool

  package init(of queue: Int, in graph: DecisionGraph) {
    self.queue = queue
    let calendars = WaysOut.calendars(of: queue, in: graph)
    let classes = MomentClasses(calendars, of: graph)
    isSettled = classes.isComplete
    hours = classes.members.map { member in
      Hour(
        wayOut: WaysOut.wayOut(from: queue, in: graph) { calendar in
          calendars.firstIndex(of: calendar).map { member.isYes($0) } ?? false
        }, moment: member.moment)
    }
    let isClosed = hours.contains { !$0.wayOut.leadsToPerson }
    closedWords = isClosed ? ClosedHours(calendars.map { graph.logic.calendars[$0] }).words : ""
  }

  /// The hours without a person or a callback.
  package var deadEnds: [Hour] { hours.filter { !$0.wayOut.leadsToPerson } }

  /// What a customer who enters a queue can reach, where some calendars are open and others not.
  package static func wayOut(
    from queue: Int, in graph: DecisionGraph, isOpen: (Int) -> Bool
  ) -> WayOut {
    let queues = graph.routing.queues
    func isOpenNow(_ queue: Int) -> Bool { queues[queue].hours < 0 || isOpen(queues[queue].hours) }
    if isOpenNow(queue) { return .person(queue: queue) }
    var best = WayOut.nothing
    for rung in queues[queue].ladder {
      switch rung.step {
      case .tryQueue(let other): if isOpenNow(other) { return .person(queue: other) }
      case .callback(_, let calendar):
        if calendar < 0 || graph.logic.calendars[calendar].everOpens { best = .callback }
      // What stands below a message is not reached.
      case .takeMessage: return best == .callback ? best : .message
      case .keepWaiting: if best == .nothing { best = .waiting }
      case .lastAgentFirst, .withoutSkills, .accept, .urgency: break
      }
    }
    return best
  }

  /// The hours of the queue and of those that its ladder tries above a message.
  static func triedHours(of queue: Int, in graph: DecisionGraph) -> [Int] {
    var queues = [queue]
    for rung in graph.routing.queues[queue].ladder {
      if rung.step == .takeMessage { break }
      if case .tryQueue(let other) = rung.step { queues.append(other) }
    }
    var hours: [Int] = []
    for queue in queues {
      let own = graph.routing.queues[queue].hours
      if own >= 0 && !hours.contains(own) { hours.append(own) }
    }
    return hours
  }

  /// The hours of the queue and of every queue that its ladder tries, without repeats.
  private static func calendars(of queue: Int, in graph: DecisionGraph) -> [Int] {
    var calendars: [Int] = []
    var queues = [queue]
    for case .tryQueue(let other) in graph.routing.queues[queue].ladder.map(\.step) {
      queues.append(other)
    }
    for queue in queues {
      let hours = graph.routing.queues[queue].hours
      if hours >= 0 && !calendars.contains(hours) { calendars.append(hours) }
    }
    return calendars
  }
}

extension GraphCalendar {
  /// Whether any day of the week or any date has hours.
  var everOpens: Bool {
    week.contains { !$0.isEmpty } || special.contains { !$0.openings.isEmpty }
  }
}
