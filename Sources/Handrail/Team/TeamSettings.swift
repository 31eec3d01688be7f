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
  /// Published policies by the paths that name them.
  var publishedFiles: [String: PolicyFile] = [:]

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

  /// Paths of published policies, as written, that a rule wants to read.
  package var publishedPaths: [String] { orders.published.compactMap(\.file) }

  /// Adds a published policy; `path` as `publishedPaths` has it.
  package mutating func add(published file: PolicyFile, path: String) {
    publishedFiles[path] = file
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

/// What a policy is looked at with, besides what it says itself.
package struct TeamView: Sendable {
  package var settings: TeamSettings
  package var today: CalendarDate?
  /// The policy with the scenarios that stand beside it; `nil` where there are none.
  package var withSuites: PolicyFile?

  package init(_ settings: TeamSettings, today: CalendarDate?, withSuites: PolicyFile? = nil) {
    self.settings = settings
    self.today = today
    self.withSuites = withSuites
  }
}

/// Checks a policy and everything that it uses, and looks at it with the rules of a team.
package func review(
  _ main: PolicyFile, in surroundings: PolicySurroundings, for team: TeamView
) -> Review {
  var orders = team.settings.orders
  orders.surroundings.today = team.today
  if let whole = team.withSuites, orders.rules.contains(where: \.asksScenarios) {
    orders.surroundings.scenarios = compile(whole, in: surroundings).shownByScenarios()
  }
  return review(
    main, in: surroundings, linting: orders, published: team.settings.publishedFiles)
}
