import HandrailComparison
import HandrailEngine
import Testing

/// language.md 3.17 on generated policies; the release-built verifier tries thousands more.
@Suite("Guarantees on generated policies")
struct GuaranteeTests {
  private static let zones = ZoneFiles.installed()

  private func trial(_ seed: UInt64) -> PropertyTrial {
    PropertyTrial(seed: seed, zones: GuaranteeTests.zones)
  }

  @Test("the reference evaluator decides alike, words, reasons and memory included")
  func comparison() {
    let run = ComparisonRun(
      firstSeed: 40_000, comparisons: 600, questionsPerPolicy: 20, zones: GuaranteeTests.zones)
    let outcome = run.run()
    #expect(outcome.counts.comparisons >= 600)
    #expect(outcome.differences.map { "\($0.seed): \($0.lines)" } == [])
    #expect(outcome.counts.withUnknown * 100 >= outcome.counts.comparisons * 30)
    #expect(outcome.counts.withFault * 100 >= outcome.counts.comparisons * 10)
    for kind in HeadingOutcome.allCases {
      #expect(outcome.counts.seen["outcome \(kind)", default: 0] >= 10, "\(kind)")
    }
    #expect(outcome.counts.seen["outcomes by a desk", default: 0] >= 50)
  }

  @Test("G1: the order of headings and lines says nothing", arguments: UInt64(41_000)..<41_025)
  func order(seed: UInt64) {
    #expect(trial(seed).orderSaysNothing() == nil)
  }

  @Test("G2: whole restricting headings only restrict", arguments: UInt64(42_000)..<42_025)
  func restrictions(seed: UInt64) {
    #expect(trial(seed).restrictionsOnlyRestrict() == nil)
  }

  @Test("G3, G4, G6: an answer to all, the same, with reasons", arguments: UInt64(43_000)..<43_025)
  func answers(seed: UInt64) {
    #expect(trial(seed).everyQuestionIsAnswered() == nil)
  }

  @Test("G5: hiding facts never helps the AI")
  func hiding() {
    let tried = (UInt64(44_000)..<44_120).map { trial($0).hidingNeverHelps() }
    #expect(tried.count(where: \.wasTried) >= 5)
    #expect(tried.compactMap(\.broken) == [])
  }
}
