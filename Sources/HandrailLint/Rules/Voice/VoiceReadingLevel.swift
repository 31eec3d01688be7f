import HandrailEngine
import HandrailModel
import HandrailSource

extension LintRule {
  /// Messages are short, and as easy to read as the house has set.
  static let voiceReadingLevel = LintRule("voice-reading-level", .standard, .note) { policy in
    policy.spokenMessages.flatMap { spoken in
      spoken.message.wordings.compactMap { wording in
        let text = wording.text(in: policy)
        let place = spoken.message.origin.place
        let longest = policy.surroundings.messageLength
        if text.count > longest {
          return LintFinding(
            "A message of `\(spoken.speaker)` has \(text.count) characters.", at: place,
            because: "Beyond \(longest) people stop reading; say the rest when it is asked for.")
        }
        guard let most = policy.surroundings.readingLevel, isEnglish(wording, of: spoken.message),
          let grade = readingGrade(text), grade > most
        else { return nil }
        return LintFinding(
          "A message of `\(spoken.speaker)` reads like school year \(grade); \(most) is set.",
          at: place,
          because: "Shorter words and sentences reach people who are upset or in a hurry.")
      }
    }
  }
}

/// The formula counts English syllables: the wording says `en`, or is the default and none does.
private func isEnglish(_ wording: Message.Wording, of message: Message) -> Bool {
  if wording.language.isEmpty { return !message.wordings.contains { $0.language == "en" } }
  return wording.language == "en"
}

/// The grade by Flesch and Kincaid, rounded down, 18 at most; `nil` for fewer than eight words.
private func readingGrade(_ text: String) -> Int? {
  let words = plainWords(text)
  guard words.count >= 8 else { return nil }
  let parts = max(sentences(of: text).count, 1)
  let syllables = words.reduce(0) { $0 + syllableCount($1) }
  // In hundredths: 0.39 × words / sentences + 11.8 × syllables / words − 15.59.
  let hundredths = 39 * words.count / parts + 1180 * syllables / words.count - 1559
  return min(max(hundredths / 100, 0), 18)
}

/// Groups of vowels, without a silent e at the end; at least one.
private func syllableCount(_ word: String) -> Int {
  var count = 0
  var wasVowel = false
  for letter in word {
    let isVowel = "aeiouy".contains(letter)
    if isVowel && !wasVowel { count += 1 }
    wasVowel = isVowel
  }
  if word.hasSuffix("e"), !word.hasSuffix("le"), count > 1 { count -= 1 }
  return max(count, 1)
}
