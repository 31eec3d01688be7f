package import HandrailEngine

/// PL0807: two promises that no decision can keep together, by position among those given.
package struct Contradiction: Sendable {
  package var first: Int
  package var second: Int
  /// The question that triggers both.
  package var witness: Witness
}

extension Analysis {
  /// Promises about every single decision that contradict each other, each pair once.
  package func contradictions(_ promises: [GraphPromise]) -> [Contradiction] {
    var found: [Contradiction] = []
    let atOnce = promises.indices.filter { promises[$0].once < 0 }
    for (offset, first) in atOnce.enumerated() {
      for second in atOnce.dropFirst(offset + 1) {
        guard let witness = contradiction(promises[first], promises[second]) else { continue }
        found.append(Contradiction(first: first, second: second, witness: witness))
      }
    }
    return found
  }

  private func contradiction(_ first: GraphPromise, _ second: GraphPromise) -> Witness? {
    opposed(first, second).lazy.compactMap { bothTriggered(first, second, $0) }.first
  }

  /// Tasks of expectations that exclude each other, a list for each two; empty lists are left out.
  private func opposed(_ first: GraphPromise, _ second: GraphPromise) -> [[Int]] {
    first.expectations.flatMap { left in
      second.expectations.compactMap { right in
        guard left.excludes(right) else { return nil }
        let both = Set(asks(of: left)).intersection(asks(of: right))
        return both.isEmpty ? nil : both.sorted()
      }
    }
  }

  /// Some question about one of the tasks on which both promises speak.
  ///
  /// A contradiction that is not found leaves one of the promises broken all the same.
  private func bothTriggered(
    _ first: GraphPromise, _ second: GraphPromise, _ tasks: [Int]
  ) -> Witness? {
    let nodes = [first.whenever, second.whenever].filter { $0 >= 0 }
    var cone = self.cone
    let wishes = Wishes(all: nodes.map { (cone.root($0), .yes) })
    let answer = run(
      Goal(
        cone: cone, limits: [(space.position(of: .task) ?? 0, tasks)],
        judge: { evaluation, _ in wishes.verdict(evaluation) },
        isShown: { _, trace in nodes.allSatisfy { trace.truths[$0] == .yes } }))
    if case .found(let witness) = answer { return witness }
    return nil
  }
}

extension GraphPromise.Expectation {
  /// No decision can be as both expect.
  fileprivate func excludes(_ other: GraphPromise.Expectation) -> Bool {
    guard withinTurns ?? 0 == 0, other.withinTurns ?? 0 == 0 else { return false }
    switch (isNever, other.isNever) {
    case (true, true): return false
    case (true, false): return other.excludes(self)
    case (false, true):
      return outcomes.allSatisfy { mine in other.outcomes.contains { mine.implies($0) } }
    case (false, false):
      return outcomes.allSatisfy { mine in other.outcomes.allSatisfy { mine.excludes($0) } }
    }
  }
}

extension GraphPromise.Outcome {
  /// A decision that is so is the other as well.
  fileprivate func implies(_ other: GraphPromise.Outcome) -> Bool {
    if self == other { return true }
    if case .approval(let people) = self, case .approval(let fewer) = other {
      return people >= fewer
    }
    guard case .human(nil) = other else { return false }
    return bringsPerson
  }

  /// Who holds the conversation, or the one ruling, cannot be both.
  fileprivate func excludes(_ other: GraphPromise.Outcome) -> Bool {
    switch (self, other) {
    case (.human(let queue?), .human(let second?)): queue != second
    case (.urgency(let level), .urgency(let second)): level != second
    case (.ai, .nobody), (.nobody, .ai), (.suggest, .nobody), (.nobody, .suggest): true
    case (.ai, let second): second.bringsPerson
    case (let first, .ai): first.bringsPerson
    case (.suggest, _), (.human, _), (.nobody, _), (.approval, _), (.offer, _), (.first, _),
      (.ask, _), (.urgency, _), (.alert, _), (.watch, _), (.say, _), (.carry, _):
      false
    }
  }

  /// A person holds the conversation: a draft goes to one as well.
  private var bringsPerson: Bool {
    switch self {
    case .human, .suggest: true
    case .ai, .nobody, .approval, .offer, .first, .ask, .urgency, .alert, .watch, .say, .carry:
      false
    }
  }
}
