import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Words for the bereaved or the ill are not spoken on one uncertain reading.
  static let voiceUnsureApology = LintRule("voice-unsure-apology", .standard, .note) { policy in
    policy.model.rules.compactMap { rule in
      guard let say = rule.say, let when = rule.guarding.when, let wording = say.wordings.first,
        let word = sensitiveWords(in: wording.text(in: policy)), policy.isWeak(when)
      else { return nil }
      return LintFinding(
        "`\(rule.name)` says \"\(word)\" on a single reading of a score.", at: say.origin.place,
        because: "A detector that is wrong once would console somebody who has lost nobody.")
    }
  }
}

/// The first words of the text that only somebody in distress should hear.
private func sensitiveWords(in text: String) -> String? {
  let text = " " + plainWords(text).joined(separator: " ") + " "
  let sensitive = [
    "sorry for your loss", "your loss", "condolences", "bereavement", "passed away", "death",
    "died", "grief", "grieving", "your illness", "illness", "your diagnosis", "difficult time",
    "hard time", "so sorry", "hardship", "in distress", "harming yourself", "hurting yourself",
  ]
  return sensitive.first { text.contains(" \($0) ") }
}

extension LintedPolicy {
  /// One score of one message can make the condition yes.
  fileprivate func isWeak(_ condition: Condition) -> Bool {
    let entries = condition.entries.map { entry in
      switch entry {
      case .test(let test): isWeak(test)
      case .group(let group): group.mode != .none && combine(group.mode, group.tests.map(isWeak))
      }
    }
    return condition.mode != .none && combine(condition.mode, entries)
  }

  private func combine(_ mode: GroupMode, _ weak: [Bool]) -> Bool {
    switch mode {
    case .all: weak.allSatisfy { $0 }
    case .any: weak.contains(true)
    case .none: false
    }
  }

  private func isWeak(_ test: Test) -> Bool {
    guard case .compare(let comparing) = test.body, test.window == nil || test.window == .anyPoint,
      comparing.comparison == .above || comparing.comparison == .atLeast,
      comparing.left.terms.count == 1, comparing.right.terms.isEmpty,
      comparing.left.terms[0].averageOverTurns == nil
    else { return false }
    let fact = model.vocabulary.facts[comparing.left.terms[0].fact]
    let sure = Decimal(mantissa: 9, decimals: 1)
    return fact.domain.kind == .score && fact.trust == nil
      && sure.isMore(than: comparing.right.constant)
  }
}
