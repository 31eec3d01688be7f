/// A vote that was sent and does not count.
package struct UncountedVote: Sendable, Equatable {
  package enum Cause: String, Sendable, CaseIterable {
    case notOnRoster = "not_on_roster"
    /// None of the person's roles may fill a seat at that moment.
    case noSeat = "no_seat"
    /// Barred by `four eyes`, or no person.
    case involved
    case noReason = "no_reason"
    /// Before the request.
    case tooEarly = "too_early"
    /// After the request ended, or after its time.
    case tooLate = "too_late"
    case otherInstance = "other_instance"
    /// The person took it back.
    case withdrawn
  }

  package var who: String
  package var cause: Cause

  package init(who: String, cause: Cause) {
    self.who = who
    self.cause = cause
  }
}
