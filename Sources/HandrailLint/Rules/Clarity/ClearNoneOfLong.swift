import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// `none of` with more than two lines.
  static let clearNoneOfLong = LintRule("clear-none-of-long", .standard, .note) { policy in
    policy.conditions.flatMap { policy.longNones($0.condition) }
  }
}

extension LintedPolicy {
  fileprivate func longNones(_ condition: Condition) -> [LintFinding] {
    var found: [LintFinding] = []
    for case .group(let group) in condition.entries { found += longNones(group) }
    guard condition.mode == .none, condition.entries.count > 2, let first = condition.tests.first,
      let group = conditionGroup(at: first.origin.place, condition)
    else { return found }
    found.append(
      LintFinding(
        "This `none of` has \(condition.entries.count) lines.", at: group.headPlace,
        because: "Every line must be turned round in the reader's head; more than two are misread.",
        fixes: turnedRound(condition, group)))
    return found
  }

  /// The group whose own entries these are: a nested one stands deeper.
  private func conditionGroup(at place: SourcePlace, _ condition: Condition) -> Written? {
    let isNested: Bool
    if case .group = condition.entries[0] { isNested = true } else { isNested = false }
    guard isNested else { return node(.conditionGroup, at: place) }
    return heading(at: place).flatMap { outerGroup(in: $0, at: place) }
  }

  private func outerGroup(in node: Written, at place: SourcePlace) -> Written? {
    for child in node.children
    where child.place.range.lower <= place.range.lower
      && place.range.upper <= child.place.range.upper
    {
      return child.kind == .conditionGroup ? child : outerGroup(in: child, at: place)
    }
    return nil
  }

  /// Every line turned round, under `all of`: only where each has words for it.
  private func turnedRound(_ condition: Condition, _ group: Written) -> [Fix] {
    var edits: [Edit] = []
    if let word = group.word(0) { edits.append(Edit(word.place, "all")) }
    for entry in condition.entries {
      guard case .test(let test) = entry, let text = negated(test) else { return [] }
      edits.append(Edit(test.origin.place, text))
    }
    return [Fix(.ask, "turn each line round, under `all of`", edits)]
  }
}
