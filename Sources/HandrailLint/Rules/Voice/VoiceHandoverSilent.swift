import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Whoever is passed to a person is told so.
  static let voiceHandoverSilent = LintRule("voice-handover-silent", .standard, .hold) { policy in
    guard policy.aiMayTalk else { return [] }
    var silent: [(rule: Rule, effect: Effect)] = []
    for rule in policy.model.rules where rule.say == nil && !policy.isOver(rule) {
      for effect in rule.effects {
        guard let target = effect.action.handsOverTo,
          policy.queuesNamed(by: target).contains(where: { !policy.handoffSpeaks(at: $0) })
        else { continue }
        silent.append((rule, effect))
        break
      }
    }
    guard let first = silent.first else { return [] }
    let others = silent.count - 1
    let more = others == 0 ? "" : others == 1 ? ", nor does 1 other" : ", nor do \(others) others"
    var finding = LintFinding(
      "The handover by `\(first.rule.name)` says nothing to the customer\(more).",
      at: first.effect.origin.place,
      because: "A chat that falls silent looks broken, and people leave.",
      fixes: policy.handoverFixes(for: silent.map(\.rule)))
    finding.related = silent.dropFirst().prefix(5).map {
      RelatedPlace($0.effect.origin.place, "`\($0.rule.name)` says nothing either")
    }
    return [finding]
  }
}

extension LintedPolicy {
  /// Words under the `handoff` for all, else in each of the rules.
  fileprivate func handoverFixes(for rules: [Rule]) -> [Fix] {
    let say = "  say \"I'm passing you to a colleague.\""
    var additions = Additions(to: self)
    let lines = rules.compactMap { heading(at: $0.origin.place)?.lastEffectLine }
    if let general = headings(.handoff).first(where: { $0.child(.names) == nil }) {
      additions.add(general.insertion(afterLast: say))
    } else if lines.allSatisfy({ $0.file == lines[0].file }) {
      for line in lines { additions.add(line.insertion(afterLast: say)) }
    } else {
      additions.add("handoff\n" + say, as: .handoff)
    }
    return [Fix(.fill, "say that a person takes over; put it in your words", additions.edits)]
  }
}

extension Written {
  /// The last line of a rule that does something: words stand after it.
  fileprivate var lastEffectLine: Written? {
    let effects: Set<NodeKind> = [
      .aiMayLine, .onlySuggestLine, .onlyMayLine, .nobodyMayLine, .handOverLine,
      .otherwiseHandOverLine, .otherwiseRefuseLine, .startWithLine, .bringInLine, .contactLine,
      .urgencyLine, .needSkillsLine,
    ]
    return children.last { effects.contains($0.kind) }
  }
}
