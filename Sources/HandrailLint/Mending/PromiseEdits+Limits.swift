import HandrailAnalysis
import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

/// A test of one fact against a written limit.
private struct Limit {
  var test: Test
  var fact: FactID
  var comparison: Comparison
  var value: Decimal

  init?(_ test: Test) {
    guard case .compare(let comparing) = test.body, comparing.right.terms.isEmpty,
      comparing.left.constant == .zero, comparing.left.terms.count == 1,
      comparing.left.terms[0].factor == Decimal(mantissa: 1, decimals: 0),
      comparing.left.terms[0].averageOverTurns == nil
    else { return nil }
    self.test = test
    fact = comparing.left.terms[0].fact
    comparison = comparing.comparison
    value = comparing.right.constant
  }

  /// True for `above` and `at least`, false for `below` and `at most`, `nil` for equality.
  var isLower: Bool? {
    switch comparison {
    case .above, .atLeast: true
    case .below, .atMost: false
    case .equal, .notEqual: nil
    }
  }

  /// True where fewer values pass the other limit, which looks the same way.
  func isWider(than other: Limit) -> Bool {
    let takesLimit = comparison == .atLeast || comparison == .atMost
    let otherTakesLimit = other.comparison == .atLeast || other.comparison == .atMost
    let isFurther =
      isLower == true
      ? other.value.isMore(than: value) : value.isMore(than: other.value)
    let isEqual = !other.value.isMore(than: value) && !value.isMore(than: other.value)
    return isFurther || isEqual && takesLimit && !otherTakesLimit
  }

  /// The limit that the negated words have.
  var negated: Limit {
    var limit = self
    switch comparison {
    case .above: limit.comparison = .atMost
    case .atLeast: limit.comparison = .below
    case .below: limit.comparison = .atLeast
    case .atMost: limit.comparison = .above
    case .equal: limit.comparison = .notEqual
    case .notEqual: limit.comparison = .equal
    }
    return limit
  }
}

extension PromiseEdits {
  /// Limits of rules brought to the promise's: permissions narrower, restrictions wider.
  var limits: [Fix] {
    guard wantsLessOfTheAI else { return [] }
    let asked = (when?.tests ?? []).compactMap(Limit.init).filter { $0.isLower != nil }
    return asked.flatMap { limit in
      policy.model.rules.flatMap { rule -> [Fix] in
        let own = (rule.guarding.when?.conjuncts ?? []).compactMap(Limit.init)
        return own.filter { $0.fact == limit.fact }.compactMap { fix(rule, $0, limit) }
      }
    }
  }

  private func fix(_ rule: Rule, _ own: Limit, _ asked: Limit) -> Fix? {
    let words: String?
    if rule.onlyPermits, own.test.window == nil, own.isLower == asked.negated.isLower,
      own.isWider(than: asked.negated)
    {
      words = policy.negated(asked.test)
    } else if rule.onlyRestricts, own.isLower == asked.isLower,
      own.test.window == asked.test.window,
      asked.isWider(than: own)
    {
      words = asked.test.text
    } else {
      words = nil
    }
    guard let words, let node = policy.node(.test, at: own.test.origin.place) else { return nil }
    return Fix(.ask, "write `\(words)` in `\(rule.name)`", [Edit(node.place, words)])
  }

  /// The limit of a tier brought down to the promise's.
  var tiers: [Fix] {
    guard wantsApproval else { return [] }
    let asked = (when?.tests ?? []).compactMap(Limit.init).filter { $0.comparison == .above }
    return asked.flatMap { limit in
      policy.model.gates.approvals.compactMap { approval in
        policy.measuredFact(of: approval) == limit.fact ? fix(approval, limit) : nil
      }
    }
  }

  private func fix(_ approval: Approval, _ asked: Limit) -> Fix? {
    guard
      let position = approval.tiers.firstIndex(where: {
        $0.atMost?.isMore(than: asked.value) == true
      }),
      position == 0
        || approval.tiers[position - 1].atMost.map({ asked.value.isMore(than: $0) }) == true,
      let words = policy.node(.test, at: asked.test.origin.place)?.child(.bound)?.children.first
    else { return nil }
    var lowered = [approval.tiers[position]]
    // The last tier repeats the limit of the one before it.
    if position == approval.tiers.count - 2 { lowered += approval.tiers.suffix(1) }
    let edits = lowered.compactMap { tier in
      policy.node(.tierLine, at: tier.origin.place)?.children.first.map {
        Edit($0.place, words.formatted)
      }
    }
    return Fix(.ask, "lower the limit to `\(words.formatted)` in `\(approval.name)`", edits)
  }

  private var wantsApproval: Bool {
    !expectation.isNever
      && expectation.outcomes.results.contains { result in
        if case .approval = result { true } else { false }
      }
  }

  /// As many people in the tier of the breach as the promise asks for.
  var people: [Fix] {
    let counts = expectation.outcomes.results.compactMap { result -> Int? in
      guard case .approval(let people) = result else { return nil }
      return people ?? 1
    }
    guard wantsApproval, let count = counts.min() else { return [] }
    let graph = policy.graph
    return (breach.witness.decision.task?.approvals ?? []).compactMap { gate in
      let name = graph.headings[graph.gates.approvals[gate.approval].heading].name
      guard let approval = policy.model.gates.approvals.first(where: { $0.name == name }),
        approval.tiers.indices.contains(gate.tier)
      else { return nil }
      let tier = approval.tiers[gate.tier]
      guard tier.quorum.count == 1, tier.quorum[0].count < count,
        let line = policy.node(.tierLine, at: tier.origin.place)
          ?? policy.node(.needsLine, at: tier.origin.place),
        let number = line.child(.quorum)?.child(.seats)?.word(0)
      else { return nil }
      return Fix(.ask, "ask \(count) people in `\(name)`", [Edit(number.place, String(count))])
    }
  }
}
