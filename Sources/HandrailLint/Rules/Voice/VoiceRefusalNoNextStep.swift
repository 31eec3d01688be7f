import HandrailModel
import HandrailSource

extension LintRule {
  /// A refusal says what the customer can do instead.
  static let voiceRefusalNoNextStep = LintRule(
    "voice-refusal-no-next-step", .standard, .note
  ) { policy in
    policy.model.rules.compactMap { rule in
      guard let say = rule.say, rule.effects.contains(where: \.refuses),
        !rule.effects.contains(where: \.bringsSomebody), let wording = say.wordings.first,
        onlyRefuses(wording.text(in: policy))
      else { return nil }
      return LintFinding(
        "The refusal of `\(rule.name)` says what isn't possible, and not what is.",
        at: say.origin.place, because: "Who is only told no asks again, or calls.")
    }
  }
}

/// Each part of the text denies or apologises; without a word of denial it is no plain refusal.
private func onlyRefuses(_ text: String) -> Bool {
  let denials: Set<String> = [
    "can't", "cannot", "not", "no", "never", "don't", "doesn't", "won't", "isn't", "aren't",
    "unable", "nobody", "nothing", "couldn't", "wouldn't", "mustn't", "refuse", "refused",
    "forbidden",
  ]
  let apologies: Set<String> = ["sorry", "apologies", "apologise", "unfortunately", "regret"]
  let parts = sentences(of: text).flatMap(clauses)
  let denying = parts.filter { plainWords($0).contains(where: denials.contains) }
  guard !denying.isEmpty else { return false }
  return parts.allSatisfy { part in
    let words = plainWords(part)
    return words.contains(where: denials.contains)
      || (words.count <= 6 && words.contains(where: apologies.contains))
  }
}

/// The parts of a sentence: at commas, colons, dashes, and before "but", "and", "so", "instead".
private func clauses(of sentence: String) -> [String] {
  let joints: Set<String> = ["but", "and", "so", "instead", "because"]
  var parts: [[String]] = [[]]
  for piece in sentence.split(whereSeparator: { ",:–—".contains($0) }) {
    parts.append([])
    for word in piece.split(separator: " ") {
      if joints.contains(word.lowercased()) { parts.append([]) }
      parts[parts.count - 1].append(String(word))
    }
  }
  return parts.map { $0.joined(separator: " ") }.filter { !plainWords($0).isEmpty }
}

extension Effect {
  fileprivate var refuses: Bool {
    if case .nobodyMay = action { true } else { false }
  }

  fileprivate var bringsSomebody: Bool {
    switch action {
    case .handOver, .bringIn, .contactCustomer: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseHandOver,
      .otherwiseRefuse, .startWithHuman, .urgency, .needSkills:
      false
    }
  }
}
