package import HandrailEngine

/// The fewest facts that settle what is ruled on a task that has to wait.
///
/// Settled means: whatever the answers are, the ruling is another than *not yet*, while all other
/// unknown facts stay unknown. Only facts that the undecided lines rest on are asked for: what else
/// is unknown, the author lets be unknown (an exception that counts only if it is certain, `skip`).
package struct SettlingFacts: Sendable, Equatable {
  /// What is known of the list.
  package enum Standing: Sendable, Equatable {
    /// They settle it, and no fewer do; of several such lists the first in order of declaration.
    case fewest
    /// All facts that it rests on: no three of them settle it.
    case moreThanThree
    /// All facts that it rests on: even all of them do not settle it for certain, for their answers
    /// may raise other questions, or some cannot be asked for now.
    case notCertain
    /// All facts that it rests on: there was more to try than the budget allows.
    case outOfBudget
  }

  /// In order of declaration, then of turns.
  package var facts: [FactAt]
  package var standing: Standing

  /// As many facts as a list that was proved can have.
  package static let most = 3
  /// Nodes worked out in one search.
  package static let fullBudget = 12_000_000
}

/// Looks for the fewest facts that settle a task, given what a decision said of it.
///
/// Deterministic and bounded; where the budget ends, the decision's own list is the answer.
package func settlingFacts(
  of decided: TaskDecision, in question: Question, by graph: DecisionGraph,
  budget: Int = SettlingFacts.fullBudget
) -> SettlingFacts {
  guard decided.ruling == .notYet, graph.tasks.indices.contains(decided.task) else {
    return SettlingFacts(facts: [], standing: .fewest)
  }
  var question = question
  question.ask = .task(decided.task)
  let all = decided.wouldSettle
  var search = SettlingSearch(all, question, TaskRulings(on: decided.task, by: graph), budget)
  do throws(SettlingLimit) {
    if let found = try search.run() { return SettlingFacts(facts: found, standing: .fewest) }
  } catch {
    return SettlingFacts(facts: all, standing: .outOfBudget)
  }
  let isWhole = all.count <= SettlingFacts.most
  return SettlingFacts(facts: all, standing: isWhole ? .notCertain : .moreThanThree)
}

/// There is more to try than is allowed.
struct SettlingLimit: Error {}

/// Tries one fact after the other, then two together, then three.
private struct SettlingSearch {
  private let grounds: AnswerGrounds
  private let rulings: TaskRulings
  private let cost: Int
  private var budget: Int
  /// By place: the answer that left it unsettled when the place was asked about alone.
  private var stubborn: [Int: Int] = [:]

  init(_ facts: [FactAt], _ question: Question, _ rulings: TaskRulings, _ budget: Int) {
    grounds = AnswerGrounds(facts, question, rulings)
    self.rulings = rulings
    self.budget = budget
    cost = max(1, rulings.cost(of: question))
  }

  mutating func run() throws(SettlingLimit) -> [FactAt]? {
    var chosen: [Int] = []
    while advance(&chosen) {
      if try settles(chosen) { return chosen.map { grounds.places[$0] } }
    }
    return nil
  }

  /// The next list of places, in order, short ones first; false after the last.
  private func advance(_ chosen: inout [Int]) -> Bool {
    let spare = grounds.places.count - chosen.count
    guard let place = chosen.indices.last(where: { chosen[$0] < spare + $0 }) else {
      chosen = Array(0..<chosen.count + 1)
      return chosen.count <= min(SettlingFacts.most, grounds.places.count)
    }
    chosen[place] += 1
    for later in chosen.indices.dropFirst(place + 1) { chosen[later] = chosen[later - 1] + 1 }
    return true
  }

  /// Every answer settles it.
  private mutating func settles(_ chosen: [Int]) throws(SettlingLimit) -> Bool {
    try spend(16 + 4 * grounds.sums.count)
    let regions = try AnswerRegions(chosen, grounds)
    // Where one answer left it open before, it is tried first.
    let starts = chosen.indices.map { axis in
      min(stubborn[chosen[axis]] ?? 0, regions.axes[axis].count - 1)
    }
    guard starts.allSatisfy({ $0 >= 0 }) else { return false }
    var offsets = [Int](repeating: 0, count: chosen.count)
    while true {
      let picks = offsets.indices.map { axis in
        (offsets[axis] + starts[axis]) % regions.axes[axis].count
      }
      if try isLeftOpen(regions, picks) {
        if chosen.count == 1 { stubborn[chosen[0]] = picks[0] }
        return false
      }
      guard let axis = offsets.indices.last(where: { offsets[$0] < regions.axes[$0].count - 1 })
      else { return true }
      offsets[axis] += 1
      for later in offsets.indices.dropFirst(axis + 1) { offsets[later] = 0 }
    }
  }

  /// Some answers within these regions leave it at *not yet*.
  private mutating func isLeftOpen(
    _ regions: AnswerRegions, _ picks: [Int]
  ) throws(SettlingLimit) -> Bool {
    let boxes = picks.indices.map { regions.axes[$0][picks[$0]] }
    guard !regions.sums.isEmpty else { return try isOpen(regions, boxes.map(\.low)) }
    // Each way in which the sums may lie, as far as some answers have it.
    var pending = [SumLie(holds: [])]
    while let lie = pending.popLast() {
      try spend(64 * regions.sums.count)
      switch regions.system(of: boxes, lie).solve(budget: 2_000) {
      case .none: continue
      case .notSettled: throw SettlingLimit()
      case .values(let values):
        guard lie.holds.count == regions.sums.count else {
          pending += [SumLie(holds: lie.holds + [false]), SumLie(holds: lie.holds + [true])]
          continue
        }
        if try isOpen(regions, values) { return true }
      }
    }
    return false
  }

  private mutating func isOpen(
    _ regions: AnswerRegions, _ values: [Int64]
  ) throws(SettlingLimit) -> Bool {
    try spend(cost)
    return rulings.ruling(on: grounds.question(answering: regions.chosen, with: values)) == .notYet
  }

  private mutating func spend(_ steps: Int) throws(SettlingLimit) {
    guard budget >= steps else { throw SettlingLimit() }
    budget -= steps
  }
}
