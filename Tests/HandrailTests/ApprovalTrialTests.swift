import HandrailComparison
import HandrailEngine
import Testing

@Suite("The approval machine") struct ApprovalTrialTests {
  @Test(
    "grants exactly when every seat can be filled; ends once, always", arguments: [51_000, 52_000])
  func trial(seed: UInt64) {
    let (counts, fault) = ApprovalTrial.run(steps: 10_000, seed: seed)
    #expect(fault == nil)
    #expect(counts.isCommon(.granted) && counts.isCommon(.refused) && counts.isCommon(.expired))
  }
}
