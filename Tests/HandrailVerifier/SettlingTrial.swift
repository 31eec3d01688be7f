import HandrailAnalysisTrial
import HandrailOracles

/// The fewest facts that settle a task against every answer tried; true where they agree.
///
/// `HandrailVerifier --settling N`: N small policies, a dozen questions each.
func trySettling(_ options: Options) async -> Bool {
  let zone = SmallPolicy.installedZone()
  let start = ContinuousClock.now
  let counts = await withTaskGroup(of: SettlingTrial.Counts.self) { group in
    for lane in 0..<options.lanes {
      group.addTask {
        SettlingTrial(
          firstSeed: options.seed &+ UInt64(lane), stride: UInt64(options.lanes),
          policies: (options.settlingPolicies + options.lanes - 1) / options.lanes, zone: zone
        ).run(questions: 12)
      }
    }
    return await group.reduce(into: SettlingTrial.Counts()) { $0.add($1) }
  }
  for difference in counts.differences.prefix(options.differences) { print(difference) }
  print(
    "fewest facts: \(counts.policies) policies, \(counts.questions) questions, "
      + "\(counts.compared) that wait (none, one, two, three facts: \(counts.bySize); "
      + "\(counts.shorter) shorter than the whole list), \(counts.differences.count) differences, "
      + "\(counts.outOfBudget) out of budget, \(counts.decided) decisions by the reference, "
      + "\(ContinuousClock.now - start)")
  return counts.differences.isEmpty && counts.outOfBudget * 200 <= counts.compared
}
