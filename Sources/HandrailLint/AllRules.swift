extension LintRule {
  /// Every rule, in the manual's order.
  package static let all: [LintRule] =
    safety + coverage + clarity + money + time + voice + data + routing + ownership + testing
    + style
}
