extension LintRule {
  /// The rules whose names begin with `test-`, in the manual's order.
  static let testing: [LintRule] = [
    testRuleUndecided, testRowUndecided, testWindowEdge, testOnlyHappy, testPromiseNone,
    testScenarioVague,
  ]
}
