import HandrailEngine

/// Kinds, ranges and values in the words of the language, for messages.
extension Domain {
  /// The kind in words, such as `a score`.
  var kindWords: String {
    switch kind {
    case .yesNo: "yes or no"
    case .oneOf: "one of a list"
    case .setOf: "a set"
    case .level: "a level"
    case .number: "a number"
    case .score: "a score"
    case .money: "money"
    case .duration: "a length of time"
    case .moment: "a moment"
    case .reference: "a reference"
    case .text: "free text"
    }
  }

  /// `0 to 120`, `GBP 0 to GBP 10000`.
  var rangeWords: String { "\(words(for: lowest)) to \(words(for: highest))" }

  /// What it can be: `standard or premier`, `GBP 0 to GBP 10000`.
  var choiceWords: String {
    switch kind {
    case .yesNo: return "yes or no"
    case .oneOf, .setOf, .level:
      let names = words.prefix(8).map(\.name) + (words.count > 8 ? ["…"] : [])
      guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
      return names.dropLast().joined(separator: ", ") + " or " + last
    case .number, .score, .money, .duration: return rangeWords
    case .moment: return "compared with a date or with an age, such as `at most 30 days ago`"
    case .reference: return "another reference"
    case .text: return "anything"
    }
  }

  /// A cell's value as an author would write it.
  func words(for value: Int64) -> String {
    switch kind {
    case .yesNo: value == 0 ? "no" : "yes"
    case .oneOf, .level:
      words.indices.contains(Int(clamping: value)) ? words[Int(clamping: value)].name : "?"
    case .setOf: setWords(value)
    case .number, .score: Decimal(mantissa: value, decimals: decimals).written
    case .money: "\(currency) \(moneyDigits(value))"
    case .duration: durationWords(value)
    case .moment, .reference, .text: "given"
    }
  }

  private func setWords(_ value: Int64) -> String {
    let held = words.indices.filter { $0 < 64 && (value >> Int64($0)) & 1 == 1 }
    return held.isEmpty ? "none" : held.map { words[$0].name }.joined(separator: " and ")
  }

  private func moneyDigits(_ value: Int64) -> String {
    let number = Decimal(mantissa: value, decimals: decimals)
    guard number.decimals > 0 else { return number.written }
    let written = number.written
    return written + String(repeating: "0", count: decimals - number.decimals)
  }
}

/// Seconds in the largest unit that divides them.
func durationWords(_ seconds: Int64) -> String {
  let units: [(Int64, String)] = [(86_400, "day"), (3600, "hour"), (60, "minute")]
  for (size, name) in units where seconds != 0 && seconds % size == 0 {
    let count = seconds / size
    return "\(count) \(name)\(count == 1 ? "" : "s")"
  }
  return "\(seconds) second\(seconds == 1 ? "" : "s")"
}
