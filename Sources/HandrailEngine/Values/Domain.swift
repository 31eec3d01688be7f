/// The kinds of fact, by `language.md` 4.
package enum ValueKind: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case yesNo
  case oneOf
  case setOf
  case level
  case number
  case score
  case money
  case duration
  case moment
  case reference
  case text

  /// True for the kinds whose values have an order: `above`, `below`, `at least`, `at most`.
  package var isOrdered: Bool {
    switch self {
    case .level, .number, .score, .money, .duration, .moment: true
    case .yesNo, .oneOf, .setOf, .reference, .text: false
    }
  }

  /// True for the kinds that can be added up.
  package var isNumeric: Bool {
    switch self {
    case .number, .score, .money, .duration: true
    case .yesNo, .oneOf, .setOf, .level, .moment, .reference, .text: false
    }
  }
}

/// One word of a list, and the spellings that hosts send for it besides its own.
package struct ListWord: Sendable, Equatable {
  package var name: String
  package var spellings: [String]

  package init(_ name: String, spellings: [String] = []) {
    self.name = name
    self.spellings = spellings
  }
}

/// What values a fact can have, and how they are kept in a 64-bit cell.
///
/// | kind | cell |
/// |---|---|
/// | yes or no | 0, 1 |
/// | one of, level | position in `words` |
/// | any of | one bit a word, the first word lowest; at most 64 words |
/// | number, score, money, duration | the value times ten to the power of `decimals` |
/// | moment | microseconds since 1970-01-01 UTC |
/// | reference, text | position in the question's texts |
package struct Domain: Sendable, Equatable {
  package var kind: ValueKind
  /// The words of `one of`, `any of`, `level of`; with `or other`, `other` is the last.
  package var words: [ListWord] = []
  /// True where an unlisted value is read as the last word, `other`.
  package var takesOther = false
  /// Bounds, both included, and step of a number, score, money or duration, in cell units.
  package var lowest: Int64 = 0
  package var highest: Int64 = 0
  package var step: Int64 = 1
  /// How many decimals a cell unit stands for: 9 for scores, ISO 4217 minor digits for money.
  package var decimals: Int = 0
  /// ISO 4217 code of money; empty for the rest.
  package var currency = ""

  package init(_ kind: ValueKind) {
    self.kind = kind
    if kind == .score {
      decimals = 9
      highest = 1_000_000_000
    }
  }

  /// The position of a word of the list, by its own name.
  package func position(of word: String) -> Int? { words.firstIndex { $0.name == word } }
}
