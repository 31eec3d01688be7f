import HandrailSource
import HandrailSyntax

extension LintRule {
  /// An `expect` that does not say which line is to bring it about.
  static let testScenarioVague = LintRule("test-scenario-vague", .standard, .note) { policy in
    guard let shown = policy.surroundings.scenarios else { return [] }
    return shown.unexplained.compactMap { open in
      guard let line = policy.node(.expectLine, at: open.place) else { return nil }
      let names = open.deciders.joined(separator: ", ")
      let end = SourcePlace(
        file: line.file, range: ByteRange(line.place.range.upper, line.place.range.upper))
      return LintFinding(
        "This `expect` doesn't say why, and would hold for another reason as well.",
        at: line.place,
        because: "With `because \(names)` the scenario fails when another line brings it about.",
        fixes: [Fix(.apply, "add `because \(names)`", [Edit(end, " because \(names)")])])
    }
  }
}
