import HandrailSource

/// What is wrong with some bytes, found before any line is read.
enum FlawKind: UInt8, Sendable, BitwiseCopyable {
  /// Capitals, hyphens, letters of another alphabet: `LateFees`.
  case badName
  /// `>=`, `<`, `=`, `≠`.
  case comparisonSign
  /// `10,000`.
  case thousandsComma
  /// `£40`, `40€`, `GBP40`.
  case currencySign
  /// A text that never ends.
  case endlessText
  /// A text in curly quotes.
  case curlyQuotes
  /// Nothing that a reader would see, or a space that is none.
  case invisible
  /// `8pm`, `8:00`.
  case clock
  /// `03/04/2026`.
  case slashDate
  /// `.`, `:` or `;` after a word.
  case stop
  /// `---`.
  case manyDashes
  /// Bytes that are no UTF-8.
  case notUTF8
  /// Any other sign that the language does not have.
  case strange
  /// More bytes or tokens than one file may have.
  case tooLarge
}

/// One flaw with its place.
struct Flaw: Sendable, BitwiseCopyable {
  var kind: FlawKind
  var range: ByteRange
}
