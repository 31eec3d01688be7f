import HandrailTestSupport

/// Writes random files of the grammar.
struct GrammarGenerator {
  private let grammar: Grammar
  private var random: Seeded
  private var words: [String] = []

  init(_ grammar: Grammar, seed: UInt64) {
    self.grammar = grammar
    random = Seeded(seed)
  }

  /// A random file, one word of the grammar each.
  mutating func file() -> [String] {
    words = []
    if let header = grammar.rules["header"] { write(header) }
    for _ in 0..<random.below(4) {
      if let item = grammar.rules["item"] { write(item) }
    }
    return words
  }

  private mutating func write(_ term: Grammar.Term) {
    switch term {
    case .literal(let text): words.append(text)
    case .terminal(let name): words.append(terminal(name))
    case .rule(let name): if let rule = grammar.rules[name] { write(rule) }
    case .sequence(let terms): for term in terms { write(term) }
    case .choice(let terms): write(random.pick(terms))
    case .optional(let inner): if random.oneIn(2) { write(inner) }
    case .many(let inner): for _ in 0..<random.pick([0, 0, 1, 1, 2, 3]) { write(inner) }
    }
  }

  private mutating func terminal(_ name: String) -> String {
    switch name {
    case "NAME":
      random.pick([
        "amount", "customer.segment", "vip", "es", "score", "message", "ai", "human", "anger",
        "a", "may", "date", "skills", "tier_2", "when_free", "after", "mark.up",
      ])
    case "NUMBER": random.pick(["40", "0.7", "-5", "1", "100000"])
    case "PERCENT": random.pick(["5%", "12.5%"])
    case "CURRENCY": random.pick(["GBP", "EUR"])
    case "ZONE": random.pick(["Europe/London", "America/Argentina/Buenos_Aires", "UTC"])
    case "DATE": random.pick(["2026-09-30", "2024-02-29"])
    case "TIME": random.pick(["08:00", "23:59", "00:00"])
    case "STRING":
      random.pick(["\"Hello\"", "\"a, b # c\"", "\"say \\\"hi\\\"\"", "\"\"", "\"ñ\""])
    case "NL": "\n"
    case "EOF": ""
    default: "?"
    }
  }

  /// The words as a file, with gaps, comments and blank lines where they mean nothing.
  mutating func text(_ words: [String]) -> String {
    var text = ""
    for (position, word) in words.enumerated() {
      let next = position + 1 < words.count ? words[position + 1] : ""
      text += word
      if word == "\n" {
        if random.oneIn(12) { text += "\n" }
        if random.oneIn(20) { text += "# a note, with a comma,\n" }
        text += String(repeating: " ", count: random.below(5))
      } else if word == "," && random.oneIn(6) && next != "\n" {
        text += random.oneIn(3) ? " # why\n  " : "\n\n  "
      } else if next == "\n" && random.oneIn(20) {
        text += "  # trails"
      } else {
        text += random.oneIn(10) ? "\t " : " "
      }
    }
    return text
  }

  /// The words with one to three of them lost, doubled, swapped or replaced.
  mutating func damaged(_ words: [String]) -> [String] {
    var words = words
    for _ in 0..<1 + random.below(3) where !words.isEmpty {
      let place = random.below(words.count)
      switch random.below(4) {
      case 0: words.remove(at: place)
      case 1: words.insert(words[place], at: place)
      case 2: words.swapAt(place, random.below(words.count))
      default: words[place] = random.pick(words)
      }
    }
    return words
  }
}
