import HandrailEngine
import HandrailModel
import HandrailSource

/// What a decision came to, for lines that read it as decided.
struct DecidedView {
  var handlerIsHuman: Bool
  var requests: [ReferenceRequest]
}

/// One reading of the policy for a question and a task: language.md 3.2 and 3.3, word by word.
///
/// A class for its memory of tables and definitions alone; it never outlives the decision.
final class Reading {
  let policy: ReferencePolicy
  let question: Question
  let start: Start
  let task: AskedTask
  /// Set where built-in facts are read as decided, not as of the start.
  private(set) var decided: DecidedView?
  /// The reading as of the start: tables are read there.
  private(set) var beginning: Reading?
  private var chosenRows: [String: TableReading] = [:]
  private var definitions: [DefinitionID: Finding] = [:]

  init(policy: ReferencePolicy, question: Question, start: Start, task: AskedTask) {
    self.policy = policy
    self.question = question
    self.start = start
    self.task = task
  }

  /// The same question with `handler`, `approval.*` and `choice.*` as decided.
  func asDecided(_ view: DecidedView) -> Reading {
    let reading = Reading(policy: policy, question: question, start: start, task: task)
    reading.decided = view
    reading.beginning = self
    return reading
  }

  /// The number of the last customer turn that is known to have happened; 0 where none has.
  var lastTurn: Int { max(question.frame.turns.last?.number ?? 0, start.memory?.lastTurn ?? 0) }

  // What is known of a fact.

  func known(_ id: FactID, at place: Place) -> Known {
    let fact = policy.fact(id)
    switch fact.supply {
    case .session: return known(question.frame.session[policy.slots[id.offset]], id, nil)
    case .turn: return knownTurnFact(id, at: place)
    case .task:
      guard let position = task.position, let cells = question.frame.tasks[position] else {
        return unknown(id, nil, .absent)
      }
      return known(cells[policy.slots[id.offset]], id, nil)
    case .agent:
      guard let cells = place.agent else { return unknown(id, nil, .noTurn) }
      return known(cells[policy.slots[id.offset]], id, nil)
    case .table(let table, let column):
      return tableReading(table, at: place).output(column, of: id)
    case .choose(let choose): return chooseReading(choose, at: place).output(0, of: id)
    case .definition(let definition):
      let finding = self.definition(definition, at: place)
      return finding.cannotTell ? .unknown(finding) : .value(finding.isYes ? 1 : 0)
    case .builtIn(let builtIn): return known(builtIn, id)
    }
  }

  private func known(_ cell: Cell, _ id: FactID, _ turn: Int?) -> Known {
    cell.cause == .none ? .value(cell.value) : unknown(id, turn, cell.cause)
  }

  func unknown(_ id: FactID, _ turn: Int?, _ cause: UnknownCause) -> Known {
    let legitimate: Bool
    switch cause {
    case .absent, .notTrusted, .stale, .noTurn, .noResult: legitimate = true
    case .none, .missing, .wrongKind, .outOfRange, .tooManyDecimals, .contradictory, .misplaced,
      .inTheFuture, .unusableMemory:
      legitimate = false
    }
    let leaf = Leaf(fact: id, turn: turn, cause: cause)
    return .unknown(Finding(truth: legitimate ? .open : .fault, leaves: [leaf]))
  }

  private func knownTurnFact(_ id: FactID, at place: Place) -> Known {
    let slot = policy.slots[id.offset]
    switch place.turn {
    case .sent(let number, let cells): return known(cells[slot], id, number)
    case .unsent(let number): return unknown(id, number, .missing)
    case .now:
      if let last = question.frame.turns.last { return known(last.cells[slot], id, last.number) }
      return unknown(id, nil, question.frame.hasTurns ? .noTurn : .missing)
    }
  }

  private func known(_ builtIn: BuiltIn, _ id: FactID) -> Known {
    let frame = question.frame
    switch builtIn {
    case .task:
      switch task {
      case .task(let position): return .value(Int64(position))
      case .none: return .value(Int64(policy.model.vocabulary.tasks.count))
      case .missing: return unknown(id, nil, .missing)
      }
    case .handler:
      return .value(decided?.handlerIsHuman ?? start.handlerIsHuman ? 1 : 0)
    case .turnCount:
      if !frame.hasTurns { return unknown(id, nil, .missing) }
      return .value(Int64(lastTurn))
    case .humanRequests: return knownHumanRequests(id)
    case .now: return .value(question.at.microseconds)
    case .choice(let offer): return knownChoice(offer, id)
    case .approval(let name): return knownApproval(name)
    case .queueOpen(let queue): return known(frame.queues[queue.offset].open, id, nil)
    case .queueFree(let queue): return known(frame.queues[queue.offset].free, id, nil)
    case .queueWait(let queue): return known(frame.queues[queue.offset].wait, id, nil)
    case .done(let task):
      if doneTasks.contains(policy.name(task)) { return .value(1) }
      return start.isUnusable ? unknown(id, nil, .unusableMemory) : .value(0)
    }
  }

  /// Tasks that an event, now or earlier, said were done.
  var doneTasks: Set<String> {
    var done = start.memory?.done ?? []
    for event in question.events
    where event.kind == .done && event.task >= 0 && event.at <= question.at {
      done.insert(policy.name(TaskID(event.task)))
    }
    return done
  }

  // Conditions.

  /// A condition at a place; `since`: the turn at which windows directly in it start anew.
  func finding(_ condition: Condition, at place: Place, since: Int = 0) -> Finding {
    let parts = condition.entries.map { entry in
      switch entry {
      case .test(let test): finding(test, at: place, since: since)
      case .group(let group): finding(group, at: place, since: since)
      }
    }
    switch condition.mode {
    case .all: return .all(parts)
    case .any: return .any(parts)
    case .none: return .all(parts.map(\.opposite))
    }
  }

  func any(_ conditions: [Condition], at place: Place) -> Finding {
    .any(conditions.map { finding($0, at: place) })
  }

  private func finding(_ test: Test, at place: Place, since: Int) -> Finding {
    switch test.window {
    case nil: return body(test.body, at: place)
    case .turns(let atLeast, let count)?:
      return window(test.body, atLeast: atLeast, of: count, since: since)
    case .anyPoint?: return anyPoint(test, at: place)
    }
  }

  private func definition(_ id: DefinitionID, at place: Place) -> Finding {
    if place.isNow, let known = definitions[id] { return known }
    let definition = policy.model.vocabulary.definitions[id]
    let when = finding(definition.when, at: place)
    let result = Finding.all([when, any(definition.excepts, at: place).opposite])
    if place.isNow { definitions[id] = result }
    return result
  }

  func tableReading(_ id: PolicyTableID, at place: Place) -> TableReading {
    if let beginning { return beginning.tableReading(id, at: place) }
    let table = policy.model.vocabulary.tables[id]
    if place.isNow, let known = chosenRows["table \(table.name)"] { return known }
    let reading = read(table, at: place)
    if place.isNow { chosenRows["table \(table.name)"] = reading }
    return reading
  }

  func chooseReading(_ id: ChooseID, at place: Place) -> TableReading {
    if let beginning { return beginning.chooseReading(id, at: place) }
    let choose = policy.model.vocabulary.chooses[id]
    if place.isNow, let known = chosenRows["choose \(choose.name)"] { return known }
    let reading = read(choose, at: place)
    if place.isNow { chosenRows["choose \(choose.name)"] = reading }
    return reading
  }
}
