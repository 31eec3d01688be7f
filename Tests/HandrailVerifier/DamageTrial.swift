import Foundation
import Handrail
import HandrailComparison
import HandrailEngine
import HandrailExplanation
import HandrailTestSupport

/// `--damage COUNT`: compiled policies, damaged and sealed anew, each of which must be refused or
/// decide: whatever is wrong with one, nothing traps, and nothing takes long.
///
/// False where a file took longer than `longest`.
func tryDamage(_ options: Options) -> Bool {
  var trial = DamageTrial()
  let zones = ZoneFiles.installed()
  var seed = options.seed
  while trial.count < options.damagedFiles {
    let text = PolicyWriter.write(seed: seed)
    var random = Seeded(seed)
    seed &+= 1
    guard case .success(let policy) = ComparedPolicy.make(text, zones: zones),
      let body = try? compiledBody(of: policy.graph)
    else { continue }
    for _ in 0..<50 {
      var found = random.damaged(body)
      if random.chance(30) { found = random.damaged(found) }
      trial.add(found)
    }
  }
  print(trial.words)
  return trial.slowest < DamageTrial.longest
}

/// What damaged files came to.
private struct DamageTrial {
  /// Milliseconds of one core; far beyond what any takes, and far below what looks like hanging.
  static let longest = 5_000.0
  private(set) var count = 0
  private(set) var slowest = 0.0
  private var loaded = 0
  private var decisions = 0

  mutating func add(_ body: [UInt8]) {
    count += 1
    let tried = milliseconds { decide(sealed(body: body, digest: DamageTrial.noDigest)) }
    slowest = max(slowest, tried.time)
    guard tried.value > 0 else { return }
    loaded += 1
    decisions += tried.value
  }

  private static let noDigest = String(repeating: "0", count: 64)

  /// How many questions a file decided; 0 where it was refused.
  private func decide(_ bytes: [UInt8]) -> Int {
    guard let policy = try? Policy(compiled: bytes) else { return 0 }
    var decided = 0
    for task in ["none"] + policy.tasks.prefix(3) {
      let question = #"{"at":"2026-03-02T10:15:00Z","task":"\#(task)","memory":"new"}"#
      let answer = policy.decide(json: Array(question.utf8))
      _ = answer.json()
      decided += 1
      guard let whole = answer.decided else { continue }
      _ = decideTracing(whole.question, by: policy.graph)
      if task != "none" && decided > 2 { continue }
      _ = explain(whole, by: policy.graph) { HandrailEngine.decide($0, by: policy.graph) }
    }
    return decided
  }

  var words: String {
    "\(count) damaged files, \(loaded) loaded, \(decisions) decisions, "
      + "the slowest file \(twoDigits(slowest)) ms"
  }
}
