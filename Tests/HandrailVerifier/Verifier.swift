import Foundation
import HandrailComparison
import HandrailEngine

/// Compares the product with the reference on generated policies and questions.
///
/// `swift run -c release HandrailVerifier --comparisons 200000 --seed 1`. Ends with 1 where they
/// differ, or where the generator left a production out.
@main
struct Verifier {
  static func main() async throws {
    if try measuresParsing(Array(CommandLine.arguments.dropFirst())) { return }
    if try measuresCompiling(Array(CommandLine.arguments.dropFirst())) { return }
    if try measuresLoading(Array(CommandLine.arguments.dropFirst())) { return }
    let options = Options(Array(CommandLine.arguments.dropFirst()))
    if options.propertyPolicies > 0 { exit(tryProperties(options) ? 0 : 1) }
    if options.approvalSteps > 0 { exit(tryApprovals(options) ? 0 : 1) }
    if options.oraclePolicies > 0 { exit(await tryOracles(options) ? 0 : 1) }
    if options.analysisPolicies > 0 { exit(await trySearch(options) ? 0 : 1) }
    if options.diffPolicies > 0 { exit(await tryDiffs(options) ? 0 : 1) }
    if options.settlingPolicies > 0 { exit(await trySettling(options) ? 0 : 1) }
    if options.damagedFiles > 0 { exit(tryDamage(options) ? 0 : 1) }
    let outcome = await compare(options)
    report(outcome, options)
    exit(outcome.isFine || options.coverageOnly && outcome.counts.differences == 0 ? 0 : 1)
  }

  /// Two runs beside each other, with every second seed each.
  private static func compare(_ options: Options) async -> ComparisonRun.Outcome {
    let zones = ZoneFiles.installed()
    return await withTaskGroup(of: ComparisonRun.Outcome.self) { group in
      for lane in 0..<options.lanes {
        let run = ComparisonRun(
          firstSeed: options.seed &+ UInt64(lane), stride: UInt64(options.lanes),
          comparisons: (options.comparisons + options.lanes - 1) / options.lanes,
          questionsPerPolicy: options.questionsPerPolicy, zones: zones)
        let most = options.differences
        group.addTask { run.run(differencesAtMost: most) }
      }
      return await group.reduce(into: ComparisonRun.Outcome()) { whole, part in
        whole.counts.add(part.counts)
        whole.differences += part.differences
        whole.stopped += part.stopped
      }
    }
  }

  /// The approval machine against a slow reading of it; true where they agree and meet every end.
  private static func tryApprovals(_ options: Options) -> Bool {
    let (counts, fault) = ApprovalTrial.run(steps: options.approvalSteps, seed: options.seed)
    if let fault { print(fault) }
    let ends: [ApprovalState] = [.granted, .refused, .expired]
    let shares = ends.map { end in
      let count = counts.ends[end, default: 0]
      return "\(end.name) \(count * 100 / max(counts.requests, 1)) %"
    }
    print(
      "approvals: \(counts.steps) steps in \(counts.runs) runs, \(counts.requests) requests, "
        + shares.joined(separator: ", "))
    return fault == nil && ends.allSatisfy(counts.isCommon)
  }

  /// The guarantees on generated policies; true where all hold.
  private static func tryProperties(_ options: Options) -> Bool {
    let zones = ZoneFiles.installed()
    var broken = 0
    var hidden = 0
    for place in 0..<options.propertyPolicies {
      let trial = PropertyTrial(seed: options.seed &+ UInt64(place), zones: zones)
      let hiding = trial.hidingNeverHelps()
      if hiding.wasTried { hidden += 1 }
      let found = [
        ("G1", trial.orderSaysNothing()), ("G2", trial.restrictionsOnlyRestrict()),
        ("G3, G4, G6", trial.everyQuestionIsAnswered()), ("G5", hiding.broken),
      ]
      for case (let name, let words?) in found {
        broken += 1
        print("seed \(trial.seed) \(name): \(words)")
      }
    }
    print("\(options.propertyPolicies) policies (\(hidden) for G5), \(broken) guarantees broken")
    return broken == 0
  }

  private static func report(_ outcome: ComparisonRun.Outcome, _ options: Options) {
    let counts = outcome.counts
    if options.showsStopped { for stopped in outcome.stopped { print(stopped) } }
    for difference in outcome.differences {
      print("seed \(difference.seed)")
      for line in difference.lines { print("  " + line) }
    }
    if let difference = outcome.differences.first, options.showsPolicy {
      print(difference.policy)
      print(difference.question)
    }
    if options.showsCoverage {
      for (name, count) in counts.seen.sorted(by: { $0.key < $1.key }) {
        print("\(name): \(count)")
      }
    }
    for name in counts.missing { print("in fewer than 1 % of policies: \(name)") }
    for name in counts.rare { print("too few questions: \(name)") }
    print(
      "\(counts.policies) policies (\(counts.stopped) more did not pass the checks), "
        + "\(share(counts.withUnknown, counts)) % of questions with an unknown, "
        + "\(share(counts.withFault, counts)) % with a fault")
    print("\(counts.comparisons) comparisons, \(counts.differences) differences")
  }

  private static func share(_ count: Int, _ counts: ComparisonCounts) -> Int {
    counts.comparisons == 0 ? 0 : count * 100 / counts.comparisons
  }
}

extension ComparisonRun.Outcome {
  /// No difference, and everything was tried often enough.
  var isFine: Bool {
    counts.differences == 0 && counts.missing.isEmpty && counts.rare.isEmpty
      && counts.withUnknown * 100 >= counts.comparisons * 30
      && counts.withFault * 100 >= counts.comparisons * 10
  }
}
