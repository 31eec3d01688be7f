import HandrailEngine

/// Makes a question of a box: one choice an input, plain values where there is a choice.
struct QuestionMaker {
  let space: QuestionSpace
  let cone: Cone
  private(set) var box: Box
  /// Values that sums need, by variable.
  let chosen: [Int: Int64]
  /// Who decides what people and the customer are asked; `nil`: the graph of the space.
  var side: JointSide?

  init(_ space: QuestionSpace, _ cone: Cone, _ box: Box, _ chosen: [Int: Int64]) {
    self.space = space
    self.cone = cone
    self.box = box
    self.chosen = chosen
  }

  var graph: DecisionGraph { space.graph }

  /// `nil` where no session id falls into the trials as it should.
  func question() -> Question? {
    var maker = self
    guard maker.pickEverything() else { return nil }
    return maker.made()
  }

  /// Takes one choice of every input, those that others hang on first.
  private mutating func pickEverything() -> Bool {
    let first = [Variable.Kind.memory, .turnCount, .task].compactMap(space.position)
    for variable in first + space.variables.indices {
      guard let choice = favourite(of: variable) else { return false }
      box.set(variable, to: choice, space)
      if first.contains(variable) {
        guard space.settle(&box) else { return false }
      }
    }
    return true
  }

  /// The plainest choice that is left: known before unknown, and one turn before none.
  private func favourite(of variable: Int) -> Int? {
    let choices = space.variables[variable].choices
    if let value = chosen[variable] {
      return box.first(of: variable, space) {
        choices[$0].isKnown && choices[$0].low <= value && value <= choices[$0].high
      }
    }
    if space.variables[variable].kind == .turnCount && graph.logic.readsTurns {
      return box.first(of: variable, space) { choices[$0].isKnown && choices[$0].low >= 1 }
        ?? box.first(of: variable, space)
    }
    return box.first(of: variable, space) { choices[$0].isKnown } ?? box.first(of: variable, space)
  }

  func choice(_ kind: Variable.Kind) -> Choice? {
    guard let variable = space.position(of: kind), let choice = box.first(of: variable, space)
    else { return nil }
    return space.variables[variable].choices[choice]
  }

  private func made() -> Question? {
    let at =
      space.moments.members.isEmpty
      ? Moment(microseconds: 1_772_445_600_000_000)
      : space.moments.members[Int(choice(.moment)?.low ?? 0)].moment
    guard let session = sessionID() else { return nil }
    let task = Int(choice(.task)?.low ?? 0)
    let ask: TaskAsk =
      task < graph.tasks.count ? .task(task) : task == graph.tasks.count ? .none : .missing
    var texts = Texts(self)
    var frame = Frame(
      session: cells(graph.logic.slots.session, (at, 0), &texts) { supply in
        if case .session(let slot) = supply { slot } else { nil }
      }, queues: queueStates())
    frame.turns = turns(at, &texts)
    frame.hasTurns = choice(.turnCount)?.isKnown ?? true
    if task < graph.tasks.count {
      frame.tasks[task] = cells(graph.logic.slots.task, (at, 0), &texts) { supply in
        if case .task(let slot) = supply { slot } else { nil }
      }
    }
    frame.texts = texts.words
    var question = Question(at: at, ask: ask, frame: frame, memory: .new)
    question.session = session.isEmpty ? nil : session
    question.memory = memory(at, question.session)
    question.events = events(at, question.frame)
    question.request = "act"
    question.action = Array(#"{"request":"act"}"#.utf8)
    return question
  }

  /// Empty for none; `nil` where no id falls into the trials as it should.
  private func sessionID() -> String? {
    if graph.logic.trials.isEmpty {
      return TrialSessions(policy: graph.policy.name).session(for: [])
    }
    var wishes: [TrialSessions.Wish] = []
    let read = Set(cone.variablesRead)
    for position in graph.logic.trials.indices {
      let kind = Variable.Kind.trial(Int32(position))
      guard let variable = space.position(of: kind), read.contains(variable),
        let choice = choice(kind)
      else { continue }
      if !choice.isKnown { return "" }
      wishes.append(TrialSessions.Wish(graph.logic.trials[position], isIn: choice.low == 1))
    }
    return TrialSessions(policy: graph.policy.name).session(for: wishes)
  }

  // MARK: Facts

  /// The cells of one supply; facts that no test reads get their plainest value.
  private func cells(
    _ count: Int, _ turn: (at: Moment, back: Int), _ texts: inout Texts,
    slot: (GraphSupply) -> Int?
  ) -> [Cell] {
    var cells = [Cell](repeating: Cell(unknown: .missing), count: count)
    for (fact, described) in graph.facts.enumerated() {
      guard let slot = slot(described.supply) else { continue }
      cells[slot] = cell(fact, turn.back, turn.at, &texts)
    }
    return cells
  }

  private func cell(_ fact: Int, _ back: Int, _ at: Moment, _ texts: inout Texts) -> Cell {
    let kind = Variable.Kind.cell(fact: Int32(fact), back: Int32(back))
    guard let variable = space.position(of: kind), let choice = choice(kind) else {
      return Cell(unknown: .missing)
    }
    guard choice.isKnown else { return Cell(unknown: shown(choice.cause)) }
    let domain = graph.facts[fact].domain
    switch domain.kind {
    case .yesNo, .oneOf, .level: return Cell(choice.low)
    case .setOf: return Cell(set(fact, back))
    case .number, .score, .money, .duration:
      return Cell(chosen[variable] ?? choice.roundest(on: domain))
    case .moment:
      let value = choice.low == choice.high ? choice.low : choice.middle
      return Cell(space.tests.isByAge[fact] ? at.microseconds &- value : value)
    case .reference, .text: return Cell(Int64(texts.position(fact, back)))
    }
  }

  /// Causes that only tell choices apart, as a question has them.
  private func shown(_ cause: UnknownCause) -> UnknownCause {
    switch cause {
    case .noTurn, .noResult: .absent
    case .none, .absent, .notTrusted, .stale, .missing, .wrongKind, .outOfRange,
      .tooManyDecimals, .contradictory, .misplaced, .inTheFuture, .unusableMemory:
      cause
    }
  }

  private func set(_ fact: Int, _ back: Int) -> Int64 {
    var bits: UInt64 = 0
    for word in space.tests.words[fact].sorted() {
      let kind = Variable.Kind.word(fact: Int32(fact), back: Int32(back), word: word)
      if choice(kind)?.low == 1 { bits |= 1 << UInt64(word) }
    }
    let other = choice(.otherWord(fact: Int32(fact), back: Int32(back)))
    if other?.low == 1 {
      let count = graph.facts[fact].domain.words.count
      let free = (0..<count).first { !space.tests.words[fact].contains(UInt8($0)) }
      if let free { bits |= 1 << UInt64(free) }
    }
    return Int64(bitPattern: bits)
  }

  /// Turns sent, oldest first: as many as windows see, or as happened.
  private func turns(_ at: Moment, _ texts: inout Texts) -> [Turn] {
    guard let count = choice(.turnCount), count.isKnown, count.low > 0 else { return [] }
    let last = Int(count.low)
    let sent = min(last, space.mostTurns)
    return (0..<sent).reversed().map { back in
      Turn(
        number: last - back,
        at: Moment(microseconds: at.microseconds - Int64(back) * 60_000_000),
        cells: cells(graph.logic.slots.turn, (at, back), &texts) { supply in
          if case .turn(let slot) = supply { slot } else { nil }
        })
    }
  }

  private func queueStates() -> [QueueState] {
    var states = [QueueState](
      repeating: QueueState(
        open: Cell(unknown: .absent), free: Cell(unknown: .absent), wait: Cell(unknown: .absent)),
      count: graph.routing.queues.count)
    for (fact, described) in graph.facts.enumerated() where !described.isAsDecided {
      guard let builtIn = described.builtIn,
        let choice = choice(.cell(fact: Int32(fact), back: 0))
      else { continue }
      let cell =
        choice.isKnown
        ? Cell(choice.roundest(on: described.domain)) : Cell(unknown: choice.cause)
      switch builtIn {
      case .queueOpen(let queue): states[queue].open = cell
      case .queueFree(let queue): states[queue].free = cell
      case .queueWait(let queue): states[queue].wait = cell
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done: break
      }
    }
    return states
  }
}

/// Texts of references: equal ones are one.
struct Texts {
  private let maker: QuestionMaker
  private(set) var words: [String] = []
  private var classes: [Key: Key] = [:]
  private var positions: [Key: Int] = [:]

  struct Key: Hashable {
    var fact: Int
    var back: Int
  }

  init(_ maker: QuestionMaker) {
    self.maker = maker
    for variable in maker.space.variables {
      guard case .same(let fact, let other, let back) = variable.kind,
        maker.choice(variable.kind)?.low == 1
      else { continue }
      let left = root(Key(fact: Int(fact), back: place(fact, back)))
      let right = root(Key(fact: Int(other), back: place(other, back)))
      if left != right { classes[left] = right }
    }
  }

  /// Only turn facts differ from turn to turn.
  private func place(_ fact: Int32, _ back: Int32) -> Int {
    if case .turn = maker.graph.facts[Int(fact)].supply { Int(back) } else { 0 }
  }

  private func root(_ key: Key) -> Key {
    var key = key
    while let next = classes[key] { key = next }
    return key
  }

  mutating func position(_ fact: Int, _ back: Int) -> Int {
    let key = root(Key(fact: fact, back: back))
    if let known = positions[key] { return known }
    words.append("R\(words.count + 1)")
    positions[key] = words.count - 1
    return words.count - 1
  }
}

extension Choice {
  /// Well within the run.
  var middle: Int64 { Int64((Int128(low) + Int128(high)) / 2) }

  /// The value of the run that is quickest to say, on the steps of its kind.
  func roundest(on domain: Domain) -> Int64 {
    if low <= 0 && high >= 0 && domain.lowest % max(1, domain.step) == 0 { return 0 }
    var unit: Int128 = 1_000_000_000_000_000_000
    while unit > 0 {
      var value = (Int128(low) / unit) * unit
      if value < Int128(low) { value += unit }
      let onStep = (value - Int128(domain.lowest)) % Int128(max(1, domain.step)) == 0
      if value <= Int128(high), onStep, let found = Int64(exactly: value) { return found }
      unit /= 10
    }
    return low
  }
}
