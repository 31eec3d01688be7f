import HandrailAnalysis
import HandrailEngine
import HandrailOracles
import HandrailTestSupport
import Testing

@Suite("Two versions")
struct VersionDiffTests {
  private static let head = """
    facts
      angry is yes or no or unknown
      amount is number from 0 to 1000
      quiet is yes or no

    tasks pay, talk, look

    queues
      queue front
      queue back

    prefer queues back, front
    otherwise queue front


    """

  @Test("search finds a difference exactly when brute force does", arguments: 0..<300)
  func agrees(seed: Int) throws {
    let small = SmallPolicy(seed: 710_000 + UInt64(seed), zone: SmallPolicy.installedZone())
    guard let differ = BruteForce(small).answer(.versionsDiffer) else { return }
    let diff = compareVersions(small.graph, small.next.graph)
    #expect(diff.notSettled.isEmpty, "seed \(seed)")
    let words = "seed \(seed)\n\(small.text)\n--- next ---\n\(small.next.text)"
    #expect(!diff.changes.isEmpty == differ, "\(words)")
    for change in diff.changes {
      let old = VersionOutcome(
        decide(change.old.question, by: small.graph), by: small.graph)
      let new = VersionOutcome(
        decide(change.new.question, by: small.next.graph), by: small.next.graph)
      #expect(old.changes(to: new).contains(change.kind), "\(words)")
      #expect(!change.causes.isEmpty)
    }
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
