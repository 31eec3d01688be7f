import Handrail
import HandrailEngine
import HandrailExplanation
import Testing

/// Example customers read as authors would tell of them.
@Suite("Customers in words")
struct CustomerWordsTests {
  private let desk: WhyFixture

  init() throws {
    desk = try WhyFixture(CustomerWordsTests.policy)
  }

  private static let policy =
    """
    facts
      anger is score every turn
      wants_human is yes or no every turn
      needs is any of bereavement, hardship, scam_worry
      amount is money up to GBP 10000 or unknown
      intent is one of check_bill, cancel_line trusted above 0.6
      order.placed is moment or unknown
      verified is yes or no
      card_number is reference or unknown
      other_card is reference or unknown

    tasks find_branch, issue_refund

    mark card_number as secret

    calendar care_hours
      mon to fri from 08:00 to 20:00

    queue care
      if closed or waited too long
        - take message

    prefer queues otherwise care

    rule helpers
      ai may find_branch, issue_refund

    rule angry
      when anger above 0.7 in at least 2 of the last 3 turns
      except when task is find_branch
      hand over to care

    rule bereaved
      when needs includes bereavement at any point
      hand over to care

    rule by_day
      when any of
        - outside care_hours
        - care.wait above 10 minutes
        - order.placed above 30 days ago
        - card_number is other_card
      only a human may issue_refund

    rule large
      when amount above GBP 40 and verified is no and intent is cancel_line
      only a human may issue_refund
    """

  private func told(_ question: Question, of headings: String...) throws -> [String] {
    let rules = Set(try headings.map(desk.heading))
    let facts = CustomerFacts(readByHeadings: rules, of: desk.graph)
    let words = CustomerWords(question, saying: facts, by: desk.graph)
    let decision = decide(question, by: desk.graph)
    return words.text(outcome: CustomerWords.outcome(decision, on: question, by: desk.graph))
  }

  private func brief(_ question: Question, of heading: String) throws -> String {
    let facts = CustomerFacts(readByHeadings: [try desk.heading(heading)], of: desk.graph)
    return CustomerWords.brief(question, saying: facts, by: desk.graph)
  }

  @Test("turn by turn, and what is asked for last")
  func turns() throws {
    let turns = [["anger": "0.71"], ["anger": "0.71"], ["anger": "0.71", "wants_human": "yes"]]
    let question = try desk.question("find_branch", ["needs": ""], turns: turns)
    #expect(
      try told(question, of: "angry") == [
        "turn 1   anger 0.71",
        "turn 2   anger 0.71",
        "turn 3   anger 0.71, asks for find_branch   -> the AI does find_branch",
      ])
    #expect(try brief(question, of: "angry") == "0.71, 0.71, 0.71 asking for find_branch")
  }

  @Test("what is unknown, by what sort")
  func unknown() throws {
    var question = try desk.question("issue_refund", ["needs": "", "verified": "no"])
    let open = try told(question, of: "large")
    #expect(
      open == [
        "given   amount unknown, intent unknown, verified no",
        "now     asks for issue_refund   -> the AI asks before it does issue_refund",
      ])
    question.frame.session[1] = Cell(4050)
    question.frame.session[2] = Cell(unknown: .notTrusted)
    question.frame.session[4] = Cell(unknown: .missing)
    #expect(
      try told(question, of: "large") == [
        "given   amount GBP 40.50, intent unknown (not sure enough), "
          + "verified faulty (did not come)",
        "now     asks for issue_refund   -> a person in care takes over",
      ])
    #expect(
      try brief(question, of: "large")
        == "amount GBP 40.50; intent unknown (not sure enough); verified faulty (did not come), "
        + "asking for issue_refund")
  }

  @Test("hours, queues, ages and secrets")
  func surroundings() throws {
    var question = try desk.question(
      "issue_refund", ["card_number": "4711", "other_card": "4711"])
    question.frame.session[3] = Cell(question.at.microseconds - 30 * 86_400_000_000 - 1)
    question.frame.queues[0].wait = Cell(601)
    #expect(
      try told(question, of: "by_day") == [
        "at      Monday 2026-03-02 10:15 in Europe/London",
        "given   order.placed just over 30 days ago, card_number (kept secret), other_card 4711,",
        "        care.wait 10 minutes 1 second",
        "now     asks for issue_refund   -> a person in care takes over",
      ])
  }

  @Test("who held the conversation, and what memory says")
  func memory() throws {
    var question = try desk.question("find_branch", ["needs": "hardship, scam_worry"])
    var memory = SessionMemory(
      session: "s-1", policy: desk.graph.policy.digest, sequence: 3, at: question.at,
      handler: HandlerMemory(isHuman: true, queue: 0), switchCount: 1)
    memory.switches = [.yes]
    question.memory = .kept(memory)
    question.frame.turns = [Turn(number: 4, at: nil, cells: [Cell(0), Cell(0)])]
    #expect(
      try told(question, of: "bereaved") == [
        "before   a person in care held the conversation, needs includes bereavement: so before",
        "given    needs hardship and scam_worry",
        "turn 4   asks for find_branch   -> a person goes on",
      ])
    question.memory = .unusable
    #expect(try told(question, of: "bereaved").first == "before   the memory cannot be used")
  }
}
