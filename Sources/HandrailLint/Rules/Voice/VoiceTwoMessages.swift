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

/// What only one rule's words are said about.
private enum TieSubject: Hashable {
  case queue(QueueID)
  case refusal(TaskID)
}

private struct TieKey: Hashable {
  var subject: TieSubject
  var fact: FactID?
}

extension LintedPolicy {
  fileprivate func ties(among rules: [Rule]) -> [Tie] {
    var narrow: [TieKey: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      let facts = Set(rule.guarding.when?.conjuncts?.flatMap(\.factsRead) ?? [])
      for subject in rule.subjects {
        narrow[TieKey(subject: subject, fact: nil), default: []].append(index)
        for fact in facts {
          narrow[TieKey(subject: subject, fact: fact), default: []].append(index)
        }
      }
    }
    var ties: [Tie] = []
    var spoken: Set<[Int]> = []
    for (index, wide) in rules.enumerated() where wide.appliesWhenever {
      // A rule that reads none of the wide one's facts can't imply it.
      let fact = wide.guarding.when?.tests.first?.factsRead.first
      let candidates = wide.subjects.flatMap { narrow[TieKey(subject: $0, fact: fact)] ?? [] }
      for other in Set(candidates).sorted() where other != index {
        guard Condition.implies(rules[other].guarding.when, wide.guarding.when),
          !sayTheSame(rules[other], wide), spoken.insert([other, index].sorted()).inserted
        else { continue }
        ties.append(Tie(narrow: rules[other], wide: wide))
      }
    }
    return ties
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
    return [Fix(.ask, "say the words of `\(rule.name)` in both", [edit])]
  }
}

extension Rule {
  /// Nothing but `when` decides whether it applies.
  fileprivate var appliesWhenever: Bool {
    guarding.excepts.isEmpty && startsOn == nil && endsOn == nil && trial == nil
  }

  /// What it speaks about: the queue that it names, and the tasks that it refuses.
  fileprivate var subjects: [TieSubject] {
    effects.flatMap { effect -> [TieSubject] in
      switch effect.action {
      case .handOver(.queue(let queue)): [.queue(queue)]
      case .nobodyMay(let scope): scope.tasks.map { .refusal($0) }
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .handOver, .otherwiseHandOver,
        .otherwiseRefuse, .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
        []
      }
    }
  }
}
