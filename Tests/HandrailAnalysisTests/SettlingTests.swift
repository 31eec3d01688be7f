import HandrailAnalysis
import HandrailAnalysisTrial
import HandrailEngine
import HandrailOracles
import Testing

/// The fewest facts that settle a task, against every answer tried.
///
/// `HandrailVerifier --settling N` runs the same at length.
@Suite("The fewest facts that settle a task")
struct SettlingTests {
  private static let zone = SmallPolicy.installedZone()

  @Test("agree with every answer tried, 600 questions a seed", arguments: [310_000, 320_000])
  func bruteForce(seed: UInt64) {
    let trial = SettlingTrial(
      firstSeed: seed &* 1_000_003, policies: 30, zone: Self.zone)
    let counts = trial.run(questions: 20)
    #expect(counts.differences.isEmpty, "\(counts.differences.first ?? "")")
    #expect(counts.outOfBudget == 0)
    // Every length of answer is there, or the comparison would show little.
    #expect(counts.compared > 70, "\(counts)")
    #expect(counts.bySize.allSatisfy { $0 > 2 }, "\(counts.bySize)")
    #expect(counts.shorter > 10, "\(counts.shorter)")
  }
}

/// Kinds of fact that small policies have not, each asked about by hand.
@Suite("The fewest facts, kind by kind")
struct SettlingKindTests {
  /// What is asked for, and what is known of the list.
  private struct Found: Equatable {
    var facts: [String]
    var standing: SettlingFacts.Standing
  }

  private func settle(
    _ body: String, known: [String: Int64] = [:], texts: [String] = [],
    budget: Int = SettlingFacts.fullBudget
  ) throws -> Found {
    let graph = try compiledPolicy(body)
    var frame = Frame(
      session: [Cell](repeating: Cell(unknown: .absent), count: graph.logic.slots.session),
      queues: graph.routing.queues.map { _ in
        let cell = Cell(unknown: .absent)
        return QueueState(open: cell, free: cell, wait: cell)
      })
    frame.texts = texts
    for fact in graph.facts {
      if case .session(let slot) = fact.supply, let value = known[fact.name] {
        frame.session[slot] = Cell(value)
      }
    }
    let at = Moment(microseconds: 1_772_446_500_000_000)
    let question = Question(at: at, ask: .task(0), frame: frame, memory: .new)
    let decided = try #require(decide(question, by: graph).task)
    #expect(decided.ruling == .notYet)
    let found = settlingFacts(of: decided, in: question, by: graph, budget: budget)
    return Found(facts: found.facts.map { graph.facts[$0.fact].name }, standing: found.standing)
  }

  private static func policy(_ facts: String, _ condition: String) -> String {
    """
    facts
    \(facts)

    tasks pay

    rule everyday
      ai may pay

    rule stop
    \(condition)
      nobody may pay
    """
  }

  private static let amounts = """
      paid is money up to GBP 100 or unknown
      owed is money up to GBP 100 or unknown
    """

  @Test("a sum needs both its parts, where the other can still tip it")
  func sums() throws {
    let both = Self.policy(Self.amounts, "  when paid plus owed above GBP 100")
    #expect(try settle(both) == Found(facts: ["paid", "owed"], standing: .fewest))
    // The known part leaves nothing that the other could not decide.
    #expect(
      try settle(both, known: ["paid": 6000]) == Found(facts: ["owed"], standing: .fewest))
    // Of the two parts in one test one settles it: an amount of its own.
    let either = Self.policy(
      Self.amounts,
      """
        when any of
          - paid above owed
          - paid at most owed
          - owed above GBP 3
          - owed at most GBP 3
      """)
    #expect(try settle(either) == Found(facts: ["owed"], standing: .fewest))
  }

  @Test("two references are compared whatever they turn out to be")
  func references() throws {
    let facts = """
        paid_with is reference or unknown
        refund_to is reference or unknown
      """
    let body = Self.policy(facts, "  when refund_to is not paid_with")
    #expect(try settle(body) == Found(facts: ["paid_with", "refund_to"], standing: .fewest))
    #expect(
      try settle(body, known: ["paid_with": 0], texts: ["card 1"])
        == Found(facts: ["refund_to"], standing: .fewest))
  }

  @Test("moments, sets and levels")
  func kinds() throws {
    let moments = Self.policy(
      "  placed is moment or unknown\n  seen is yes or no or unknown",
      """
        when any of
          - placed in the last 3 days
          - placed above 3 days ago
          - seen is yes
      """)
    let found = try settle(moments)
    #expect(found.facts.count <= 2 && found.standing != .outOfBudget)
    let sets = Self.policy(
      "  needs is any of hardship, grief or unknown\n  seen is yes or no or unknown",
      """
        when all of
          - needs includes grief
          - seen is yes
      """)
    #expect(try settle(sets) == Found(facts: ["needs", "seen"], standing: .fewest))
    let levels = Self.policy(
      "  stakes is level of low, medium, high or unknown", "  when stakes at least medium")
    #expect(try settle(levels) == Found(facts: ["stakes"], standing: .fewest))
  }

  @Test("more than three facts, and a budget that ends")
  func long() throws {
    let names = ["a1", "a2", "a3", "a4"]
    let facts = names.map { "  \($0) is yes or no or unknown" }.joined(separator: "\n")
    let lines = names.map { "    - \($0) is yes" }.joined(separator: "\n")
    let body = Self.policy(facts, "  when all of\n\(lines)")
    #expect(try settle(body) == Found(facts: names, standing: .moreThanThree))
    #expect(try settle(body, budget: 40) == Found(facts: names, standing: .outOfBudget))
  }

  @Test("what the author lets be unknown is not asked for")
  func skipped() throws {
    let body =
      Self.policy(Self.amounts, "  when paid above GBP 50") + """


        rule note
          when owed above GBP 50
          if unknown skip
          nobody may pay
        """
    #expect(try settle(body) == Found(facts: ["paid"], standing: .fewest))
  }
}
