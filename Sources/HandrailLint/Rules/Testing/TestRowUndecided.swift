import HandrailSource

extension LintRule {
  /// A row of a table or `choose` that no scenario comes to.
  static let testRowUndecided = LintRule("test-row-undecided", .standard, .note) { policy in
    guard let shown = policy.surroundings.scenarios, shown.scenarioCount > 0 else { return [] }
    return shown.gaps.compactMap { gap in
      guard gap.kind == .row, gap.file.offset == 0,
        let place = policy.place(ofLine: gap.line, in: gap.file)
      else { return nil }
      return LintFinding(
        "No scenario comes to this row: `\(gap.words)`.", at: place,
        because: "A slip in the row would send those customers elsewhere, and no scenario notices.")
    }
  }
}
