import Handrail
import HandrailEngine
import HandrailTestSupport

/// Random questions for a policy as text, near the numbers that it names, and what is decided.
struct FixQuestions {
  private let graph: DecisionGraph
  private let numbers: [String]
  private var random: Seeded

  /// `text` is the policy's: its numbers are what its tests compare with.
  init(_ graph: DecisionGraph, text: String, seed: UInt64) {
    self.graph = graph
    let found = text.split { !"0123456789.".contains($0) }.map(String.init)
      .filter { $0.contains(where: \.isNumber) && !$0.hasPrefix(".") && !$0.hasSuffix(".") }
    numbers = Array(Set(found + ["0", "1"])).sorted()
    random = Seeded(seed)
  }

  /// A whole question of a new session, in JSON.
  mutating func next() -> String {
    let task = random.pick(graph.tasks + ["none"])
    var turns: [String] = []
    for number in 1...Int.random(in: 1...4, using: &random) {
      let facts = facts { $0.isTurn }.map { ", " + $0 }.joined()
      turns.append("{\"n\": \(number), \"at\": \"\(moment)\"\(facts)}")
    }
    let queues = graph.routing.queues.map { queue in
      "\"\(queue.name)\": {\"open\": \(random.chance(70)), \"free\": 1, \"wait_seconds\": 60}"
    }
    return """
      {"at": "\(moment)", "session": "s\(random.below(50))", "task": "\(task)",
       "facts": {\(facts { $0.isSession }.joined(separator: ", "))},
       "turns": [\(turns.joined(separator: ", "))],
       "queues": {\(queues.joined(separator: ", "))}, "memory": "new"}
      """
  }

  private let moment = "2026-03-02T10:15:00Z"

  private mutating func facts(_ belongs: (GraphSupply) -> Bool) -> [String] {
    var written: [String] = []
    for fact in graph.facts where belongs(fact.supply) {
      guard random.chance(85) else { continue }
      let value = value(of: fact.domain)
      let isObserved = fact.trustAbove != nil || fact.freshForSeconds != nil
      let text =
        isObserved
        ? "{\"value\": \(value), \"confidence\": \(random.pick(["1", "0.5"])), "
          + "\"observed_at\": \"\(moment)\"}" : value
      written.append("\"\(fact.path.joined(separator: "."))\": \(text)")
    }
    return written
  }

  private mutating func value(of domain: Domain) -> String {
    switch domain.kind {
    case .yesNo: return random.chance(50) ? "true" : "false"
    case .oneOf, .level: return "\"\(random.pick(domain.words.map(\.name)))\""
    case .setOf:
      let words = domain.words.map(\.name).filter { _ in random.chance(40) }
      return "[\(words.map { "\"\($0)\"" }.joined(separator: ", "))]"
    case .number, .score, .duration: return random.pick(numbers)
    case .money: return "\"\(domain.currency) \(random.pick(numbers))\""
    case .moment: return "\"\(moment)\""
    case .reference, .text: return random.pick(["\"a\"", "\"b\""])
    }
  }
}

extension GraphSupply {
  fileprivate var isTurn: Bool {
    if case .turn = self { return true }
    return false
  }

  fileprivate var isSession: Bool {
    if case .session = self { return true }
    return false
  }
}

/// What a decision comes to, by names alone: two policies whose tables stand otherwise compare.
func outcome(of json: String, by policy: Policy) -> String {
  let answer = policy.decide(json: Array(json.utf8))
  guard let decision = answer.decision else { return "refused" }
  let graph = policy.graph
  var parts = [
    answer.ruling?.rawValue ?? "-", answer.handler.rawValue, answer.next.rawValue,
    String(decision.urgency), answer.messages.map(\.text).joined(separator: "/"),
  ]
  if let queue = decision.queue {
    parts.append(graph.routing.queues[queue.queue].name)
    parts.append(queue.skills.map(\.name).joined(separator: ","))
  }
  if let task = decision.task {
    parts += task.gates.map { graph.headings[graph.gates.firsts[$0.first].heading].name }
    parts += task.offers.map { graph.headings[graph.gates.offers[$0.offer].heading].name }
    parts += task.approvals.map { graph.headings[graph.gates.approvals[$0.approval].heading].name }
  }
  return parts.joined(separator: " | ")
}
