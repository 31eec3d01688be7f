import Foundation
import Handrail
import HandrailEngine
import Testing

/// A conversation through the doors: questions as JSON, memory as the last decision gave it.
struct OfferDesk {
  let graph: DecisionGraph
  var facts = ["amount": "\"GBP 150.00\"", "customer.id": "\"c-7\"", "closed": "false"]
  var session = "s-1"
  /// For books kept by hand: by instance, the reference that a choice was kept by.
  var keptBefore: [String: String] = [:]
  private(set) var memory = "\"new\""
  private var events = 0

  init(_ body: String = OfferDesk.policy) throws { graph = try WhyFixture(body).graph }

  static let policy = """
    facts
      amount is money up to GBP 1000 or unknown
      customer.id is reference or unknown
      closed is yes or no

    tasks issue_refund, close_account, check_balance

    calendar office in Europe/London
      mon to fri from 09:00 to 17:00

    queue care
      hours office
      wait at most 5 minutes
      if closed or waited too long
        - offer callback within 4 hours
        - take message

    prefer queues care otherwise care

    rule everything_here
      ai may issue_refund, close_account, check_balance

    rule chose_the_assistant
      when choice.person_or_bot is ai
      only a human may close_account

    first agree_to_closing
      for close_account
      ask amount

    offer leaving
      for close_account
      when amount at most GBP 500
      if unknown apply
      options ai, human
      answer within 2 hours of office
      if no answer choose callback

    offer person_or_bot
      for issue_refund
      when amount above GBP 100
      if unknown apply
      options human, ai, callback
      answer within 2 minutes
      remember by customer.id for 30 days
      if no answer choose human
      say "Person or me for {amount}?"

    return to ai
      when closed is yes
    """

  /// A decision with its JSON, as a host has it.
  struct Reply {
    var decision: Decision
    var question: Question
    var json: String

    var next: String { decision.next.name }
    var isHuman: Bool { decision.handlerIsHuman }
    var offers: [OfferGate] { decision.task?.offers ?? [] }
    var causes: [Reason.Cause] { decision.handlerReasons.map(\.cause) }
    var says: [String] { decision.say.messages.map(\.text) }
  }

  /// Asks on 2 March 2026 (a Monday) at a time in UTC, or at a whole moment.
  mutating func ask(_ task: String, at time: String, _ events: String...) throws -> Reply {
    let at = time.contains("T") ? time : "2026-03-02T\(time)Z"
    let told = facts.keys.sorted().map { "\"\($0)\":\(facts[$0] ?? "null")" }
    let asked = task == "all" ? "\"tasks\":\"all\"" : "\"task\":\"\(task)\""
    let text = """
      {"at":"\(at)","session":"\(session)",\(asked),"facts":{\(told.joined(separator: ","))},\
      "events":[\(events.joined(separator: ","))],"memory":\(memory)}
      """
    let question: Question
    switch QuestionReader(graph).read(Array(text.utf8)) {
    case .question(let read, _): question = read
    case .refused(let refusal): throw refusal
    }
    let decision = decide(question, by: graph)
    let bytes = DecisionWriter(graph).json(decision, on: question, DecisionLabel(isIndented: false))
    let json = String(decoding: bytes, as: UTF8.self)
    let start = try #require(json.range(of: "\"memory\":")).upperBound
    memory = String(json[start...].dropLast())
    try keep(json, as: "decisions")
    if question.faults.isEmpty { try keep(text, as: "questions") }
    return Reply(decision: decision, question: question, json: json)
  }

  /// Keeps what was asked and decided where a check of the schemas finds it, if one is asked for.
  private func keep(_ json: String, as sort: String) throws {
    let environment = ProcessInfo.processInfo.environment
    guard let folder = environment["HANDRAIL_SCHEMA_SAMPLES"] else { return }
    let target = URL(filePath: folder).appending(path: sort)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let name = "offer_\(UInt(bitPattern: json.hashValue)).json"
    try Data(json.utf8).write(to: target.appending(path: name))
  }

  /// The memory changed by hand.
  mutating func replaceMemory(_ old: String, with new: String) {
    #expect(memory.contains(old), "\(memory)")
    memory = memory.replacing(old, with: new)
  }

  mutating func forget() { memory = "\"new\"" }

  /// The customer's answer to an offer, at a time of the day.
  mutating func answer(
    _ gate: String, _ instance: String, _ option: String, at time: String
  ) -> String {
    events += 1
    return """
      {"id":"e\(events)","at":"2026-03-02T\(time)Z","kind":"answer","gate":"\(gate)",\
      "instance":"\(instance)","option":"\(option)"}
      """
  }

  /// A choice that the host kept.
  mutating func remembered(_ option: String, by: String, at moment: String) -> String {
    events += 1
    return """
      {"id":"e\(events)","at":"\(moment)","kind":"remembered","gate":"person_or_bot",\
      "option":"\(option)","by":"\(by)"}
      """
  }
}
