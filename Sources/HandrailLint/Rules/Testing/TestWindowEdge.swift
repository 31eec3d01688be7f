import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A window that no scenario tries just below and just at its number of turns.
  static let testWindowEdge = LintRule("test-window-edge", .standard, .note) { policy in
    guard let shown = policy.surroundings.scenarios, shown.scenarioCount > 0 else { return [] }
    let places = policy.windowPlaces
    return shown.windows.compactMap { window in
      guard !(window.isSeenAtLimit && window.isSeenBelow), window.file.offset == 0,
        let place = places[window.key] ?? policy.place(ofLine: window.line, in: window.file)
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

extension ShownByScenarios.Window {
  fileprivate var key: String { "\(file.rawValue):\(line):\(text)" }
}

extension LintedPolicy {
  /// Where each window stands, by its line and words.
  fileprivate var windowPlaces: [String: SourcePlace] {
    var places: [String: SourcePlace] = [:]
    for index in trees.indices {
      let tree = trees[index]
      for node in tree.nodes.indices
      where tree.kind(node) == .test && tree.child(node, .turnsWindow) != nil {
        let test = Written(file: FileID(index), tree: tree, node: node)
        let line = tree.source.line(at: test.place.range.lower)
        places["\(index):\(line):\(test.formatted)"] = test.place
      }
    }
    return places
  }
}
