// Which facts conditions read: for dependency order, unused facts and what stands in a window.

extension Condition {
  /// Every fact that the condition reads, repeats included.
  package var factsRead: [FactID] { tests.flatMap(\.factsRead) }

  /// Every test, groups opened.
  package var tests: [Test] {
    entries.flatMap { entry -> [Test] in
      switch entry {
      case .test(let test): [test]
      case .group(let group): group.tests
      }
    }
  }
}

extension TableRow {
  /// Every fact that the row's cells read.
  package var factsRead: [FactID] {
    guard case .cells(let cells) = match else { return [] }
    return cells.flatMap { $0.alternatives.factsRead + $0.unknownFacts }
  }
}

extension Test {
  /// Every fact that the test reads.
  package var factsRead: [FactID] {
    switch body {
    case .during, .outside: []
    case .isUnknown(let fact), .isKnown(let fact), .isEmpty(let fact, _),
      .isAmong(let fact, _, _), .includes(let fact, _), .excludes(let fact, _),
      .before(let fact, _), .after(let fact, _), .inTheLast(let fact, _), .age(let fact, _, _),
      .ahead(let fact, _, _), .trend(let fact, _):
      [fact]
    case .equals(let fact, let others, _): [fact] + others
    case .compare(let comparing): (comparing.left.terms + comparing.right.terms).map(\.fact)
    }
  }
}
