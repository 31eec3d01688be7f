package import HandrailSource

/// Sets of rules, each within the next: a team picks one.
package enum LintSet: String, Sendable, CaseIterable, Comparable {
  case core
  case standard
  case regulated

  private var rank: Int {
    switch self {
    case .core: 0
    case .standard: 1
    case .regulated: 2
    }
  }

  package static func < (left: LintSet, right: LintSet) -> Bool { left.rank < right.rank }
}

/// One rule of the lint: what it is called, the smallest set that has it, and how it looks.
///
/// A rule is a file of its own, named after it; the page `docs/lint/NAME.md` belongs to it.
package struct LintRule: Sendable {
  /// The name in messages, in `handrail.yaml` and on ignore lines: `safe-way-out`.
  package let name: String
  package let set: LintSet
  /// How much a finding stops, unless the team raises it.
  package let severity: Severity
  let find: @Sendable (LintedPolicy) -> [LintFinding]

  init(
    _ name: String, _ set: LintSet, _ severity: Severity,
    find: @escaping @Sendable (LintedPolicy) -> [LintFinding]
  ) {
    self.name = name
    self.set = set
    self.severity = severity
    self.find = find
  }

  /// The rule looks at what the scenarios show, so they have to be played: that costs the most.
  package var asksScenarios: Bool { LintRule.asking.contains(name) }

  /// The rule looks at what the published version decides otherwise.
  package var asksLoosening: Bool { name == "safe-loosening-unreviewed" }

  private static let asking: Set<String> = [
    "test-rule-undecided", "test-row-undecided", "test-window-edge", "test-only-happy",
    "test-scenario-vague", "money-boundary-untested",
  ]
}

/// What a rule found, in words for the author.
package struct LintFinding: Sendable, Hashable {
  package var place: SourcePlace
  /// One sentence; names stand in backticks.
  package var headline: String
  /// One sentence on why it matters.
  package var reason: String
  package var fixes: [Fix]
  package var related: [RelatedPlace]
  /// Lower than the rule's own level, where the rule says so; `nil`: the rule's.
  package var severity: Severity?

  init(
    _ headline: String, at place: SourcePlace, because reason: String, fixes: [Fix] = []
  ) {
    self.place = place
    self.headline = headline
    self.reason = reason
    self.fixes = fixes
    related = []
  }
}
