/// The members of a decision that a host wants; the others are neither written nor, where that is
/// possible, worked out.
package struct DecisionFields: Sendable {
  /// The names of all, in the order of a decision.
  package static let all = [
    "next", "ruling", "roles", "handler", "gates", "queue", "say", "not_said", "packet", "assist",
    "assist_muted", "conduct", "oversight", "afterwards", "obligations", "reasons", "beaten",
    "uncertain", "input_faults", "would_settle", "assumed", "ignored", "trials", "tasks", "id",
    "line", "task", "at", "session", "policy", "zone_data", "memory",
  ]

  /// Those that the outcome in short tells, besides what the question itself says.
  private static let short = [
    "next", "ruling", "handler", "id", "line", "task", "at", "session", "policy", "zone_data",
    "input_faults", "ignored",
  ]

  private let names: [String]
  /// The outcome in short says all that is wanted.
  let areShort: Bool

  /// Names of `all`; others count for nothing.
  package init(_ names: [String]) {
    self.names = DecisionFields.all.filter { names.contains($0) }
    areShort = self.names.allSatisfy { DecisionFields.short.contains($0) }
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
}
