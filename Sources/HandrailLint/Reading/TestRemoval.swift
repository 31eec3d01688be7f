import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// The edit that takes one test out of its condition; `nil` where nothing would be left.
  func removal(of test: Test) -> Edit? {
    let chain = nodes(above: test)
    guard let node = chain.last, node.kind == .test, chain.count > 1 else { return nil }
    let parent = chain[chain.count - 2]
    let siblings = parent.children
    guard siblings.count > 1,
      let index = siblings.firstIndex(where: { $0.place == node.place })
    else { return nil }
    if parent.kind == .conditionGroup { return Edit(node.wholeLines, "") }
    guard parent.kind == .allTests || parent.kind == .anyTests else { return nil }
    let range =
      index == 0
      ? ByteRange(node.place.range.lower, siblings[1].place.range.lower)
      : ByteRange(siblings[index - 1].place.range.upper, node.place.range.upper)
    return Edit(SourcePlace(file: node.file, range: range), "")
  }

  /// The nodes from a heading down to a test's own.
  private func nodes(above test: Test) -> [Written] {
    guard let heading = heading(at: test.origin.place) else { return [] }
    let offset = test.origin.place.range.lower
    var chain = [heading]
    while let at = chain.last, at.kind != .test,
      let next = at.children.last(where: { $0.place.range.lower <= offset })
    {
      chain.append(next)
    }
    return chain
  }

  /// The `when`, `except when` or other line that holds a condition.
  func line(of condition: Condition, _ kind: NodeKind) -> Written? {
    guard let test = condition.tests.first else { return nil }
    return node(kind, at: test.origin.place)
  }
}

extension Written {
  /// An edit that adds a test which has to be yes as well; `nil` where the condition is no
  /// plain `and`.
  func addition(of test: String) -> Edit? {
    guard let condition else { return nil }
    let end = condition.place.range.upper
    let place = SourcePlace(file: file, range: ByteRange(end, end))
    if condition.kind == .test || condition.kind == .allTests {
      return Edit(place, " and " + test)
    }
    guard condition.kind == .conditionGroup, condition.word(0)?.text == "all" else { return nil }
    return condition.insertion(afterLast: "    - " + test)
  }
}
