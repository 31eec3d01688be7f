extension LintRule {
  /// The rules whose names begin with `cover-`, in the manual's order.
  static let coverage: [LintRule] = [
    coverTaskSilent, coverTaskRefusedAlways, coverEmotionOneTurn, coverWindowTooLong,
    coverNoEmotionRule, coverQueueUnused, coverFactUnused, coverTableOtherwiseHides,
  ]
}
