import Foundation
import HandrailOracles

/// The two oracles of the region search against each other; true where they agree.
///
/// `HandrailVerifier --oracles N`. Brute force is held against the reference evaluator too.
func tryOracles(_ options: Options) async -> Bool {
  let zone = SmallPolicy.installedZone()
  if options.showsStopped {
    for number in 0..<options.oraclePolicies {
      for words in SmallPolicy.stops(seed: options.seed &+ UInt64(number), zone: zone) {
        print(words)
      }
    }
    return true
  }
  if options.showsCoverage {
    let texts = (0..<options.oraclePolicies).map {
      SmallPolicy(seed: options.seed &+ UInt64($0), zone: zone).text
    }
    for (feature, share) in SmallFeatures.shares(of: texts) { print("\(feature): \(share) %") }
  }
  let start = ContinuousClock.now
  let counts = await withTaskGroup(of: OracleCounts.self) { group in
    for lane in 0..<options.lanes {
      group.addTask {
        let run = OracleRun(
          firstSeed: options.seed &+ UInt64(lane), stride: UInt64(options.lanes),
          policies: options.oraclePolicies / options.lanes, zone: zone)
        return run.run(samples: options.samplesPerPolicy, solves: options.solves)
      }
    }
    return await group.reduce(into: OracleCounts()) { $0.add($1) }
  }
  for difference in counts.differences.prefix(options.differences) { print(difference) }
  for share in counts.shares { print(share) }
  for sort in counts.notEncodedSorts { print("not encoded: \(sort)") }
  print(
    "\(counts.policies) policies (\(counts.refused) texts more did not pass the checks), "
      + "\(counts.tooLarge) too large, \(counts.notEncoded) not encoded, \(counts.walked) "
      + "combinations walked, \(counts.sampled) questions of the reference")
  print(
    "\(counts.queries) queries, \(counts.compared) compared, \(counts.differences.count) "
      + "differences, \(ContinuousClock.now - start)")
  return counts.differences.isEmpty
}
