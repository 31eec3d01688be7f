package import HandrailEngine
package import HandrailSource

/// Calendars, queues and which queue is preferred.
package struct PeopleAndTime: Sendable {
  package var calendars = Table<CalendarID, PolicyCalendar>()
  package var queues = Table<QueueID, Queue>()
  package var prefer: PreferQueues?

  package init() {}
}

/// Opening hours of one zone.
package struct PolicyCalendar: Sendable {
  package var name: String
  package var zone: ZoneRules
  /// Ranges of each weekday, Monday first: seven entries, each sorted, no two overlapping.
  package var week: [[DayRange]]
  /// Ranges that replace a date's.
  package var dates: [CalendarDate: [DayRange]] = [:]
  /// Dates that are closed whatever else is written.
  package var closed: Set<CalendarDate> = []
  package var origin: Origin

  package init(name: String, zone: ZoneRules, week: [[DayRange]], origin: Origin) {
    self.name = name
    self.zone = zone
    self.week = week
    self.origin = origin
  }
}

/// A half-open local range of one day, in seconds from midnight: `from` ≤ second < `to` ≤ 86,400.
package struct DayRange: Sendable, Equatable {
  package var from: Int32
  package var to: Int32

  package init(from: Int32, to: Int32) {
    self.from = from
    self.to = to
  }
}

/// A queue, with what it copies by `like` written out.
package struct Queue: Sendable {
  package var name: String
  package var skills: [Skill] = []
  package var urgency: UrgencyLevel?
  /// `agents when …`: tests of `agent.*` facts.
  package var agents: Condition?
  /// `best F first`: an agent fact; the highest value comes first.
  package var bestFirst: FactID?
  /// `nil`: always open.
  package var hours: CalendarID?
  package var ladder = Ladder()
  package var metadata = Metadata()
  package var origin: Origin

  package init(name: String, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}

package struct Skill: Sendable, Equatable {
  package var name: String
  package var atLeast: Int64?

  package init(name: String, atLeast: Int64? = nil) {
    self.name = name
    self.atLeast = atLeast
  }
}

/// What happens to someone who waits, all durations in seconds from entering the queue.
package struct Ladder: Sendable {
  package var lastAgentSeconds: Int64?
  /// In order of time.
  package var relaxations: [Relaxation] = []
  package var waitAtMostSeconds: Int64?
  /// `if closed or waited too long`.
  package var steps: [FallbackStep] = []

  package init() {}
}

package struct Relaxation: Sendable, Equatable {
  package enum Change: Sendable, Equatable {
    case withoutSkills([String])
    case accept(Skill)
    case urgency(UrgencyLevel)
  }

  package var afterSeconds: Int64
  package var change: Change

  package init(afterSeconds: Int64, change: Change) {
    self.afterSeconds = afterSeconds
    self.change = change
  }
}

package enum FallbackStep: Sendable, Equatable {
  case tryQueue(QueueID)
  /// `offer callback [within SPAN]`.
  case callback(within: Span?)
  case keepWaiting
  case takeMessage
}

/// An elapsed time, or so much open time of a calendar.
package struct Span: Sendable, Equatable {
  package var seconds: Int64
  package var of: CalendarID?

  package init(seconds: Int64, of: CalendarID? = nil) {
    self.seconds = seconds
    self.of = of
  }
}

/// `prefer queues a, b otherwise c`.
package struct PreferQueues: Sendable {
  package var order: [QueueID]
  package var otherwise: QueueID
  package var origin: Origin

  package init(order: [QueueID], otherwise: QueueID, origin: Origin) {
    self.order = order
    self.otherwise = otherwise
    self.origin = origin
  }
}
