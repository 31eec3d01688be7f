package import HandrailEngine
import HandrailModel
import HandrailSource

/// A request for an approval, by names.
package struct ReferenceRequest: Sendable, Equatable {
  package struct Vote: Sendable, Equatable {
    package var who: String
    package var at: Moment
    package var roles: [String]
    package var words: String

    package init(who: String, at: Moment, roles: [String], words: String) {
      self.who = who
      self.at = at
      self.roles = roles
      self.words = words
    }
  }

  package struct Withdrawal: Sendable, Equatable {
    package var who: String
    package var at: Moment

    package init(who: String, at: Moment) {
      self.who = who
      self.at = at
    }
  }

  package var gate: String
  package var instance: String
  package var task: String
  package var tier: Int
  package var askedAt: Moment
  package var askedBy: String?
  package var answerBy: Moment?
  package var votes: [Vote] = []
  /// Who took an approval back, and when: told again, that approval stays taken back.
  package var withdrawals: [Withdrawal] = []
  package var state = ApprovalState.waiting
  package var endedAt: Moment?
  package var refusedBy: String?
  package var usedBy: String?

  package init(gate: String, instance: String, task: String, tier: Int, askedAt: Moment) {
    self.gate = gate
    self.instance = instance
    self.task = task
    self.tier = tier
    self.askedAt = askedAt
  }
}

/// An offer that was shown, or a choice of an earlier session.
package struct ReferenceOffer: Sendable, Equatable {
  package var gate: String
  package var instance: String
  package var manner: OfferRecord.Manner
  package var shownAt: Moment
  package var answerBy: Moment?
  package var choice: OfferChoice?
  package var chosenAt: Moment?
  package var by = ""

  package init(gate: String, instance: String, manner: OfferRecord.Manner, shownAt: Moment) {
    self.gate = gate
    self.instance = instance
    self.manner = manner
    self.shownAt = shownAt
  }
}

/// A vote of this question that does not count.
struct UncountedVote {
  var gate: String
  var who: String
  var why: HandrailEngine.UncountedVote.Cause
}

/// Requests, choices and people after this question's events and clock.
struct SessionState {
  var requests: [ReferenceRequest] = []
  var offers: [ReferenceOffer] = []
  var joined: [String] = []
  /// Choices that this question brought.
  var fresh: [ReferenceOffer] = []
  var uncounted: [UncountedVote] = []
}

/// One person under one name: the same letters in either case, composed or not.
package func canonical(_ name: String) -> String { name.lowercased() }

func isSame(_ left: String?, _ right: String?) -> Bool {
  left.map(canonical) == right.map(canonical)
}

/// Events in order of moment and arrival, with the clock between them: contract of approvals.
struct SessionPlay {
  let policy: ReferencePolicy
  let question: Question
  /// What the customer's reference facts are worth now, by fact.
  let references: [FactID: String]
  var state = SessionState()

  init(_ policy: ReferencePolicy, _ question: Question, references: [FactID: String]) {
    self.policy = policy
    self.question = question
    self.references = references
  }

  mutating func play(from memory: ReferenceMemory?) -> SessionState {
    state.requests = memory?.requests ?? []
    state.offers = memory?.offers ?? []
    state.joined = memory?.joined ?? []
    let counting = question.events.filter { $0.at <= question.at }
    let order = counting.indices.sorted { (counting[$0].at, $0) < (counting[$1].at, $1) }
    var last: Moment?
    for event in order.map({ counting[$0] }) {
      // What belongs to one moment is taken together.
      if let last, last != event.at { grantWhatIsFull(before: event.at) }
      last = event.at
      advance(to: event.at)
      handle(event)
    }
    grantWhatIsFull(before: nil)
    advance(to: question.at)
    return state
  }

  private mutating func handle(_ event: SessionEvent) {
    switch event.kind {
    case .done, .confirmed, .declined, .noAnswer, .leave: break
    case .join:
      if let who = event.who, !state.joined.contains(where: { isSame($0, who) }) {
        state.joined.append(who)
      }
    case .vote: vote(event)
    case .withdraw: withdraw(event)
    case .asked: askAnew(event)
    case .answer: answer(event)
    case .remembered: remember(event)
    }
  }

  /// A deadline is over once a later moment comes.
  private mutating func advance(to moment: Moment) {
    for place in state.requests.indices where state.requests[place].state == .waiting {
      guard let deadline = state.requests[place].answerBy, deadline < moment else { continue }
      state.requests[place].state = .expired
      state.requests[place].endedAt = deadline
    }
    for place in state.offers.indices where state.offers[place].choice == nil {
      guard let deadline = state.offers[place].answerBy, deadline < moment,
        let silence = policy.offer(called: state.offers[place].gate)?.ifNoAnswer
      else { continue }
      choose(silence.choice, .defaulted, at: deadline, in: place)
    }
  }

  // Approvals.

  private func waiting(_ event: SessionEvent) -> Int? {
    state.requests.lastIndex {
      $0.gate == event.gate && $0.instance == event.instance && $0.state == .waiting
    }
  }

  private mutating func vote(_ event: SessionEvent) {
    guard let approval = policy.approval(called: event.gate), let who = event.who else { return }
    let alike = state.requests.filter {
      $0.gate == event.gate && $0.instance == event.instance
    }
    if alike.contains(where: { isHeld(event, by: $0) }) { return }
    guard let place = waiting(event) else {
      return discount(event, alike.isEmpty ? .otherInstance : .tooLate)
    }
    if event.at < state.requests[place].askedAt { return discount(event, .tooEarly) }
    guard let person = question.people.first(where: { isSame($0.id, who) }) else {
      return discount(event, .notOnRoster)
    }
    let isBarred = isBarred(who, approval, state.requests[place])
    if isSame(who, "ai") || isBarred { return discount(event, .involved) }
    let usable = rolesThatCount(approval, state.requests[place], at: event.at)
    let roles = Set(person.roles).intersection(usable).sorted()
    if roles.isEmpty { return discount(event, .noSeat) }
    guard event.isApproval else {
      state.requests[place].state = .refused
      state.requests[place].endedAt = event.at
      state.requests[place].refusedBy = who
      return
    }
    if approval.conditions.needsReason && event.words.allSatisfy(\.isWhitespace) {
      return discount(event, .noReason)
    }
    let isTakenBack = state.requests[place].withdrawals.contains {
      isSame($0.who, who) && $0.at >= event.at
    }
    if isTakenBack { return discount(event, .withdrawn) }
    if state.requests[place].votes.contains(where: { isSame($0.who, who) }) { return }
    state.requests[place].votes.append(
      .init(who: who, at: event.at, roles: roles, words: event.words))
  }

  /// Told again: the same vote is in memory.
  private func isHeld(_ event: SessionEvent, by request: ReferenceRequest) -> Bool {
    if event.isApproval {
      return request.votes.contains { isSame($0.who, event.who) && $0.at == event.at }
    }
    return request.refusedBy != nil && isSame(request.refusedBy, event.who)
      && request.endedAt == event.at
  }

  private mutating func discount(
    _ event: SessionEvent, _ why: HandrailEngine.UncountedVote.Cause
  ) {
    state.uncounted.append(
      UncountedVote(gate: event.gate, who: event.who ?? "", why: why))
  }

  /// Roles of the tier, and of the lines that have come by then.
  private func rolesThatCount(
    _ approval: Approval, _ request: ReferenceRequest, at moment: Moment
  ) -> Set<String> {
    let plan = policy.plan(approval, tier: request.tier, askedAt: request.askedAt)
    let late = plan.late.filter { $0.from <= moment }.map(\.role)
    return plan.seats.reduce(into: Set(late)) { $0.formUnion($1) }
  }

  private func isBarred(
    _ who: String, _ approval: Approval, _ request: ReferenceRequest
  ) -> Bool {
    guard approval.conditions.isFourEyes else { return false }
    return (question.involved + state.joined).contains { isSame($0, who) }
      || isSame(who, request.askedBy)
  }

  /// Grants what is full, where the moment of the last vote lies before another; `nil`: all of it.
  private mutating func grantWhatIsFull(before moment: Moment?) {
    for place in state.requests.indices where state.requests[place].state == .waiting {
      let approval = policy.approval(called: state.requests[place].gate)
      let last = state.requests[place].votes.map(\.at).max()
      if let moment, let last, last >= moment { continue }
      if let approval { grant(place, approval) }
    }
  }

  private mutating func grant(_ place: Int, _ approval: Approval) {
    let request = state.requests[place]
    let plan = policy.plan(approval, tier: request.tier, askedAt: request.askedAt)
    let supporters = request.votes.map { Supporter(roles: Set($0.roles), at: $0.at) }
    guard plan.isFull(with: supporters) else { return }
    state.requests[place].state = .granted
    state.requests[place].endedAt = supporters.map(\.at).max()
  }

  private mutating func withdraw(_ event: SessionEvent) {
    guard let place = waiting(event), let who = event.who else { return }
    let isHeld = state.requests[place].withdrawals.contains {
      isSame($0.who, who) && $0.at == event.at
    }
    let takesBack = state.requests[place].votes.contains {
      isSame($0.who, who) && $0.at <= event.at
    }
    if takesBack && !isHeld {
      state.requests[place].withdrawals.append(.init(who: who, at: event.at))
    }
    state.requests[place].votes.removeAll { isSame($0.who, event.who) && $0.at <= event.at }
  }

  /// A person asks again for what was refused, expired, or can no longer be used.
  private mutating func askAnew(_ event: SessionEvent) {
    guard let approval = policy.approval(called: event.gate), let who = event.who,
      !isSame(who, "ai")
    else { return }
    let all = state.requests.filter { $0.gate == event.gate && $0.instance == event.instance }
    guard let last = all.last else { return }
    if all.contains(where: { $0.askedAt == event.at && isSame($0.askedBy, who) }) { return }
    if last.state == .waiting || isUsable(last, approval, at: event.at) { return }
    // It had not ended when they asked.
    if let end = last.endedAt, event.at < end { return }
    var request = ReferenceRequest(
      gate: event.gate, instance: event.instance, task: last.task, tier: last.tier,
      askedAt: event.at)
    request.askedBy = who
    request.answerBy = approval.conditions.answerWithin.map { policy.end(of: $0, from: event.at) }
    state.requests.append(request)
  }

  private func isUsable(
    _ request: ReferenceRequest, _ approval: Approval, at moment: Moment
  ) -> Bool {
    request.state == .granted && request.usedBy == nil
      && !hasLapsed(request, approval, at: moment)
      && policy.stillAgree(
        to: request, approval, people: question.people,
        involved: question.involved + state.joined)
  }

  // Offers.

  private mutating func choose(
    _ choice: OfferChoice, _ manner: OfferRecord.Manner, at moment: Moment, in place: Int
  ) {
    state.offers[place].choice = choice
    state.offers[place].manner = manner
    state.offers[place].chosenAt = moment
    if choice != .ai, let by = policy.offer(called: state.offers[place].gate)?.remember?.by {
      state.offers[place].by = references[by] ?? ""
    }
    state.fresh.append(state.offers[place])
  }

  private mutating func answer(_ event: SessionEvent) {
    guard let choice = event.choice, let offer = policy.offer(called: event.gate),
      offer.options.contains(where: { $0.choice == choice })
    else { return }
    let place = state.offers.lastIndex {
      $0.gate == event.gate && $0.instance == event.instance && $0.manner != .remembered
    }
    guard let place, state.offers[place].choice == nil,
      state.offers[place].shownAt <= event.at
    else { return }
    choose(choice, .answered, at: event.at, in: place)
  }

  /// A choice that the host kept: of this customer, and not too old.
  private mutating func remember(_ event: SessionEvent) {
    guard let choice = event.choice, choice != .ai,
      let remember = policy.offer(called: event.gate)?.remember,
      let now = references[remember.by], Array(now.utf8) == Array(event.by.utf8),
      event.at.microseconds + remember.forSeconds * 1_000_000 >= question.at.microseconds
    else { return }
    var record = ReferenceOffer(
      gate: event.gate, instance: "", manner: .remembered, shownAt: event.at)
    record.choice = choice
    record.chosenAt = event.at
    record.by = event.by
    if !state.offers.contains(record) { state.offers.append(record) }
  }
}

/// An unused grant ends after its time.
func hasLapsed(_ request: ReferenceRequest, _ approval: Approval, at moment: Moment) -> Bool {
  guard let lasts = approval.conditions.grantLastsSeconds, let ended = request.endedAt else {
    return false
  }
  return ended.microseconds + lasts * 1_000_000 < moment.microseconds
}

extension OfferOption {
  var choice: OfferChoice {
    switch self {
    case .ai: .ai
    case .human: .human
    case .callback: .callback
    }
  }
}
