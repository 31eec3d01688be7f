import Foundation
import Handrail
import Testing

@Suite("Approvals decide") struct ApprovalDecisionTests {
  private let flat = """
    approval agree
      for issue_refund
      needs 1 lead
      answer within 30 minutes
      say "A colleague has to agree first."

    """
  private let tiers = """
    approval agree
      for issue_refund
      measure amount
      tier at most GBP 50 needs nobody
      tier at most GBP 500 needs 1 lead
      tier above GBP 500 needs 1 lead and 1 manager
      four eyes
      after 10 minutes ask auditor
      answer within 30 minutes
      grant lasts 15 minutes
      if refused hand over to care

    """

  @Test("asked, approved, done once")
  func granted() throws {
    let session = try ApprovalFixture(flat)
    let asked = try session.ask(at: 0)
    #expect(asked.next == .approval)
    #expect(asked.handler == .ai)
    let gate = try #require(asked.approvals.first)
    #expect(gate.state == .waiting)
    #expect(gate.answerBy == "2026-03-02T10:30:00Z")
    #expect(gate.openSeats.map(\.count) == [1])
    #expect(gate.openSeats.map(\.roles) == [["lead"]])
    let done = try session.ask(at: 5, events: [session.approve("ANN", at: 4, gate.instance)])
    #expect(done.next == .doIt)
    #expect(done.approvals.first?.approvedBy == ["ANN"])
    #expect(try session.ask(at: 6).next == .approval)
  }

  @Test("the same request id gets the same answer")
  func repeated() throws {
    let session = try ApprovalFixture(flat)
    let action: [String: Any] = ["action": ["request": "r-1"]]
    let asked = try session.ask(at: 0, action)
    let vote = session.approve("ann", at: 1, asked.approvals.first?.instance)
    #expect(try session.ask(at: 2, action, events: [vote]).next == .doIt)
    #expect(try session.ask(at: 3, action).next == .doIt)
    #expect(try session.ask(at: 4, ["action": ["request": "r-2"]]).next == .approval)
  }

  @Test("a changed action, amount or tier asks again")
  func changed() throws {
    let session = try ApprovalFixture(tiers)
    let asked = try session.ask(at: 0, amount: 100)
    let vote = session.approve("ann", at: 1, asked.approvals.first?.instance)
    #expect(try session.ask(at: 2, amount: 100, ["task": "none"], events: [vote]).next == .talk)
    #expect(try session.ask(at: 3, amount: 101).next == .approval)
    #expect(
      try session.ask(at: 3, amount: 100, ["action": ["amount": 100, "to": "eve"]]).next
        == .approval)
    #expect(try session.ask(at: 4, amount: 100).next == .doIt)
  }

  @Test("tiers by amount; an unknown amount takes the last one")
  func tier() throws {
    let session = try ApprovalFixture(tiers)
    #expect(try session.ask(at: 0, amount: 50).next == .doIt)
    #expect(try session.ask(at: 0, amount: 500).approvals.first?.openSeats.count == 1)
    #expect(try session.ask(at: 0, amount: 501).approvals.first?.openSeats.count == 2)
    #expect(try session.ask(at: 0, amount: nil).approvals.first?.openSeats.count == 2)
  }

  @Test("two seats want two people, whoever could fill which")
  func seats() throws {
    let session = try ApprovalFixture(tiers)
    let instance = try session.ask(at: 0, amount: 600).approvals.first?.instance
    let bob = try session.ask(
      at: 2, amount: 600, events: [session.approve("bob", at: 1, instance)])
    #expect(bob.next == .approval)
    let both = try session.ask(
      at: 4, amount: 600,
      events: [session.approve("bob", at: 3, instance), session.approve("cem", at: 3, instance)])
    #expect(both.next == .doIt)
    #expect(both.approvals.first?.approvedBy == ["bob", "cem"])
  }

  @Test("a refusal ends it, and bars whatever else the AI asks for")
  func refused() throws {
    let session = try ApprovalFixture(tiers)
    let instance = try session.ask(at: 0).approvals.first?.instance
    let no = session.refuse("ann", at: 1, instance)
    let refused = try session.ask(at: 2, events: [no])
    #expect(refused.next == .handOver)
    #expect(refused.handlerReasons.map(\.name) == ["agree"])
    #expect(refused.approvals.first?.state == .refused)
    let flat = try ApprovalFixture(flat)
    let first = try flat.ask(at: 0).approvals.first?.instance
    #expect(try flat.ask(at: 2, events: [flat.refuse("ann", at: 1, first)]).next == .refuse)
    #expect(try flat.ask(at: 3, amount: 7).next == .refuse)
    let anew = flat.event("asked", "cem", at: 4, first)
    let again = try flat.ask(at: 5, events: [anew])
    #expect(again.next == .approval)
    #expect(again.approvals.first?.state == .waiting)
  }

  @Test("a person who holds the conversation may ask for something else")
  func personAsks() throws {
    let session = try ApprovalFixture(tiers)
    let instance = try session.ask(at: 0).approvals.first?.instance
    let no = session.refuse("ann", at: 1, instance)
    #expect(try session.ask(at: 2, events: [no]).handler == .human)
    let other = try session.ask(at: 3, amount: 70)
    #expect(other.next == .approval)
    let vote = session.approve("cem", at: 4, other.approvals.first?.instance)
    #expect(try session.ask(at: 5, amount: 70, events: [vote]).next == .talk)
    #expect(try session.ask(at: 6, amount: 70).next == .approval)
    #expect(try session.ask(at: 7).next == .approval)
  }

  @Test("silence expires at the end of the time, a vote in its last moment counts")
  func expired() throws {
    let session = try ApprovalFixture(flat)
    let instance = try session.ask(at: 0).approvals.first?.instance
    let late = try session.ask(at: 31, events: [session.approve("ann", at: 31, instance)])
    #expect(late.next == .refuse)
    #expect(late.approvals.first?.state == .expired)
    #expect(late.approvals.first?.notCounted == ["ann"])
    let other = try ApprovalFixture(flat)
    let asked = try other.ask(at: 0).approvals.first?.instance
    #expect(try other.ask(at: 40, events: [other.approve("ann", at: 30, asked)]).next == .doIt)
  }

  @Test("who does not count, and why")
  func uncounted() throws {
    let session = try ApprovalFixture(tiers)
    let instance = try session.ask(at: 0).approvals.first?.instance
    let answer = try session.ask(
      at: 5, ["involved": ["CEM"]],
      events: [
        session.approve("eve", at: 1, instance), session.approve("dee", at: 1, instance),
        session.approve("cem", at: 1, instance), session.approve("AI", at: 1, instance),
        session.event("join", "ann", at: 2, nil), session.approve("ann", at: 3, instance),
      ])
    let text = String(decoding: answer.json(), as: UTF8.self)
    #expect(answer.next == .approval)
    #expect(
      text.contains(
        #""not_counted":[{"who":"eve","why":"not_on_roster"},{"who":"dee","why":"no_seat"},"#
          + #"{"who":"cem","why":"involved"},{"who":"AI","why":"involved"},"#
          + #"{"who":"ann","why":"involved"}]"#))
    let late = try session.ask(at: 12, events: [session.approve("dee", at: 11, instance)])
    #expect(late.next == .doIt)
  }

  @Test("an approval taken back does not count, told again neither")
  func withdrawn() throws {
    let session = try ApprovalFixture(tiers)
    let instance = try session.ask(at: 0, amount: 600).approvals.first?.instance
    let vote = session.approve("ann", at: 1, instance)
    let withdrawal = session.event("withdraw", "ann", at: 2, instance)
    #expect(
      try session.ask(at: 3, amount: 600, events: [vote]).approvals.first?.approvedBy == ["ann"])
    #expect(
      try session.ask(at: 3, amount: 600, events: [withdrawal]).approvals.first?.approvedBy == [])
    let told = try session.ask(at: 4, amount: 600, events: [vote])
    #expect(told.approvals.first?.approvedBy == [])
    #expect(told.approvals.first?.notCounted == ["ann"])
  }

  @Test("of votes at one moment the refusal wins, in any order")
  func ties() throws {
    for isRefusedFirst in [true, false] {
      let session = try ApprovalFixture(flat)
      let instance = try session.ask(at: 0).approvals.first?.instance
      let votes = [session.refuse("cem", at: 1, instance), session.approve("ann", at: 1, instance)]
      let answer = try session.ask(at: 2, events: isRefusedFirst ? votes : votes.reversed())
      #expect(answer.approvals.first?.state == .refused)
    }
  }

  @Test("a grant counts only while those who approved still could")
  func rolesAtUse() throws {
    let session = try ApprovalFixture(flat)
    let instance = try session.ask(at: 0).approvals.first?.instance
    let vote = session.approve("ann", at: 1, instance)
    session.roster[0]["roles"] = ["lead", "auditor"]
    #expect(try session.ask(at: 2, ["task": "none"], events: [vote]).next == .talk)
    session.roster[0]["roles"] = ["auditor"]
    #expect(try session.ask(at: 3).next == .approval)
  }

  @Test("an unused grant lapses")
  func lapse() throws {
    let session = try ApprovalFixture(tiers)
    let instance = try session.ask(at: 0).approvals.first?.instance
    let vote = session.approve("ann", at: 1, instance)
    #expect(try session.ask(at: 2, ["task": "none"], events: [vote]).next == .talk)
    #expect(try session.ask(at: 17).next == .approval)
  }

  @Test("without an action nothing can be granted, and the fault says so")
  func noAction() throws {
    let session = try ApprovalFixture(flat)
    let answer = try session.ask(at: 0, ["action": NSNull()])
    #expect(answer.next == .approval)
    #expect(answer.approvals.first?.state == .notAsked)
    #expect(answer.approvals.first?.instance == nil)
    #expect(answer.inputFaults.map { $0.prefix(7) } == ["action:"])
  }

  @Test("votes on what nobody asked for, and damaged memory, are faults")
  func faults() throws {
    let session = try ApprovalFixture(flat)
    let answer = try session.ask(at: 2, events: [session.approve("ann", at: 1, "abc")])
    #expect(answer.inputFaults.map { $0.prefix(18) } == ["events[0].instance"])
    #expect(answer.approvals.first?.state == .waiting)
  }

  @Test("a survey asks for nothing")
  func survey() throws {
    let session = try ApprovalFixture(flat)
    let survey = try session.ask(at: 0, ["task": NSNull(), "tasks": "all"])
    #expect(survey.next == .ask)
    #expect(!String(decoding: survey.json(), as: UTF8.self).contains(#""state":"waiting""#))
  }
}
