import HandrailAnalysis
import HandrailEngine
import HandrailOracles
import HandrailReference

/// The fewest facts that settle a task, held against the oracle over small generated policies.
package struct SettlingTrial: Sendable {
  /// What a run came to.
  package struct Counts: Sendable {
    package var policies = 0
    package var questions = 0
    /// Questions whose task has to wait: those that were compared.
    package var compared = 0
    /// Compared questions by the length of their answer; 0: no three facts settle it.
    package var bySize = [0, 0, 0, 0]
    package var shorter = 0
    package var outOfBudget = 0
    package var decided = 0
    package var differences: [String] = []

    package init() {}

    package mutating func add(_ other: Counts) {
      policies += other.policies
      questions += other.questions
      compared += other.compared
      bySize = zip(bySize, other.bySize).map { $0 + $1 }
      shorter += other.shorter
      outOfBudget += other.outOfBudget
      decided += other.decided
      differences += other.differences
    }
  }

  package var firstSeed: UInt64
  package var stride: UInt64
  package var policies: Int
  package var zone: [UInt8]

  package init(firstSeed: UInt64, stride: UInt64 = 1, policies: Int, zone: [UInt8]) {
    self.firstSeed = firstSeed
    self.stride = stride
    self.policies = policies
    self.zone = zone
  }

  /// So many questions a policy.
  package func run(questions: Int) -> Counts {
    var counts = Counts()
    for number in 0..<policies {
      let small = SmallPolicy(seed: firstSeed &+ UInt64(number) &* stride, zone: zone)
      guard small.graph.facts.count < 60 else { continue }
      counts.policies += 1
      var sample = SettlingSample(small, seed: small.seed)
      for _ in 0..<questions { compare(sample.next(), small, &sample, &counts) }
      counts.decided += sample.decided
    }
    return counts
  }

  private func compare(
    _ asked: SettlingSample.Asked, _ small: SmallPolicy, _ sample: inout SettlingSample,
    _ counts: inout Counts
  ) {
    counts.questions += 1
    var question = asked.question
    question.memory = small.graph.memory(asked.memory)
    guard let decided = decide(question, by: small.graph).task, decided.ruling == .notYet else {
      return
    }
    let all = decided.wouldSettle
    let askable = all.filter { at in
      if case .computed = small.graph.facts[at.fact].supply { return false }
      return at.turn == nil || question.frame.turns.contains { $0.number == at.turn }
    }
    let found = settlingFacts(of: decided, in: question, by: small.graph)
    let expected = sample.fewest(of: askable, in: asked)
    counts.compared += 1
    counts.bySize[expected?.count ?? 0] += 1
    if let expected, expected.count < all.count { counts.shorter += 1 }
    if found.standing == .outOfBudget { counts.outOfBudget += 1 }
    let answer = found.standing == .fewest ? found.facts : nil
    guard answer != expected || (answer == nil && found.facts != all) else { return }
    func names(_ facts: [FactAt]?) -> String {
      guard let facts else { return "none" }
      return facts.map { at in
        small.graph.facts[at.fact].name + (at.turn.map { " at turn \($0)" } ?? "")
      }.joined(separator: ", ")
    }
    counts.differences.append(
      "seed \(small.seed), question \(counts.questions): of \(names(all)) the oracle takes "
        + "\(names(expected)), the search \(names(answer)) (\(found.standing))\n"
        + "asked \(question.ask) at \(question.at.text), \(question.memory)\n\(small.text)")
  }
}

extension DecisionGraph {
  /// The memory of a reference question, by positions.
  fileprivate func memory(_ given: ReferenceMemoryGiven) -> MemoryGiven {
    switch given {
    case .new: return .new
    case .unusable: return .unusable
    case .absent: return .absent
    case .kept(let kept):
      let queue = routing.queues.firstIndex { $0.name == kept.queue } ?? -1
      var memory = SessionMemory(
        session: kept.session, policy: policy.digest, sequence: kept.sequence, at: kept.at,
        handler: HandlerMemory(
          isHuman: kept.handlerIsHuman, queue: queue, changedAtTurn: kept.changedAtTurn),
        switchCount: logic.switches.count)
      memory.lastTurn = kept.lastTurn
      memory.switches = logic.switches.map { kept.switches[$0.name] ?? .no }
      memory.returns.taken = kept.returnsTaken
      memory.returns.armed = gates.returns.indices.filter {
        kept.armed.contains("return \(headings[gates.returns[$0].heading].line)")
      }
      memory.returns.tasks = kept.returnTasks.map { names in
        tasks.indices.filter { names.contains(tasks[$0]) }
      }
      memory.judgedStarts = effects.indices.filter { position in
        let effect = effects[position]
        return kept.judgedStarts.contains("\(headings[effect.heading].name)#\(effect.line)")
      }
      return .kept(memory)
    }
  }
}
