import HandrailEngine
import HandrailModel
import HandrailReference
import HandrailSource
import HandrailTestSupport

/// Holds the plans of brute force against the reference evaluator, at random questions of the
/// space: the same ruling, handler, queue and gates, and the same truth of every line.
package struct ReferenceSample {
  let small: SmallPolicy
  let space: Space
  private let reading: ColumnReading
  var random: Seeded

  package init(_ small: SmallPolicy, seed: UInt64) {
    self.small = small
    var builder = SpaceBuilder([small.model])
    space = builder.build()
    reading = ColumnReading(small.version, space, Descriptions())
    random = Seeded(seed)
  }

  /// What differs at so many random questions; the first alone.
  package mutating func difference(questions: Int) -> String? {
    let plans = (0..<space.taskCount + 2).map {
      DecisionPlan(reading, asked: $0, for: .whole)
    }
    let lines = small.model.rules.flatMap { rule -> [(String, Column)] in
      let guards = reading.guards(of: rule)
      return rule.effects.map { effect in
        ("\(rule.name)#\(effect.origin.line) \(effect.text): ", guards.finding(effect.action))
      }
    }
    if reading.isTooLarge { return nil }
    for _ in 0..<questions {
      var point = validPoint()
      let session = space.trials.count > 1 && random.chance(80) ? "s\(random.below(1000))" : nil
      let question = question(at: point, session: session)
      let expected = referenceDecide(
        question, memory: memory(at: point), by: small.version.reference)
      point[space.places[.trials] ?? 0] = trialsPlace(expected, session) ?? point[0]
      let plan = plans[point[0]]
      let values = plan.columns.map {
        $0.keeping([0], of: space.place(.asked)).value(at: zeroed(point))
      }
      let found = plan.decide(values)
      var words = disagreement(expected, found)
      for (name, column) in lines where words == nil {
        let truth = ColumnReading.truth(column.value(at: point))
        if !expected.verdicts.contains("\(name)\(truth)") {
          words = "\(name)\(truth) is not in \(expected.verdicts)"
        }
      }
      if let words { return "\(words)\nat \(described(point))\n\(small.text)" }
    }
    return nil
  }

  /// Columns of a plan stand at their one task.
  private func zeroed(_ point: [Int]) -> [Int] {
    var point = point
    point[space.place(.asked)] = 0
    return point
  }

  private func described(_ point: [Int]) -> String {
    let parts = space.places.map { variable, place in
      switch variable {
      case .history: "\(variable): \(space.histories[point[place]])"
      case .fact(let name): "\(name): \(space.values[name, default: []][point[place]])"
      case .asked, .moment, .holder, .held, .trials, .taken, .limit, .switching, .armed, .judged,
        .called, .chosen, .decided:
        "\(variable): \(point[place])"
      }
    }
    return parts.sorted().joined(separator: "\n")
  }

  /// A random point, memory as its handler allows.
  mutating func validPoint() -> [Int] {
    var point = space.sizes.map { random.below($0) }
    let holder = point[space.place(.holder)]
    for (variable, place) in space.places.sorted(by: { $0.value < $1.value }) {
      switch variable {
      case .held:
        if holder != 2 { point[place] = 0 }
        if holder == 2, small.model.people.prefer != nil { point[place] = max(1, point[place]) }
      case .taken, .armed, .called: if holder != 2 { point[place] = 0 }
      case .limit: if holder != 1 { point[place] = 0 }
      case .switching, .judged, .chosen: if holder == 0 { point[place] = 0 }
      case .history:
        while holder == 0 && space.histories[point[place]].changedAt > 0 {
          point[place] = random.below(space.sizes[place])
        }
      case .asked, .moment, .holder, .trials, .decided, .fact: continue
      }
    }
    return point
  }

  private func trialsPlace(_ expected: ReferenceDecision, _ session: String?) -> Int? {
    guard space.places[.trials] != nil else { return nil }
    guard session != nil else { return 0 }
    var buckets: [String: Int] = [:]
    for trial in expected.trials {
      let words = trial.split(separator: " ")
      buckets[String(words[0])] = Int(words[1])
    }
    return space.trials.indices.last { place in
      guard let trials = space.trials[place] else { return false }
      return small.model.rules.allSatisfy { rule in
        guard let share = rule.trial else { return true }
        return (trials[rule.name, default: 0] < share) == (buckets[rule.name, default: 0] < share)
      }
    }
  }

  private func cell(_ code: Int64, _ fact: Fact, _ at: Int64) -> Cell {
    if code == Space.open { return Cell(unknown: .absent) }
    if code == Space.fault { return Cell(unknown: .outOfRange) }
    return Cell(fact.domain.kind == .moment ? at - code : code)
  }

  func question(at point: [Int], session: String?) -> Question {
    let at = space.instants[point[space.place(.moment)]].microseconds
    let facts = small.model.vocabulary.facts.elements
    let cells = facts.filter { $0.supply == .session }.map { fact in
      let place = point[space.place(.fact(fact.name))]
      return cell(space.values[fact.name, default: []][place], fact, at)
    }
    let states = QueueState(
      open: Cell(unknown: .absent), free: Cell(unknown: .absent), wait: Cell(unknown: .absent))
    var frame = Frame(
      session: cells, queues: small.model.people.queues.elements.map { _ in states })
    let turnFacts = facts.filter { $0.supply == .turn }
    for (number, turn) in history(at: point).turns.enumerated() {
      frame.turns.append(
        Turn(
          number: number + 1, at: nil,
          cells: zip(turn, turnFacts).map { cell($0, $1, at) }))
    }
    let asked = point[space.place(.asked)]
    let ask: TaskAsk =
      asked < space.taskCount ? .task(asked) : asked == space.taskCount ? .none : .missing
    var question = Question(at: Moment(microseconds: at), ask: ask, frame: frame, memory: .new)
    question.session = session
    for (variable, place) in space.places.sorted(by: { $0.value < $1.value }) {
      guard case .chosen(let offer) = variable, point[place] == 1 else { continue }
      var event = SessionEvent(
        id: offer, at: Moment(microseconds: at - 30_000_000), kind: .answer)
      (event.gate, event.instance, event.choice) = (offer, "shown", .human)
      question.events.append(event)
    }
    return question
  }

  private func history(at point: [Int]) -> Space.History {
    space.places[.history].map { space.histories[point[$0]] } ?? space.histories[0]
  }

  func memory(at point: [Int]) -> ReferenceMemoryGiven {
    let holder = point[space.place(.holder)]
    if holder == 0 { return .new }
    var memory = ReferenceMemory(
      session: nil, policy: small.version.reference.digest, sequence: 1,
      at: Moment(microseconds: 0), handlerIsHuman: holder == 2)
    let held = point[space.place(.held)]
    memory.queue = held == 0 ? nil : small.model.people.queues.elements[held - 1].name
    memory.changedAtTurn = history(at: point).changedAt
    // All turns sent are new but the one of the change: a switch looks at every turn all the same.
    memory.lastTurn = history(at: point).changedAt
    for (variable, place) in space.places {
      switch variable {
      case .switching(let name): memory.switches[name] = Space.switchTruths[point[place]]
      case .armed(let way):
        if point[place] == 1 {
          memory.armed.insert("return \(small.model.gates.returns[way].origin.line)")
        }
      case .judged(let name):
        let rule = small.model.rules.first { $0.name == name }
        for effect in rule?.effects ?? [] where point[place] == 1 && effect.action.isStart {
          memory.judgedStarts.insert("\(name)#\(effect.origin.line)")
        }
      case .taken: memory.returnsTaken = space.taken[point[place]]
      case .called(let name, let line):
        guard point[place] == 1, let rule = small.model.rules.first(where: { $0.name == name })
        else { continue }
        for (position, effect) in rule.effects.enumerated()
        where effect.action.handOverTarget != nil && rule.handOverName(position) == line {
          memory.yesHandOvers.insert("\(name)#\(effect.origin.line)")
        }
      case .chosen(let offer): if point[place] == 1 { memory.offers.append(shown(offer, point)) }
      case .limit: memory.returnTasks = space.limits[point[place]]
      case .asked, .history, .moment, .holder, .held, .trials, .decided, .fact: continue
      }
    }
    return .kept(memory)
  }

  /// An offer that waits for its answer, about something else.
  private func shown(_ offer: String, _ point: [Int]) -> ReferenceOffer {
    let at = space.instants[point[space.place(.moment)]].microseconds
    var record = ReferenceOffer(
      gate: offer, instance: "shown", manner: .shown,
      shownAt: Moment(microseconds: at - 60_000_000))
    record.answerBy = Moment(microseconds: at)
    return record
  }

  /// Gates are compared by name, tier and what is open.
  private func disagreement(_ expected: ReferenceDecision, _ found: SmallDecision) -> String? {
    let ruling = expected.task?.ruling ?? "notAsked"
    let rulings: [SmallDecision.Ruling: String] = [
      .notAsked: "notAsked", .ai: "ai", .suggest: "suggest", .notYet: "not_yet",
      .human: "human", .nobody: "nobody",
    ]
    let queue = found.queue < 0 ? nil : small.model.people.queues[QueueID(Int(found.queue))].name
    let gates = expected.task?.gates ?? []
    let approvals = gates.filter { $0.kind == "approval" }
    let firsts = gates.filter { $0.kind == "first" }
    let pairs = [
      ("ruling", ruling, rulings[found.ruling] ?? "?"),
      ("human", "\(expected.handlerIsHuman)", "\(found.isHuman)"),
      ("queue", "\(expected.queue?.name ?? "-")", "\(queue ?? "-")"),
      ("approvals", "\(!approvals.isEmpty)", "\(found.approvals != 0)"),
      ("people", "\(approvals.map(\.openSeats).max() ?? 0)", "\(found.people)"),
      ("offers", "\(gates.contains { $0.kind == "offer" })", "\(found.offers != 0)"),
      ("firsts", "\(!firsts.isEmpty)", "\(found.firsts != 0)"),
      ("first asks", "\(firsts.contains { !$0.ask.isEmpty })", "\(found.firstAsks)"),
      ("asks", "\(expected.next == "ask")", "\(found.asks)"),
    ]
    let wrong = pairs.filter { $0.1 != $0.2 }
    guard let first = wrong.first else { return nil }
    return "\(first.0): the reference says \(first.1), brute force \(first.2)"
  }
}
