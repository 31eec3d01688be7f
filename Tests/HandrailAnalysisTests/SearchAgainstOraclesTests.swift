import HandrailAnalysisTrial
import HandrailOracles
import Testing

/// A few small policies of every build; `HandrailVerifier --analysis` takes many.
@Suite("The search against its oracles")
struct SearchAgainstOraclesTests {
  private func counts(
    _ seed: UInt64, policies: Int, _ against: AnalysisTrial.Against
  ) -> AnalysisTrial.Counts {
    AnalysisTrial(
      firstSeed: seed, policies: policies, zone: SmallPolicy.installedZone(), against: against
    ).run()
  }

  @Test(
    "finds what brute force finds, and nothing else",
    arguments: [71_000, 72_000, 73_000] as [UInt64])
  func bruteForce(seed: UInt64) {
    let counts = counts(seed, policies: 8, .bruteForce)
    #expect(counts.differences.isEmpty)
    #expect(counts.compared > 60)
  }

  @Test("finds what Z3 finds, and nothing else")
  func solver() {
    let counts = counts(74_000, policies: 4, .solver)
    #expect(counts.differences.isEmpty)
    #expect(counts.compared > 20)
  }
}
