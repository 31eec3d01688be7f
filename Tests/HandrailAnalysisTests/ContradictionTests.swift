import Handrail
import HandrailAnalysis
import Testing

/// Promises that no policy can keep together.
struct ContradictionTests {
  private func pairs(_ first: String, _ second: String) throws -> Int {
    let compilation = compilation(
      of: """
        facts
          late is number 0 to 50
          amount is money up to GBP 1000

        tasks talk, refund

        queue desk
          if closed or waited too long
            - take message

        queue experts
          if closed or waited too long
            - try desk

        prefer queues experts otherwise desk

        rule everyday
          ai may talk, refund

        rule to_experts
          when late above 5
          hand over to experts

        promise first_one
        \(first)

        promise second_one
        \(second)
        """)
    let analysis = try #require(compilation.analysis)
    return analysis.analysis.contradictions(analysis.promises).count
  }

  @Test(
    "what excludes each other is told where both speak",
    arguments: [
      ("expect human", "never human"), ("expect human", "expect ai"),
      ("expect human in desk", "expect human in experts"), ("expect ai", "expect suggest"),
      ("expect human in desk", "never human"), ("expect ai", "expect nobody"),
    ])
  func excluded(first: String, second: String) throws {
    let spoken = ["  whenever late above 5\n  " + first, "  whenever late below 9\n  " + second]
    #expect(try pairs(spoken[0], spoken[1]) == 1)
    #expect(try pairs(spoken[1], spoken[0]) == 1)
    // On two sides of a limit they never meet.
    #expect(try pairs(spoken[0], "  whenever late at most 5\n  " + second) == 0)
  }

  @Test(
    "what can be so together is left alone",
    arguments: [
      ("expect human", "expect human in desk"), ("never human", "never ai"),
      ("expect human or ai", "expect ai"), ("expect nobody", "expect human"),
      ("never human in desk", "expect human"),
    ])
  func compatible(first: String, second: String) throws {
    #expect(
      try pairs("  whenever late above 5\n  " + first, "  whenever late above 5\n  " + second) == 0)
  }
}
