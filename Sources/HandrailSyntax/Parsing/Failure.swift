/// Why a line could not be read, as far as the parser can tell; messages come later.
enum Finding {
  /// No line under this heading looks like it.
  case unread
  /// The first word is close to a heading, and was taken for it.
  case misspeltHeading(Heading)
  /// At the start of a line, and no heading.
  case unknownHeading(best: Heading?)
  /// The line would do under another heading.
  case strayClause(Heading)
  /// The line ends in a comma although the next is a line of its own.
  case trailingComma
  /// A dash line with nothing above it that takes dashes.
  case strayDash
  /// A line that takes dashes has none after it.
  case noDashes
  /// The dash is missing.
  case lostDash(Dash)
  /// The block has none of the lines that it must have.
  case noLines
  /// The file does not begin with `policy`.
  case noHeader
  /// Words before the `policy` line.
  case beforeHeader
  /// A `policy` line after the first.
  case secondHeader
  /// A second `when` under one heading, or a second that the grammar has no room for.
  case secondWhen(first: Int)
  /// A table row with another number of columns than its head.
  case columns(found: Int, wanted: Int)
  /// Written for a later language.
  case language
}

/// A line that could not be read.
struct Failure {
  /// Its tokens, the closing newline included.
  var tokens: Range<Int>
  /// The token at which reading stopped.
  var stop: Int
  var context: LineContext
  var finding: Finding
  /// What the enclosing block had when the line was met.
  var block: BlockState

  /// The token at which the enclosing heading's line begins.
  var heading: Int { block.start }
}

/// What sort of line was expected.
enum LineContext {
  case heading(Heading)
  case clause(Heading, BlockState.Lead)
  case dash(Dash)
}

/// The places where dash lines stand under a line.
enum Dash {
  case entry
  case subEntry
  case step

  /// The mark that such a line begins with.
  var mark: TokenKind {
    switch self {
    case .entry, .step: .dash
    case .subEntry: .doubleDash
    }
  }
}

/// The failures of one file.
///
/// Beyond some number they are counted only: the policy is stopped all the same.
struct Failures {
  static let most = 10_000

  private(set) var all: [Failure] = []
  private(set) var count = 0

  var isEmpty: Bool { all.isEmpty }

  var isFull: Bool { count >= Self.most }

  mutating func append(_ failure: Failure) {
    count += 1
    if all.count < Self.most { all.append(failure) }
  }

  /// What was found out later about a failure.
  mutating func know(_ finding: Finding, ofFailure index: Int) {
    guard index < all.count else { return }
    all[index].finding = finding
  }
}
