import HandrailSource

extension LintRule {
  /// A heading that decides in no scenario; where there is no scenario at all, that is said once.
  static let testRuleUndecided = LintRule("test-rule-undecided", .standard, .note) { policy in
    guard let shown = policy.surroundings.scenarios else { return [] }
    // Lines of used files are tested where they are used.
    let open = shown.gaps.filter { $0.kind == .heading && $0.file.offset == 0 }
    guard let first = open.first else { return [] }
    guard shown.scenarioCount > 0 else {
      guard let header = policy.headers.first else { return [] }
      return [
        LintFinding(
          "The policy has no scenario, so nothing shows what `\(first.words)` does.",
          at: header.headPlace,
          because: "A scenario is a customer you can think of, and it notices when a line changes.")
      ]
    }
    return open.compactMap { gap in
      policy.heading(onLine: gap.line, in: gap.file).map { heading in
        LintFinding(
          "No scenario is decided by `\(gap.words)`.", at: heading.headPlace,
          because: "If it is changed or taken away by mistake, no scenario notices.")
      }
    }
  }
}

extension LintedPolicy {
  fileprivate func heading(onLine line: Int, in file: FileID) -> Written? {
    place(ofLine: line, in: file).flatMap { heading(at: $0) }
  }
}
