import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A window that no scenario tries just below and just at its number of turns.
  static let testWindowEdge = LintRule("test-window-edge", .standard, .note) { policy in
    guard let shown = policy.surroundings.scenarios, shown.scenarioCount > 0 else { return [] }
    return shown.windows.compactMap { window in
      guard !(window.isSeenAtLimit && window.isSeenBelow), window.file.offset == 0,
        let place = policy.place(of: window)
      else { return nil }
      let below = turns(window.atLeast - 1)
      let limit = turns(window.atLeast)
      let missing: String
      if window.isSeenAtLimit {
        missing = window.atLeast == 1 ? "with no turn" : "with only \(below)"
      } else {
        missing = window.isSeenBelow ? "with exactly \(limit)" : "with \(below) or with \(limit)"
      }
      return LintFinding(
        "No scenario tries `\(window.text)` \(missing).", at: place,
        because: "The customer on the edge is the one whom a slip of one turn sends elsewhere.")
    }
  }
}

private func turns(_ count: Int) -> String {
  switch count {
  case 0: "no turn"
  case 1: "1 turn that counts"
  case _: "\(count) turns that count"
  }
}

extension LintedPolicy {
  /// The test's own words, else its whole line.
  fileprivate func place(of window: ShownByScenarios.Window) -> SourcePlace? {
    guard let line = place(ofLine: window.line, in: window.file) else { return nil }
    let tree = trees[window.file.offset]
    for node in tree.nodes.indices where tree.kind(node) == .test {
      let test = Written(file: window.file, tree: tree, node: node)
      guard line.range.lower <= test.place.range.lower, test.place.range.upper <= line.range.upper
      else { continue }
      if test.formatted == window.text { return test.place }
    }
    return line
  }
}
