import Handrail
import HandrailTestSupport
import Testing

/// A policy of so many drawn rules: every clause of a guard and most lines.
private struct DrawnPolicy {
  private var random: Seeded
  private(set) var text = """
    policy drawn version 1
      language 1
      time zone Europe/London
      start with ai
      owner "Operations"

    facts
      new is yes or no or unknown
      loud is yes or no
      plan is one of small, middle, large, huge or unknown
      place is one of home, work, road
      count is number 0 to 100 or unknown
      age is number 0 to 120
      amount is money up to GBP 1000 or unknown

    tasks refund, explain, close

    queue care
      if closed or waited too long
        - take message

    queue night
      if closed or waited too long
        - take message

    prefer queues night otherwise care


    """

  static let facts = ["new", "loud", "plan", "place", "count", "age", "amount"]

  init(rules: Int, seed: UInt64) {
    random = Seeded(seed)
    for number in 0..<rules { add(number) }
    text += """
      choose desks
        - night when plan is large and count above 40
        - care when place is home
        - otherwise or unknown care

      """
  }

  private mutating func test() -> String {
    let plan = random.pick(["small", "middle", "large", "huge"])
    let place = random.pick(["home", "work", "road"])
    return random.pick([
      "new is yes", "new is no", "loud is yes", "loud is no", "plan is \(plan)",
      "plan is not \(plan)", "place is \(place)", "count above \(random.below(90))",
      "count below \(10 + random.below(90))", "age at least \(random.below(110))",
      "amount above GBP \(random.below(900))", "new is known",
    ])
  }

  private mutating func add(_ number: Int) {
    var lines = ["rule r\(number)"]
    if random.chance(85) {
      lines.append("  when \(random.pick(["all", "any"])) of")
      for _ in 0..<2 + random.below(3) { lines.append("    - \(test())") }
    }
    if random.chance(35) { lines.append("  except when \(test())") }
    let line = self.line()
    // Nothing unknown may let the AI act.
    let unknown = line.hasPrefix("ai may") ? "skip" : random.pick(["skip", "apply"])
    if random.chance(20) { lines.append("  if unknown \(unknown)") }
    if random.chance(12) { lines.append("  starts on 2026-0\(1 + random.below(6))-01") }
    if random.chance(8) { lines.append("  trial on 30% of conversations") }
    lines.append("  " + line)
    text += lines.joined(separator: "\n") + "\n\n"
  }

  private mutating func line() -> String {
    let task = random.pick(["refund", "explain", "close", "refund, close"])
    return random.pick([
      "ai may \(task)", "ai may \(task)", "ai may \(task)", "ai may only suggest \(task)",
      "only a human may \(task)", "nobody may \(task)", "hand over to care",
      "hand over using desks", "urgency high",
    ])
  }

  /// A value for each fact, in cell units; some are left out.
  mutating func values() -> [(name: String, value: Int64)] {
    let counts = [2, 2, 4, 3, 101, 121, 100_001]
    return zip(Self.facts, counts).compactMap { name, count in
      random.chance(12) ? nil : (name, Int64(random.below(count)))
    }
  }
}

/// What became of every rule is the same however it is asked for.
@Suite struct RuleOutcomeTests {
  private func compiled(_ text: String) throws -> Policy {
    let file = PolicyFile(path: "drawn.policy", bytes: Array(text.utf8))
    let compilation = compile(file, in: WhyFixture.surroundings)
    let (policy, said) = (compilation.policy, compilation.messages.map { $0.headline })
    return try #require(policy, "\(said.prefix(5))")
  }

  @Test("by verdicts and by the trace of the whole policy", arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func ways(seed: UInt64) throws {
    let sizes = [1, 4, 12, 40, 150, 400]
    var drawn = DrawnPolicy(rules: sizes[Int(seed) - 1], seed: seed)
    let policy = try compiled(drawn.text)
    var rules = policy.ruleOutcomes()
    var seen: Set<String> = []
    for task in [nil, "refund", "explain", "sell_house"] as [String?] {
      var desk = policy.desk(task: task)
      for _ in 0..<25 {
        var sheet = policy.factSheet(task: task)
        sheet.microseconds = 1_772_446_500_000_000
        desk.microseconds = sheet.microseconds
        for name in DrawnPolicy.facts {
          desk.clear(try #require(policy.fact(named: name)).place)
        }
        for (name, value) in drawn.values() {
          let place = try #require(policy.fact(named: name)).place
          sheet.set(place, value)
          desk.set(place, value)
        }
        let answer = policy.decide(sheet, keeping: &rules)
        let expected = answer.ruleOutcomes
        #expect(answer.json() == policy.decide(sheet).json())
        #expect(told(rules) == expected, "seed \(seed)")
        let outcome = desk.decide()
        desk.tell(&rules)
        #expect(outcome.ruling == answer.ruling && outcome.next == answer.next)
        #expect(told(rules) == expected, "seed \(seed)")
        seen.formUnion(expected.map { $0.outcome.rawValue })
      }
    }
    if seed > 3 {
      #expect(seen.count == 7, "\(seen)")
    }
  }

  private func told(_ rules: RuleOutcomes) -> [RuleOutcome] {
    rules.outcomes.indices.compactMap { rules.rule(at: $0) }
  }

  @Test("with what a desk has set since it decided")
  func fresh() throws {
    let policy = try compiled(DrawnPolicy(rules: 0, seed: 1).text + Self.two)
    var desk = policy.desk(task: "refund")
    var rules = policy.ruleOutcomes()
    #expect(rules.outcomes.isEmpty && rules.rule(at: 0) == nil)
    let loud = try #require(policy.fact(named: "loud")).place
    let age = try #require(policy.fact(named: "age")).place
    desk.set(loud, 1)
    desk.set(age, 20)
    #expect(desk.decide().ruling == .ai)
    desk.tell(&rules)
    #expect(rules.outcomes == [.fired, .failed])
    desk.set(age, 80)
    desk.tell(&rules)
    #expect(rules.outcomes == [.beaten, .fired])
    desk.set(loud, 0)
    desk.tell(&rules)
    #expect(rules.outcomes == [.failed, .fired])
    desk.clear(loud)
    desk.tell(&rules)
    #expect(rules.outcomes == [.couldNotTell, .fired])
    #expect(rules.rule(at: 2) == nil && rules.rule(at: -1) == nil)
    #expect(rules.rule(at: 1)?.name == "old")
  }

  private static let two = """
    rule loud_ones
      when loud is yes
      ai may refund

    rule old
      when age above 60
      only a human may refund

    """

  @Test("tests are told of the rule that is asked about")
  func tests() throws {
    let policy = try compiled(DrawnPolicy(rules: 0, seed: 1).text + Self.two)
    var sheet = policy.factSheet(task: "refund")
    sheet.set(try #require(policy.fact(named: "age")).place, 20)
    let answer = policy.decide(sheet)
    #expect(answer.ruleOutcomes.map { $0.outcome } == [.couldNotTell, .failed])
    #expect(answer.tests(ofRule: 0) == ["loud is yes"])
    #expect(answer.tests(ofRule: 1) == ["age above 60"])
    #expect(answer.tests(ofRule: 2).isEmpty && answer.tests(ofRule: -1).isEmpty)
  }

  @Test("nothing is told of another policy, or of no question")
  func strangers() throws {
    let policy = try compiled(DrawnPolicy(rules: 3, seed: 1).text)
    let other = try compiled(DrawnPolicy(rules: 4, seed: 2).text)
    var rules = policy.ruleOutcomes()
    let sheet = other.factSheet(task: "refund")
    let json = other.decide(sheet, keeping: &rules).json()
    #expect(rules.outcomes.isEmpty && json == other.decide(sheet).json())
    var desk = other.desk()
    _ = desk.decide()
    desk.tell(&rules)
    #expect(rules.outcomes.isEmpty)
    _ = policy.decide(policy.factSheet(), keeping: &rules)
    #expect(rules.outcomes.count == 3)
    #expect(!policy.decide(json: Array("no question".utf8), keeping: &rules).isReadable)
    #expect(rules.outcomes.isEmpty)
    #expect(policy.decide(json: Array("no question".utf8)).ruleOutcomes.isEmpty)
  }
}
