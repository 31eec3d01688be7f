internal import HandrailLint

/// The names of all rules of the lint, in the manual's order.
package var lintRuleNames: [String] { LintRule.all.map(\.name) }
