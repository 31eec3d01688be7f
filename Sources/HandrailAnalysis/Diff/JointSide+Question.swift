import HandrailEngine

extension JointSide {
  /// A question of the joint vocabulary, as this version is asked it.
  func question(_ joint: Question, _ vocabulary: DecisionGraph) -> Question {
    var ask = joint.ask
    if case .task(let task) = joint.ask {
      ask = tasks.firstIndex(of: task).map { .task($0) } ?? .missing
    }
    var question = Question(
      at: joint.at, ask: ask, frame: frame(joint, vocabulary), memory: joint.memory)
    question.session = joint.session
    question.request = joint.request
    question.action = joint.action
    question.people = joint.people
    var told: Set<String> = []
    question.events = joint.events.compactMap(own).filter { told.insert($0.id).inserted }
    if case .kept(let memory) = joint.memory { question.memory = .kept(self.memory(memory)) }
    return question
  }

  /// An event as this version is told it; `nil` where it knows nothing of what it is about.
  private func own(_ joint: SessionEvent) -> SessionEvent? {
    guard joint.kind == .done else { return knowsOffer(joint.gate) ? joint : nil }
    guard let task = tasks.firstIndex(of: joint.task) else { return nil }
    var event = joint
    event.task = task
    return event
  }

  /// What memory and events say of an offer is said by its name.
  private func knowsOffer(_ name: String?) -> Bool {
    graph.gates.offers.contains { graph.headings[$0.heading].name == name }
  }

  private func frame(_ joint: Question, _ vocabulary: DecisionGraph) -> Frame {
    let slots = graph.logic.slots
    func cells(_ count: Int, _ from: [Cell], _ slot: (GraphSupply) -> Int?) -> [Cell] {
      var cells = [Cell](repeating: Cell(unknown: .missing), count: count)
      for (position, fact) in graph.facts.enumerated() {
        guard let own = slot(fact.supply),
          let other = slot(vocabulary.facts[facts[position]].supply)
        else { continue }
        cells[own] = cell(from[other], position)
      }
      return cells
    }
    func session(_ supply: GraphSupply) -> Int? {
      if case .session(let slot) = supply { slot } else { nil }
    }
    func turn(_ supply: GraphSupply) -> Int? {
      if case .turn(let slot) = supply { slot } else { nil }
    }
    func task(_ supply: GraphSupply) -> Int? {
      if case .task(let slot) = supply { slot } else { nil }
    }
    var frame = Frame(
      session: cells(slots.session, joint.frame.session, session),
      queues: queues.map { joint.frame.queues[$0] })
    frame.turns = joint.frame.turns.map { given in
      Turn(number: given.number, at: given.at, cells: cells(slots.turn, given.cells, turn))
    }
    frame.hasTurns = joint.frame.hasTurns
    for (own, other) in tasks.enumerated() {
      guard let given = joint.frame.tasks[other] else { continue }
      frame.tasks[own] = cells(slots.task, given, task)
    }
    frame.texts = joint.frame.texts
    return frame
  }

  /// A cell as this version would have read it.
  private func cell(_ joint: Cell, _ own: Int) -> Cell {
    let fact = graph.facts[own]
    guard joint.isKnown else {
      switch joint.cause {
      case .missing where fact.mayBeUnknown: return Cell(unknown: .wrongKind)
      case .absent where !fact.mayBeUnknown: return Cell(unknown: .missing)
      case .none, .absent, .notTrusted, .stale, .missing, .wrongKind, .outOfRange,
        .tooManyDecimals, .contradictory, .misplaced, .inTheFuture, .unusableMemory, .noTurn,
        .noResult:
        return joint
      }
    }
    switch fact.domain.kind {
    case .oneOf, .level:
      guard let word = words[own].firstIndex(of: Int(joint.value)) else {
        return Cell(unknown: .wrongKind)
      }
      return Cell(Int64(word))
    case .setOf:
      var bits: UInt64 = 0
      for (word, other) in words[own].enumerated()
      where UInt64(bitPattern: joint.value) >> UInt64(other) & 1 != 0 {
        bits |= 1 << UInt64(word)
      }
      return Cell(Int64(bitPattern: bits))
    case .yesNo, .number, .score, .money, .duration, .moment, .reference, .text: return joint
    }
  }

  /// What the session remembers, by the names that this version knows.
  private func memory(_ joint: SessionMemory) -> SessionMemory {
    var memory = joint
    memory.policy = graph.policy.digest
    memory.handler.queue = queues.firstIndex(of: joint.handler.queue) ?? -1
    memory.switches = graph.logic.switches.indices.map { own in
      switches[own].map { joint.switches[$0] } ?? .no
    }
    memory.done = joint.done.compactMap { tasks.firstIndex(of: $0) }
    memory.returns.armed = returns.indices.filter { joint.returns.armed.contains(returns[$0]) }
    for (own, way) in returns.enumerated() {
      guard let twin = returnTwins[way],
        joint.returns.armed.contains(way) != joint.returns.armed.contains(twin.way)
      else { continue }
      // Both were armed alike, and one came to its last time.
      memory.returns.armed = Set(memory.returns.armed + [own]).sorted()
      memory.returns.taken = twin.times
    }
    memory.returns.tasks = joint.returns.tasks.map { kept in
      kept.compactMap { tasks.firstIndex(of: $0) }
    }
    memory.yesHandOvers = effects.indices.filter { joint.yesHandOvers.contains(effects[$0]) }
    var told: Set<[String]> = []
    memory.offers = joint.offers.filter {
      knowsOffer($0.gate) && told.insert([$0.gate, $0.instance]).inserted
    }
    memory.judgedStarts = effects.indices.filter { joint.judgedStarts.contains(effects[$0]) }
    return memory
  }
}
