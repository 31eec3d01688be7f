import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Nobody approves an amount that matters for an act of their own.
  static let moneyNoFourEyes = LintRule("money-no-four-eyes", .regulated, .hold) { policy in
    policy.model.gates.approvals.compactMap { approval in
      guard let currency = policy.currency(of: approval), !approval.conditions.isFourEyes,
        let set = policy.surroundings.freeAmounts[currency],
        let tier = approval.tiers.first(where: { tier in
          tier.asksSomebody && (tier.atMost.map { $0.isMore(than: set) } ?? true)
        }), let last = approval.tiers.last,
        let line = policy.node(.tierLine, at: last.origin.place)
      else { return nil }
      return LintFinding(
        "`\(approval.name)` approves larger amounts without `four eyes`.",
        at: tier.origin.place,
        because: "Whoever asks for the amount could then approve it too.",
        fixes: [
          Fix(.ask, "bar whoever asks from approving", [line.insertion(afterLast: "  four eyes")])
        ])
    }
  }
}
