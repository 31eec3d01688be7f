import HandrailAnalysis
import HandrailAnalysisTrial
import HandrailOracles
import HandrailTestSupport
import Testing

@Suite("Two versions")
struct VersionDiffTests {
  @Test(
    "finds looser, stricter and other teams exactly where brute force does", arguments: 0..<10)
  func agrees(part: Int) {
    let counts = DiffTrial(
      firstSeed: 710_000 + UInt64(part), stride: 10, policies: 40,
      zone: SmallPolicy.installedZone()
    ).run()
    #expect(counts.differences.isEmpty, "\(counts.differences.first ?? "")")
    #expect(counts.notSettled == 0, "\(counts.unsettled.first ?? "")")
    #expect(counts.differing > 5)
    #expect(counts.differing < counts.compared)
  }

  @Test("nothing differs between a policy and itself", arguments: 0..<40)
  func same(seed: Int) {
    let small = SmallPolicy(seed: 720_000 + UInt64(seed), zone: SmallPolicy.installedZone())
    #expect(compareVersions(small.graph, small.graph).isEmpty)
    // The same, without the short way by the digest.
    var graph = small.graph
    graph.policy.digest = ""
    #expect(compareVersions(graph, graph).isEmpty)
  }
}
