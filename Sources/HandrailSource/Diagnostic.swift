/// How much a message stops, by `language.md` 6.1.
package enum Severity: Int, Sendable, Comparable, CaseIterable {
  /// Said, and nothing is held back.
  case note
  /// The policy runs, but is not to be published.
  case hold
  /// The policy cannot run.
  case stop

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a fix asks of the author.
package enum FixLevel: String, Sendable, CaseIterable {
  /// Apply safely: the meaning cannot change.
  case apply = "A"
  /// Ask: the author chooses between readings.
  case ask = "Q"
  /// Fill in: the fix leaves a blank.
  case fill = "F"
}

/// One replacement of a range of the author's text.
package struct Edit: Hashable, Sendable {
  package var place: SourcePlace
  package var replacement: String

  package init(_ place: SourcePlace, _ replacement: String) {
    self.place = place
    self.replacement = replacement
  }
}

/// A ready-made change that mends what a message is about.
package struct Fix: Hashable, Sendable {
  package var level: FixLevel
  package var title: String
  package var edits: [Edit]

  package init(_ level: FixLevel, _ title: String, _ edits: [Edit]) {
    self.level = level
    self.title = title
    self.edits = edits
  }
}

/// A second place that a message speaks of, with its words.
package struct RelatedPlace: Hashable, Sendable {
  package var place: SourcePlace
  package var note: String

  package init(_ place: SourcePlace, _ note: String) {
    self.place = place
    self.note = note
  }
}

/// A fact about the author's text, with its words beside it.
///
/// A phase has one enum of its faults; the words stand in the same file as the cases.
package protocol Fault: Sendable {
  /// Stable code, such as `PL0101`; never used again for something else.
  var code: String { get }
  var severity: Severity { get }
  /// One sentence, in the words of `language.md` 6.3.
  var headline: String { get }
  /// One sentence on why it matters; may be empty.
  var reason: String { get }
}

/// A message about the author's text, as a value; renderers give it a shape.
package struct Diagnostic: Sendable, Hashable {
  package var code: String
  package var severity: Severity
  package var place: SourcePlace
  package var headline: String
  package var reason: String
  package var fixes: [Fix]
  package var related: [RelatedPlace]
  /// A conversation that shows it, a line each, as its author reads it.
  package var story: [String] = []

  package init(
    _ fault: some Fault, at place: SourcePlace, fixes: [Fix] = [], related: [RelatedPlace] = []
  ) {
    code = fault.code
    severity = fault.severity
    self.place = place
    headline = fault.headline
    reason = fault.reason
    self.fixes = fixes
    self.related = related
  }
}

/// What a phase made, and what it has to say; a phase always yields.
package struct Outcome<Value> {
  package var value: Value
  package var diagnostics: [Diagnostic]

  package init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}

extension Outcome: Sendable where Value: Sendable {}
