/// What may happen to a request for an approval.
package enum ApprovalEvent: Sendable {
  case vote(Ballot)
  /// Somebody takes an approval back.
  case withdraw(who: String)
  /// Nothing but time passes.
  case clock
  /// The act that was approved is done, under a request id; empty: it has none.
  case use(request: String)
}

/// A vote as it is cast.
package struct Ballot: Sendable {
  package var who: String
  package var isApproval: Bool
  /// The reason given; empty: none.
  package var words: String

  package init(who: String, isApproval: Bool, words: String) {
    self.who = who
    self.isApproval = isApproval
    self.words = words
  }
}

/// What becomes of requests under one tier of one approval: state, event and moment in, state out.
///
/// A request waits until it is granted, refused or expired, once, and stays so. It is granted when
/// the moment of the vote that filled the last seat is over: of votes at one moment a refusal wins,
/// and whoever approved then counts. The machine reads no clock and keeps nothing, so a store, a
/// service and a simulation can drive it.
package struct ApprovalMachine: Sendable {
  package let seats: [GraphApproval.Seats]
  package let terms: GraphApproval.Terms
  private let calendars: [GraphCalendar]

  package init(
    seats: [GraphApproval.Seats], terms: GraphApproval.Terms, calendars: [GraphCalendar]
  ) {
    self.seats = seats
    self.terms = terms
    self.calendars = calendars
  }

  /// A request as it is made: by a decision, or anew by a person.
  package func asked(_ request: ApprovalRequest) -> ApprovalRequest {
    var request = request
    request.answerBy = terms.answerWithin?.end(since: request.askedAt, among: calendars)
    return request
  }

  /// The request after an event; for a vote that does not count, why.
  package func after(
    _ event: ApprovalEvent, at moment: Moment, _ request: ApprovalRequest,
    _ people: PeoplePresent
  ) -> (request: ApprovalRequest, uncounted: UncountedVote.Cause?) {
    var request = request
    settle(&request, at: moment, isOver: false)
    switch event {
    case .vote(let ballot):
      let cause = vote(ballot, at: moment, &request, people)
      return (request, cause)
    case .withdraw(let who): withdraw(who, at: moment, &request)
    case .clock: settle(&request, at: moment, isOver: true)
    case .use(let act): use(act, at: moment, &request)
    }
    return (request, nil)
  }

  /// The request as it has ended before a moment; `nil` where it waits still.
  package func ended(_ request: ApprovalRequest, before moment: Moment) -> ApprovalRequest? {
    var request = request
    settle(&request, at: moment, isOver: false)
    guard let end = request.endedAt, end <= moment else { return nil }
    return request
  }

  /// Ends a request whose seats were filled before a moment, or in it where it is over, and one
  /// whose time was over before it.
  private func settle(_ request: inout ApprovalRequest, at moment: Moment, isOver: Bool) {
    guard request.state == .waiting else { return }
    // Votes stand in the order they were told, which need not be that of their moments.
    if let last = request.votes.map({ $0.at }).max(), last < moment || (isOver && last == moment),
      isFull(request)
    {
      request.state = .granted
      request.endedAt = last
    } else if let end = request.answerBy, end < moment {
      request.state = .expired
      request.endedAt = end
    }
  }
}

// MARK: - Votes

extension ApprovalMachine {
  /// Counts a vote, or says why it does not count.
  private func vote(
    _ ballot: Ballot, at moment: Moment, _ request: inout ApprovalRequest, _ people: PeoplePresent
  ) -> UncountedVote.Cause? {
    let voter = PersonKey(ballot.who)
    if request.holds(ballot, at: moment) { return nil }
    if request.state != .waiting { return .tooLate }
    if moment < request.askedAt { return .tooEarly }
    if let cause = barred(voter, request, people) { return cause }
    let present = people.roles(of: voter) ?? []
    let counting = roles(present, at: moment, request)
    if counting.isEmpty { return .noSeat }
    guard ballot.isApproval else {
      request.state = .refused
      request.endedAt = moment
      request.refusedBy = ballot.who
      return nil
    }
    if terms.needsReason && isBlank(Array(ballot.words.utf8)[...]) { return .noReason }
    let takenBack = request.withdrawals.contains { $0.key == voter && moment <= $0.at }
    if takenBack { return .withdrawn }
    if request.votes.contains(where: { $0.key == voter }) { return nil }
    let isFilled = max(request.votes.count, request.withdrawals.count) >= ApprovalRequest.mostVotes
    if isFilled { return .noSeat }
    let vote = ApprovalRequest.Vote(
      who: ballot.who, at: moment, roles: counting, words: ballot.words)
    request.votes.append(vote)
    return nil
  }

  /// Why a person may not vote whatever they say.
  private func barred(
    _ voter: PersonKey, _ request: ApprovalRequest, _ people: PeoplePresent
  ) -> UncountedVote.Cause? {
    if people.roles(of: voter) == nil { return .notOnRoster }
    if voter == .ai { return .involved }
    guard terms.isFourEyes else { return nil }
    let isAsker = request.askedBy.map { PersonKey($0) == voter } ?? false
    return isAsker || people.isInvolved(voter) ? .involved : nil
  }

  /// Of the roles that a person has, those that may fill a seat at a moment, in order of name.
  private func roles(
    _ present: [String], at moment: Moment, _ request: ApprovalRequest
  ) -> [String] {
    var counting: Set<String> = []
    for group in seats { counting.formUnion(group.roles) }
    for late in terms.lateSeats where isOpen(late, at: moment, request) {
      counting.insert(late.role)
    }
    return counting.filter { present.contains($0) }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  private func isOpen(
    _ late: GraphApproval.LateSeat, at moment: Moment, _ request: ApprovalRequest
  ) -> Bool {
    late.after.end(since: request.askedAt, among: calendars) <= moment
  }

  /// Removes a person's approval while the request waits; one told again of an older moment stays
  /// removed.
  private func withdraw(_ who: String, at moment: Moment, _ request: inout ApprovalRequest) {
    let person = PersonKey(who)
    guard request.state == .waiting,
      let place = request.votes.firstIndex(where: { $0.key == person }),
      request.votes[place].at <= moment
    else { return }
    request.votes.remove(at: place)
    request.withdrawals.append(ApprovalRequest.Withdrawal(who: who, at: moment))
  }
}

// MARK: - Seats and grants

extension ApprovalMachine {
  /// How the approvals of a request fill the seats.
  package func seating(of request: ApprovalRequest) -> Seating {
    seating(of: request) { $0.roles }
  }

  /// The same by the roles that count of each vote.
  private func seating(
    of request: ApprovalRequest, roles: (ApprovalRequest.Vote) -> [String]
  ) -> Seating {
    let opens = terms.lateSeats.map { $0.after.end(since: request.askedAt, among: calendars) }
    let voters = request.votes.map { vote in
      let counting = roles(vote)
      let late = terms.lateSeats.indices.filter { position in
        opens[position] <= vote.at
          && counting.contains(terms.lateSeats[position].role)
      }
      return SeatedVoter(roles: counting, lateSeats: late)
    }
    return fill(seats, with: voters)
  }

  private func isFull(_ request: ApprovalRequest) -> Bool {
    // Too few people need no matching.
    var missing = request.votes.count
    for group in seats {
      missing -= min(group.count, missing + 1)
      if missing < 0 { return false }
    }
    return seating(of: request).isFull
  }

  /// True where a grant can still be used: it has not been, and has not lapsed.
  package func isUnused(_ request: ApprovalRequest, at moment: Moment) -> Bool {
    guard request.state == .granted, request.usedBy == nil, let granted = request.endedAt else {
      return false
    }
    guard let seconds = terms.grantLastsSeconds else { return true }
    return moment <= granted.adding(seconds: seconds)
  }

  /// True where a grant counts for an act: nobody used it, or this very act did, and those who
  /// approved could fill the seats still.
  package func counts(
    _ request: ApprovalRequest, for act: String?, at moment: Moment, _ people: PeoplePresent
  ) -> Bool {
    guard request.state == .granted else { return false }
    let isRepeated = act.map { !$0.isEmpty && request.usedBy == $0 } ?? false
    guard isRepeated || isUnused(request, at: moment) else { return false }
    return seating(of: request) { vote in
      let voter = vote.key
      guard let present = people.roles(of: voter) else { return [] }
      if terms.isFourEyes && people.isInvolved(voter) { return [] }
      return vote.roles.filter { present.contains($0) }
    }.isFull
  }

  /// A grant is used once.
  private func use(_ act: String, at moment: Moment, _ request: inout ApprovalRequest) {
    if isUnused(request, at: moment) { request.usedBy = act }
  }
}

extension ApprovalRequest {
  /// True for the very vote that the request holds already: told twice, it changes nothing.
  func holds(_ ballot: Ballot, at moment: Moment) -> Bool {
    let voter = PersonKey(ballot.who)
    if ballot.isApproval {
      return votes.contains { $0.at == moment && $0.key == voter }
    }
    guard let refusedBy else { return false }
    return endedAt == moment && PersonKey(refusedBy) == voter
  }

  /// True for an end other than a grant.
  package var isFailed: Bool { state == .refused || state == .expired }
}
