extension LintRule {
  /// The rules whose names begin with `route-`, in the manual's order.
  static let routing: [LintRule] = [
    routeSkillsMissing, routeFallbackWeaker, routePreferenceUnneeded, routeSinglePoint,
  ]
}
