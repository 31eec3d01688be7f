import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// More than three tests on one line.
  static let clearLongLineOfAnds = LintRule(
    "clear-long-line-of-ands", .standard, .note
  ) { policy in
    policy.trees.indices.flatMap { index in
      let tree = policy.trees[index]
      return tree.nodes.indices.compactMap { node -> LintFinding? in
        guard tree.kind(node) == .allTests || tree.kind(node) == .anyTests else { return nil }
        return longLine(Written(file: FileID(index), tree: tree, node: node), policy)
      }
    }
  }
}

private func longLine(_ tests: Written, _ policy: LintedPolicy) -> LintFinding? {
  let parts = tests.children
  guard parts.count > 3 else { return nil }
  let group = tests.kind == .allTests ? "all of" : "any of"
  var fixes: [Fix] = []
  // A row of a `choose` is one line, and a comment between the words has no other place.
  if policy.node(.choiceRow, at: tests.place) == nil, !tests.text.contains("#") {
    let lines = parts.map { "\n    - \($0.formatted)" }.joined()
    fixes = [Fix(.apply, "write one test a line", [Edit(tests.place, group + lines)])]
  }
  return LintFinding(
    "This line has \(parts.count) tests.", at: tests.place,
    because: "Under `\(group)`, one test a line, a reader sees at a glance what is asked for.",
    fixes: fixes)
}
