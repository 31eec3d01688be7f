import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A rule whose lines are of two strengths: what the AI may do, and what it may not.
  static let clearRuleTwoJobs = LintRule("clear-rule-two-jobs", .standard, .note) { policy in
    policy.model.rules.compactMap { rule in
      let lines = rule.effects.filter { $0.action.strength != nil }
      guard let first = lines.first, let strength = first.action.strength,
        let other = lines.first(where: { $0.action.strength != strength }),
        let second = other.action.strength,
        let heading = policy.heading(at: rule.origin.place)
      else { return nil }
      var finding = LintFinding(
        "`\(rule.name)` does two jobs: it \(strength.words), and it \(second.words).",
        at: other.origin.place,
        because: "A rule with one job can be read, tested and changed by itself.",
        fixes: policy.split(rule, heading, keeping: strength))
      finding.related = [RelatedPlace(first.origin.place, "the first job")]
      return finding
    }
  }
}

/// How strong a line is; lines of one strength do one job.
private enum Strength {
  case allows, drafts, people, refuses

  var words: String {
    switch self {
    case .allows: "lets the AI act"
    case .drafts: "lets the AI suggest"
    case .people: "calls for a person"
    case .refuses: "refuses"
    }
  }

  /// What the name of the new rule ends with.
  var suffix: String {
    switch self {
    case .allows: "allowed"
    case .drafts: "suggested"
    case .people: "by_people"
    case .refuses: "refused"
    }
  }
}

extension EffectAction {
  /// `nil` for lines that go with any job.
  fileprivate var strength: Strength? {
    switch self {
    case .aiMay: .allows
    case .aiMayOnlySuggest: .drafts
    case .onlyHumanMay, .handOver, .startWithHuman: .people
    case .nobodyMay: .refuses
    case .otherwiseHandOver, .otherwiseRefuse, .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }

  fileprivate var isOtherwise: Bool {
    switch self {
    case .otherwiseHandOver, .otherwiseRefuse: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .handOver, .startWithHuman, .nobodyMay,
      .bringIn, .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}

extension LintedPolicy {
  /// The second job in a rule of its own, under the same conditions.
  ///
  /// A trial picks conversations by the rule's name, and `otherwise` speaks of all its lines.
  fileprivate func split(_ rule: Rule, _ heading: Written, keeping strength: Strength) -> [Fix] {
    let others = rule.effects.filter { $0.action.strength.map { $0 != strength } ?? false }
    let strengths = Set(others.compactMap { $0.action.strength })
    guard rule.trial == nil, strengths.count == 1, let other = strengths.first,
      !rule.effects.contains(where: \.action.isOtherwise)
    else { return [] }
    let moved = Set(others.map(\.origin.place))
    let lines = heading.children.filter { moved.contains($0.place) || $0.kind.isShared }
    let name = freshName("\(rule.name)_\(other.suffix)")
    let text = lines.map { "\n  " + $0.text }.joined()
    let removals = heading.children.filter { moved.contains($0.place) }
      .map { Edit($0.wholeLines, "") }
    return [
      Fix(
        .ask, "give the second job a rule of its own",
        removals + [heading.newHeading("rule \(name)" + text)])
    ]
  }
}

extension NodeKind {
  /// Lines that both halves of a split rule keep.
  fileprivate var isShared: Bool {
    [
      .whenLine, .exceptLine, .ifUnknownLine, .startsLine, .endsLine, .sayLine, .becauseLine,
      .ownerLine, .sourceLine, .reviewByLine,
    ].contains(self)
  }
}
