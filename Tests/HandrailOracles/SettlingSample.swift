package import HandrailEngine
import HandrailModel
package import HandrailReference
import HandrailSource
import HandrailTestSupport

/// The oracle of what settles a task: random questions of the space with much unknown, and every
/// answer to every one, two or three of the unknown facts, each decided by the reference evaluator.
package struct SettlingSample {
  /// A question, and the memory that goes with it.
  package struct Asked {
    package var question: Question
    package var memory: ReferenceMemoryGiven
  }

  private var sample: ReferenceSample
  private let small: SmallPolicy
  /// Decisions made; the oracle is slow.
  package private(set) var decided = 0

  package init(_ small: SmallPolicy, seed: UInt64) {
    self.small = small
    sample = ReferenceSample(small, seed: seed)
  }

  /// A random question about a task, with more that is not there yet than the space has: promised
  /// facts too, for lines look at why a fact is unknown, not at what was promised.
  package mutating func next() -> Asked {
    var point = sample.validPoint()
    let space = sample.space
    point[space.place(.asked)] = sample.random.below(space.taskCount)
    let session = space.trials.count > 1 ? "s\(sample.random.below(1000))" : nil
    var question = sample.question(at: point, session: session)
    let share = [30, 60, 85][sample.random.below(3)]
    for slot in question.frame.session.indices {
      loosen(&question.frame.session[slot], share)
    }
    for turn in question.frame.turns.indices {
      for slot in question.frame.turns[turn].cells.indices {
        loosen(&question.frame.turns[turn].cells[slot], share)
      }
    }
    return Asked(question: question, memory: sample.memory(at: point))
  }

  /// A fault would bring a person, and leave nothing to ask.
  private mutating func loosen(_ cell: inout Cell, _ share: Int) {
    let isFaulty = !cell.isKnown && sample.random.chance(95)
    if isFaulty || sample.random.chance(share) { cell = Cell(unknown: .absent) }
  }

  /// The first of the smallest lists of facts that settle it, three at most; `nil`: none does.
  package mutating func fewest(of facts: [FactAt], in asked: Asked) -> [FactAt]? {
    for size in 1...3 {
      for chosen in Self.lists(of: facts[...], size) where settles(chosen, asked) {
        return chosen
      }
    }
    return nil
  }

  /// Lists of so many facts, in order.
  private static func lists(of facts: ArraySlice<FactAt>, _ size: Int) -> [[FactAt]] {
    guard size > 0 else { return [[]] }
    return facts.indices.flatMap { place in
      lists(of: facts[(place + 1)...], size - 1).map { [facts[place]] + $0 }
    }
  }

  private mutating func settles(_ chosen: [FactAt], _ asked: Asked) -> Bool {
    let values = chosen.map { known(small.graph.facts[$0.fact].name, asked.question) }
    if values.contains(where: \.isEmpty) { return true }
    var offsets = [Int](repeating: 0, count: chosen.count)
    while true {
      var question = asked.question
      for (place, fact) in chosen.enumerated() {
        question.give(values[place][offsets[place]], to: fact, small.graph)
      }
      decided += 1
      let decision = referenceDecide(question, memory: asked.memory, by: small.version.reference)
      if decision.task?.ruling == "not_yet" { return false }
      guard let place = offsets.indices.last(where: { offsets[$0] < values[$0].count - 1 }) else {
        return true
      }
      offsets[place] += 1
      for later in offsets.indices.dropFirst(place + 1) { offsets[later] = 0 }
    }
  }

  /// Every value of the space that a fact can have, as cells have it.
  private func known(_ name: String, _ question: Question) -> [Int64] {
    let isMoment = small.model.vocabulary.facts.elements.contains {
      $0.name == name && $0.domain.kind == .moment
    }
    return sample.space.values[name, default: []].filter {
      $0 != Space.open && $0 != Space.fault
    }.map { isMoment ? question.at.microseconds - $0 : $0 }
  }
}

extension Question {
  fileprivate mutating func give(_ value: Int64, to place: FactAt, _ graph: DecisionGraph) {
    switch graph.facts[place.fact].supply {
    case .session(let slot): frame.session[slot] = Cell(value)
    case .turn(let slot):
      guard let turn = frame.turns.firstIndex(where: { $0.number == place.turn }) else { return }
      frame.turns[turn].cells[slot] = Cell(value)
    case .task, .agent, .computed: preconditionFailure("small policies ask for no such facts")
    }
  }
}
