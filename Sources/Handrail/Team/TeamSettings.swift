package import HandrailEngine
internal import HandrailLint
internal import HandrailSource

/// What a team asks of `handrail check`, as `handrail.yaml` says it: `docs/lint.md`.
package struct TeamSettings: Sendable {
  /// A file with facts from outside, named in `handrail.yaml`.
  package enum OutsideFile: String, Sendable, CaseIterable {
    case published, chats
  }

  /// Paths of outside files, as written.
  package internal(set) var files: [OutsideFile: String] = [:]
  /// The path of the baseline, as written.
  package internal(set) var baseline: String?
  var orders = LintOrders(.core)

  /// What holds where there is no `handrail.yaml`: the core rules, at their own levels.
  package init() {}

  /// Reads a `handrail.yaml`.
  package init(yaml bytes: [UInt8]) throws(DocumentFault) {
    try read(try SettingsDocument(bytes))
  }

  /// Adds what an outside file says.
  package mutating func add(_ file: OutsideFile, yaml bytes: [UInt8]) throws(DocumentFault) {
    let document = try SettingsDocument(bytes)
    switch file {
    case .published: orders.published = try document.publishedVersions()
    case .chats: try readChats(document)
    }
  }

  /// The names that `set` takes.
  package static let setNames = LintSet.allCases.map(\.rawValue) + ["none"]

  /// Picks the set by its name; false where there is none.
  package mutating func pick(set name: String) -> Bool {
    guard Self.setNames.contains(name) else { return false }
    orders.set = LintSet(rawValue: name)
    return true
  }
}

/// Checks a policy and everything that it uses, and looks at it with the rules of a team.
package func review(
  _ main: PolicyFile, in surroundings: PolicySurroundings, for team: TeamSettings,
  on today: CalendarDate?
) -> Review {
  var orders = team.orders
  orders.surroundings.today = today
  return review(main, in: surroundings, linting: orders)
}
