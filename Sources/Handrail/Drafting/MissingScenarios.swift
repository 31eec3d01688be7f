import HandrailAnalysis
import HandrailEngine
package import HandrailExplanation
package import HandrailScenarios

/// Scenarios for what no scenario of a policy decides yet, from solved examples.
///
/// Each is played before it is written, and comes out as it expects.
package struct MissingScenarios {
  /// Why something has no scenario still.
  package enum Why: Sendable {
    /// Nothing that can happen shows it in a session of its own.
    case never
    case notSettled
    /// What shows it rests on more than the lines of a scenario can give.
    case notAScenario
  }

  /// What came of a scenario that was played with the policy.
  package struct Played: Sendable {
    package var isFine: Bool
    /// One for each `expect`.
    package var decided: [Decided]

    package init(isFine: Bool, decided: [Decided]) {
      self.isFine = isFine
      self.decided = decided
    }
  }

  /// Plays scenarios together with the policy; `nil` where it can't be checked with them.
  package typealias Play = ([String]) -> [Played]?

  package private(set) var written: [DraftedScenario] = []
  /// How many things the new scenarios decide that none did.
  package private(set) var reachedCount = 0
  package private(set) var left: [(item: Coverage.Item, why: Why)] = []

  private let runner: ScenarioRunner
  private let search: DraftSearch
  private let play: Play
  private var coverage: Coverage
  private var whys: [Coverage.Item.Target: Why] = [:]

  /// Looks for scenarios of what `coverage` has not seen; `nil` where the policy cannot run.
  package init?(_ compilation: Compilation, beyond coverage: Coverage, play: @escaping Play) {
    guard let runner = compilation.scenarioRunner else { return nil }
    self.runner = runner
    self.coverage = coverage
    self.play = play
    search = DraftSearch(runner)
    let before = open.count
    // One of another round may decide what was looked for in vain.
    for manner in [DraftSearch.Manner.new, .held, .heldThen] where !open.isEmpty {
      add(manner)
    }
    left = open.map { ($0, whys[$0.target] ?? .never) }
    reachedCount = before - left.count
  }

  private var open: [Coverage.Item] { coverage.items.filter { !$0.isReached } }

  private struct Try {
    var item: Coverage.Item
    var draft: DraftedScenario
  }

  /// One scenario for everything that is open, as far as it is found in this manner.
  private mutating func add(_ manner: DraftSearch.Manner) {
    var tries: [Try] = []
    var foreseen: [Decided] = []
    var taken = Set(written.map(\.name))
    // The sides of a limit first: they mostly show the rule as well, and right at its limit.
    let ranked = open.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    for item in ranked.map(\.element) {
      if foreseen.contains(where: { coverage.reaches(item.target, $0) }) { continue }
      switch search.question(for: item.target, manner, coverage) {
      case .found(let witness):
        let draft = runner.draft(
          witness.question, named: item.scenarioName, beside: taken,
          inTwoSteps: manner == .heldThen)
        taken.insert(draft.name)
        tries.append(Try(item: item, draft: draft))
        foreseen.append(witness)
        whys[item.target] = .notAScenario
      case .never: continue
      case .notSettled: if whys[item.target] == nil { whys[item.target] = .notSettled }
      }
    }
    let inOrder = tries.enumerated().sorted { left, right in
      (left.element.item.file, left.element.item.line, left.offset)
        < (right.element.item.file, right.element.item.line, right.offset)
    }
    take(inOrder.map(\.element))
  }

  /// Plays what was found, fills in what comes of it, and keeps what then holds and shows it.
  private mutating func take(_ tries: [Try]) {
    let played = played(tries.map { runner.asking($0.draft).policyText })
    var finished: [Try] = []
    for (one, played) in zip(tries, played) {
      guard let played, let draft = runner.finished(one.draft, by: played.decided),
        played.decided.contains(where: { coverage.reaches(one.item.target, $0) })
      else { continue }
      finished.append(Try(item: one.item, draft: draft))
    }
    let outcomes = self.played(finished.map(\.draft.policyText))
    for (one, played) in zip(finished, outcomes) {
      guard let played, played.isFine,
        // Another of this round may show it as well.
        open.contains(where: { $0.target == one.item.target })
      else { continue }
      written.append(one.draft)
      for decided in played.decided { coverage.see(decided) }
    }
  }

  /// Plays some scenarios together, or one by one where the policy can't be checked with one.
  private func played(_ texts: [String]) -> [Played?] {
    if texts.isEmpty { return [] }
    let before = written.map(\.policyText)
    func play(_ more: [String]) -> [Played]? {
      self.play(before + more).map { Array($0.dropFirst(before.count)) }
    }
    if let together = play(texts), together.count == texts.count { return together }
    return texts.map { play([$0])?.first }
  }
}

extension Coverage.Item {
  fileprivate var rank: Int {
    switch kind {
    case .limit: 0
    case .tier: 1
    case .row: 2
    case .heading: 3
    }
  }

  /// `Written for rule refunds`: a name that its author is to replace.
  fileprivate var scenarioName: String {
    var words = "Written for "
    switch target {
    case .heading, .tier: words += self.words
    // The row's own words are long, and mostly change.
    case .row: words += self.words.split(separator: ": ").first.map(String.init) ?? self.words
    case .side(_, let isYes):
      let test = self.words.split(separator: ": never ").first.map(String.init) ?? self.words
      words += "\(test): \(isYes ? "yes" : "no")"
    }
    let plain = words.filter { $0 != "\"" && $0 != "\\" && $0 != "{" && $0 != "}" }
    return plain.count > 80 ? String(plain.prefix(79)) + "…" : plain
  }
}
