package import HandrailSource

/// Which rules a team wants, how much each stops, and what they may know.
package struct LintOrders: Sendable {
  /// The set that was picked; `nil`: none, and only rules that `levels` names look.
  package var set: LintSet?
  /// Levels that differ from the rules' own, by the rule's name; `nil`: switched off.
  package var levels: [String: Severity?] = [:]
  /// What was published last, of this policy or of others.
  package var published: [PublishedVersion] = []
  package var surroundings = LintSurroundings()

  package init(_ set: LintSet?) { self.set = set }

  /// The rules that look, in the manual's order.
  package var rules: [LintRule] {
    LintRule.all.filter { rule in
      if let level = levels[rule.name] { return level != nil }
      return set.map { rule.set <= $0 } ?? false
    }
  }

  /// How much findings of a rule stop, where the team says so.
  package func level(of rule: String) -> Severity? { levels[rule] ?? nil }
}
