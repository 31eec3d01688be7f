import HandrailEngine
import HandrailModel
import HandrailSource

/// One person's approval, with what they may fill.
struct Supporter {
  var roles: Set<String>
  var at: Moment
}

/// The seats of a tier, each by itself, and the lines that let one more role fill one of them.
struct SeatPlan {
  /// Roles that may fill each seat.
  var seats: [Set<String>]
  var late: [(role: String, from: Moment)]

  /// The most seats that different people can fill, found by trying every way.
  func filled(by supporters: [Supporter]) -> Int {
    fill(seats[...], supporters, late)
  }

  func isFull(with supporters: [Supporter]) -> Bool { filled(by: supporters) == seats.count }

  private func fill(
    _ seats: ArraySlice<Set<String>>, _ supporters: [Supporter],
    _ late: [(role: String, from: Moment)]
  ) -> Int {
    guard let seat = seats.first else { return 0 }
    var best = fill(seats.dropFirst(), supporters, late)
    for (place, supporter) in supporters.enumerated() {
      var others = supporters
      others.remove(at: place)
      if !supporter.roles.isDisjoint(with: seat) {
        best = max(best, 1 + fill(seats.dropFirst(), others, late))
        continue
      }
      for (line, token) in late.enumerated()
      where supporter.roles.contains(token.role) && supporter.at >= token.from {
        var left = late
        left.remove(at: line)
        best = max(best, 1 + fill(seats.dropFirst(), others, left))
      }
    }
    return best
  }
}

extension ReferencePolicy {
  func role(_ id: RoleID) -> String { model.vocabulary.roles[id] }

  func approval(called name: String) -> Approval? {
    model.gates.approvals.first { $0.name == name }
  }

  func offer(called name: String) -> Offer? { model.gates.offers.first { $0.name == name } }

  /// When a length of time that begins at a moment is over.
  func end(of span: Span, from start: Moment) -> Moment {
    guard let calendar = span.of else {
      return Moment(microseconds: start.microseconds + span.seconds * 1_000_000)
    }
    return model.people.calendars[calendar].moment(after: span.seconds, from: start)
  }

  /// Those who approved still may, and are still enough.
  func stillAgree(
    to request: ReferenceRequest, _ approval: Approval, people: [Person], involved: [String]
  ) -> Bool {
    var supporters: [Supporter] = []
    for vote in request.votes {
      let person = people.first { isSame($0.id, vote.who) }
      let roles = Set(vote.roles).intersection(person?.roles ?? [])
      let isBarred =
        approval.conditions.isFourEyes && involved.contains { isSame($0, vote.who) }
      if !isBarred { supporters.append(Supporter(roles: roles, at: vote.at)) }
    }
    let plan = plan(approval, tier: request.tier, askedAt: request.askedAt)
    return plan.isFull(with: supporters)
  }

  /// The seats of a tier, for a request of that moment.
  func plan(_ approval: Approval, tier: Int, askedAt: Moment) -> SeatPlan {
    let seats = approval.tiers[tier].quorum.flatMap { seats in
      [Set<String>](repeating: Set(seats.roles.map(role)), count: seats.count)
    }
    let late = approval.conditions.lateSeats.map { line in
      (role: role(line.role), from: end(of: line.after, from: askedAt))
    }
    return SeatPlan(seats: seats, late: late)
  }
}

extension PolicyCalendar {
  /// The moment at which so much open time has passed; after 400 days, then.
  func moment(after seconds: Int64, from start: Moment) -> Moment {
    let last = start.microseconds + 400 * 86_400 * 1_000_000
    var left = seconds * 1_000_000
    var at = start.microseconds
    while at < last {
      let next = min(nextChange(after: at), last)
      if isOpen(at: Moment(microseconds: at)) {
        if left <= next - at { return Moment(microseconds: at + left) }
        left -= next - at
      }
      at = next
    }
    return Moment(microseconds: last)
  }

  /// The next moment at which a range may begin or end, in microseconds: an edge, a midnight, or a
  /// change of the clocks.
  private func nextChange(after moment: Int64) -> Int64 {
    let now = Moment(microseconds: moment).seconds
    let (_, second) = zone.reading(at: now)
    let ranges: [DayRange] = week.flatMap { $0 } + dates.values.flatMap { $0 }
    let edges: [Int64] = ranges.flatMap { [Int64($0.from), Int64($0.to)] }
    let edge = edges.filter { $0 > second }.min() ?? 86_400
    var next = now + edge - second
    for transition in zone.transitions where transition.at > now && transition.at < next {
      next = transition.at
    }
    return next * 1_000_000
  }
}
