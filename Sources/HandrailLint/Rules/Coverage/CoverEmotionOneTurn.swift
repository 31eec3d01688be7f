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
    var accused: Set<SourcePlace> = []
    return policy.model.rules.filter(\.movesTheCustomer).flatMap { rule in
      let exposed = rule.guarding.when.map { policy.exposed($0, emotions, isOwn: true) } ?? []
      return exposed.filter { accused.insert($0.test.origin.place).inserted }
        .map { policy.oneTurn($0, moving: rule) }
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

  private func isSteadied(_ condition: Condition, _ emotions: Set<FactID>) -> Bool {
    guard condition.mode == .all else { return false }
    return condition.entries.contains { entry in
      guard case .test(let test) = entry, test.looksOverTurns else { return false }
      return !facts(behind: test.factsRead).isDisjoint(with: emotions)
    }
  }

  /// The condition behind `NAME is yes`.
  private func definition(readBy test: Test) -> Condition? {
    guard case .isAmong(let fact, let values, false) = test.body, values == [1],
      case .definition(let id) = model.vocabulary.facts[fact].supply
    else { return nil }
    return model.vocabulary.definitions[id].when
  }

  fileprivate func oneTurn(_ exposed: ExposedTest, moving rule: Rule) -> LintFinding {
    let name = model.vocabulary.facts[exposed.emotion].name
    return LintFinding(
      "`\(rule.name)` looks at `\(name)` on a single turn.",
      at: exposed.test.origin.place,
      because: "One reading that is wrong would move the customer.",
      fixes: exposed.isOwn ? steadied(exposed) : [])
  }

  private func steadied(_ exposed: ExposedTest) -> [Fix] {
    let facts = model.vocabulary.facts
    let test = exposed.test
    guard test.factsRead.allSatisfy({ facts[$0].supply == .turn }),
      let node = node(.test, at: test.origin.place)
    else { return [] }
    let end = SourcePlace(
      file: node.file, range: ByteRange(node.place.range.upper, node.place.range.upper))
    var fixes = [
      Fix(
        .ask, "count two of the last three turns", [Edit(end, " in at least 2 of the last 3 turns")]
      )
    ]
    if case .compare(let comparing) = test.body, comparing.left.terms.count == 1,
      comparing.right.terms.isEmpty, facts[exposed.emotion].domain.kind.isNumeric,
      let term = node.child(.operand)?.child(.factTerm)
    {
      let name = facts[exposed.emotion].name
      fixes.append(
        Fix(
          .ask, "take the average of the last three turns",
          [Edit(term.place, "average of \(name) over the last 3 turns")]))
    }
    return fixes
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
