import HandrailAnalysisTrial
import HandrailOracles

/// Two versions of small policies against brute force; true where they agree and nearly all was
/// settled.
///
/// `HandrailVerifier --diffs N`.
func tryDiffs(_ options: Options) async -> Bool {
  let zone = SmallPolicy.installedZone()
  let start = ContinuousClock.now
  let counts = await withTaskGroup(of: DiffTrial.Counts.self) { group in
    for lane in 0..<options.lanes {
      group.addTask {
        DiffTrial(
          firstSeed: options.seed &+ UInt64(lane), stride: UInt64(options.lanes),
          policies: (options.diffPolicies + options.lanes - 1) / options.lanes, zone: zone
        ).run()
      }
    }
    return await group.reduce(into: DiffTrial.Counts()) { $0.add($1) }
  }
  for difference in counts.differences.prefix(options.differences) { print(difference) }
  for policy in counts.unsettled.prefix(options.differences) { print("not settled: \(policy)") }
  print(
    "versions against brute force: \(counts.policies) pairs (\(counts.skipped) not answered, "
      + "\(counts.stopped) stopped by a table), "
      + "\(counts.compared) compared, \(counts.differing) differ, "
      + "\(counts.differences.count) differences, \(counts.beyond) beyond its space, "
      + "\(counts.notSettled) not settled, "
      + "\(counts.partings) sessions part, "
      + "\(ContinuousClock.now - start)")
  // Each of those was decided by both versions; many of them would hide what the oracle is for.
  let isWithin = counts.beyond * 20 <= counts.compared
  return counts.differences.isEmpty && isWithin && counts.notSettled * 200 <= counts.compared
}
