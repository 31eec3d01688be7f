internal import HandrailSource

/// Something to say about the text of a policy.
public struct PolicyMessage: Sendable, Equatable {
  /// How much a message stops.
  public enum Level: String, Sendable {
    /// Nothing is held back.
    case note
    /// The policy runs, but is not to be published.
    case hold
    /// The policy cannot run.
    case stop
  }

  /// Stable, such as `PL0101`.
  public var code: String
  /// How much it stops.
  public var level: Level
  /// The path of the file that it speaks of.
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in Unicode scalars.
  public var column: Int
  /// One sentence.
  public var headline: String
  /// One sentence on why it matters; may be empty.
  public var reason: String
}

extension PolicyMessage {
  init(_ diagnostic: Diagnostic, in sources: [SourceText]) {
    let source = sources[diagnostic.place.file.offset]
    let position = source.position(at: diagnostic.place.range.lower)
    code = diagnostic.code
    level = Level(diagnostic.severity)
    file = source.path
    line = position.line
    column = position.column
    headline = diagnostic.headline
    reason = diagnostic.reason
  }
}

extension PolicyMessage.Level {
  init(_ severity: Severity) {
    switch severity {
    case .note: self = .note
    case .hold: self = .hold
    case .stop: self = .stop
    }
  }
}
