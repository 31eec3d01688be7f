extension LintRule {
  /// The rules whose names begin with `clear-`, in the manual's order.
  static let clarity: [LintRule] = [
    clearNegativeName, clearNoneOfLong, clearLongLineOfAnds, clearRepeatedCondition,
    clearRuleTwoJobs, clearNameSaysOtherwise, clearMagicThreshold, clearBecauseMissing,
    clearNearDuplicateQueues,
  ]
}
