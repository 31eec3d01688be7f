import HandrailAnalysisTrial
import HandrailOracles

/// The region search against both oracles; true where they agree and nearly all was settled.
///
/// `HandrailVerifier --analysis N`: N small policies against brute force, a tenth of them against
/// Z3.
func trySearch(_ options: Options) async -> Bool {
  let brute = await trySearch(options, options.analysisPolicies, .bruteForce)
  let solver = await trySearch(options, options.analysisPolicies / 10, .solver)
  return brute && solver
}

private func trySearch(
  _ options: Options, _ policies: Int, _ against: AnalysisTrial.Against
) async -> Bool {
  let zone = SmallPolicy.installedZone()
  if options.showsPolicy { print(SmallPolicy(seed: options.seed, zone: zone).text) }
  let start = ContinuousClock.now
  let counts = await withTaskGroup(of: AnalysisTrial.Counts.self) { group in
    for lane in 0..<options.lanes {
      group.addTask {
        AnalysisTrial(
          firstSeed: options.seed &+ UInt64(lane), stride: UInt64(options.lanes),
          policies: (policies + options.lanes - 1) / options.lanes, zone: zone, against: against
        ).run()
      }
    }
    return await group.reduce(into: AnalysisTrial.Counts()) { $0.add($1) }
  }
  for difference in counts.differences.prefix(options.differences) { print(difference) }
  for query in counts.unsettled.prefix(options.differences) { print("not settled: \(query)") }
  var sorts: [String: Int] = [:]
  for difference in counts.differences {
    let sort = difference.split(separator: " ").dropFirst(2).first.map(String.init) ?? ""
    sorts[String(sort.prefix { $0 != "(" }), default: 0] += 1
  }
  for (sort, count) in sorts.sorted(by: { $0.key < $1.key }) { print("differ: \(sort) \(count)") }
  for (sort, answers) in counts.answers.sorted(by: { $0.key < $1.key }) {
    print("\(sort): \(answers[0] + answers[1]) asked, \(answers[1]) yes")
  }
  let name = against == .bruteForce ? "brute force" : "Z3"
  print(
    "search against \(name): \(counts.policies) policies (\(counts.skipped) not answered in full), "
      + "\(counts.compared) queries, \(counts.differences.count) differences, "
      + "\(counts.beyond) beyond its space, "
      + "\(counts.notSettled) not settled, \(ContinuousClock.now - start)")
  // Each of those was decided by the evaluator; many of them would hide what the oracle is for.
  let isWithin = counts.beyond * 200 <= counts.compared
  return counts.differences.isEmpty && isWithin && counts.notSettled * 200 <= counts.compared
}
