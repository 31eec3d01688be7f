package import HandrailAnalysis
package import HandrailEngine

/// Two versions of one policy, and what differs between them.
package struct ComparedPolicy: Sendable {
  package var old: DecisionGraph
  package var new: DecisionGraph
  package var diff: VersionDiff
  package var replay: ReplayCount?

  package init(old: DecisionGraph, new: DecisionGraph, diff: VersionDiff) {
    self.old = old
    self.new = new
    self.diff = diff
  }
}

/// Recorded questions, decided by both versions.
package struct ReplayCount: Sendable, Equatable {
  package var questions = 0
  /// Documents that one of the versions could not read.
  package var unreadable = 0
  /// By kind, in the order of the kinds.
  package var counts = [Int](repeating: 0, count: ChangeKind.allCases.count)
  /// The line of the first question of each kind; 0: none.
  package var firstLines = [Int](repeating: 0, count: ChangeKind.allCases.count)

  package init() {}

  /// Counts one question, by what both versions decide on it.
  package mutating func count(_ kinds: Set<ChangeKind>, line: Int) {
    questions += 1
    for kind in ChangeKind.allCases where kinds.contains(kind) {
      counts[kind.rawValue] += 1
      if firstLines[kind.rawValue] == 0 { firstLines[kind.rawValue] = line }
    }
  }
}

/// What `handrail diff` found, for people and machines.
package struct DiffReport: Sendable {
  package var policies: [ComparedPolicy] = []
  /// Names of policies that one side alone has.
  package var removed: [String] = []
  package var added: [String] = []

  package init() {}

  /// Whether a kind of change is there, or could not be ruled out.
  package func has(_ kind: ChangeKind) -> Bool {
    // A policy that is new or gone was not compared: nothing is ruled out.
    !removed.isEmpty || !added.isEmpty || policies.contains { $0.diff.has(kind) }
  }
}

extension ChangeKind {
  /// As options and machines name it.
  package var name: String {
    switch self {
    case .looser: "looser"
    case .stricter: "stricter"
    case .team: "team"
    }
  }

  /// In a sentence.
  var told: String {
    switch self {
    case .looser, .stricter: name
    case .team: "another team"
    }
  }

  package var title: String {
    switch self {
    case .looser: "LOOSER"
    case .stricter: "STRICTER"
    case .team: "ANOTHER TEAM"
    }
  }

  var explained: String {
    switch self {
    case .looser: "the AI may do more, or less comes before it does"
    case .stricter: "the AI may do less, or more comes before it does"
    case .team: "as strict, with another team or other people"
    }
  }
}

extension ComparedPolicy {
  /// `chat 7 -> 8`, with both names where they differ.
  var title: String {
    let (old, new) = (self.old.policy, self.new.policy)
    let name = old.name == new.name ? "" : "\(new.name) "
    return "\(old.name) \(old.version) -> \(name)\(new.version)"
  }

  /// The tasks of a change, where they are not too many to be read.
  func told(_ tasks: [String]) -> [String] {
    if tasks.isEmpty { return ["any conversation"] }
    let all = Set(old.tasks).intersection(new.tasks)
    if tasks.count > 3 && all.isSubset(of: tasks) { return ["every task"] }
    return tasks.count <= 6 ? tasks : tasks.prefix(5) + ["\(tasks.count - 5) more"]
  }

  /// Lines of the two files: `old.policy:12 -> new.policy:14`.
  func places(_ before: ChangedLine.Place?, _ after: ChangedLine.Place?) -> String {
    func words(_ place: ChangedLine.Place?, _ graph: DecisionGraph) -> String? {
      guard let place, graph.policy.files.indices.contains(place.file), place.line > 0 else {
        return nil
      }
      return "\(graph.policy.files[place.file]):\(place.line)"
    }
    return [words(before, old), words(after, new)].compactMap { $0 }.joined(separator: " -> ")
  }

  func asides(_ part: AsidePart) -> [Aside] { diff.asides.filter { $0.part == part } }
}

/// Under which heading an aside is told.
enum AsidePart: CaseIterable {
  case wording, notCompared, other

  var title: String {
    switch self {
    case .wording: "WORDING"
    case .notCompared: "CHANGED, NOT COMPARED"
    case .other: "OTHER"
    }
  }

  var explained: String {
    switch self {
    case .wording: ""
    case .notCompared: "   read these lines yourself: the search does not weigh them"
    case .other: ""
    }
  }
}

extension Aside {
  var words: String {
    switch (old, new) {
    case (let old?, let new?): "\(name): \"\(old)\" -> \"\(new)\""
    case (let old?, nil): "\(name), removed: \"\(old)\""
    case (nil, let new?): "\(name), added: \"\(new)\""
    case (nil, nil): "\(name), \(change.rawValue)"
    }
  }

  var part: AsidePart {
    if sort == .wording { return .wording }
    return mayBe.isEmpty ? .other : .notCompared
  }
}
