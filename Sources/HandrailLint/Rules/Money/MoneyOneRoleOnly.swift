import HandrailModel
import HandrailSource

extension LintRule {
  /// The largest amounts are seen by people of two roles.
  static let moneyOneRoleOnly = LintRule("money-one-role-only", .regulated, .note) { policy in
    policy.model.gates.approvals.compactMap { approval in
      guard policy.currency(of: approval) != nil, approval.tiers.count > 1,
        let top = approval.tiers.last, top.asksSomebody
      else { return nil }
      let roles = Set(top.quorum.flatMap(\.roles))
      guard let role = roles.first, roles.count == 1 else { return nil }
      let name = policy.model.vocabulary.roles[role]
      return LintFinding(
        "The largest amounts of `\(approval.name)` are approved by `\(name)` alone.",
        at: top.origin.place,
        because: "People of one role share their habits; a second role sees what they overlook.")
    }
  }
}
