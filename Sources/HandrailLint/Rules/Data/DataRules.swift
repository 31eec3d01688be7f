extension LintRule {
  /// The rules whose names begin with `data-`, in the manual's order.
  static let data: [LintRule] = [
    dataUnknownUndecided, dataPacketSecret, dataPacketThin, dataProtectedTrait,
    dataProxyVulnerable, dataScoreWithoutSource,
  ]
}
