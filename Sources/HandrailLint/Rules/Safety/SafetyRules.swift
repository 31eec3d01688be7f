extension LintRule {
  /// The rules whose names begin with `safe-`, in the manual's order.
  static let safety: [LintRule] = [
    safeWayOut, safeHumanEverywhere, safeAIAnything, safeIrreversibleNeedsGate,
    safeSensitiveUncovered, safeExceptionOnSensitive, safeSkipUnknownRestriction, safeReturnTooEasy,
    safeLooseningUnreviewed, safeKnownInRestriction, safeIdentityFirst,
  ]
}
