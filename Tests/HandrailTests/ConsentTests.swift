import Foundation
import Handrail
import HandrailEngine
import Testing

/// 4,000 recorded decisions: ask, confirm, execute or neither, before a transaction.
@Suite("Consent before a transaction")
struct ConsentTests {
  /// One recorded turn, and what the recorded system did next.
  struct Case: Decodable {
    struct State: Decodable {
      var service: String
      var intent: String
      var missing: [String]
      var slot_values: [String: String]
      var user_acts: [String]
      var awaiting_approval: Bool
    }

    var id: String
    var state: State
    var expected: String
  }

  private static let file = packageFolder.appending(
    path: "../shared/data/consent/sgd_dev.ndjson"
  ).standardizedFileURL

  /// True where the data are there, and where `HANDRAIL_DATA=required` says that they must be.
  static let isAsked =
    ProcessInfo.processInfo.environment["HANDRAIL_DATA"] == "required"
    || FileManager.default.fileExists(atPath: file.path())

  @Test(
    "one policy with `first` asks, confirms and executes as the recorded system did",
    .enabled(if: isAsked))
  func recordedDecisions() throws {
    let text = try String(contentsOf: Self.file, encoding: .utf8)
    let cases = try text.split(separator: "\n").map {
      try JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
    let desk = try BookingDesk()
    var counts: [String: Int] = [:]
    for recorded in cases {
      let outcome = try desk.outcome(of: recorded)
      counts["\(recorded.expected) as \(outcome)", default: 0] += 1
    }
    func count(_ expected: String, _ outcome: String) -> Int {
      counts["\(expected) as \(outcome)", default: 0]
    }
    let outcomes = ["ask", "confirm", "execute", "other"]
    let equal = outcomes.reduce(0) { $0 + count($1, $1) }
    let told = counts.keys.sorted().map { "\($0): \(counts[$0] ?? 0)" }.joined(separator: ", ")
    print("consent: \(equal) of \(cases.count) equal; \(told)")
    for outcome in outcomes where outcome != "execute" {
      #expect(count(outcome, "execute") == 0, "\(told)")
      #expect(count("execute", outcome) == 0, "\(told)")
    }
    let asked = cases.count { $0.expected == "ask" }
    #expect(count("ask", "ask") == asked, "\(told)")
    #expect(equal * 400 >= cases.count * 395, "\(told)")
    if cases.count == 4000 {
      #expect(count("execute", "execute") == 1087 && asked == 666, "\(told)")
    }
  }
}

/// A host of `policies/consent/bookings.policy`, as its README says what a host does.
private struct BookingDesk {
  let graph: DecisionGraph

  init() throws {
    let compilation = try compiled("policies/consent/bookings.policy")
    graph = try #require(compilation.policy).graph
  }

  /// What happened before the turn, and what the turn then came to.
  func outcome(of recorded: ConsentTests.Case) throws -> String {
    var memory: Any = "new"
    var events: [[String: Any]] = []
    let acts = Set(recorded.state.user_acts)
    if recorded.state.awaiting_approval {
      // What was read out before this turn; whoever gives new details was read other ones.
      let isChanged = acts.contains("INFORM")
      var earlier = Moment(time: "10:15:00", task: "carry_out")
      earlier.isBeforeChange = isChanged
      let shown = try decide(question(recorded, earlier))
      memory = shown.memory
      if let instance = shown.instance, !instance.isEmpty, let answer = answer(acts) {
        events = [
          [
            "id": "answer", "at": "2026-03-02T10:15:30Z", "kind": answer,
            "gate": "agree_before_booking", "instance": instance,
          ]
        ]
      }
    }
    var now = Moment(time: "10:16:00", task: goesOn(acts) ? "carry_out" : "none")
    now.memory = memory
    now.events = events
    return try outcome(of: decide(question(recorded, now)).next)
  }

  /// The turn is about the transaction, not thanks, a goodbye or a question beside it.
  private func goesOn(_ acts: Set<String>) -> Bool {
    !acts.isDisjoint(with: [
      "INFORM", "INFORM_INTENT", "AFFIRM_INTENT", "SELECT", "AFFIRM", "NEGATE",
    ])
  }

  private func answer(_ acts: Set<String>) -> String? {
    if acts.contains("NEGATE") { return "declined" }
    return acts.contains("AFFIRM") ? "confirmed" : nil
  }

  private func outcome(of next: NextStep) throws -> String {
    switch next {
    case .ask: "ask"
    case .first: "confirm"
    case .doIt: "execute"
    case .talk, .refuse: "other"
    case .handOver, .transfer, .offer, .approval, .draft:
      throw Unforeseen(next: next.name)
    }
  }

  private struct Unforeseen: Error { var next: String }

  /// When the host asks, about what, and what it knows of before.
  private struct Moment {
    var time: String
    var task: String
    var isBeforeChange = false
    var memory: Any = "new"
    var events: [[String: Any]] = []
  }

  private func question(_ recorded: ConsentTests.Case, _ moment: Moment) -> [String: Any] {
    let state = recorded.state
    var values = state.slot_values
    if moment.isBeforeChange { values["as proposed"] = "before this turn" }
    let words = values.keys.sorted().map { "\($0): \(values[$0] ?? "")" }.joined(separator: "; ")
    var facts: [String: Any] = ["service": state.service, "wants_person": false]
    facts["details"] = state.missing.isEmpty ? "\(state.intent); \(words)" : nil
    return [
      "at": "2026-03-02T\(moment.time)Z", "session": recorded.id, "task": moment.task,
      "facts": facts, "action": ["intent": state.intent, "values": values],
      "memory": moment.memory, "events": moment.events,
    ]
  }

  private struct Reply {
    var next: NextStep
    var instance: String?
    var memory: Any
  }

  private func decide(_ parts: [String: Any]) throws -> Reply {
    let bytes = Array(try JSONSerialization.data(withJSONObject: parts))
    guard case .question(let question, _) = QuestionReader(graph).read(bytes) else {
      throw Unforeseen(next: "unreadable")
    }
    try #require(question.faults.isEmpty, "\(question.faults)")
    let decision = HandrailEngine.decide(question, by: graph)
    let json = DecisionWriter(graph).json(decision, on: question, DecisionLabel())
    let object = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
    let instance = decision.task?.gates.first?.instance
    return Reply(
      next: decision.next, instance: instance, memory: try #require(object?["memory"]))
  }
}
