internal import HandrailLint
internal import HandrailModel

/// The names of all rules of the lint, in the manual's order.
package var lintRuleNames: [String] { LintRule.all.map(\.name) }

/// The codes of messages about lines that allow findings.
package var allowLineCodes: [String] { allowCodes }

/// The name that somebody may have meant; `nil` where none is near.
package func nearestName(to word: String, among names: [String]) -> String? {
  var suggestions = Suggestions()
  return suggestions.closest(to: word, among: names)?.name
}
