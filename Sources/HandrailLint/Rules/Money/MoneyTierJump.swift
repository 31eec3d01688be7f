import HandrailEngine
import HandrailModel
import HandrailSource

extension LintRule {
  /// Between two limits the responsibility does not jump more than tenfold.
  static let moneyTierJump = LintRule("money-tier-jump", .standard, .note) { policy in
    policy.model.gates.approvals.flatMap { approval in
      zip(approval.tiers, approval.tiers.dropFirst()).compactMap { below, tier -> LintFinding? in
        guard let low = below.atMost, let high = tier.atMost, low.isMore(than: .zero),
          high.isMore(than: low, times: 10)
        else { return nil }
        let words = (policy.limitWords(of: below), policy.limitWords(of: tier))
        return LintFinding(
          "`\(approval.name)` jumps from `\(words.0)` to `\(words.1)`, more than tenfold.",
          at: tier.origin.place,
          because: "A nought too many looks like this; or one tier stands for very unlike amounts.")
      }
    }
  }
}
