package import HandrailSource

/// Looks at a policy with rules; findings in order of file, place and rule.
package func lint(_ policy: LintedPolicy, with rules: [LintRule]) -> [Diagnostic] {
  let found = rules.flatMap { rule in
    rule.find(policy).map { finding in
      Diagnostic(
        LintFault(
          code: rule.name, severity: finding.severity ?? rule.severity,
          headline: finding.headline, reason: finding.reason),
        at: finding.place, fixes: finding.fixes, related: finding.related)
    }
  }
  return found.sorted { left, right in
    (left.place.file, left.place.range.lower, left.code)
      < (right.place.file, right.place.range.lower, right.code)
  }
}

/// A finding of a rule as a message; its words are the rule's.
private struct LintFault: Fault {
  let code: String
  let severity: Severity
  let headline: String
  let reason: String
}
