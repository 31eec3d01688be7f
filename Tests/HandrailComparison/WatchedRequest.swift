import HandrailEngine
import HandrailTestSupport

/// Somebody who may vote in a trial.
struct WatchedPerson {
  var id: String
  var roles: [String]
  var isListed = true

  static func some(_ random: inout Seeded) -> [WatchedPerson] {
    ["ann", "bob", "cem", "dee", "eve", "ai"].map { id in
      WatchedPerson(
        id: id, roles: ["lead", "manager", "auditor"].filter { _ in random.oneIn(2) })
    }
  }
}

/// One request read slowly: every way of seating those who approved is tried.
struct WatchedRequest {
  private struct Approver {
    var id: String
    var roles: Set<String>
    var at: Moment
  }

  let instance: String
  private(set) var state = ApprovalState.waiting
  private let approval: GraphApproval
  private let askedAt: Moment
  private let asker: String?
  private var approvers: [Approver] = []
  private var takenBack: [String: Moment] = [:]
  private var endedAt = Moment(microseconds: 0)

  init(_ approval: GraphApproval, _ instance: String, at moment: Moment, by asker: String?) {
    self.approval = approval
    self.instance = instance
    askedAt = moment
    self.asker = asker
  }

  /// The same person asked at this very moment: told twice is told once.
  func isAlike(_ instance: String, at moment: Moment, by who: String) -> Bool {
    self.instance == instance && askedAt == moment && asker == who
  }

  /// Grants what was full before a moment, or in it where it is over; ends what is late.
  mutating func pass(to moment: Moment, isOver: Bool) {
    guard state == .waiting else { return }
    let last = approvers.last?.at
    if let last, last < moment || (isOver && last == moment), canSeat() {
      (state, endedAt) = (.granted, last)
    } else if deadline < moment {
      (state, endedAt) = (.expired, deadline)
    }
  }

  mutating func take(_ ballot: Ballot, roles: [String]?, at moment: Moment, _ joined: [String]) {
    pass(to: moment, isOver: false)
    guard state == .waiting, let roles, ballot.who != "ai" else { return }
    let isBarred = joined.contains(ballot.who) || ballot.who == "eve" || ballot.who == asker
    if approval.terms.isFourEyes && isBarred { return }
    let wanted = Set(approval.tiers[0].seats.flatMap(\.roles))
    let late = approval.terms.lateSeats.filter { opening($0) <= moment }.map(\.role)
    let counting = Set(roles).intersection(wanted.union(late))
    if counting.isEmpty { return }
    guard ballot.isApproval else {
      (state, endedAt) = (.refused, moment)
      return
    }
    if approval.terms.needsReason && ballot.words.isEmpty { return }
    if let back = takenBack[ballot.who], moment <= back { return }
    if approvers.contains(where: { $0.id == ballot.who }) { return }
    approvers.append(Approver(id: ballot.who, roles: counting, at: moment))
  }

  mutating func takeBack(_ who: String, at moment: Moment) {
    pass(to: moment, isOver: false)
    guard state == .waiting, let place = approvers.firstIndex(where: { $0.id == who }) else {
      return
    }
    approvers.remove(at: place)
    takenBack[who] = moment
  }

  func isLapsed(at moment: Moment) -> Bool {
    guard let seconds = approval.terms.grantLastsSeconds else { return false }
    return endedAt.adding(seconds: seconds) < moment
  }

  private var deadline: Moment {
    askedAt.adding(seconds: approval.terms.answerWithin?.seconds ?? 0)
  }

  private func opening(_ late: GraphApproval.LateSeat) -> Moment {
    askedAt.adding(seconds: late.after.seconds)
  }

  /// Tries every person on every seat, by their own role or by a late seat not used yet.
  private func canSeat() -> Bool {
    let seats = approval.tiers[0].seats.flatMap { group in
      [Set<String>](repeating: Set(group.roles), count: group.count)
    }
    return canSeat(seats[...], free: Set(approvers.indices), Set(approval.terms.lateSeats.indices))
  }

  private func canSeat(
    _ seats: ArraySlice<Set<String>>, free: Set<Int>, _ late: Set<Int>
  ) -> Bool {
    guard let seat = seats.first else { return true }
    let rest = seats.dropFirst()
    return free.contains { person in
      let others = free.subtracting([person])
      if !approvers[person].roles.isDisjoint(with: seat), canSeat(rest, free: others, late) {
        return true
      }
      return late.contains { line in
        let open = approval.terms.lateSeats[line]
        return approvers[person].roles.contains(open.role) && opening(open) <= approvers[person].at
          && canSeat(rest, free: others, late.subtracting([line]))
      }
    }
  }
}
