import HandrailAnalysisTrial
import HandrailOracles
import Testing

/// The fewest facts that settle a task, against every answer tried.
///
/// `HandrailVerifier --settling N` runs the same at length.
@Suite("The fewest facts that settle a task")
struct SettlingTests {
  private static let zone = SmallPolicy.installedZone()

  @Test("agree with every answer tried, 18 policies a seed", arguments: UInt64(0)...3)
  func bruteForce(seed: UInt64) {
    let trial = SettlingTrial(firstSeed: 300_000 + seed * 18, policies: 18, zone: Self.zone)
    let counts = trial.run(questions: 25)
    #expect(counts.differences.isEmpty, "\(counts.differences.first ?? "")")
    #expect(counts.outOfBudget == 0)
    // Every length of answer is there, or the comparison would show little.
    #expect(counts.compared > 50, "\(counts)")
    #expect(counts.bySize.allSatisfy { $0 > 0 }, "\(counts.bySize)")
    #expect(counts.shorter > 4, "\(counts.shorter)")
  }
}
