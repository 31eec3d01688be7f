import HandrailEngine
import Testing

@Suite("A flood of votes") struct ApprovalFloodTests {
  private let start = Moment(microseconds: 1_700_000_000_000_000)

  @Test("fills a request up to its limit and no further, whatever letters the names have")
  func manyVoters() {
    let ids = (0..<3_000).map { "Lédé Ünï \($0)" }
    var book = book(of: ids.map { Person(id: $0, roles: ["lead"]) })
    book.ask(request())
    for (position, id) in ids.enumerated() {
      book.take(event(.vote, by: id, at: start.adding(seconds: Int64(position))))
    }
    #expect(book.requests.map(\.votes.count) == [ApprovalRequest.mostVotes])
    #expect(book.requests.map(\.state) == [.waiting])
    #expect(book.uncounted.count == ids.count - ApprovalRequest.mostVotes)
    #expect(book.uncounted.allSatisfy { $0.cause == .noSeat })
  }

  @Test("a refusal counts beyond the limit")
  func lateRefusal() {
    let ids = (0...ApprovalRequest.mostVotes).map { "lead \($0)" }
    var book = book(of: ids.map { Person(id: $0, roles: ["lead"]) })
    book.ask(request())
    for id in ids.dropLast() { book.take(event(.vote, by: id, at: start)) }
    book.take(event(.vote, by: ids.last ?? "", at: start, isApproval: false))
    #expect(book.requests.map(\.state) == [.refused])
  }

  @Test("asking anew ends at the session's limit")
  func manyRequests() {
    var book = book(of: [Person(id: "ann", roles: ["lead"])])
    book.ask(request())
    for round in 0..<1_000 {
      let moment = start.adding(seconds: Int64(2 * round))
      book.take(event(.vote, by: "ann", at: moment, isApproval: false))
      book.take(event(.asked, by: "bob", at: moment.adding(seconds: 1)))
    }
    #expect(book.requests.count == ApprovalBook.mostRequests)
    #expect(!book.mayAsk)
    #expect(!book.faults.isEmpty)
  }

  @Test("who joined is kept once, whatever letters the name has")
  func manyJoins() {
    var book = book(of: [])
    for round in 0..<5_000 { book.take(event(.join, by: "É \(round % 50)", at: start)) }
    #expect(book.joined.count == 50)
  }

  private func event(
    _ kind: SessionEvent.Kind, by who: String, at moment: Moment, isApproval: Bool = true
  ) -> SessionEvent {
    var event = SessionEvent(id: "e", at: moment, kind: kind)
    event.who = who
    event.gate = "agree"
    event.instance = "act"
    event.isApproval = isApproval
    return event
  }

  private func request() -> ApprovalRequest {
    ApprovalRequest(gate: "agree", instance: "act", task: 0, tier: 0, askedAt: start)
  }

  /// An approval that needs a lead and a manager, of whom there is none.
  private func book(of people: [Person]) -> ApprovalBook {
    var graph = DecisionGraph(
      policy: PolicyIdentity(
        name: "flood", version: 1, zoneDataVersion: "", startsWithHuman: false, files: []))
    graph.headings = [
      GraphHeading(kind: .approval, name: "agree", file: 0, line: 1, guarding: GraphGuard())
    ]
    var approval = GraphApproval(heading: 0, scope: TaskSet(taskCount: 1), node: 0)
    let seats = ["lead", "manager"].map { GraphApproval.Seats(count: 1, roles: [$0]) }
    approval.tiers = [GraphApproval.Tier(node: -1, seats: seats, line: 2)]
    graph.gates.approvals = [approval]
    return ApprovalBook(
      GraphHolder(graph), requests: [], joined: [],
      people: PeoplePresent(roster: people, involved: []))
  }
}
