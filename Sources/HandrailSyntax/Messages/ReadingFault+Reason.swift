extension ReadingFault {
  /// One sentence on why it matters.
  package var reason: String {
    switch self {
    case .unknownHeading:
      "Every line at the edge opens a heading, and the lines below belong to it."
    case .misplaced: "Each line means something only under its own heading."
    case .unnamed: "Explanations and other lines speak of it by its name."
    case .badName: "One way to write a name means no two names that look alike."
    case .reservedName: "A name that is also a word of the language could be read two ways."
    case .thousandsComma: "A comma separates the items of a list."
    case .currencySign: "A sign such as $ stands for many currencies, a code for one."
    case .endlessText: "A text ends on the line that it starts on."
    case .curlyQuotes: "Straight quotes look the same in every program."
    case .mixedWords: "The two readings send different customers to a person."
    case .secondWhen: "The two readings send different customers to a person."
    case .strayDash: "Without it I can't tell whether all lines must hold or one of them."
    case .deepDashes: "A named group can be read and tested by itself."
    case .wording: "One wording leaves no doubt whether the limit itself counts."
    case .strayNot: "Before a whole test, \"not\" is easily read past."
    case .columns: "A cell in the wrong column would decide something else."
    case .trailingComma: "A line that ends in a comma goes on in the next one."
    case .clock: "Eight o'clock comes twice a day."
    case .slashDate: "Day and month change places between countries."
    case .invisible: "What nobody can see must not change what a policy says."
    case .laterLanguage: "It may say things that this tool would read wrongly."
    case .needless: "Every word of a line counts, so I don't skip any."
    case .windowWithoutLeast:
      "A window counts turns, and these two readings send different customers to a person."
    case .notUnderstood(_, let heading, let example?), .unfinished(let heading, let example?):
      "Under `\(heading)`, a line like this usually looks like: \(example)"
    case .notUnderstood(_, let heading, nil), .unfinished(let heading, nil):
      "`\(heading)` is one line; nothing stands under it."
    case .emptyBlock(_, let example): "A line there usually looks like: \(example)"
    case .notUTF8: "Save the file as UTF-8, which every editor offers."
    case .tooLarge: "A policy that large is more likely a mistake; split it with `use`."
    case .noHeader, .secondHeader: "Every decision names the policy and the version that made it."
    }
  }
}
