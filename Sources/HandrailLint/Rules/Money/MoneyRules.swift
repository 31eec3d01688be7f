extension LintRule {
  /// The rules whose names begin with `money-`, in the manual's order.
  static let money: [LintRule] = [
    moneyNoCumulativeLimit, moneyFirstTierFree, moneyOneRoleOnly, moneyNoFourEyes,
    moneyWaitInChat, moneyBoundaryUntested, moneyTierJump,
  ]
}
