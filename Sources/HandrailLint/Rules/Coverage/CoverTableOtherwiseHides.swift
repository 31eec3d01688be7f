import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A table whose `otherwise` takes more than half of all combinations.
  static let coverTableOtherwiseHides = LintRule(
    "cover-table-otherwise-hides", .standard, .note
  ) { policy in
    policy.model.vocabulary.tables.elements.compactMap { table in
      guard let otherwise = table.rows.last(where: \.isOtherwise),
        let count = CombinationCount(table, policy.model.vocabulary.facts),
        count.left > count.all - count.left
      else { return nil }
      return LintFinding(
        "In `\(table.name)`, `otherwise` takes \(count.left) of \(count.all) combinations.",
        at: otherwise.origin.place,
        because: "Most of what can happen is never looked at; write the rows that matter, so that "
          + "`otherwise` is the exception.")
    }
  }
}

extension TableRow {
  fileprivate var isOtherwise: Bool {
    if case .otherwise = match { return true }
    return false
  }
}
