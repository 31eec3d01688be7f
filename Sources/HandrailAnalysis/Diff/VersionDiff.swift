/// What differs between two versions of a policy.
package struct VersionDiff: Sendable {
  /// Each shown by a question that both versions decided; the looser ones first.
  package var changes: [VersionChange] = []
  /// What could not be shown and not be ruled out; the looser ones first.
  package var notSettled: [OpenChange] = []
  /// Lines and words that change no ruling, no handler and no team.
  package var asides: [Aside] = []

  package init() {}

  package var isEmpty: Bool { changes.isEmpty && notSettled.isEmpty && asides.isEmpty }

  /// Whether something of a kind changed, or could not be ruled out.
  package func has(_ kind: ChangeKind) -> Bool {
    changes.contains { $0.kind == kind } || notSettled.contains { $0.kind == kind }
      || asides.contains { $0.mayBe.contains(kind) }
  }
}

/// One kind of change, from the same lines.
package struct VersionChange: Sendable {
  package var kind: ChangeKind
  /// Names of the tasks asked about; empty: none is asked about.
  package var tasks: [String]
  package var causes: [ChangedLine]
  /// The same customer, as each version decides.
  package var old: Witness
  package var new: Witness
}

extension VersionChange {
  /// What it has in common with what could not be settled.
  package var open: OpenChange { OpenChange(kind: kind, tasks: tasks, causes: causes) }
}

/// A kind of change that the search could not settle.
package struct OpenChange: Sendable, Equatable {
  package var kind: ChangeKind
  package var tasks: [String]
  package var causes: [ChangedLine]
}

/// Something that stands in one version alone, or in both and differently.
package struct ChangedLine: Sendable, Hashable {
  /// Where it stands in a version.
  package struct Place: Sendable, Hashable {
    /// Position in `PolicyIdentity.files`.
    package var file: Int
    package var line: Int
    package var text: String
  }

  /// The heading, or what the header says.
  package var name: String
  package var old: Place?
  package var new: Place?
}

/// A change that the search did not look at: words, and what is not compared.
package struct Aside: Sendable, Hashable {
  package enum Sort: String, Sendable, Hashable, CaseIterable {
    /// Messages, reasons and sources.
    case wording
    /// Name and version of the policy.
    case header
    case urgency
    case duties
    /// Goals that reports compare with what was decided.
    case targets
    /// Facts, tasks and teams.
    case vocabulary
    /// What approvals, offers and first steps ask besides when they stand.
    case gates
    /// Teams' hours, skills and fallbacks.
    case queues
    /// What counts as asking for a person.
    case rest
  }

  package enum Change: String, Sendable, Hashable {
    case added, removed, changed
  }

  package var sort: Sort
  package var change: Change
  /// What it is about.
  package var name: String
  /// Before and after, where both can be said in a line.
  package var old: String?
  package var new: String?
  package var oldPlace: ChangedLine.Place?
  package var newPlace: ChangedLine.Place?
  /// What it may be, for the search did not look at it; empty: nothing of these.
  package var mayBe: Set<ChangeKind> = []

  package init(sort: Sort, change: Change, name: String) {
    self.sort = sort
    self.change = change
    self.name = name
  }
}

extension ChangedLine {
  /// What stands there, before and after.
  package var words: String {
    switch (old, new) {
    case (let old?, let new?) where old.text == new.text:
      old.text == name ? "\(name), in other cases" : "\(name): \(old.text), in other cases"
    case (let old?, let new?): "\(name): \(old.text) -> \(new.text)"
    case (let old?, nil): "\(name): \(old.text), removed"
    case (nil, let new?): "\(name): \(new.text), added"
    case (nil, nil): name
    }
  }
}
