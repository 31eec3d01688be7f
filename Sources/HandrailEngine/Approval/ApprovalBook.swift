/// Every request for an approval of one session, and what a question's events make of them.
///
/// Deliberately absent: which approvals a task needs, and what follows; the decision says that.
package struct ApprovalBook: Sendable {
  /// A vote of the question that does not count.
  package struct IdleVote: Sendable {
    package var gate: String
    package var instance: String
    package var who: String
    package var cause: UncountedVote.Cause
  }

  /// Requests that one session may make; who needs more has a person to ask.
  package static let mostRequests = 200

  package private(set) var requests: [ApprovalRequest]
  /// People who joined the conversation at any time, in order.
  package private(set) var joined: [String]
  package private(set) var uncounted: [IdleVote] = []
  package private(set) var faults: [InputFault] = []
  private(set) var people: PeoplePresent
  private var joinedKeys: Set<PersonKey> = []
  private let approvals: [GraphApproval]
  private let names: [String]
  private let calendars: [GraphCalendar]

  package init(
    _ holder: GraphHolder, requests: [ApprovalRequest], joined: [String], people: PeoplePresent
  ) {
    self.requests = requests
    self.joined = joined
    self.people = people
    approvals = holder.graph.gates.approvals
    names = holder.approvalNames
    calendars = holder.graph.logic.calendars
    for who in joined {
      self.people.join(PersonKey(who))
      joinedKeys.insert(PersonKey(who))
    }
  }

  /// Takes what happened; events come in order of their moments.
  package mutating func take(_ event: SessionEvent) {
    switch event.kind {
    case .asked: askAnew(event)
    case .vote: vote(event)
    case .withdraw: withdraw(event)
    case .join: join(event)
    case .leave, .done, .confirmed, .declined, .noAnswer, .answer, .remembered: break
    }
  }

  /// Lets time pass: what is full is granted, what is late is expired.
  package mutating func pass(to moment: Moment) {
    for position in requests.indices where requests[position].state == .waiting {
      apply(.clock, to: position, at: moment)
    }
  }

  /// The session may ask for more.
  package var mayAsk: Bool { requests.count < ApprovalBook.mostRequests }

  /// A decision asks for an approval.
  package mutating func ask(_ request: ApprovalRequest) {
    requests.append(machine(of: request)?.asked(request) ?? request)
  }

  /// The act that a grant lets through is done.
  package mutating func use(_ position: Int, by act: String, at moment: Moment) {
    apply(.use(request: act), to: position, at: moment)
  }

  private mutating func join(_ event: SessionEvent) {
    guard let who = event.who, joinedKeys.insert(PersonKey(who)).inserted else { return }
    joined.append(who)
    people.join(PersonKey(who))
  }

  private mutating func vote(_ event: SessionEvent) {
    guard let who = event.who else { return }
    guard let position = asked(by: event) else { return discount(event, .otherInstance) }
    let ballot = Ballot(who: who, isApproval: event.isApproval, words: event.words)
    let request = requests[position]
    // A vote on an earlier request of the same fingerprint, told again.
    let isKnown = requests.contains { $0.isAlike(request) && $0.holds(ballot, at: event.at) }
    if isKnown { return }
    if let cause = apply(.vote(ballot), to: position, at: event.at) { discount(event, cause) }
  }

  private mutating func discount(_ event: SessionEvent, _ cause: UncountedVote.Cause) {
    uncounted.append(
      IdleVote(
        gate: event.gate, instance: event.instance, who: event.who ?? "", cause: cause))
  }

  private mutating func withdraw(_ event: SessionEvent) {
    guard let who = event.who, let position = asked(by: event) else { return }
    apply(.withdraw(who: who), to: position, at: event.at)
  }

  /// A person asks again for what has ended.
  private mutating func askAnew(_ event: SessionEvent) {
    guard let who = event.who, let position = asked(by: event) else { return }
    let last = requests[position]
    let isKnown = requests.contains {
      $0.isAlike(last) && $0.askedAt == event.at
        && $0.askedBy.map { PersonKey($0) == PersonKey(who) } ?? false
    }
    if isKnown { return }
    if PersonKey(who) == .ai {
      return refuse(event, "who", "only a person asks anew")
    }
    guard let machine = machine(of: last), let ended = machine.ended(last, before: event.at),
      !machine.counts(ended, for: nil, at: event.at, people)
    else {
      return refuse(event, "instance", "what was asked for is waiting, or was granted")
    }
    guard mayAsk else {
      return refuse(event, "instance", "this session has asked for as much as one may")
    }
    requests[position] = ended
    var request = ApprovalRequest(
      gate: last.gate, instance: last.instance, task: last.task, tier: last.tier,
      askedAt: event.at)
    request.askedBy = who
    ask(request)
  }

  /// The last request of an event's fingerprint; a fault where there is none.
  private mutating func asked(by event: SessionEvent) -> Int? {
    let found = last { $0.gate == event.gate && $0.instance == event.instance }
    if found == nil { refuse(event, "instance", "no decision of this session asked for it") }
    return found
  }

  private mutating func refuse(_ event: SessionEvent, _ key: String, _ detail: String) {
    let path = event.position < 0 ? "events" : "events[\(event.position)].\(key)"
    faults.append(InputFault(path: path, cause: .outOfRange, detail: detail))
  }

  @discardableResult
  private mutating func apply(
    _ event: ApprovalEvent, to position: Int, at moment: Moment
  ) -> UncountedVote.Cause? {
    guard let machine = machine(of: requests[position]) else { return nil }
    let (request, cause) = machine.after(event, at: moment, requests[position], people)
    requests[position] = request
    return cause
  }
}

// MARK: - Looking up

extension ApprovalBook {
  /// The last request of some sort: by moment, then in order.
  package func last(where isWanted: (ApprovalRequest) -> Bool) -> Int? {
    var found: Int?
    for position in requests.indices where isWanted(requests[position]) {
      guard let earlier = found, requests[position].askedAt < requests[earlier].askedAt else {
        found = position
        continue
      }
    }
    return found
  }

  /// The last request about a task that was refused or expired, where nothing was asked since.
  ///
  /// What was waiting beside it at that time lifts nothing: the AI may not try another variant.
  package func bar(_ gate: String, _ task: Int) -> Int? {
    for position in requests.indices.reversed()
    where requests[position].gate == gate && requests[position].task == task {
      guard requests[position].isFailed, let ended = requests[position].endedAt else { continue }
      let isLifted = requests[(position + 1)...].contains {
        $0.gate == gate && $0.task == task && $0.askedAt >= ended
      }
      if !isLifted { return position }
    }
    return nil
  }

  /// The rules that a request is held to; `nil` where the policy has no such tier.
  package func machine(of request: ApprovalRequest) -> ApprovalMachine? {
    guard let approval = names.firstIndex(of: request.gate) else { return nil }
    return machine(of: approval, tier: request.tier)
  }

  /// The rules of one tier.
  package func machine(of approval: Int, tier: Int) -> ApprovalMachine? {
    let approval = approvals[approval]
    guard approval.tiers.indices.contains(tier) else { return nil }
    return ApprovalMachine(
      seats: approval.tiers[tier].seats, terms: approval.terms, calendars: calendars)
  }

  /// By approval: how far its latest request has come; a grant counts only while it is unused.
  package func states(at moment: Moment) -> [ApprovalState] {
    names.map { name in
      guard let position = last(where: { $0.gate == name }) else { return .notAsked }
      let request = requests[position]
      guard request.state == .granted else { return request.state }
      let isUnused = machine(of: request)?.isUnused(request, at: moment) ?? false
      return isUnused ? .granted : .notAsked
    }
  }
}

extension ApprovalRequest {
  /// True for requests of one approval and one fingerprint.
  fileprivate func isAlike(_ other: ApprovalRequest) -> Bool {
    gate == other.gate && instance == other.instance
  }
}
