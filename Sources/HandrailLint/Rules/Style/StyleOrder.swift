import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Headings in another order than words, people and time, rules, gates, duties, checks.
  static let styleOrder = LintRule("style-order", .standard, .note) { policy in
    policy.trees.indices.compactMap { index in
      let file = FileID(index)
      let headings = policy.headings.filter { $0.file == file && $0.kind != .header }
      guard
        let late = headings.indices.dropFirst().first(where: {
          rank(headings[$0].kind) < rank(headings[$0 - 1].kind)
        })
      else { return nil }
      let name = title(headings[late])
      let before = headings[..<late].first { rank($0.kind) > rank(headings[late].kind) }
      return LintFinding(
        "`\(name)` stands below `\(before.map(title) ?? "")`, and belongs above it.",
        at: headings[late].headPlace,
        because: "A reader finds words first, then people and time, rules, what must happen "
          + "before, duties and checks; the order changes no decision.",
        fixes: reordering(headings, in: policy.trees[index]).map {
          [Fix(.apply, "move the headings into that order", [Edit($0.place, $0.text)])]
        } ?? [])
    }
  }
}

private func title(_ heading: Written) -> String {
  heading.tree.source.text(heading.headPlace.range)
}

private func rank(_ kind: NodeKind) -> Int {
  let groups: [[NodeKind]] = [
    [.use, .facts, .tasks, .roles, .mark, .define], [.calendar, .queue, .prefer],
    [.rule, .table, .choose], [.first, .approval, .offer],
    [
      .disclosure, .conduct, .handoff, .returnToAI, .assist, .oversight, .afterwards, .target,
    ],
    [.scenario, .promise],
  ]
  return groups.firstIndex { $0.contains(kind) } ?? groups.count
}

/// The headings with all that stands above each of them, in order; `nil` for the file's last line
/// without an end.
private func reordering(
  _ headings: [Written], in tree: SyntaxTree
) -> (place: SourcePlace, text: String)? {
  let source = tree.source
  guard let first = headings.first, let last = headings.last else { return nil }
  let ends = headings.map { $0.wholeLines.range.upper }
  // What stands above the first heading begins below the header.
  var start: UInt32 = 0
  if let header = tree.children(tree.root).first, tree.kind(header) == .header {
    start = Written(file: first.file, tree: tree, node: header).wholeLines.range.upper
  }
  guard start <= first.place.range.lower, source.bytes.last == 0x0A else { return nil }
  var segments: [(rank: Int, text: String)] = []
  for (position, heading) in headings.enumerated() {
    let from = position == 0 ? start : ends[position - 1]
    segments.append((rank(heading.kind), source.text(ByteRange(from, ends[position]))))
  }
  let sorted = segments.enumerated().sorted {
    ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
  }
  let range = ByteRange(start, last.wholeLines.range.upper)
  return (
    SourcePlace(file: first.file, range: range), sorted.map(\.element.text).joined()
  )
}
