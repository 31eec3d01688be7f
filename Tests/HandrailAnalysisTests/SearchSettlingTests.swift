import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailTestSupport
import Testing

/// What the search once left unsettled, and now settles.
@Suite struct SearchSettlingTests {
  private func analysis(_ body: String) throws -> Analysis { Analysis(try compiledPolicy(body)) }

  private func heading(_ name: String, _ analysis: Analysis) throws -> Int {
    try #require(analysis.graph.headings.firstIndex { $0.name == name })
  }

  private func isFound(_ answer: SearchAnswer) -> Bool? {
    switch answer {
    case .found: true
    case .never: false
    case .notSettled: nil
    }
  }

  // MARK: Sums

  private static let numbers = """
    facts
      f0 is number 0 to 4 or unknown
      f1 is number 0 to 4

    tasks settle

    """

  @Test("two sums that cannot lie together: told by their numbers, not by trying")
  func sumsTogether() throws {
    var small = try analysis(
      Self.numbers + """
        rule torn
          when f1 below f0 plus 2 and f1 minus f0 at least 2
          ai may settle

        rule whole
          when f1 below f0 plus 3 and f1 minus f0 at least 2
          ai may settle
        """)
    small.budget = 60
    #expect(isFound(small.canApply(heading: try heading("torn", small))) == false)
    #expect(isFound(small.canApply(heading: try heading("whole", small))) == true)
  }

  @Test("an exception that only bites where its sum can't be told never matters")
  func missingInSum() throws {
    let small = try analysis(
      Self.numbers + """
        rule people
          when f1 below f0 plus 2 and f1 minus f0 at least 2
          except when f1 minus f0 at least 2 and f0 is unknown
          only a human may settle

        rule others
          when f1 below f0 plus 2
          except when f1 minus f0 at least 1
          only a human may settle
        """)
    let people = small.exceptionMatters(heading: try heading("people", small), exception: 0)
    let others = small.exceptionMatters(heading: try heading("others", small), exception: 0)
    #expect(isFound(people) == false)
    #expect(isFound(others) == true)
  }

  // MARK: Promises about what comes next

  private func proofs(_ body: String) throws -> [String: PromiseAnswer] {
    let compiled = compilation(of: body)
    let analysis = try #require(compiled.analysis)
    return analysis.proofs().reduce(into: [:]) { $0[$1.promise.name] = $1.answer }
  }

  private func holds(_ answer: PromiseAnswer?) -> Bool? {
    switch answer {
    case .proved: true
    case .broken: false
    case .neverTriggered, .notSettled, nil: nil
    }
  }

  private static let desk = """
    facts
      proof is yes or no or unknown
      wide is yes or no

    tasks settle, refund

    roles lead

    queue alpha
      if closed or waited too long
        - take message

    queue beta
      if closed or waited too long
        - take message

    prefer queues otherwise beta

    """

  @Test("who is asked for a fact, and who never is")
  func asking() throws {
    let answers = try proofs(
      Self.desk + """
        rule everything
          ai may settle, refund

        rule shut
          when wide is yes
          nobody may settle, refund

        first names
          for settle
          ask proof

        promise shut_is_never_asked
          whenever wide is yes
          never ask

        promise nobody_is_asked
          whenever wide is no
          never ask

        promise known_goes_on
          whenever wide is no and proof is yes
          never ask
        """)
    #expect(holds(answers["shut_is_never_asked"]) == true)
    #expect(holds(answers["nobody_is_asked"]) == false)
    #expect(holds(answers["known_goes_on"]) == true)
  }

  @Test("a gate is open only where the task goes its way")
  func gates() throws {
    let answers = try proofs(
      Self.desk + """
        rule everything
          ai may settle, refund

        rule shut
          nobody may settle

        first names
          for settle, refund
          until proof is yes

        promise settle_never_waits
          always
          never first names for settle

        promise refund_never_waits
          always
          never first names for refund
        """)
    #expect(holds(answers["settle_never_waits"]) == true)
    #expect(holds(answers["refund_never_waits"]) == false)
  }

  @Test("an approval that hands nobody over names no queue")
  func queuesOfApprovals() throws {
    let answers = try proofs(
      Self.desk + """
        rule everything
          ai may settle, refund

        rule out
          when wide is yes
          hand over to beta

        approval consent
          for refund
          answer within 30 minutes
          needs 1 lead

        promise not_in_alpha
          whenever wide is yes and proof is yes
          never human in alpha
        """)
    #expect(holds(answers["not_in_alpha"]) == true)
  }

  @Test("a table that can't tell names no queue: a person keeps it where it was")
  func queuesOfTables() throws {
    let answers = try proofs(
      Self.desk + """
        facts
          owed is money up to GBP 3

        table teams
          | owed           -> queue |
          | at most GBP 1  -> beta  |
          | above GBP 1    -> beta  |

        rule everything
          ai may settle, refund

        rule out
          when wide is yes
          hand over using teams

        rule other
          when wide is no
          hand over to alpha

        promise always_in_beta
          whenever wide is yes
          expect human in beta

        promise always_a_person
          whenever wide is yes
          expect human
        """)
    #expect(holds(answers["always_in_beta"]) == false)
    #expect(holds(answers["always_a_person"]) == true)
  }

  // MARK: Wide policies

  /// Many rules about one task: `extra` stands below them.
  private func wide(_ extra: String) throws -> Analysis {
    var text = "facts\n"
    for fact in 0..<12 { text += "  n\(fact) is number 0 to 1000\n" }
    text += "\ntasks settle\n\n"
    for rule in 0..<150 {
      let (left, right) = (rule % 12, (rule * 7 + 5) % 12)
      text += """
        rule r\(rule)
          when n\(left) above \(500 + rule) and n\(right) below \(400 - rule)
          nobody may settle


        """
    }
    return try analysis(text + extra)
  }

  private func permission(_ rule: String, _ analysis: Analysis) throws -> Int {
    let heading = try heading(rule, analysis)
    return try #require(analysis.graph.effects.firstIndex { $0.heading == heading })
  }

  @Test("among many lines a way is found within a few boxes")
  func foundAmongMany() throws {
    var many = try wide("rule open\n  when n0 above 990\n  ai may settle\n")
    many.budget = 600
    let line = try permission("open", many)
    #expect(isFound(many.permissionTakesEffect(line)) == true)
  }

  @Test("among many lines two that leave nothing are found within a few boxes")
  func noneAmongMany() throws {
    var many = try wide(
      """
      rule open
        when n0 above 100
        ai may settle

      rule low
        when n3 at most 600
        nobody may settle

      rule high
        when n3 above 590
        only a human may settle
      """)
    many.budget = 600
    let line = try permission("open", many)
    #expect(isFound(many.permissionTakesEffect(line)) == false)
  }

  @Test("permissions that draws show count, and no others", arguments: [UInt64(7), 8, 9])
  func drawn(seed: UInt64) throws {
    let many = try analysis(manyRules(seed))
    let graph = many.graph
    var neverCounting: [Int] = []
    for position in graph.effects.indices where graph.effects[position].action == .aiMay {
      let isYes = many.question(where: graph.effects[position].node, isOneOf: .yes)
      let counts = isFound(many.permissionTakesEffect(position))
      #expect(counts != nil, "seed \(seed)")
      if isFound(isYes) == true, counts == false { neverCounting.append(position) }
    }
    let told = many.findings().compactMap { finding -> Int? in
      guard case .permissionNeverCounts(let effect, _) = finding.kind else { return nil }
      return effect
    }
    #expect(told == neverCounting, "seed \(seed)")
    #expect(!told.isEmpty, "seed \(seed) shows nothing")
  }

  /// Rules of every sort over a few facts, some of which leave a permission nothing.
  private func manyRules(_ seed: UInt64) -> String {
    var random = Seeded(seed)
    var text = "facts\n"
    for fact in 0..<8 { text += "  n\(fact) is number 0 to 100 or unknown\n" }
    text += "\ntasks settle\n\n"
    for rule in 0..<150 {
      let first = Int.random(in: 0..<8, using: &random)
      let second = (first + Int.random(in: 1..<8, using: &random)) % 8
      let limit = Int.random(in: 20..<80, using: &random)
      let line =
        ["ai may", "ai may", "ai may", "nobody may", "only a human may"]
        .randomElement(using: &random) ?? "ai may"
      let side = line == "ai may" ? "above" : "below"
      text += "rule r\(rule)\n  when n\(first) \(side) \(limit) and n\(second) \(side) \(limit)\n"
      text += "  \(line) settle\n\n"
    }
    return text + "rule low\n  when n0 below 60\n  nobody may settle\n\n"
      + "rule lower\n  when n0 below 50\n  ai may settle\n"
  }
}
