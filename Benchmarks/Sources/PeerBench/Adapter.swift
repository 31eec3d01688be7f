import BenchSupport
import Handrail

/// The one place where the benchmark touches Handrail: load, set, decide.
///
/// Whatever evaluates next, only this file changes.
final class Adapter {
  let policy: Policy
  /// In the order in which the facts are set.
  let facts: [HostFact]
  private let places: FactPlaces
  private let routing: TablePlace?
  private var desk: DecisionDesk
  private var verdicts: LineVerdicts
  private var rules: RuleOutcomes
  /// Everything that was decided, so that nothing of it can be left out.
  private(set) var checksum: UInt64 = 0

  /// Loads a policy's text; `nil` where a message stops it.
  init?(policyText: [UInt8], path: String, factNames: [String]) {
    let file = PolicyFile(path: path, bytes: policyText)
    let compilation = compile(file, in: PolicySurroundings())
    guard let policy = compilation.policy else {
      for message in compilation.messages.prefix(5) { say("\(message)") }
      return nil
    }
    self.policy = policy
    facts = factNames.compactMap { policy.fact(named: $0) }
    guard facts.count == factNames.count else { return nil }
    places = FactPlaces(facts.map { $0.place })
    routing = policy.table(named: "routing")
    desk = policy.desk()
    desk.microseconds = 1_772_446_500_000_000
    verdicts = policy.lineVerdicts()
    rules = policy.ruleOutcomes()
  }

  /// Sets every fact from raw values, by place.
  func set(_ values: Span<Int64>) { desk.set(places, to: values) }

  /// What stands on the desk as a number: so that filling it alone cannot be left out.
  var filled: Int { Int(truncatingIfNeeded: desk.microseconds) }

  /// Decides what is set; the place of the rule that won, -1 for none.
  func decide() -> Int { finish(desk.decide()) }

  /// Consumes every verdict on the desk, and tells the winner.
  private func finish(_ outcome: DecisionDesk.Outcome) -> Int {
    checksum = (checksum &* 31) &+ desk.verdictSum &+ (outcome.handler == .human ? 1 : 2)
    guard let routing else { return desk.firstYesLine ?? -1 }
    let row = desk.row(of: routing) ?? -1
    return row == verdicts.count - 2 ? -1 : row
  }

  func decide(json: [UInt8]) -> Int { finish(desk.decide(json: json)) }

  /// The whole decision with its reasons, messages and memory.
  func decideWhole(json: [UInt8]) -> Int {
    finish(policy.decide(json: json, keeping: &verdicts))
  }

  /// Decides what is set, and looks at what became of every rule.
  func explain() -> Int {
    let winner = decide()
    desk.tell(&rules)
    var sum = checksum
    for outcome in rules.outcomes {
      sum = (sum &* 31) &+ (outcome == .fired ? 1 : outcome == .failed ? 2 : 3)
    }
    checksum = sum
    return winner
  }

  /// Consumes every verdict, and tells the winner: the row of the `choose`, or the first rule by
  /// name of those that are yes.
  private func finish(_ answer: Answer) -> Int {
    var sum = checksum
    for word in verdicts.certain.indices {
      sum = (sum &* 31) &+ verdicts.certain[word] &+ verdicts.possible[word]
    }
    checksum = sum &+ (answer.handler == .human ? 1 : 2)
    guard let routing else { return verdicts.firstCertainLine ?? -1 }
    let row = verdicts.row(of: routing) ?? -1
    return row == verdicts.count - 2 ? -1 : row
  }
}
