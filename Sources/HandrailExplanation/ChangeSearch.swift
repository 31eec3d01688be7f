package import HandrailEngine

/// Decides a question anew; given, so that a test can count how often.
package typealias Replay = (Question) -> Decision

/// Looks for the smallest changes of facts that change the ruling or the handler, or that let the
/// AI act at once where a customer's choice or an approval stands before it.
///
/// One fact first, then two; every candidate is decided anew by the evaluator itself, so what is
/// reported is never a guess. Bounded: `budget` replays in all.
struct ChangeSearch {
  private let evidence: Evidence
  private let replay: Replay
  private var budget: Int
  private let before: Standing
  private var ranOut = false

  /// How a decision stands: what the search compares.
  struct Standing: Equatable {
    var ruling: Ruling?
    var handlerIsHuman: Bool
    /// Somebody must choose or agree before the AI acts; `false` where that does not count.
    var waits: Bool

    init(_ decision: Decision, countsWaiting: Bool) {
      ruling = decision.task?.ruling
      handlerIsHuman = decision.handlerIsHuman
      waits = countsWaiting && decision.waitsForSomebody
    }

    /// The AI may do what was asked, or holds the conversation where no task was asked about.
    var isFree: Bool { !handlerIsHuman && (ruling ?? .ai) == .ai && !waits }
  }

  /// One value of one place, and how far it lies from what was.
  private struct Candidate {
    var place: FactAt
    var cell: Cell
    var isNear: Bool
    var size: Int64
  }

  static let fullBudget = 600

  init(_ evidence: Evidence, budget: Int, replay: @escaping Replay) {
    self.evidence = evidence
    self.budget = budget
    self.replay = replay
    before = Standing(evidence.decision, countsWaiting: true)
  }

  mutating func run() -> ChangeAnswer {
    guard evidence.hasTrace else { return .nothing(isComplete: true) }
    let found = search(withSensitive: false)
    guard found.isEmpty else { return .changes(found) }
    let wasComplete = !ranOut
    if !before.isFree && wasComplete {
      budget = Self.fullBudget / 4
      let kept = search(withSensitive: true)
      let isMissing = kept.contains { $0.moves.contains(where: \.wasUnknown) }
      if !kept.isEmpty { return .onlySensitive(isMissing: isMissing) }
    }
    return .nothing(isComplete: wasComplete)
  }

  private mutating func search(withSensitive: Bool) -> [Change] {
    let candidates = candidates(withSensitive: withSensitive)
    let alone = singles(candidates)
    return alone.isEmpty ? pairs(candidates) : alone
  }

  /// Facts that a person could have influenced or that may be wrong.
  private func isSuggestible(_ fact: GraphFact, withSensitive: Bool) -> Bool {
    switch fact.supply {
    case .computed, .agent: return false
    case .session, .turn, .task: break
    }
    let isKept = fact.isSensitive || fact.isProtected || fact.isSecret
    return withSensitive ? isKept && !fact.isSecret : !isKept
  }
}

extension ChangeSearch {
  /// The candidates of every place, nearest lines and smallest moves first.
  private func candidates(withSensitive: Bool) -> [Candidate] {
    let (near, far) = evidence.bearingNodes()
    var candidates: [Candidate] = []
    var seen: Set<FactAt> = []
    let bearing = [near, far].map { evidence.testsBearing(on: $0) }
    let everything = bearing[0] + bearing[1]
    var byFact: [Int: [JudgedTest]] = [:]
    for test in everything {
      for read in evidence.directFacts(of: test.node) {
        byFact[read.fact, default: []].append(test)
      }
    }
    for (rank, tests) in bearing.enumerated() {
      for place in tests.flatMap({ evidence.places(readBy: $0) })
      where seen.insert(place).inserted
        && isSuggestible(evidence.graph.facts[place.fact], withSensitive: withSensitive)
      {
        let group = evidence.candidates(for: place, in: byFact[place.fact] ?? [])
        let current = evidence.cell(of: place.fact, turn: place.turn)
        let others = group.cells.filter { !current.isKnown || $0.value != current.value }
        candidates += others.map { cell in
          Candidate(
            place: place, cell: cell, isNear: rank == 0,
            size: evidence.size(ofMoving: place, to: cell))
        }
      }
    }
    // Ties keep the order of the tables, so that the answer is the same each time.
    let order = candidates.enumerated().sorted { left, right in
      (left.element.isNear ? 0 : 1, left.element.size, left.offset)
        < (right.element.isNear ? 0 : 1, right.element.size, right.offset)
    }
    return order.map(\.element)
  }

  /// Up to three facts that would each have changed it alone.
  private mutating func singles(_ candidates: [Candidate]) -> [Change] {
    var found: [Change] = []
    var facts: Set<Int> = []
    for candidate in candidates where !facts.contains(candidate.place.fact) {
      guard let after = standing(after: [candidate]) else { break }
      guard improves(after) else { continue }
      facts.insert(candidate.place.fact)
      let region = region(around: candidate, with: [], like: after)
      found.append(change([(candidate, region)], after))
      if found.count == 3 { break }
    }
    return found
  }

  /// Up to three pairs of facts that would have changed it together, smallest moves first.
  private mutating func pairs(_ candidates: [Candidate]) -> [Change] {
    let near = candidates.filter { before.isFree || $0.isNear }.prefix(60)
    var pairs: [(first: Candidate, second: Candidate)] = []
    for (position, first) in near.enumerated() {
      for second in near.dropFirst(position + 1) where second.place != first.place {
        pairs.append((first, second))
      }
    }
    let order = pairs.enumerated().sorted { left, right in
      (left.element.first.size + left.element.second.size, left.offset)
        < (right.element.first.size + right.element.second.size, right.offset)
    }
    var found: [Change] = []
    for (_, pair) in order {
      let isNew = !found.contains { change in
        Set(change.moves.map(\.at.fact)) == [pair.first.place.fact, pair.second.place.fact]
      }
      guard isNew else { continue }
      guard let after = standing(after: [pair.first, pair.second]) else { break }
      guard improves(after) else { continue }
      // The second is widened first; the first then has to hold with the second as it was tried.
      let second = region(around: pair.second, with: [pair.first], like: after)
      let isOne = evidence.exactly(pair.second.cell, at: pair.second.place) == second
      let first =
        isOne
        ? region(around: pair.first, with: [pair.second], like: after)
        : evidence.exactly(pair.first.cell, at: pair.first.place)
      found.append(change([(pair.first, first), (pair.second, second)], after))
      if found.count == 3 { break }
    }
    return found
  }

  /// What the policy decides after some moves; `nil` once the budget is used up.
  private mutating func standing(after candidates: [Candidate]) -> Standing? {
    guard budget > 0 else {
      ranOut = true
      return nil
    }
    budget -= 1
    var question = evidence.question
    for candidate in candidates {
      question.apply(candidate.cell, to: candidate.place, by: evidence.graph)
    }
    // A choice is bound to its facts: where nothing waits, asking anew is no other decision.
    return Standing(replay(question), countsWaiting: before.waits)
  }

  /// Where the AI may not act, only what brings it nearer counts; where it may, any change does.
  private func improves(_ after: Standing) -> Bool {
    guard after != before else { return false }
    guard !before.isFree else { return true }
    if before.handlerIsHuman != after.handlerIsHuman {
      return before.handlerIsHuman && strictness(after) <= strictness(before)
    }
    return strictness(after) < strictness(before)
  }

  private func strictness(_ standing: Standing) -> Int {
    switch standing.ruling {
    case .ai, nil: standing.waits ? 1 : 0
    case .suggest: 2
    case .notYet: 3
    case .human: 4
    case .nobody: 5
    }
  }

  private func change(
    _ parts: [(candidate: Candidate, region: Move.Region)], _ after: Standing
  ) -> Change {
    let moves = parts.map { part in
      Move(
        at: part.candidate.place, ago: part.candidate.place.turn.map { evidence.currentTurn - $0 },
        was: evidence.value(of: part.candidate.place.fact, turn: part.candidate.place.turn),
        region: part.region, cell: part.candidate.cell)
    }
    return Change(moves: moves, ruling: after.ruling, handlerIsHuman: after.handlerIsHuman)
  }
}

extension ChangeSearch {
  /// The widest run of values around a candidate that all give the same decision, each replayed
  /// with the other moves of its change; the limits are those that hold after these moves.
  private mutating func region(
    around candidate: Candidate, with others: [Candidate], like after: Standing
  ) -> Move.Region {
    let evidence = others.isEmpty ? evidence : moved(by: others)
    let group = evidence.candidates(
      for: candidate.place, in: evidence.testsReading(candidate.place.fact))
    guard group.isOrdered, let start = group.cells.firstIndex(of: candidate.cell) else {
      return evidence.exactly(candidate.cell, at: candidate.place)
    }
    var run = start...start
    var tried = candidate
    while run.upperBound + 1 < group.cells.count {
      tried.cell = group.cells[run.upperBound + 1]
      guard standing(after: others + [tried]) == after else { break }
      run = run.lowerBound...run.upperBound + 1
    }
    while run.lowerBound > 0 {
      tried.cell = group.cells[run.lowerBound - 1]
      guard standing(after: others + [tried]) == after else { break }
      run = run.lowerBound - 1...run.upperBound
    }
    return evidence.region(run, of: group)
  }

  private func moved(by candidates: [Candidate]) -> Evidence {
    var question = evidence.question
    for candidate in candidates {
      question.apply(candidate.cell, to: candidate.place, by: evidence.graph)
    }
    let (decision, trace) = decideTracing(question, by: evidence.graph)
    return Evidence(
      Decided(question: question, decision: decision, trace: trace), by: evidence.graph)
  }
}
