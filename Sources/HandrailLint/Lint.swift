package import HandrailSource

/// Looks at a policy with the rules of a team; findings in order of file, place and rule.
package func lint(_ policy: LintedPolicy, by orders: LintOrders) -> [Diagnostic] {
  let rules = orders.rules
  let found = rules.flatMap { rule in
    rule.find(policy).map { finding in
      let given = orders.level(of: rule.name) ?? rule.severity
      // A finding that says itself that it is milder stays so at any level.
      let level = finding.severity.map { min($0, given) } ?? given
      return Diagnostic(
        LintFault(
          code: rule.name, severity: level, headline: finding.headline, reason: finding.reason),
        at: finding.place, fixes: finding.fixes, related: finding.related)
    }
  }
  return policy.withoutAllowed(found, rules).sorted { left, right in
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
