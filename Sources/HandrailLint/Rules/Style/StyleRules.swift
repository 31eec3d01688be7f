extension LintRule {
  /// The rules whose names begin with `style-`, in the manual's order.
  static let style: [LintRule] = [styleFormat, styleNameVerb, styleLongName, styleOrder]
}
