import BenchSupport
import Handrail

/// Does one fixed piece of Handrail's work so many times: its instructions are counted from outside.
///
/// Two runs with different rounds differ by those rounds alone, so what comes before is not counted.
@main
struct FixedCases {
  static let usage = "usage: FixedCases decide|rules|json|compile|why|survey POLICY ROUNDS"

  static func main() {
    let given = Array(CommandLine.arguments.dropFirst())
    guard given.count == 3, let rounds = Int(given[2]) else { stop(usage) }
    let file = PolicyFile(path: "fixed.policy", bytes: bytes(ofFile: given[1]))
    let compilation = compile(file, in: surroundings)
    guard let policy = compilation.policy else {
      for message in compilation.messages.prefix(5) { say("\(message)") }
      stop("the policy does not compile")
    }
    let cases = Cases(policy: policy, file: file)
    print(cases.run(given[0], rounds))
  }

  /// The zones' rules are no part of what is measured.
  static var surroundings: PolicySurroundings {
    var world = PolicySurroundings()
    world.zoneFile = { _ in bytes(ofFile: "/usr/share/zoneinfo/Europe/London") }
    return world
  }
}

/// The work, with everything that it needs made before.
struct Cases {
  let policy: Policy
  let file: PolicyFile
  let sheets: [FactSheet]
  let drawn: [Situation]
  let questions: [[UInt8]]
  let surveys: [[UInt8]]

  static let variety = 20

  init(policy: Policy, file: PolicyFile) {
    self.policy = policy
    self.file = file
    var draws = Draws(seed: 20_260_105)
    drawn = (0..<Self.variety).map { _ in Situation(policy, &draws) }
    sheets = drawn.map { $0.sheet(policy) }
    questions = drawn.map { $0.question("\"task\":\"do_3\"") }
    surveys = drawn.map { $0.question("\"tasks\":\"all\"") }
  }

  /// A number that hangs on all that was done.
  func run(_ name: String, _ rounds: Int) -> UInt64 {
    switch name {
    case "decide": decide(rounds)
    case "rules": ruled(rounds)
    case "json": json(rounds, questions)
    case "survey": json(rounds, surveys)
    case "compile": compiled(rounds)
    case "why": why(rounds)
    default: stop(FixedCases.usage)
    }
  }

  private func decide(_ rounds: Int) -> UInt64 {
    var desk = policy.desk(task: "do_3")
    desk.microseconds = 1_772_446_500_000_000
    let places = FactPlaces(drawn.first?.places(policy) ?? [])
    let values = drawn.flatMap { $0.hostValues }
    let width = values.count / drawn.count
    var sum: UInt64 = 0
    for round in 0..<rounds {
      let first = round % drawn.count * width
      desk.set(places, to: values.span.extracting(first..<first + width))
      let outcome = desk.decide()
      sum = sum &+ desk.verdictSum &+ (outcome.handler == .human ? 1 : 2)
    }
    return sum
  }

  /// As `decide`, and what became of every rule is looked at.
  private func ruled(_ rounds: Int) -> UInt64 {
    var desk = policy.desk(task: "do_3")
    desk.microseconds = 1_772_446_500_000_000
    var rules = policy.ruleOutcomes()
    let places = FactPlaces(drawn.first?.places(policy) ?? [])
    let values = drawn.flatMap { $0.hostValues }
    let width = values.count / drawn.count
    var sum: UInt64 = 0
    for round in 0..<rounds {
      let first = round % drawn.count * width
      desk.set(places, to: values.span.extracting(first..<first + width))
      let outcome = desk.decide()
      sum = sum &+ desk.verdictSum &+ (outcome.handler == .human ? 1 : 2)
      desk.tell(&rules)
      for outcome in rules.outcomes { sum = (sum &* 31) &+ (outcome == .failed ? 1 : 2) }
    }
    return sum
  }

  private func json(_ rounds: Int, _ texts: [[UInt8]]) -> UInt64 {
    var sum: UInt64 = 0
    for round in 0..<rounds {
      sum = sum &+ UInt64(policy.decide(json: texts[round % texts.count]).json().count)
    }
    return sum
  }

  private func compiled(_ rounds: Int) -> UInt64 {
    var sum: UInt64 = 0
    for _ in 0..<rounds {
      sum = sum &+ UInt64(compile(file, in: FixedCases.surroundings).policy?.tasks.count ?? 0)
    }
    return sum
  }

  private func why(_ rounds: Int) -> UInt64 {
    var sum: UInt64 = 0
    for round in 0..<rounds {
      let answer = policy.decide(sheets[round % sheets.count])
      let outcomes = answer.ruleOutcomes
      sum = outcomes.reduce(sum) { $0 &+ ($1.outcome == .failed ? 1 : 2) }
      sum = sum &+ UInt64(answer.tests(ofRule: round % outcomes.count).count)
    }
    return sum
  }
}

/// One drawn value for each fact of `large_policy.py`.
struct Situation {
  private var values: [(name: String, value: Int, text: String)] = []

  init(_ policy: Policy, _ draws: inout Draws) {
    for fact in 0..<40 {
      let name = ["yn", "list", "num", "cash"][fact % 4] + "\(fact)"
      guard let host = policy.fact(named: name) else { stop("no fact \(name) in the policy") }
      let value = draws.below([2, 5, 1001, 10_001][fact % 4])
      let text =
        switch fact % 4 {
        case 0: value == 1 ? "true" : "false"
        case 1: "\"\(host.words[value])\""
        default: "\(value)"
        }
      values.append((name, fact % 4 == 3 ? value * 100 : value, text))
    }
  }

  var hostValues: [Int64] { values.map { Int64($0.value) } }

  func places(_ policy: Policy) -> [FactPlace] {
    values.compactMap { policy.fact(named: $0.name)?.place }
  }

  func sheet(_ policy: Policy) -> FactSheet {
    var sheet = policy.factSheet(task: "do_3")
    sheet.microseconds = 1_772_446_500_000_000
    for entry in values {
      if let fact = policy.fact(named: entry.name) { sheet.set(fact.place, Int64(entry.value)) }
    }
    return sheet
  }

  func question(_ ask: String) -> [UInt8] {
    let facts = values.map { "\"\($0.name)\":\($0.text)" }.joined(separator: ",")
    return Array(
      "{\"at\":\"2026-03-02T10:15:00Z\",\(ask),\"memory\":\"new\",\"facts\":{\(facts)}}".utf8)
  }
}
