import HandrailOracles
import Testing

/// The two oracles of the region search, against each other and the reference evaluator.
///
/// `HandrailVerifier --oracles N` runs the same at length.
@Suite("The oracles of the region search")
struct OraclesTests {
  private static let zone = SmallPolicy.installedZone()

  @Test("Brute force and Z3 agree on small policies", arguments: [0, 75, 150, 225] as [UInt64])
  func oraclesAgree(seed: UInt64) {
    let run = OracleRun(firstSeed: 40_000 + seed, policies: 75, zone: OraclesTests.zone)
    let counts = run.run(samples: 0, solves: true)
    #expect(counts.differences.isEmpty, "\(counts.differences.first ?? "")")
    #expect(counts.compared > 500)
    #expect(counts.tooLarge * 10 <= counts.policies)
    #expect(counts.notEncoded * 4 <= counts.policies)
  }

  @Test("Brute force decides as the reference evaluator does", arguments: [1, 2] as [UInt64])
  func bruteForceDecidesAsReference(seed: UInt64) {
    let zone = OraclesTests.zone
    for number in 0..<20 {
      let small = SmallPolicy(seed: 50_000 &+ seed &* 1000 &+ UInt64(number), zone: zone)
      var sample = ReferenceSample(small, seed: seed)
      let difference = sample.difference(questions: 30)
      #expect(difference == nil, "seed \(small.seed): \(difference ?? "")")
    }
  }

  @Test("Small policies hold every sort of line often enough")
  func everythingIsTried() {
    let policies = (0..<400).map { SmallPolicy(seed: 60_000 &+ $0, zone: OraclesTests.zone) }
    let shares = SmallFeatures.shares(of: policies.map(\.text))
    let rare = shares.filter { $0.share == 0 }.map(\.feature)
    #expect(rare.isEmpty, "in fewer than 1 % of policies: \(rare)")
  }

  @Test("A seed gives the same policy and queries")
  func seedsRepeat() {
    let first = SmallPolicy(seed: 7, zone: OraclesTests.zone)
    let second = SmallPolicy(seed: 7, zone: OraclesTests.zone)
    #expect(first.text == second.text)
    #expect(first.next.text == second.next.text)
    #expect(first.queries == second.queries)
  }
}
