import Foundation
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailTestSupport

/// Policies that between them use every line, test and window that decisions rest on.
enum WhyPolicies {
  static let files = [
    "policies/bank/northgate_chat.policy", "policies/retail/desk.policy",
    "policies/telecom/support.policy", "Tests/Golden/explaining/refund-desk-unknown/input.policy",
    "Tests/Golden/explaining/angry-as-designed/input.policy",
    "Tests/Golden/explaining/everything/input.policy",
  ]

  static func fixture(_ path: String) throws -> WhyFixture {
    let data = try Data(contentsOf: WhyFixture.packageFolder.appending(path: path))
    return try WhyFixture(PolicyFile(path: path, bytes: Array(data)))
  }
}

extension WhyFixture {
  /// An explanation whose search for changes finds none: for tests of the other parts.
  func explainedWithoutChanges(_ question: Question) -> Explanation {
    let decided = decided(question)
    return explain(decided, by: graph) { _ in decided.decision }
  }

  /// A question with random values, unknowns and faults, and memory of an earlier decision in one
  /// of three.
  func question(_ random: inout Seeded) -> Question {
    var question = fresh(&random)
    if random.oneIn(3) {
      let before = decide(fresh(&random), by: graph)
      question.memory = .kept(before.memory)
    }
    return question
  }

  private func fresh(_ random: inout Seeded) -> Question {
    let unknown = Cell(unknown: .absent)
    var frame = Frame(
      session: cells(graph.logic.slots.session, &random) {
        if case .session(let slot) = $0 { slot } else { nil }
      },
      queues: graph.routing.queues.map { _ in
        QueueState(open: unknown, free: unknown, wait: unknown)
      })
    for number in 0..<random.below(6) {
      let values = cells(graph.logic.slots.turn, &random) {
        if case .turn(let slot) = $0 { slot } else { nil }
      }
      frame.turns.append(Turn(number: number + 1, at: nil, cells: values))
    }
    frame.texts = ["a", "b"]
    let ask: TaskAsk =
      graph.tasks.isEmpty || random.oneIn(10) ? .none : .task(random.below(graph.tasks.count))
    let at = Moment(microseconds: 1_772_446_500_000_000 + Int64(random.below(100)) * 3_600_000_000)
    var question = Question(at: at, ask: ask, frame: frame, memory: .new)
    question.session = "s-\(random.below(50))"
    return question
  }

  private func cells(
    _ count: Int, _ random: inout Seeded, _ slot: (GraphSupply) -> Int?
  ) -> [Cell] {
    var cells = [Cell](repeating: Cell(unknown: .absent), count: count)
    for fact in graph.facts {
      if let slot = slot(fact.supply) { cells[slot] = cell(fact, &random) }
    }
    return cells
  }

  private func cell(_ fact: GraphFact, _ random: inout Seeded) -> Cell {
    if random.chance(5) { return Cell(unknown: .missing) }
    if fact.mayBeUnknown && random.chance(35) { return Cell(unknown: .absent) }
    let domain = fact.domain
    switch domain.kind {
    case .yesNo: return Cell(random.chance(50) ? 1 : 0)
    case .oneOf, .level: return Cell(Int64(random.below(max(domain.words.count, 1))))
    case .setOf:
      let bits = UInt64.random(in: 0..<(1 << UInt64(min(domain.words.count, 20))), using: &random)
      return Cell(random.chance(60) ? 0 : Int64(bitPattern: bits))
    case .number, .score, .money, .duration:
      // Small amounts are where limits stand, so half the values keep to the lowest tenth.
      let width = domain.highest - domain.lowest
      let highest = domain.lowest + (random.chance(50) ? width / 10 : width)
      let value = Int64.random(in: domain.lowest...highest, using: &random)
      return Cell(value - (value - domain.lowest) % max(domain.step, 1))
    case .moment:
      return Cell(1_772_446_500_000_000 - Int64(random.below(60)) * 86_400_000_000)
    case .reference, .text: return Cell(Int64(random.below(2)))
    }
  }
}
