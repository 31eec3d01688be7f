/// How many small policies hold what.
package enum SmallFeatures {
  /// What is looked for, and the words that show it.
  private static let words: [(feature: String, words: [String])] = [
    ("ai may", ["ai may settle", "ai may refund", "ai may cancel", "ai may do"]),
    ("ai may only suggest", ["ai may only suggest"]),
    ("only a human may", ["only a human may"]), ("only a role may", ["only lead may"]),
    ("nobody may", ["nobody may"]), ("hand over to", ["hand over to"]),
    ("hand over using a table", ["hand over using desk"]),
    ("hand over using a choose", ["hand over using team"]),
    ("start with human in a rule", ["\n  start with human\n"]),
    ("otherwise refuse", ["otherwise refuse"]),
    ("otherwise hand over", ["otherwise hand over"]), ("marked", ["marked risky"]),
    ("except when", ["except when"]), ("if unknown skip", ["if unknown skip"]),
    ("if unknown apply", ["if unknown apply"]), ("groups", [" of\n"]),
    ("windows", ["in at least"]), ("at any point", ["at any point"]),
    ("averages", ["average of"]), ("trends", ["rising by", "falling by"]),
    ("sums", [" plus f", " minus f"]), ("percent of a fact", ["% of f"]),
    ("fact against fact", [" above f", " at most f", " is f1", " is f0"]),
    ("or unknown", ["or unknown\n"]), ("is unknown", ["is unknown", "is known"]),
    ("every turn", ["every turn"]), ("scores", ["is score"]), ("moments", ["is moment"]),
    ("sets", ["is any of"]), ("levels", ["is level of"]), ("durations", ["is duration"]),
    ("money", ["is money"]), ("define", ["define "]), ("tables", ["table "]),
    ("top row wins", ["top row wins"]), ("worked-out facts", ["worked out"]),
    ("choose", ["choose "]), ("calendars", ["calendar "]), ("dates", ["starts on", "ends on"]),
    ("trials", ["trial on"]), ("approvals", ["approval consent"]),
    ("tiers", ["tier at most"]), ("offers", ["offer person"]), ("first", ["first prepare"]),
    ("return to ai", ["return to ai"]), ("handler", ["handler is"]), ("task is", ["task is"]),
    ("handler in promises", ["whenever handler is", "once handler is", "until handler is"]),
    ("once", ["  once "]), ("promise never", ["  never "]), ("promise expect", ["  expect "]),
  ]

  /// Each feature with its share in percent.
  package static func shares(of texts: [String]) -> [(feature: String, share: Int)] {
    words.map { feature, words in
      let holding = texts.count { text in words.contains { text.contains($0) } }
      return (feature, holding * 100 / max(1, texts.count))
    }
  }
}
