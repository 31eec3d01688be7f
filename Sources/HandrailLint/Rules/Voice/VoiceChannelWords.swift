import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Nobody is told to press a key in a chat, or to click on the phone.
  static let voiceChannelWords = LintRule("voice-channel-words", .standard, .note) { policy in
    let channels = policy.channels
    guard !channels.isEmpty else { return [] }
    let spoken: Set<String> = ["phone", "voice", "call", "calls", "ivr", "telephone", "telephony"]
    let isSpoken = channels.allSatisfy(spoken.contains)
    let isWritten = channels.allSatisfy(writtenChannels.contains)
    // A policy for both, or for a channel that nobody knows, may use either's words.
    guard isSpoken || isWritten else { return [] }
    return policy.spokenMessages.flatMap { spoken in
      spoken.message.wordings.compactMap { wording -> LintFinding? in
        let words = plainWords(wording.text(in: policy))
        guard let found = isSpoken ? screenWords(words) : phoneWords(words) else { return nil }
        let channel = channels.joined(separator: " and ")
        return LintFinding(
          "`\(spoken.speaker)` says \"\(found)\" in a policy for \(channel).",
          at: spoken.message.origin.place,
          because: "The customer looks for something that this channel doesn't have.")
      }
    }
  }
}

private let writtenChannels: Set<String> = [
  "chat", "web", "webchat", "email", "mail", "app", "sms", "whatsapp", "messenger",
]

/// Words of a screen.
private func screenWords(_ words: [String]) -> String? {
  words.first { ["click", "tap", "scroll", "swipe"].contains($0) }
}

/// Words of a telephone: `call` alone may be about calling back, so it takes company.
private func phoneWords(_ words: [String]) -> String? {
  let keys: Set<String> = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "hash", "star", "zero", "one", "two",
    "three",
  ]
  for (word, next) in zip(words, words.dropFirst()) where word == "press" && keys.contains(next) {
    return "\(word) \(next)"
  }
  let text = " " + words.joined(separator: " ") + " "
  return [
    "this call", "your call", "hold the line", "stay on the line", "hang up", "after the tone",
  ].first { text.contains(" \($0) ") }
}

extension LintedPolicy {
  /// The channels that `handrail.yaml` names, else those of a fact called `channel`.
  fileprivate var channels: [String] {
    guard surroundings.channels.isEmpty else { return surroundings.channels }
    let fact = model.vocabulary.facts.elements.first {
      $0.domain.kind == .oneOf && $0.name.split(separator: ".").last == "channel"
    }
    guard let fact, !fact.domain.takesOther else { return [] }
    return fact.domain.words.map(\.name)
  }
}
