import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A rule that takes something away and says neither why nor by whose leave.
  static let clearBecauseMissing = LintRule(
    "clear-because-missing", .regulated, .note
  ) { policy in
    policy.model.rules.compactMap { rule in
      guard rule.metadata.because == nil, rule.metadata.source == nil,
        rule.effects.contains(where: \.action.takesAway),
        let heading = policy.heading(at: rule.origin.place)
      else { return nil }
      return LintFinding(
        "`\(rule.name)` restricts and does not say why.", at: heading.headPlace,
        because: "A customer, a colleague or an auditor will ask, and nobody will remember.",
        fixes: [
          Fix(
            .fill, "say why", [heading.insertion(ofReason: "  because \"\(Blank.text)\"")])
        ])
    }
  }
}

extension EffectAction {
  fileprivate var takesAway: Bool {
    switch self {
    case .onlyHumanMay, .nobodyMay, .otherwiseRefuse: true
    case .aiMay, .aiMayOnlySuggest, .handOver, .otherwiseHandOver, .startWithHuman, .bringIn,
      .contactCustomer, .urgency, .needSkills:
      false
    }
  }
}

extension Written {
  /// Before owner and review date, where the formatter has it.
  fileprivate func insertion(ofReason text: String) -> Edit {
    let after = children.last { ![.ownerLine, .sourceLine, .reviewByLine].contains($0.kind) }
    return after?.insertion(afterLast: text) ?? insertion(afterHead: text)
  }
}
