import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Where two rules apply together, it is not their names that choose the words.
  static let voiceTwoMessages = LintRule("voice-two-messages", .standard, .hold) { policy in
    let rules = policy.model.rules.filter { $0.say != nil && !policy.isOver($0) }
    return policy.ties(among: rules).map { pair in
      var finding = LintFinding(
        "`\(pair.narrow.name)` and `\(pair.wide.name)` would both speak to the same customer.",
        at: pair.narrow.say?.origin.place ?? pair.narrow.origin.place,
        because:
          "Only the words of `\(pair.spoken)` are said: its name comes first in the alphabet.",
        fixes: policy.sharing(pair.wide, pair.narrow) + policy.sharing(pair.narrow, pair.wide))
      finding.related =
        (pair.wide.say?.origin.place).map {
          [RelatedPlace($0, "the words of `\(pair.wide.name)`")]
        } ?? []
      return finding
    }
  }
}

/// Two rules with words: whenever the narrow one applies, the wide one does too.
private struct Tie {
  var narrow: Rule
  var wide: Rule

  /// The rule whose words are said.
  var spoken: String {
    wide.name.utf8.lexicographicallyPrecedes(narrow.name.utf8) ? wide.name : narrow.name
  }
}

extension LintedPolicy {
  fileprivate func ties(among rules: [Rule]) -> [Tie] {
    var ties: [Tie] = []
    for wide in rules where wide.appliesWhenever {
      // Rules that read none of its facts can't imply it: most pairs end here.
      let read = wide.guarding.when?.tests.first?.factsRead.first
      for narrow in rules where narrow.name != wide.name {
        if let read, !(narrow.guarding.when?.factsRead.contains(read) ?? false) { continue }
        guard Condition.implies(narrow.guarding.when, wide.guarding.when),
          speakOfTheSame(narrow, wide), !sayTheSame(narrow, wide),
          !ties.contains(where: { $0.narrow.name == wide.name && $0.wide.name == narrow.name })
        else { continue }
        ties.append(Tie(narrow: narrow, wide: wide))
      }
    }
    return ties
  }

  /// Both hand over to the one queue that each names, or refuse a task that both name.
  private func speakOfTheSame(_ one: Rule, _ other: Rule) -> Bool {
    if let queue = one.queueNamed, queue == other.queueNamed { return true }
    return !one.refused.isDisjoint(with: other.refused)
  }

  private func sayTheSame(_ one: Rule, _ other: Rule) -> Bool {
    func words(_ rule: Rule) -> [String] {
      (rule.say?.wordings ?? []).map { $0.language + ":" + $0.text(in: self) }
    }
    return words(one) == words(other)
  }

  /// The words of one rule in the other as well.
  fileprivate func sharing(_ rule: Rule, _ other: Rule) -> [Fix] {
    guard let line = heading(at: rule.origin.place)?.child(.sayLine),
      let replaced = heading(at: other.origin.place)?.child(.sayLine)
    else { return [] }
    let edit = Edit(replaced.place, line.formatted)
    return [Fix(.ask, "Say the words of `\(rule.name)` in both", [edit])]
  }
}

extension Rule {
  /// Nothing but `when` decides whether it applies.
  fileprivate var appliesWhenever: Bool {
    guarding.excepts.isEmpty && startsOn == nil && endsOn == nil && trial == nil
  }

  fileprivate var queueNamed: QueueID? {
    for effect in effects {
      if case .handOver(.queue(let queue)) = effect.action { return queue }
    }
    return nil
  }

  fileprivate var refused: Set<TaskID> {
    effects.reduce(into: []) { tasks, effect in
      if case .nobodyMay(let scope) = effect.action { tasks.formUnion(scope.tasks) }
    }
  }
}
