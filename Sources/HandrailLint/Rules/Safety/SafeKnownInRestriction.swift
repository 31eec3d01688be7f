import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A restriction does not fall away because data is missing.
  static let safeKnownInRestriction = LintRule(
    "safe-known-in-restriction", .core, .hold
  ) { policy in
    let rules = policy.model.rules.filter { !policy.isOver($0) && !$0.restricted.isEmpty }
    let headings =
      rules.map { Guarded(name: $0.name, guarding: $0.guarding, measured: []) }
      + policy.model.gates.approvals.map { approval in
        Guarded(
          name: approval.name, guarding: approval.guarding,
          measured: (approval.measure?.terms ?? []).map(\.fact))
      }
    // Where the heading is skipped on unknown data anyway, another rule speaks.
    return headings.filter { $0.guarding.ifUnknown != .skip }.flatMap { heading in
      policy.knownTests(of: heading) + policy.unknownExceptions(of: heading)
    }
  }
}

/// A heading that keeps tasks from the AI.
private struct Guarded {
  var name: String
  var guarding: Guard
  /// What an approval compares with its limits.
  var measured: [FactID]
}

extension LintedPolicy {
  /// `F is known and F above 5`: without F the second test would hold the AI back.
  fileprivate func knownTests(of heading: Guarded) -> [LintFinding] {
    guard let when = heading.guarding.when else { return [] }
    var findings = findings(in: when, of: heading, besides: heading.measured)
    for entry in when.entries {
      if case .group(let group) = entry {
        findings += self.findings(in: group, of: heading, besides: [])
      }
    }
    return findings
  }

  private func findings(
    in group: Condition, of heading: Guarded, besides others: [FactID]
  ) -> [LintFinding] {
    let tests = group.conjuncts ?? []
    return tests.compactMap { test in
      guard case .isKnown(let fact) = test.body else { return nil }
      let isReadToo = tests.contains { other in
        if case .isKnown = other.body { return false }
        return other.factsRead.contains(fact)
      }
      guard isReadToo || others.contains(fact) else { return nil }
      let whole = line(of: group, .whenLine).map { [$0.removal] } ?? []
      let edits = removal(of: test).map { [$0] } ?? (group.tests.count == 1 ? whole : [])
      return disarmed(heading.name, without: fact, by: test, edits)
    }
  }

  /// `except when F is unknown`.
  fileprivate func unknownExceptions(of heading: Guarded) -> [LintFinding] {
    heading.guarding.excepts.flatMap { except in
      except.signedEntries.compactMap { signed in
        guard signed.isPositive, case .isUnknown(let fact) = signed.test.body else { return nil }
        let test = signed.test
        let whole = line(of: except, .exceptLine).map { [$0.removal] } ?? []
        let edits = removal(of: test).map { [$0] } ?? (except.tests.count == 1 ? whole : [])
        return disarmed(heading.name, without: fact, by: test, edits)
      }
    }
  }

  private func disarmed(
    _ name: String, without fact: FactID, by test: Test, _ edits: [Edit]
  ) -> LintFinding {
    LintFinding(
      "`\(test.text)` lifts `\(name)` wherever `\(self.name(of: fact))` is missing.",
      at: test.origin.place,
      because: "Missing data would let the AI do what `\(name)` keeps from it.",
      fixes: edits.isEmpty ? [] : [Fix(.ask, "take out `\(test.text)`", edits)])
  }
}

extension Condition {
  /// Its tests with their sign, definitions left shut.
  fileprivate var signedEntries: [SignedTest] {
    entries.flatMap { entry -> [SignedTest] in
      let sign = mode != .none
      switch entry {
      case .test(let test): return [SignedTest(test: test, isPositive: sign)]
      case .group(let group):
        return group.tests.map { SignedTest(test: $0, isPositive: (group.mode != .none) == sign) }
      }
    }
  }
}
