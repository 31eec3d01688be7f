package import HandrailEngine
import HandrailTestSupport

/// Requests, votes, withdrawals, changes of the action, of roles and of time in any order, through
/// the approval machine and through a slow reading of the same rules.
package struct ApprovalTrial {
  /// What many runs came to.
  package struct Counts: Sendable {
    package var steps = 0
    package var runs = 0
    package var requests = 0
    package var ends: [ApprovalState: Int] = [:]

    package init() {}

    /// At least one in twenty requests ended so.
    package func isCommon(_ state: ApprovalState) -> Bool {
      ends[state, default: 0] * 20 >= requests && requests > 0
    }
  }

  private var random: Seeded
  private var book: ApprovalBook
  private let graph: DecisionGraph
  private var watched: [WatchedRequest] = []
  private var people: [WatchedPerson]
  private var joined: [String] = []
  private var now = Moment(microseconds: 0)
  private var action = "first"
  private let seed: UInt64

  private init(seed: UInt64) {
    self.seed = seed
    random = Seeded(seed)
    graph = ApprovalTrial.graph(&random)
    people = WatchedPerson.some(&random)
    book = ApprovalTrial.book(graph, [], [], people)
  }

  /// Makes so many steps from a seed on; the first fault in words, or none.
  package static func run(steps: Int, seed: UInt64) -> (counts: Counts, fault: String?) {
    var counts = Counts()
    var seed = seed
    while counts.steps < steps {
      var trial = ApprovalTrial(seed: seed)
      let fault = trial.run(&counts)
      if let fault { return (counts, "seed \(seed): \(fault)") }
      seed &+= 1
    }
    return (counts, nil)
  }

  private mutating func run(_ counts: inout Counts) -> String? {
    counts.runs += 1
    ask(by: nil)
    for _ in 0..<12 + random.below(30) {
      counts.steps += 1
      step()
      book.pass(to: now)
      for position in watched.indices { watched[position].pass(to: now, isOver: true) }
      if let fault = compare() { return fault }
    }
    now = now.adding(seconds: 86_400)
    book.pass(to: now)
    for position in watched.indices { watched[position].pass(to: now, isOver: true) }
    if let fault = compare() ?? use() { return fault }
    for request in book.requests {
      counts.requests += 1
      counts.ends[request.state, default: 0] += 1
      if request.state == .waiting { return "a request never ended" }
    }
    return nil
  }

  private mutating func step() {
    switch random.below(20) {
    case 0...8: vote()
    case 9, 10: withdraw()
    case 11...14: now = now.adding(seconds: Int64(random.below(400)))
    case 15: changeRoles()
    case 16, 17:
      action = random.pick(["first", "second", "third"])
      ask(by: nil)
    case 18: ask(by: people[random.below(people.count)].id)
    case _: join()
    }
  }

  /// A decision asks where nobody did; a person asks anew where it has ended.
  private mutating func ask(by who: String?) {
    let last = watched.lastIndex { $0.instance == action }
    if let who {
      guard let last else { return }
      // Within one moment nobody can tell a vote on the new request from one told again.
      now = now.adding(seconds: 1)
      watched[last].pass(to: now, isOver: true)
      // Whether a standing grant could be used hangs on who is present: the reference plays that.
      if watched[last].state == .granted && !watched[last].isLapsed(at: now) { return }
      tell(.asked, who) { _ in }
      if watched.contains(where: { $0.isAlike(action, at: now, by: who) }) { return }
      if watched[last].state == .waiting || who.lowercased() == "ai" { return }
    } else {
      guard last == nil else { return }
      book.ask(
        ApprovalRequest(gate: "agree", instance: action, task: 0, tier: 0, askedAt: now))
    }
    watched.append(WatchedRequest(graph.gates.approvals[0], action, at: now, by: who))
  }

  private mutating func vote() {
    let person = people[random.below(people.count)]
    let who = random.oneIn(3) ? person.id.uppercased() : person.id
    let isApproval = !random.oneIn(18)
    let words = random.oneIn(5) ? "" : "fine"
    tell(.vote, who) { event in
      event.isApproval = isApproval
      event.words = words
    }
    guard let last = watched.lastIndex(where: { $0.instance == action }) else { return }
    let ballot = Ballot(who: person.id, isApproval: isApproval, words: words)
    watched[last].take(ballot, roles: person.isListed ? person.roles : nil, at: now, joined)
  }

  private mutating func withdraw() {
    let person = people[random.below(people.count)]
    tell(.withdraw, person.id) { _ in }
    guard let last = watched.lastIndex(where: { $0.instance == action }) else { return }
    watched[last].takeBack(person.id, at: now)
  }

  private mutating func join() {
    guard random.oneIn(4) else { return }
    let who = people[random.below(people.count)].id
    tell(.join, who) { _ in }
    joined.append(who)
  }

  private mutating func changeRoles() {
    let place = random.below(people.count)
    people[place].isListed = !random.oneIn(6)
    people[place].roles = ApprovalTrial.roles.filter { _ in random.oneIn(2) }
    book = ApprovalTrial.book(graph, book.requests, book.joined, people)
  }

  private mutating func tell(
    _ kind: SessionEvent.Kind, _ who: String, _ fill: (inout SessionEvent) -> Void
  ) {
    var event = SessionEvent(id: "e", at: now, kind: kind)
    event.who = who
    event.gate = "agree"
    event.instance = action
    fill(&event)
    book.take(event)
  }

  private func compare() -> String? {
    guard book.requests.count == watched.count else {
      return "\(book.requests.count) requests, expected \(watched.count)"
    }
    for (request, expected) in zip(book.requests, watched) where request.state != expected.state {
      return "\(request) came to \(request.state), expected \(expected.state)"
    }
    return nil
  }

  /// A grant is used once, and by what was approved alone.
  private mutating func use() -> String? {
    for position in book.requests.indices {
      let request = book.requests[position]
      guard request.state == .granted, let ended = request.endedAt else { continue }
      book.use(position, by: "one", at: ended)
      book.use(position, by: "two", at: ended)
      if book.requests[position].usedBy != "one" { return "\(request) was not used once" }
    }
    return nil
  }
}

extension ApprovalTrial {
  fileprivate static let roles = ["lead", "manager", "auditor"]

  /// A policy of one approval: seats, late seats and terms by chance.
  fileprivate static func graph(_ random: inout Seeded) -> DecisionGraph {
    var graph = DecisionGraph(
      policy: PolicyIdentity(
        name: "trial", version: 1, zoneDataVersion: "", startsWithHuman: false, files: []))
    graph.tasks = ["act"]
    graph.headings = [
      GraphHeading(kind: .approval, name: "agree", file: 0, line: 1, guarding: GraphGuard())
    ]
    var approval = GraphApproval(heading: 0, scope: TaskSet(taskCount: 1), node: 0)
    let seats = (0..<1 + random.below(2)).map { _ in
      GraphApproval.Seats(count: 1 + random.below(2), roles: some(roles, &random))
    }
    approval.tiers = [GraphApproval.Tier(node: -1, seats: seats, line: 2)]
    approval.terms.isFourEyes = random.oneIn(3)
    approval.terms.needsReason = random.oneIn(4)
    approval.terms.answerWithin = GraphSpan(
      seconds: Int64(300 + random.below(1_500)), calendar: -1)
    if random.oneIn(2) { approval.terms.grantLastsSeconds = Int64(60 + random.below(900)) }
    for _ in 0..<random.below(3) {
      approval.terms.lateSeats.append(
        GraphApproval.LateSeat(
          after: GraphSpan(seconds: Int64(random.below(900)), calendar: -1),
          role: random.pick(roles)))
    }
    graph.gates.approvals = [approval]
    return graph
  }

  private static func some(_ roles: [String], _ random: inout Seeded) -> [String] {
    let found = roles.filter { _ in random.oneIn(2) }
    return found.isEmpty ? [random.pick(roles)] : found
  }

  fileprivate static func book(
    _ graph: DecisionGraph, _ requests: [ApprovalRequest], _ joined: [String],
    _ people: [WatchedPerson]
  ) -> ApprovalBook {
    let roster = people.filter(\.isListed).map { Person(id: $0.id, roles: $0.roles) }
    return ApprovalBook(
      GraphHolder(graph), requests: requests, joined: joined,
      people: PeoplePresent(roster: roster, involved: ["eve"]))
  }
}
