package import HandrailSource

/// A policy with one small change.
package struct Mutant: Sendable {
  /// The path of the file that is changed.
  package var path: String
  /// The bytes that are changed.
  package var range: ByteRange
  package var replacement: String
  /// 1-based line of the change.
  package var line: Int
  /// The line's own words.
  package var text: String
  /// `50 -> 51`; empty where the line is dropped.
  package var change: String
}

/// What came of a change.
package enum MutantOutcome: Sendable {
  /// A scenario failed: somebody would see it.
  case noticed
  /// Every scenario came out as before.
  case survived
  /// The policy cannot run with it, or it decides nothing else.
  case void
}

/// What came of all changes to one policy.
package struct MutationReport: Sendable {
  package private(set) var noticed = 0
  /// In the order of files and lines.
  package private(set) var survivors: [Mutant] = []
  package private(set) var void = 0
  /// Changes beyond the most that are tried.
  package var untried: Int

  package init(untried: Int) { self.untried = untried }

  package mutating func add(_ outcome: MutantOutcome, of mutant: Mutant) {
    switch outcome {
    case .noticed: noticed += 1
    case .survived: survivors.append(mutant)
    case .void: void += 1
    }
  }

  /// Changes that mean something.
  package var count: Int { noticed + survivors.count }
}
