import HandrailEngine
import HandrailModel
import HandrailSource

extension LintRule {
  /// What nobody looks at stays below the amount that the house has set.
  static let moneyFirstTierFree = LintRule("money-first-tier-free", .standard, .note) { policy in
    policy.model.gates.approvals.compactMap { approval in
      guard let currency = policy.currency(of: approval),
        let set = policy.surroundings.freeAmounts[currency],
        let tier = approval.tiers.first, !tier.asksSomebody,
        let limit = tier.atMost, limit.isMore(than: set)
      else { return nil }
      let words = policy.limitWords(of: tier)
      return LintFinding(
        "`\(approval.name)` lets everything up to `\(words)` pass without a person.",
        at: tier.origin.place,
        because: "The amount set in `handrail.yaml` up to which nobody need look is lower.")
    }
  }
}
