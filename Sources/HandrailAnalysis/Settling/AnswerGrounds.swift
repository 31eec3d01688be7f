import HandrailEngine

/// A question with unknown facts, and what the tests of a ruling would ask of their answers.
struct AnswerGrounds {
  /// Where a test finds a value.
  enum Source {
    /// A position in `places`.
    case asked(Int)
    /// One of these, whatever the answers are.
    case values([Int64])
    /// Nothing that could be asked for: tests of it can't tell.
    case missing
  }

  let graph: DecisionGraph
  /// Unknown facts that a question can carry, in order of declaration.
  let places: [FactAt]
  /// The nodes that the ruling rests on.
  let nodes: [Int]
  private let base: Question
  private let task: Int
  private let trace: Trace
  /// Positions in the texts of `base` that references may be equal to, and one new text a place.
  private var knownTexts: [Int64] = []
  private var newTexts: [Int64] = []
  private(set) var sums: [AnswerSum] = []
  /// By place: what single tests ask of it.
  private(set) var reads: [AnswerReads] = []

  init(_ facts: [FactAt], _ question: Question, _ rulings: TaskRulings) {
    graph = rulings.graph
    task = rulings.task
    nodes = rulings.nodes
    places = facts.filter { question.canCarry($0, task: rulings.task, by: rulings.graph) }
    var base = question
    if base.frame.tasks[task] == nil {
      let slots = graph.logic.slots.task
      base.frame.tasks[task] = [Cell](repeating: Cell(unknown: .absent), count: slots)
    }
    trace = decideTracing(question, by: graph).1
    knownTexts = base.addReferences(by: graph)
    for _ in 0..<SettlingFacts.most { newTexts.append(base.addNewText()) }
    self.base = base
    sums = AnswerSums(self).all
    gatherReads()
  }

  private mutating func gatherReads() {
    var byFact: [Int: AnswerReads] = [:]
    for place in places { byFact[place.fact] = AnswerReads(of: place.fact) }
    for node in nodes {
      for fact in Set(graph.logic.facts(readBy: graph.logic.nodes[node])) {
        byFact[fact]?.add(graph.logic.nodes[node], of: graph.logic, now: moment)
      }
    }
    reads = places.map { byFact[$0.fact] ?? AnswerReads(of: $0.fact) }
  }

  /// The domain of a place's fact.
  func domain(of place: Int) -> Domain { graph.facts[places[place].fact].domain }

  /// The question with some facts known.
  func question(answering chosen: [Int], with values: [Int64]) -> Question {
    var question = base
    for (place, value) in zip(chosen, values) {
      question.answer(places[place], with: Cell(value), by: graph)
    }
    return question
  }

  /// Texts that so many references may have: known ones, and for each one like no other.
  func texts(_ count: Int) -> [Int64] { knownTexts + newTexts.prefix(count) }

  /// Numbers of the turns that were sent.
  var turnNumbers: [Int] { base.frame.turns.map(\.number) }
  var moment: Int64 { base.at.microseconds }

  /// Numbers of the last so many turns that happened.
  func lastTurns(_ count: Int) -> [Int] {
    let last = trace.turns.last?.number ?? 0
    return trace.turns.map(\.number).filter { $0 >= max(1, last - count + 1) }
  }

  /// Where a test finds a fact; `turn` is the turn that it is judged at, `nil` for now.
  func source(of fact: Int, turn: Int?) -> Source {
    let described = graph.facts[fact]
    var at = FactAt(fact: fact, turn: nil)
    switch described.supply {
    case .session, .task: break
    case .turn:
      guard let number = turn ?? turnNumbers.last else { return .missing }
      at.turn = number
    case .agent: return .missing
    case .computed(let slot):
      guard let builtIn = described.builtIn else { return worked(fact) }
      switch builtIn {
      case .queueOpen, .queueFree, .queueWait: break
      case .humanRequests: return requests(slot)
      case .task, .handler, .turnCount, .now, .choice, .approval, .done:
        let cell = trace.computed[slot]
        return cell.isKnown ? .values([cell.value]) : .missing
      }
    }
    if let place = places.firstIndex(of: at) { return .asked(place) }
    guard let cell = base.cell(at, task: task, by: graph), cell.isKnown else { return .missing }
    return .values([cell.value])
  }

  /// Every result that a table has for a worked-out fact.
  private func worked(_ fact: Int) -> Source {
    var found: Set<Int64> = []
    for table in graph.logic.tables {
      for (column, output) in table.outputs.enumerated() where output == .fact(fact) {
        found.formUnion(table.rows.compactMap { $0.results[column] })
      }
    }
    if graph.facts[fact].domain.kind == .yesNo { found.formUnion([0, 1]) }
    return found.isEmpty ? .missing : .values(found.sorted())
  }

  /// Answers about turns may add to how often a person was asked for.
  private func requests(_ slot: Int) -> Source {
    var most = base.frame.turns.count
    if case .kept(let memory) = base.memory { most += max(0, memory.humanRequests) }
    return most > 200 ? .missing : .values((0...most).map { Int64($0) })
  }
}

extension Question {
  /// The fact can be sent: it is no worked-out one, nor one of a turn or agent that is not there.
  fileprivate func canCarry(_ at: FactAt, task: Int, by graph: DecisionGraph) -> Bool {
    switch graph.facts[at.fact].supply {
    case .session, .task: true
    case .turn: frame.turns.contains { $0.number == at.turn }
    case .agent: false
    case .computed:
      switch graph.facts[at.fact].builtIn {
      case .queueOpen, .queueFree, .queueWait: true
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil: false
      }
    }
  }

  fileprivate func cell(_ at: FactAt, task: Int, by graph: DecisionGraph) -> Cell? {
    switch graph.facts[at.fact].supply {
    case .session(let slot): return frame.session[slot]
    case .turn(let slot): return frame.turns.first { $0.number == at.turn }?.cells[slot]
    case .task(let slot): return frame.tasks[task]?[slot]
    case .agent: return nil
    case .computed:
      switch graph.facts[at.fact].builtIn {
      case .queueOpen(let queue): return frame.queues[queue].open
      case .queueFree(let queue): return frame.queues[queue].free
      case .queueWait(let queue): return frame.queues[queue].wait
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
        return nil
      }
    }
  }

  fileprivate mutating func answer(_ at: FactAt, with cell: Cell, by graph: DecisionGraph) {
    switch graph.facts[at.fact].supply {
    case .session(let slot): frame.session[slot] = cell
    case .turn(let slot):
      guard let turn = frame.turns.firstIndex(where: { $0.number == at.turn }) else { return }
      frame.turns[turn].cells[slot] = cell
    case .task(let slot):
      guard case .task(let task) = ask else { return }
      frame.tasks[task]?[slot] = cell
    case .agent: return
    case .computed:
      switch graph.facts[at.fact].builtIn {
      case .queueOpen(let queue): frame.queues[queue].open = cell
      case .queueFree(let queue): frame.queues[queue].free = cell
      case .queueWait(let queue): frame.queues[queue].wait = cell
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
        return
      }
    }
  }

  /// The texts that references of the question have, and those that choices are kept by.
  fileprivate mutating func addReferences(by graph: DecisionGraph) -> [Int64] {
    var cells = frame.session + frame.turns.flatMap(\.cells)
    if case .task(let task) = ask { cells += frame.tasks[task] ?? [] }
    var kinds = slots(of: graph) { if case .session(let slot) = $0 { slot } else { nil } }
    let turns = slots(of: graph) { if case .turn(let slot) = $0 { slot } else { nil } }
    for _ in frame.turns { kinds += turns }
    kinds += slots(of: graph) { if case .task(let slot) = $0 { slot } else { nil } }
    var found: Set<Int64> = []
    for (cell, isText) in zip(cells, kinds) where isText && cell.isKnown {
      found.insert(cell.value)
    }
    for event in events where !event.by.isEmpty {
      frame.texts.append(event.by)
      found.insert(Int64(frame.texts.count - 1))
    }
    return found.sorted()
  }

  /// By slot of one supply: whether its cells point to texts.
  private func slots(of graph: DecisionGraph, _ slot: (GraphSupply) -> Int?) -> [Bool] {
    var found: [Int: Bool] = [:]
    for fact in graph.facts {
      guard let slot = slot(fact.supply) else { continue }
      found[slot] = fact.domain.kind == .reference || fact.domain.kind == .text
    }
    return (0..<(found.keys.max() ?? -1) + 1).map { found[$0] ?? false }
  }

  /// A text that no other is equal to.
  fileprivate mutating func addNewText() -> Int64 {
    var text = "answer \(frame.texts.count)"
    while frame.texts.contains(text) || events.contains(where: { $0.by == text }) { text += "+" }
    frame.texts.append(text)
    return Int64(frame.texts.count - 1)
  }
}
