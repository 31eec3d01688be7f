import Foundation
import Handrail
import HandrailEngine
import Testing

/// A small desk with every duty, and the question that is asked of it.
private struct Desk {
  static let text = """
    policy duties version 1
      language 1
      start with ai
      owner "Contact Operations"

    facts
      anger is score every turn
      joy is score every turn
      asked_if_bot is yes or no every turn
      wants_human is yes or no every turn
      customer.verified is yes or no or unknown
      level is level of none, basic, strong usually none
      card.number is reference or unknown
      card.pin is reference or unknown
      reason is one of lost, stolen or unknown
      uncertain is yes or no or unknown
      case.closed is yes or no

    tasks block_card, close_account, give_advice

    roles compliance

    mark card.number, card.pin as secret
    mark customer.verified, card.pin as identity
    mark anger as emotion

    queue fraud
      if closed or waited too long
        - take message

    queue care
      if closed or waited too long
        - take message

    prefer queues fraud, care otherwise care

    rule everyday
      ai may block_card

    rule advice
      nobody may give_advice

    rule stolen
      when reason is stolen
      hand over to fraud

    rule lost
      when reason is lost
      hand over to care

    rule asked
      when wants_human is yes
      hand over to care

    return to ai
      when case.closed is yes

    define with_a_person
      when handler is human

    disclosure
      say "Hello, I am automated." at start
      say "Automated again." at every change
      say "I am automated." when asked_if_bot is yes
      way out asked

    conduct
      always "Be brief." when uncertain is yes
      never "Promise." when with_a_person is no

    handoff
      include reason, level, card.number, customer.verified
      leave out card.pin
      collect card.number, customer.verified in at most 1 questions except when uncertain is yes
      say "All is passed on."

    handoff to fraud
      include card.number

    assist
      when with_a_person is yes
      except when uncertain is yes
      suggest reply_draft
      require reminder
      quiet when anger above 0.7
      at most 1 in 3 turns

    oversight
      watch when handler is human at any point
      review 25% of conversations
      alert compliance when uncertain is yes

    afterwards
      do block_card, close_account, give_advice
    """

  let policy: Policy

  init() throws {
    let compilation = compile(
      PolicyFile(path: "duties.policy", bytes: Array(Desk.text.utf8)), in: PolicySurroundings())
    policy = try #require(
      compilation.policy, "\(compilation.messages.map(\.headline))")
  }

  /// What is sent: the turn's facts, session facts, and the memory as JSON.
  struct Sent {
    var turn = 1
    var anger = "0.2"
    var isAsked = false
    var wantsHuman = false
    var facts: [String: String] = ["uncertain": "false"]
    var memory = "\"new\""
    var session: String? = "s1"
    var ask = "\"task\":\"block_card\""
  }

  func decide(_ sent: Sent) throws -> (decision: Decision, memory: String) {
    let facts = sent.facts.merging(["case.closed": "false"]) { own, _ in own }
      .sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
    let session = sent.session.map { "\"session\":\"\($0)\"," } ?? ""
    let question = """
      {"at":"2026-03-02T10:15:0\(sent.turn)Z",\(session)\(sent.ask),"facts":{\(facts)},
      "turns":[{"n":\(sent.turn),"at":"2026-03-02T10:15:0\(sent.turn)Z","anger":\(sent.anger),
      "joy":0.5,"asked_if_bot":\(sent.isAsked),"wants_human":\(sent.wantsHuman)}],
      "memory":\(sent.memory)}
      """
    let answer = policy.decide(json: Array(question.utf8))
    guard case .decided(_, let decision) = answer.outcome else {
      throw Unreadable(words: answer.inputFaults)
    }
    let json = String(decoding: answer.json(), as: UTF8.self)
    let start = try #require(json.range(of: "\"memory\":")).upperBound
    return (decision, String(json[start...].dropLast()))
  }

  struct Unreadable: Error { var words: [String] }

  func names(_ facts: [Int]) -> [String] { facts.map { policy.graph.facts[$0].name } }
}

@Suite("Duties")
struct DutyTests {
  private func said(_ decision: Decision) -> [String] { decision.say.messages.map(\.text) }

  @Test("the AI says what it is at its start, when it comes back, and when asked")
  func disclosure() throws {
    let desk = try Desk()
    let first = try desk.decide(.init())
    #expect(said(first.decision) == ["Hello, I am automated."])
    let asked = try desk.decide(.init(turn: 2, isAsked: true, memory: first.memory))
    #expect(said(asked.decision) == ["I am automated."])
    let over = try desk.decide(.init(turn: 3, wantsHuman: true, memory: asked.memory))
    #expect(over.decision.next == .handOver)
    #expect(said(over.decision) == ["All is passed on."])
    let kept = try desk.decide(.init(turn: 4, isAsked: true, memory: over.memory))
    #expect(said(kept.decision) == [])
    var closed = Desk.Sent(turn: 5, memory: kept.memory)
    closed.facts["case.closed"] = "true"
    let back = try desk.decide(closed)
    #expect(!back.decision.handlerIsHuman)
    #expect(said(back.decision) == ["Automated again."])
  }

  @Test("a conversation that begins with a person has no word of the AI until it comes back")
  func disclosureAfterPerson() throws {
    let desk = try Desk()
    let over = try desk.decide(.init(wantsHuman: true))
    #expect(said(over.decision) == ["All is passed on."])
    var closed = Desk.Sent(turn: 2, memory: over.memory)
    closed.facts["case.closed"] = "true"
    #expect(said(try desk.decide(closed).decision) == ["Hello, I am automated."])
  }

  @Test("conduct and oversight read the handler as decided, and hold in a survey")
  func asDecided() throws {
    let desk = try Desk()
    let stays = try desk.decide(.init())
    #expect(stays.decision.duties.conduct.map(\.words) == ["Promise."])
    #expect(!stays.decision.duties.oversight.contains { $0.kind == .watch })
    let over = try desk.decide(.init(turn: 2, wantsHuman: true, memory: stays.memory))
    #expect(over.decision.duties.conduct == [])
    #expect(over.decision.duties.oversight.contains { $0.kind == .watch })
    let survey = try desk.decide(.init(ask: "\"tasks\":\"all\""))
    #expect(survey.decision.duties.conduct.map(\.words) == ["Promise."])
    #expect(survey.decision.duties.packet == nil)
    #expect(survey.decision.duties.afterwards == [])
    #expect(said(survey.decision) == [])
  }

  @Test("a secret stays back unless the team's own handoff asks for it")
  func redaction() throws {
    let desk = try Desk()
    for (reason, isShown) in [("stolen", true), ("lost", false)] {
      var sent = Desk.Sent()
      sent.facts["reason"] = "\"\(reason)\""
      sent.facts["card.number"] = "\"4421\""
      sent.facts["card.pin"] = "\"0000\""
      let packet = try #require(try desk.decide(sent).decision.duties.packet)
      let number = packet.fields.first { desk.names([$0.fact]) == ["card.number"] }
      #expect(number?.content == (isShown ? .known("4421") : .redacted))
      // Reason, level and number; nobody has verified the customer.
      #expect(packet.knownCount == 3 && packet.fields.count == 4)
      #expect(packet.identity == [])
      #expect(!desk.names(packet.fields.map(\.fact)).contains("card.pin"))
      #expect(desk.names(packet.emotions.map(\.fact)) == ["anger"])
      #expect(desk.names(packet.doNotAsk).contains("card.number"))
      #expect(!desk.names(packet.doNotAsk).contains("level"), "a usual value was said by nobody")
    }
  }

  @Test("facts are collected within their limit, and not from who asked for a person")
  func collecting() throws {
    let desk = try Desk()
    var sent = Desk.Sent()
    sent.facts["reason"] = "\"lost\""
    let over = try desk.decide(sent)
    #expect(desk.names(over.decision.duties.packet?.collect ?? []) == ["card.number"])
    var later = Desk.Sent(turn: 2, memory: over.memory)
    later.facts["reason"] = "\"lost\""
    #expect(try desk.decide(later).decision.duties.packet?.collect == [])
    #expect(try desk.decide(.init(wantsHuman: true)).decision.duties.packet?.collect == [])
    // Unknown: the exception may hold, and the alert applies.
    sent.facts["uncertain"] = nil
    #expect(try desk.decide(sent).decision.duties.packet?.collect == [])
  }

  @Test("suggestions keep quiet, keep to their rate, and never mute what is required")
  func assist() throws {
    let desk = try Desk()
    func help(_ decision: Decision) -> [String] { decision.duties.assist.map(\.what) }
    let over = try desk.decide(.init(wantsHuman: true))
    #expect(help(over.decision) == ["reply_draft", "reminder"])
    let again = try desk.decide(.init(memory: over.memory))
    #expect(help(again.decision) == ["reply_draft", "reminder"], "the same turn counts once")
    let next = try desk.decide(.init(turn: 2, memory: again.memory))
    #expect(help(next.decision) == ["reminder"])
    #expect(next.decision.duties.assistMuted == .rate)
    let free = try desk.decide(.init(turn: 4, memory: next.memory))
    #expect(help(free.decision) == ["reply_draft", "reminder"])
    let angry = try desk.decide(.init(turn: 7, anger: "0.8", memory: free.memory))
    #expect(angry.decision.duties.assistMuted == .quiet)
    var doubtful = Desk.Sent(turn: 8, memory: angry.memory)
    doubtful.facts["uncertain"] = nil
    let kept = try desk.decide(doubtful)
    #expect(help(kept.decision) == ["reminder"], "an uncertain exception keeps suggestions back")
    #expect(kept.decision.duties.assistMuted == nil)
    let lost = try desk.decide(.init(turn: 3, memory: "{}"))
    #expect(lost.decision.duties.assistMuted == .rate, "nobody knows how many were given")
  }

  @Test("a sample is stable, near its share, and takes whom nobody can name")
  func samples() throws {
    let desk = try Desk()
    var reviewed = 0
    for number in 0..<400 {
      let sent = Desk.Sent(session: "s\(number)")
      let duties = try desk.decide(sent).decision.duties
      #expect(try desk.decide(sent).decision.duties == duties)
      for duty in duties.oversight {
        guard case .review(let bucket) = duty.kind else { continue }
        reviewed += 1
        #expect((0..<2500).contains(bucket ?? -1))
      }
    }
    #expect((70...130).contains(reviewed), "\(reviewed) of 400")
    let nameless = try desk.decide(.init(session: nil)).decision.duties.oversight
    #expect(nameless.contains { $0.kind == .review(bucket: nil) })
  }

  @Test("work afterwards passes the ruling: refused work falls away")
  func afterwards() throws {
    let desk = try Desk()
    var sent = Desk.Sent()
    sent.facts["reason"] = "\"lost\""
    let duties = try desk.decide(sent).decision.duties.afterwards
    let tasks = desk.policy.graph.tasks
    #expect(
      duties.map { "\(tasks[$0.task]) \($0.isByAI)" } == ["block_card true", "close_account false"])
  }

  @Test("memory without what the duties count cannot be used")
  func memory() throws {
    let desk = try Desk()
    let first = try desk.decide(.init())
    for key in ["\"disclosed\":\"yes\",", ",\"suggested_turns\":[]"] {
      let less = first.memory.replacing(key, with: "")
      #expect(less != first.memory)
      let again = try desk.decide(.init(turn: 2, memory: less))
      #expect(again.decision.handlerReasons == [Reason(.builtIn(.memoryUnusable))])
    }
  }
}
