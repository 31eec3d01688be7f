import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A feeling, tested on a single turn, that moves the customer to a person.
  static let coverEmotionOneTurn = LintRule(
    "cover-emotion-one-turn", .standard, .note
  ) { policy in
    let facts = policy.model.vocabulary.facts
    // One sign of something sensitive is enough.
    let emotions = Set(policy.emotions.filter { !facts[$0].marks.contains("sensitive") })
    return policy.model.rules.filter(\.movesTheCustomer).compactMap { rule in
      guard let when = rule.guarding.when else { return nil }
      return policy.oneTurn(policy.exposed(when, emotions, isOwn: true), moving: rule)
    }
  }
}

extension Rule {
  fileprivate var movesTheCustomer: Bool {
    effects.contains { effect in
      switch effect.action {
      case .handOver, .onlyHumanMay: true
      // The first turn is all that there is.
      case .startWithHuman, .aiMay, .aiMayOnlySuggest, .nobodyMay, .otherwiseHandOver,
        .otherwiseRefuse, .bringIn, .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }
}

/// A test of one turn's feeling.
private struct ExposedTest {
  var test: Test
  var emotion: FactID
  /// It stands in the rule itself, not in a definition.
  var isOwn: Bool
}

extension LintedPolicy {
  /// Tests of a feeling on one turn that no test over several turns stands beside.
  fileprivate func exposed(
    _ condition: Condition, _ emotions: Set<FactID>, isOwn: Bool
  ) -> [ExposedTest] {
    guard condition.mode != .none, !isSteadied(condition, emotions) else { return [] }
    return condition.entries.flatMap { entry -> [ExposedTest] in
      switch entry {
      case .group(let group): return exposed(group, emotions, isOwn: isOwn)
      case .test(let test):
        guard test.window == nil else { return [] }
        if let emotion = test.factsRead.first(where: { emotions.contains($0) }) {
          return test.looksOverTurns || test.asksWhetherKnown
            ? [] : [ExposedTest(test: test, emotion: emotion, isOwn: isOwn)]
        }
        return definition(readBy: test).map { exposed($0, emotions, isOwn: false) } ?? []
      }
    }
  }

  /// Another feeling, or the same over several turns, must be there too.
  private func isSteadied(_ condition: Condition, _ emotions: Set<FactID>) -> Bool {
    guard condition.mode == .all else { return false }
    var felt: Set<FactID> = []
    for case .test(let test) in condition.entries {
      let read = facts(behind: test.factsRead).intersection(emotions)
      if test.looksOverTurns && !read.isEmpty { return true }
      felt.formUnion(read)
    }
    return felt.count > 1
  }

  /// The condition behind `NAME is yes`.
  private func definition(readBy test: Test) -> Condition? {
    guard case .isAmong(let fact, let values, false) = test.body, values == [1],
      case .definition(let id) = model.vocabulary.facts[fact].supply
    else { return nil }
    return model.vocabulary.definitions[id].when
  }

  fileprivate func oneTurn(_ exposed: [ExposedTest], moving rule: Rule) -> LintFinding? {
    guard let first = exposed.first else { return nil }
    var names: [String] = []
    for test in exposed where !names.contains(name(of: test.emotion)) {
      names.append(name(of: test.emotion))
    }
    return LintFinding(
      "`\(rule.name)` looks at \(listed(names)) on a single turn.",
      at: first.test.origin.place,
      because: "One reading that is wrong would move the customer.",
      fixes: exposed.allSatisfy(\.isOwn) ? counted(exposed) + averaged(exposed) : [])
  }

  /// Two turns of three, for each of the tests.
  private func counted(_ exposed: [ExposedTest]) -> [Fix] {
    let facts = model.vocabulary.facts
    let tests = exposed.map(\.test)
    guard tests.flatMap(\.factsRead).allSatisfy({ facts[$0].supply == .turn }) else { return [] }
    let edits = tests.map { test in
      let end = test.origin.place.range.upper
      return Edit(
        SourcePlace(file: test.origin.place.file, range: ByteRange(end, end)),
        " in at least 2 of the last 3 turns")
    }
    return [Fix(.ask, "count two of the last three turns", edits)]
  }

  /// The average, where each test holds one feeling against a number.
  private func averaged(_ exposed: [ExposedTest]) -> [Fix] {
    let edits = exposed.compactMap { exposed -> Edit? in
      guard case .compare(let comparing) = exposed.test.body, comparing.left.terms.count == 1,
        comparing.right.terms.isEmpty,
        model.vocabulary.facts[exposed.emotion].domain.kind.isNumeric,
        let test = node(.test, at: exposed.test.origin.place),
        let term = test.child(.operand)?.child(.factTerm)
      else { return nil }
      return Edit(term.place, "average of \(name(of: exposed.emotion)) over the last 3 turns")
    }
    guard edits.count == exposed.count else { return [] }
    return [Fix(.ask, "take the average of the last three turns", edits)]
  }
}

extension Test {
  fileprivate var asksWhetherKnown: Bool {
    switch body {
    case .isKnown, .isUnknown: true
    case .during, .outside, .isEmpty, .isAmong, .equals, .includes, .excludes, .before, .after,
      .inTheLast, .age, .ahead, .trend, .compare:
      false
    }
  }
}
