import HandrailEngine

/// Whether something may be so, and whether it must.
struct Chance {
  var may = false
  var must = false

  static let yes = Chance(may: true, must: true)
  static let no = Chance()

  var set: TruthSet {
    var set = TruthSet.none
    if may { set = set.union(.yes) }
    if !must { set = set.union(.no) }
    return set
  }

  mutating func join(_ other: Chance) {
    may = may || other.may
    must = must || other.must
  }

  var negated: Chance { Chance(may: !must, must: !may) }
  func and(_ other: Chance) -> Chance {
    Chance(may: may && other.may, must: must && other.must)
  }
}

/// What may be ruled and decided over a box, read as `language.md` 3.4 and 3.5 say: never less than
/// what can happen, and settled where all that it looks at is.
struct Standing {
  let lines: TaskLines
  let evaluation: Evaluation
  let box: Box
  /// What is not settled and bears on the outcome, weightiest first.
  var open: [Goal.Open] = []
  private(set) var ruling: Set<Ruling> = []
  private(set) var human = Chance()
  /// The AI does the task now; with no task, it holds the conversation.
  var aiActs = Chance()

  private var nobody = Chance()
  private var people = Chance()
  private var onlyMay = Chance()
  private var holds = Chance()
  private var permits = Chance()
  private var mayPermit = Chance()
  private var caps = Chance()
  private var forPerson = Chance()

  private var space: QuestionSpace { lines.space }
  private var graph: DecisionGraph { lines.space.graph }

  init(_ lines: TaskLines, _ evaluation: Evaluation, _ box: Box) {
    self.lines = lines
    self.evaluation = evaluation
    self.box = box
    readLines()
    rule()
    settleHandler()
    settleAct()
  }

  func chance(_ step: Int, _ truths: TruthSet) -> Chance {
    let set = evaluation.sets[step]
    return Chance(may: set.meets(truths), must: !set.isEmpty && set.isSubset(of: truths))
  }

  private func input(_ kind: Variable.Kind) -> Int { space.position(of: kind) ?? 0 }

  /// Whether an input has a choice of some, and only of them.
  mutating func chance(_ kind: Variable.Kind, _ wanted: (Int) -> Bool) -> Chance {
    guard let variable = lines.space.position(of: kind) else { return .no }
    return chance(input: variable, wanted)
  }

  /// The same of an input.
  mutating func chance(input variable: Int, _ wanted: (Int) -> Bool) -> Chance {
    var chance = Chance(may: false, must: true)
    box.forEach(of: variable, lines.space) { choice in
      if wanted(choice) { chance.may = true } else { chance.must = false }
    }
    if chance.may && !chance.must { open.append(.input(variable)) }
    return chance
  }

  /// A step that is not settled; whether its yes brings the AI to act.
  mutating func note(_ step: Int, forAI: Bool = false) {
    if !evaluation.sets[step].isOne { open.append(.step(step, towards: forAI)) }
  }
}

// MARK: - Lines

extension Standing {
  private mutating func readLines() {
    let permitted = leftByReturn()
    for line in lines.lines {
      // Most lines are simply no; the cap of one that lets suggest is another reading.
      if evaluation.sets[line.step] == .no && line.sort != .suggest { continue }
      note(line.step, forAI: line.sort.isPermission)
      let yes = chance(line.step, .yes)
      let fault = chance(line.step, TruthSet(.fault))
      let undecided = chance(line.step, TruthSet(.open))
      let applies = chance(line.step, TruthSet.yes.union(TruthSet(.fault)))
      switch line.sort {
      case .nobody:
        nobody.join(yes)
        people.join(fault)
        holds.join(undecided)
      case .onlyHuman:
        people.join(applies)
        onlyMay.join(applies)
        holds.join(undecided)
      case .stopAI:
        let stops = chance(line.step, .notNo)
        people.join(stops)
        forPerson.join(stops)
      case .permit:
        permits.join(yes.and(permitted))
        mayPermit.join(undecided.and(permitted))
      case .suggest:
        permits.join(yes.and(permitted))
        mayPermit.join(undecided.and(permitted))
        if line.capStep >= 0 { note(line.capStep) }
        caps.join(chance(line.capStep >= 0 ? line.capStep : line.step, .notNo))
      case .handOver:
        forPerson.join(applies)
        holds.join(undecided)
      case .start:
        let judged = startIsJudged(line.effect)
        forPerson.join(applies.and(judged))
        holds.join(undecided.and(judged))
      case .other: break
      }
    }
  }

  /// A line `start with human` still counts.
  private mutating func startIsJudged(_ effect: Int) -> Chance {
    let usable = chance(.memory) { $0 != 3 }
    let fresh = chance(.judged(effect: Int32(effect))) { $0 == 0 }
    var spoken = Chance.yes
    if lines.side.readsTurns {
      let turns = lines.space.variables[input(.turnCount)].choices
      spoken = chance(.turnCount) { !turns[$0].isKnown || turns[$0].low > 0 }
    }
    return usable.and(fresh).and(spoken)
  }

  /// The last return, or one taken now, leaves the task to the AI.
  private mutating func leftByReturn() -> Chance {
    guard lines.isTask else { return .yes }
    let returns = graph.gates.returns
    let task = lines.task
    guard returns.contains(where: { $0.tasks.map { !$0.contains(task) } ?? false }) else {
      return .yes
    }
    let kept = chance(.returnedTo) { choice in
      choice == 0 || returns[choice - 1].tasks?.contains(task) ?? true
    }
    var now = Chance.yes
    for way in lines.returns {
      guard let tasks = returns[way.position].tasks, !tasks.contains(lines.task) else { continue }
      now = now.and(isTaken(way).negated)
    }
    // Either is possible where the other is not settled: both must leave the task.
    return kept.and(now)
  }

  private mutating func isTaken(_ way: (position: Int, step: Int)) -> Chance {
    note(way.step)
    let held = chance(.memory) { $0 == 2 }
    let armed = chance(.armed(Int32(way.position))) { $0 == 1 }
    return chance(way.step, .yes).and(held).and(armed)
  }

  private mutating func rule() {
    guard lines.isTask else {
      if lines.task > graph.tasks.count { ruling = [.human] }
      return
    }
    var rest = true
    func take(_ outcome: Ruling, _ chance: Chance) -> (Ruling?, Bool) {
      (chance.may ? outcome : nil, !chance.must)
    }
    let noPermit = Chance(
      may: !permits.must && !mayPermit.must, must: !permits.may && !mayPermit.may)
    var notYet = holds
    notYet.join(permits.negated)
    for (outcome, chance) in [
      (Ruling.nobody, nobody), (.human, people), (.human, noPermit), (.notYet, notYet),
      (.suggest, caps), (.ai, .yes),
    ] where rest {
      let (found, goesOn) = take(outcome, chance)
      if let found { ruling.insert(found) }
      rest = goesOn
    }
  }
}

// MARK: - Who holds it, and what comes first

extension Standing {
  func rulesOneOf(_ wanted: Set<Ruling>) -> Chance {
    guard lines.task <= graph.tasks.count, lines.isTask else {
      return !lines.isTask && lines.task > graph.tasks.count && wanted.contains(.human) ? .yes : .no
    }
    return Chance(may: !ruling.isDisjoint(with: wanted), must: ruling.isSubset(of: wanted))
  }

  /// Takes it as settled who holds the conversation; whether it is so.
  mutating func take(_ settled: Chance) -> Chance {
    let agrees = settled.must ? human : human.negated
    human = settled
    if settled.must { aiActs = .no }
    return agrees
  }

  private mutating func settleHandler() {
    var reasons = forPerson
    reasons.join(onlyMay)
    reasons.join(rulesOneOf([.human, .suggest]))
    reasons.join(chance(.memory) { $0 == 3 })
    if lines.side.startsWithHuman { reasons.join(chance(.memory) { $0 == 0 }) }
    var anyWay = Chance.no
    for way in lines.returns { anyWay.join(isTaken(way)) }
    reasons.join(chance(.memory) { $0 == 2 }.and(anyWay.negated))
    reasons.join(failedGates())
    human = reasons
  }
}

extension Standing {
  /// A verdict on a wish, with what to settle next where it is open.
  func verdict(_ wish: Chance, forAI: Bool = true) -> Goal.Verdict {
    if !wish.may { return .impossible }
    if wish.must { return .certain }
    if open.isEmpty { return .certain }
    if forAI { return .open(open) }
    return .open(
      open.map { item in
        if case .step(let step, let towards) = item { .step(step, towards: !towards) } else { item }
      })
  }

  /// The gate's guard is not *no*.
  mutating func coversNow(_ step: Int) -> Chance {
    note(step)
    return chance(step, .notNo)
  }

  mutating func memoryIsHuman() -> Chance { chance(.memory) { $0 == 2 } }

  /// Queues that the person who holds the conversation may be in; -1: none.
  mutating func queuesHeld() -> [Int] {
    guard let variable = space.position(of: .heldQueue) else { return [] }
    let left = box.choices(of: variable, space)
    if left.count > 1 { open.append(.input(variable)) }
    let count = graph.routing.queues.count
    return left.map { $0 < count ? $0 : -1 }
  }

  /// Settles a table before what rests on its row.
  mutating func noteTable(_ step: Int) { open.append(.step(step, towards: true)) }

  /// Queues that the rows which are left give.
  func rowQueues(_ effect: GraphEffect, _ step: Int) -> Set<Int> {
    guard case .table(let position)? = effect.target else { return [] }
    let table = lines.space.graph.logic.tables[position]
    guard let column = table.outputs.firstIndex(of: .queue),
      let slot = lines.tableSlots[step]
    else { return [] }
    let state = evaluation.tables[slot]
    var queues: Set<Int> = []
    for (row, isPossible) in state.rows.enumerated() where isPossible {
      if let queue = table.rows[row].results[column] { queues.insert(Int(queue)) }
    }
    return queues
  }
}
