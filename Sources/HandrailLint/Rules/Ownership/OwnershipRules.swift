extension LintRule {
  /// The rules whose names begin with `own-`, in the manual's order.
  static let ownership: [LintRule] = [
    ownMissing, ownReviewOverdue, ownSourceMissing, ownVersionNotRaised,
  ]
}
