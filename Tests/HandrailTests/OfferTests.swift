import Handrail
import HandrailEngine
import Testing

@Suite("Offers")
struct OfferTests {
  /// An offer shown at 10:15 for GBP 150, and its fingerprint.
  private func shown() throws -> (desk: OfferDesk, instance: String) {
    var desk = try OfferDesk()
    let reply = try desk.ask("issue_refund", at: "10:15:00")
    #expect(reply.next == "offer")
    return (desk, try #require(reply.offers.first).instance)
  }

  @Test("an offer is shown with its words, its options and its time")
  func show() throws {
    var desk = try OfferDesk()
    let reply = try desk.ask("issue_refund", at: "10:15:00")
    #expect(reply.next == "offer" && !reply.isHuman)
    #expect(reply.says == ["Person or me for GBP 150.00?"])
    let gate = try #require(reply.offers.first)
    #expect(gate.answerBy?.text == "2026-03-02T10:17:00Z" && gate.choice == nil)
    #expect(gate.instance.count == 64)
    #expect(
      reply.json.contains(
        """
        "gates":[{"offer":"person_or_bot","options":["human","ai","callback"],\
        "instance":"\(gate.instance)","answer_by":"2026-03-02T10:17:00Z","choice":null}]
        """))
    let again = try desk.ask("issue_refund", at: "10:16:00")
    #expect(again.next == "offer" && again.offers == reply.offers)
    #expect(again.decision.memory.offers == reply.decision.memory.offers)
  }

  @Test("the AI goes on for exactly what the customer agreed to, and asks anew for another amount")
  func chooseAI() throws {
    var (desk, instance) = try shown()
    let answer = desk.answer("person_or_bot", instance, "ai", at: "10:15:30")
    let reply = try desk.ask("issue_refund", at: "10:16:00", answer)
    #expect(reply.next == "do_it" && !reply.isHuman)
    #expect(reply.offers.map(\.choice) == [.ai])
    #expect(reply.decision.obligations == [])
    // Told twice, changed nothing; a second answer comes too late.
    let other = desk.answer("person_or_bot", instance, "human", at: "10:16:10")
    let repeated = try desk.ask("issue_refund", at: "10:18:00", answer, other)
    #expect(repeated.next == "do_it" && repeated.question.faults == [])
    #expect(repeated.decision.memory.offers == reply.decision.memory.offers)
    desk.facts["amount"] = "\"GBP 150.01\""
    let changed = try desk.ask("issue_refund", at: "10:19:00")
    #expect(changed.next == "offer")
    #expect(changed.offers.first?.instance != instance)
    desk.facts["amount"] = "\"GBP 100.00\""
    #expect(try desk.ask("issue_refund", at: "10:20:00").offers == [])
  }

  @Test(
    "a person is given whatever is asked, and the choice is kept",
    arguments: [
      "issue_refund", "check_balance", "none",
    ])
  func choosePerson(task: String) throws {
    var (desk, instance) = try shown()
    let answer = desk.answer("person_or_bot", instance, "human", at: "10:15:30")
    let reply = try desk.ask(task, at: "10:16:00", answer)
    #expect(reply.next == "hand_over" && reply.isHuman && reply.offers == [])
    #expect(reply.causes == [.offer(1)])
    #expect(reply.decision.queue?.startsAtCallback == false)
    #expect(
      reply.json.contains(
        """
        {"kind":"remember","offer":"person_or_bot","option":"human","by":"c-7",\
        "until":"2026-04-01T10:15:30Z"}
        """))
    let next = try desk.ask("none", at: "10:17:00", answer)
    #expect(next.next == "talk" && next.causes == [.builtIn(.personHolds)])
    #expect(next.decision.obligations == [])
  }

  @Test("a callback begins the ladder at its rung")
  func callback() throws {
    var (desk, instance) = try shown()
    let answer = desk.answer("person_or_bot", instance, "callback", at: "10:15:30")
    let reply = try desk.ask("issue_refund", at: "10:16:00", answer)
    #expect(reply.isHuman && reply.decision.queue?.startsAtCallback == true)
    #expect(
      reply.json.contains(
        """
        "callback":true,"ladder":[{"queue":"care","after_seconds":0,"step":"callback",\
        "within_seconds":14400},{"queue":"care","after_seconds":0,"step":"take_message"}]
        """), "\(reply.json)")
  }

  @Test("silence past its time is the written choice, never before")
  func silence() throws {
    var (desk, instance) = try shown()
    #expect(try desk.ask("issue_refund", at: "10:17:00").next == "offer")
    let late = desk.answer("person_or_bot", instance, "ai", at: "10:17:01")
    let reply = try desk.ask("check_balance", at: "10:17:01", late)
    #expect(reply.next == "hand_over" && reply.causes == [.offer(1)])
    let record = try #require(reply.decision.memory.offers.first)
    #expect(record.manner == .defaulted && record.choice == .human)
    #expect(record.chosenAt?.text == "2026-03-02T10:17:00Z" && record.by == "c-7")
  }

  @Test("an answer in the last moment counts, however late it is told")
  func lastMoment() throws {
    var (desk, instance) = try shown()
    let answer = desk.answer("person_or_bot", instance, "ai", at: "10:17:00")
    #expect(try desk.ask("issue_refund", at: "11:00:00", answer).next == "do_it")
  }

  @Test("answers to what was not shown are faults and do not count")
  func foreignAnswers() throws {
    var (desk, instance) = try shown()
    let wrong = [
      desk.answer("person_or_bot", "ab" + instance.dropFirst(2), "ai", at: "10:15:30"),
      desk.answer("nobody_knows", instance, "ai", at: "10:15:30"),
      desk.answer("person_or_bot", instance, "robot", at: "10:15:30"),
      desk.answer("leaving", instance, "callback", at: "10:15:30"),
      desk.answer("person_or_bot", instance, "ai", at: "10:59:00"),
      desk.remembered("ai", by: "c-7", at: "2026-03-01T10:00:00Z"),
    ]
    for event in wrong {
      let reply = try desk.ask("issue_refund", at: "10:16:00", event)
      #expect(reply.next == "offer" && reply.question.faults.count == 1, "\(event)")
    }
    desk.forget()
    let answer = desk.answer("person_or_bot", instance, "ai", at: "10:15:30")
    let unshown = try desk.ask("issue_refund", at: "10:16:00", answer)
    #expect(unshown.next == "offer" && unshown.question.faults.count == 1)
  }

  @Test("a choice kept from another session answers, for its customer and its time")
  func kept() throws {
    var desk = try OfferDesk()
    let moments = [
      ("c-7", "2026-01-31T10:15:00Z", true), ("c-7", "2026-01-31T10:14:59Z", false),
      ("c-8", "2026-03-01T10:15:00Z", false),
    ]
    for (by, moment, counts) in moments {
      desk.forget()
      let event = desk.remembered("human", by: by, at: moment)
      let reply = try desk.ask("issue_refund", at: "10:15:00", event)
      #expect(reply.isHuman == counts, "\(by) \(moment)")
      #expect(reply.decision.obligations == [])
      #expect(reply.next == (counts ? "hand_over" : "offer"))
    }
    desk.forget()
    desk.facts["customer.id"] = "null"
    let event = desk.remembered("human", by: "c-7", at: "2026-03-01T10:15:00Z")
    #expect(try desk.ask("issue_refund", at: "10:15:00", event).next == "offer")
    // Kept from elsewhere it answers the offer; it hands nothing over by itself.
    desk.forget()
    desk.facts["customer.id"] = "\"c-7\""
    #expect(try desk.ask("check_balance", at: "10:15:00", event).next == "do_it")
    #expect(try desk.ask("issue_refund", at: "10:16:00").isHuman)
  }

  @Test("a person once chosen stays chosen after the AI took the conversation back")
  func keptInSession() throws {
    var (desk, instance) = try shown()
    let answer = desk.answer("person_or_bot", instance, "human", at: "10:15:30")
    #expect(try desk.ask("issue_refund", at: "10:16:00", answer).isHuman)
    desk.facts["closed"] = "true"
    #expect(try !desk.ask("check_balance", at: "10:20:00").isHuman)
    desk.facts["amount"] = "\"GBP 300.00\""
    let reply = try desk.ask("issue_refund", at: "10:21:00")
    #expect(reply.isHuman && reply.causes == [.offer(1)])
  }

  @Test("rules read the last choice, and can't tell it without memory")
  func builtIn() throws {
    var (desk, instance) = try shown()
    #expect(try desk.ask("close_account", at: "10:15:10").decision.task?.ruling == .ai)
    let answer = desk.answer("person_or_bot", instance, "ai", at: "10:15:30")
    let reply = try desk.ask("close_account", at: "10:16:00", answer)
    #expect(reply.decision.task?.ruling == .human)
    desk.replaceMemory("\"sequence\":", with: "\"sequence\":-")
    let lost = try desk.ask("close_account", at: "10:17:00")
    let fact = try #require(desk.graph.facts.firstIndex { $0.name == "choice.person_or_bot" })
    #expect(lost.decision.uncertain.contains { $0.at.fact == fact && $0.cause == .unusableMemory })
    #expect(lost.isHuman)
  }

  @Test("what comes first comes before the offer, and open time counts for its answer")
  func order() throws {
    var desk = try OfferDesk()
    desk.facts["amount"] = "null"
    let first = try desk.ask("close_account", at: "2026-02-27T16:00:00Z")
    #expect(first.next == "ask" && first.offers.map(\.answerBy) == [nil])
    #expect(first.decision.memory.offers == [])
    desk.facts["amount"] = "\"GBP 20.00\""
    let reply = try desk.ask("close_account", at: "2026-02-27T16:00:00Z")
    #expect(reply.next == "offer")
    #expect(reply.offers.first?.answerBy?.text == "2026-03-02T10:00:00Z")
    #expect(try desk.ask("close_account", at: "10:00:00").next == "offer")
    let silent = try desk.ask("close_account", at: "10:00:01")
    #expect(silent.isHuman && silent.decision.queue?.startsAtCallback == true)
  }

  @Test("a survey shows nothing and remembers nothing")
  func survey() throws {
    var (desk, instance) = try shown()
    let before = desk.memory
    let answer = desk.answer("person_or_bot", instance, "human", at: "10:15:30")
    let reply = try desk.ask("all", at: "10:16:00", answer)
    #expect(reply.next == "ask" && reply.isHuman && reply.says == [])
    #expect(reply.decision.obligations == [] && desk.memory == before)
    let asked = try desk.ask("all", at: "10:16:00").decision.survey
    #expect(asked.first { $0.task == 0 }?.offers.map(\.choice) == [nil])
  }

  @Test(
    "memory of offers that does not fit together is unusable",
    arguments: [
      ("\"manner\":\"shown\"", "\"manner\":\"answered\""), ("\"choice\":null", "\"choice\":\"ai\""),
      ("\"gate\":\"person_or_bot\"", "\"gate\":\"nothing\""),
      ("\"answer_by\":\"2026-03-02T10:17:00Z\"", "\"answer_by\":null"), ("\"by\":\"\"", "\"by\":7"),
      ("\"offers\":[", "\"offer\":["), ("\"manner\":\"shown\",", ""),
    ])
  func damaged(old: String, new: String) throws {
    var (desk, _) = try shown()
    desk.replaceMemory(old, with: new)
    let reply = try desk.ask("issue_refund", at: "10:16:00")
    #expect(reply.isHuman && reply.causes == [.builtIn(.memoryUnusable)])
    #expect(reply.question.faults.contains { $0.path == "memory" })
  }

  @Test("explanations say who chose, in plain words")
  func why() throws {
    let fixture = try WhyFixture(OfferDesk.policy)
    func why(_ reply: OfferDesk.Reply) -> String {
      fixture.why(reply.question).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var (desk, instance) = try shown()
    let open = try desk.ask("issue_refund", at: "10:15:10")
    #expect(
      why(open).contains(
        "The AI may do issue_refund after person_or_bot, because of everything_here."))
    let answer = desk.answer("person_or_bot", instance, "callback", at: "10:15:30")
    let chosen = try desk.ask("issue_refund", at: "10:16:00", answer)
    #expect(
      why(chosen).contains(
        "because the customer chose a callback in person_or_bot."))
    var (quiet, _) = try shown()
    let silent = try quiet.ask("none", at: "10:18:00")
    #expect(
      why(silent).contains(
        "because the customer did not answer person_or_bot, which then chooses a person."))
  }
}
