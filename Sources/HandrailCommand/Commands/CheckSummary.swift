import HandrailSource

/// The last line of `check`.
struct CheckSummary {
  let policyCount: Int
  let diagnostics: [Diagnostic]
  /// Findings of the baseline.
  var known = 0

  var words: String {
    let policies = counted(policyCount, "policy", "policies")
    let known = known == 0 ? "" : " (and \(known) in the baseline)"
    guard !diagnostics.isEmpty else { return "\(policies): nothing to say\(known)" }
    let parts = [
      (Severity.stop, "stop", "stops"), (.hold, "hold", "holds"), (.note, "note", "notes"),
    ].compactMap { severity, one, many in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : counted(count, one, many)
    }
    return "\(policies): \(parts.joined(separator: ", "))\(known)"
  }
}

/// A count with its noun.
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  count == 1 ? "1 \(one)" : "\(count) \(many)"
}
