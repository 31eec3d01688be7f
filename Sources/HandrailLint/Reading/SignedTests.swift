import HandrailModel
import HandrailSource

/// A test of a condition, and whether the condition comes nearer to yes when the test is yes.
struct SignedTest {
  var test: Test
  var isPositive: Bool
}

extension LintedPolicy {
  /// Every test behind some conditions, definitions opened, each with its sign.
  ///
  /// A definition is opened once for each sign, so a deep or wide net of them costs no more.
  func signedTests(_ conditions: [Condition]) -> [SignedTest] {
    var found: [SignedTest] = []
    var opened: Set<Int> = []
    var waiting = conditions.map { ($0, true) }
    while let (condition, sign) = waiting.popLast() {
      let sign = condition.mode == .none ? !sign : sign
      for entry in condition.entries {
        if case .group(let group) = entry { waiting.append((group, sign)) }
        guard case .test(let test) = entry else { continue }
        guard let (id, holds) = definition(of: test) else {
          found.append(SignedTest(test: test, isPositive: sign))
          continue
        }
        let inner = holds ? sign : !sign
        guard opened.insert(id.offset * 2 + (inner ? 1 : 0)).inserted else { continue }
        let definition = model.vocabulary.definitions[id]
        waiting.append((definition.when, inner))
        waiting += definition.excepts.map { ($0, !inner) }
      }
    }
    return found
  }

  /// The definition that a test reads, and whether the test asks for yes.
  func definition(of test: Test) -> (DefinitionID, holds: Bool)? {
    guard case .isAmong(let fact, let values, let negated) = test.body, values.count == 1,
      case .definition(let id) = model.vocabulary.facts[fact].supply
    else { return nil }
    return (id, (values[0] == 1) != negated)
  }

  /// The facts of the host and of the engine that conditions rest on.
  func basis(of conditions: [Condition]) -> Set<FactID> {
    basis(of: conditions.flatMap(\.factsRead))
  }

  /// The facts of the host and of the engine that others rest on.
  func basis(of read: [FactID]) -> Set<FactID> {
    facts(behind: read).filter { fact in
      switch model.vocabulary.facts[fact].supply {
      case .definition, .table, .choose: false
      case .session, .turn, .task, .agent, .builtIn: true
      }
    }
  }
}

extension Choose {
  /// The conditions of its rows.
  var conditions: [Condition] {
    rows.compactMap { row in
      guard case .when(let condition) = row.match else { return nil }
      return condition
    }
  }
}

extension PolicyTable {
  /// The conditions of its cells.
  var conditions: [Condition] {
    rows.flatMap { row -> [Condition] in
      guard case .cells(let cells) = row.match else { return [] }
      return cells.map(\.alternatives)
    }
  }
}

extension Guard {
  /// `when`, then the exceptions.
  var conditions: [Condition] { (when.map { [$0] } ?? []) + excepts }

  /// Neither `when` nor an exception: it always applies.
  var isAlways: Bool { when == nil && excepts.isEmpty }
}

extension Condition {
  /// The test of a condition that has no other.
  var onlyTest: Test? { entries.count == 1 ? conjuncts?.first : nil }

  /// The tests that all have to be yes; `nil` where it is no plain `all of`.
  var conjuncts: [Test]? {
    guard mode == .all || (mode == .any && entries.count == 1) else { return nil }
    return entries.compactMap { entry in
      guard case .test(let test) = entry else { return nil }
      return test
    }
  }
}
