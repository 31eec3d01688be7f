package import HandrailSource

/// What can be wrong with a line before its names mean anything: PL01xx of `language.md` 6.3.
///
/// PL0125 to PL0127 are ours: the catalogue has no words for what they say.
package enum ReadingFault: Fault {
  case unknownHeading(word: String, best: String?)
  case misplaced(clause: String, belongs: String, under: String)
  case unnamed(heading: String, example: String)
  case badName(suggested: String)
  case reservedName(word: String, suggested: String)
  case thousandsComma(written: String)
  case currencySign(written: String)
  case endlessText
  case curlyQuotes
  case mixedWords
  case secondWhen(heading: String)
  case strayDash
  case deepDashes
  case wording(found: String, written: String)
  case strayNot
  case columns(found: Int, wanted: Int)
  case trailingComma
  case clock(written: String)
  case slashDate(found: String, readings: [String])
  case invisible
  case laterLanguage(found: String)
  case needless(word: String)
  case windowWithoutLeast(window: String)
  /// No example: nothing ever stands under that heading.
  case notUnderstood(word: String, heading: String, example: String?)
  case unfinished(heading: String, example: String?)
  case emptyBlock(heading: String, example: String)
  case notUTF8
  case tooLarge
  case noHeader
  case secondHeader

  package var code: String {
    switch self {
    case .unknownHeading: "PL0101"
    case .misplaced: "PL0102"
    case .unnamed: "PL0103"
    case .badName: "PL0104"
    case .reservedName: "PL0105"
    case .thousandsComma: "PL0106"
    case .currencySign: "PL0107"
    case .endlessText: "PL0108"
    case .curlyQuotes: "PL0109"
    case .mixedWords: "PL0110"
    case .secondWhen: "PL0111"
    case .strayDash: "PL0112"
    case .deepDashes: "PL0113"
    case .wording: "PL0114"
    case .strayNot: "PL0115"
    case .columns: "PL0116"
    case .trailingComma: "PL0117"
    case .clock: "PL0118"
    case .slashDate: "PL0119"
    case .invisible: "PL0120"
    case .laterLanguage: "PL0121"
    case .needless: "PL0122"
    case .windowWithoutLeast: "PL0123"
    case .notUnderstood, .unfinished, .emptyBlock: "PL0124"
    case .notUTF8: "PL0125"
    case .tooLarge: "PL0126"
    case .noHeader, .secondHeader: "PL0127"
    }
  }

  package var severity: Severity { .stop }

  package var headline: String {
    switch self {
    case .unknownHeading(let word, nil): "\"\(word)\" isn't a heading I know."
    case .unknownHeading(let word, let best?):
      "\"\(word)\" isn't a heading I know. Did you mean `\(best)`?"
    case .misplaced(let clause, let belongs, let under):
      "A `\(clause)` line belongs under `\(belongs)`; this one is under `\(under)`."
    case .unnamed(let heading, let example):
      "This `\(heading)` needs a name, such as `\(example)`."
    case .badName(let suggested): "Names use small letters and underscores: `\(suggested)`."
    case .reservedName(let word, let suggested):
      "`\(word)` is one of the language's own words, so it can't be a name. Try `\(suggested)`."
    case .thousandsComma(let written): "Write numbers without commas: `\(written)`."
    case .currencySign(let written):
      "Write the currency as a code before the amount: `\(written)`."
    case .endlessText: "This text starts with a quote mark and never ends."
    case .curlyQuotes: "These are curly quotes from a word processor. I need straight ones."
    case .mixedWords:
      "One line mixes \"and\" with \"or\". People read that two ways, so I don't guess."
    case .secondWhen(let heading):
      "This \(heading) has two `when` lines. Should both be true, or either?"
    case .strayDash: "A dash line needs `all of`, `any of` or `none of` above it."
    case .deepDashes:
      "Dashes go two deep at most. Give the inner group a name with `define`."
    case .wording(let found, let written):
      "I use one wording for each comparison. Write `\(written)` instead of \"\(found)\"."
    case .strayNot:
      "\"not\" works on one fact: `is not`, `is not one of`, `excludes`. "
        + "For several lines use `none of`."
    case .columns(let found, let wanted):
      "This row has \(found) column\(found == 1 ? "" : "s") and the table has \(wanted)."
    case .trailingComma: "The line above ends in a comma, so I joined these two."
    case .clock(let written): "Use the 24-hour clock: `\(written)`."
    case .slashDate(let found, let readings): Self.date(found, readings)
    case .invisible: "There is an invisible character here (often from a web page)."
    case .laterLanguage(let found):
      "This file is written for language \(found); this tool reads up to 1."
    case .needless(let word): "`\(word)` isn't needed here."
    case .windowWithoutLeast(let window): "A window needs \"at least\": `\(window)`."
    case .notUnderstood(let word, _, _): "I stopped understanding this line at \"\(word)\"."
    case .unfinished: "I stopped understanding this line at its end."
    case .emptyBlock(let heading, _): "Nothing stands under this `\(heading)`."
    case .notUTF8: "These bytes are no UTF-8 text, so I can't tell which letters they are."
    case .tooLarge: "This file is larger than I read: 16 MiB and 8 million words at most."
    case .noHeader: "A file begins with `policy`, a name and a version."
    case .secondHeader: "A file begins with `policy` and has it only once."
    }
  }

  /// The two sentences of PL0119: a date of two readings, or of one.
  private static func date(_ found: String, _ readings: [String]) -> String {
    guard readings.count > 1 else {
      let written = readings.first.map { ": `\($0)`" } ?? ", such as `2026-09-30`"
      return "Write dates with the year first\(written)."
    }
    let months = readings.map { monthName(of: $0) }
    let written = readings.map { "`\($0)`" }.joined(separator: " or ")
    return "`\(found)` could be \(months.joined(separator: " or ")). Write \(written)."
  }

  private static func monthName(of date: String) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let parts = date.split(separator: "-")
    guard parts.count == 3, let month = Int(parts[1]), names.indices.contains(month - 1) else {
      return date
    }
    return names[month - 1]
  }
}
