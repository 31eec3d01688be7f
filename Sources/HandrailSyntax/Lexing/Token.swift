package import HandrailSource

/// The sort of a token; `grammar/tokens.txt` lists them all, and a test holds the two together.
package enum TokenKind: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// A name or a keyword: `small_letters`, optionally dotted.
  case word
  /// `40`, `0.7`, `-5`.
  case number
  /// `5%`.
  case percent
  /// Three capitals: `GBP`.
  case currency
  /// `Europe/London`, `UTC`-like names with a slash.
  case zone
  /// `2026-09-30`.
  case date
  /// `08:00`.
  case time
  /// `"…"`, quotes included.
  case string
  case comma
  case pipe
  /// `->`.
  case arrow
  /// `-`.
  case dash
  /// `--`.
  case doubleDash
  /// The end of a logical line; a newline after a comma is trivia instead.
  case newline
  /// Bytes that are no token of the language; a message says why.
  case invalid
  /// The end of the file; always the last token, empty.
  case end
}

/// One token; what lies between two tokens is trivia (spaces, comments, joined line ends).
package struct Token: Sendable, BitwiseCopyable {
  package var kind: TokenKind
  /// The keyword that a word spells; `.none` for names and all other kinds.
  package var keyword: Keyword
  package var range: ByteRange

  package init(kind: TokenKind, keyword: Keyword = .none, range: ByteRange) {
    self.kind = kind
    self.keyword = keyword
    self.range = range
  }
}

package struct TokenID: TableIndex {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}
