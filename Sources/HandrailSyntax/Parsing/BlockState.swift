/// What the parser knows of the block whose lines it reads.
struct BlockState {
  /// Whether the line that must come first was there: a table's head, a definition's `when`.
  enum Lead {
    case missing
    case unreadable
    case present
  }

  /// `nil` where the heading is none that the language has.
  var heading: Heading?
  /// The token at which the heading's line begins.
  var start: Int
  var lead = Lead.missing
  /// Another heading under which lines of this block belong; said once, then quietly borne.
  var stray: Heading?
  var lineCount = 0
  var failureCount = 0
  var rowCount = 0
  /// The first token of the first `when`.
  var firstWhen: Int?
  var columns: Columns?

  init(_ heading: Heading?, start: Int) {
    self.heading = heading
    self.start = start
  }
}

/// How many cells a table line has on each side of its arrow.
struct Columns: Equatable {
  private(set) var inputs = 0
  private(set) var outputs = 0

  /// Counts the cells of a table line.
  init(of tokens: some Sequence<Token>) {
    var isInput = true
    for token in tokens {
      if token.kind == .arrow { isInput = false }
      guard token.kind == .pipe else { continue }
      if isInput { inputs += 1 } else { outputs += 1 }
    }
  }
}
