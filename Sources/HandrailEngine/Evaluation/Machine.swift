/// Works out every node of a graph for one question: turn by turn, then now.
///
/// Nodes stand children before parents, so each pass is one loop without recursion. Deliberately
/// absent: what lines mean together; `Resolution` reads the truths and decides.
///
/// Large, so never copied unless `copied` is asked: each copy would count every list in it.
struct Machine: ~Copyable {
  let holder: GraphHolder
  var graph: DecisionGraph { holder.graph }
  /// The prepared form; `nil` where every node is worked out, for traces and searches.
  let program: Program?
  var question: Question
  private(set) var start: SessionStart
  /// The task that the passes speak of: a position, or -1 for `none`, -2 where it is missing.
  var task: Int
  var truths: [Truth]
  var computed: [Cell]
  var turns: [TurnTrace] = []
  /// Computed cells at each judged turn.
  var turnComputed: [[Cell]] = []
  var rows: [Int]
  /// Where `cell` reads turn facts: a position in `turns`, or -1 for the current turn.
  var readingTurn = -1
  /// Where `cell` reads agent facts: a position in the question's agents, or -1 for none.
  var readingAgent = -1
  /// What the program's guards came to; empty without a program.
  var verdicts: Verdicts
  /// One bit a node: worked out by itself already.
  var ready: [UInt64]
  /// Nodes whose bit in `ready` is set.
  var touched: [Int32] = []
  /// Nodes that wait for others, while single nodes are worked out.
  var pending: [Int32] = []

  init(_ holder: GraphHolder, _ question: Question) { self.init(holder, nil, question) }

  init(_ program: Program, _ question: Question) {
    self.init(program.holder, program, question)
  }

  private init(_ holder: GraphHolder, _ program: Program?, _ question: Question) {
    self.holder = holder
    self.program = program
    verdicts = Verdicts(program)
    if program != nil { verdicts.take(question.frame.session) }
    let nodeCount = holder.graph.logic.nodes.count
    ready = [UInt64](repeating: 0, count: program == nil ? 0 : nodeCount / 64 + 1)
    self.question = question
    start = SessionStart(question, holder)
    task = -1
    truths = [Truth](repeating: .no, count: nodeCount)
    computed = [Cell](
      repeating: Cell(unknown: .noResult), count: holder.graph.logic.slots.computed)
    rows = [Int](repeating: -1, count: holder.graph.logic.tables.count)
    judgeTurns()
  }

  private init(copying machine: borrowing Machine) {
    holder = machine.holder
    program = machine.program
    question = machine.question
    start = machine.start
    task = machine.task
    truths = machine.truths
    computed = machine.computed
    turns = machine.turns
    turnComputed = machine.turnComputed
    rows = machine.rows
    readingTurn = machine.readingTurn
    readingAgent = machine.readingAgent
    verdicts = machine.verdicts
    ready = machine.ready
    touched = machine.touched
    pending = machine.pending
  }

  /// Another one in the same state, to be led elsewhere.
  func copied() -> Machine { Machine(copying: self) }

  /// The number of the last turn known to have happened, sent or remembered; 0 where none has.
  var lastTurn: Int { max(question.frame.turns.last?.number ?? 0, start.lastTurn) }

  /// Forgets what earlier decisions on the same start worked out.
  mutating func forget() {
    for slot in computed.indices { computed[slot] = Cell(unknown: .noResult) }
    for table in rows.indices { rows[table] = -1 }
  }

  /// Works out every node for a task; windows keep what `judgeTurns` found.
  mutating func judge(task: Int) {
    self.task = task
    fillBuiltIns()
    if let program { return judge(by: program) }
    for offset in graph.logic.nodes.indices {
      truths[offset] = truth(of: graph.logic.nodes[offset], among: truths)
    }
  }

  /// Works out some nodes for a task; with every node comes all that it rests on, before it.
  mutating func judge(task: Int, among nodes: [Int]) {
    self.task = task
    fillBuiltIns()
    for offset in nodes { truths[offset] = truth(of: graph.logic.nodes[offset], among: truths) }
  }

  /// The cell of a fact, at the turn or agent that is being read.
  func cell(_ fact: Int) -> Cell { cell(fact, atTurn: readingTurn) }

  /// The cell of a fact at a position in `turns`, or -1 for now.
  func cell(_ fact: Int, atTurn readingTurn: Int) -> Cell {
    // The frame is read in place: a copy of it would cost more than the cell.
    switch holder.graph.facts[fact].supply {
    case .session(let slot):
      return program == nil ? question.frame.session[slot] : verdicts.cells[slot]
    case .turn(let slot):
      if readingTurn >= 0 { return turns[readingTurn].cells[slot] }
      guard let last = question.frame.turns.last else {
        return Cell(unknown: question.frame.hasTurns ? .noTurn : .missing)
      }
      return last.cells[slot]
    case .task(let slot):
      return question.frame.tasks[task]?[slot] ?? Cell(unknown: .absent)
    case .agent(let slot):
      return readingAgent >= 0
        ? question.frame.agents[readingAgent].cells[slot] : Cell(unknown: .noTurn)
    case .computed(let slot):
      return readingTurn >= 0 ? turnComputed[readingTurn][slot] : computed[slot]
    }
  }

  /// Sets the cell of a definition, table column or built-in.
  mutating func keep(_ cell: Cell, of fact: Int) {
    guard case .computed(let slot) = graph.facts[fact].supply else { return }
    if readingTurn >= 0 { turnComputed[readingTurn][slot] = cell } else { computed[slot] = cell }
  }
}

extension Machine {
  /// Works out the nodes under windows and switches for each turn sent, and for each that happened
  /// inside a window without being sent (every fact unknown).
  private mutating func judgeTurns() {
    if question.frame.turns.isEmpty && graph.logic.longestWindow == 0 { return }
    let missing = [Cell](repeating: Cell(unknown: .missing), count: graph.logic.slots.turn)
    let nothing = [Truth](repeating: .no, count: graph.logic.nodes.count)
    let windowStart = max(1, lastTurn - graph.logic.longestWindow + 1)
    var expected = windowStart
    func addUnsent(before number: Int) {
      while expected < number && number >= windowStart {
        turns.append(
          TurnTrace(number: expected, wasSent: false, cells: missing, truths: nothing))
        expected += 1
      }
    }
    for turn in question.frame.turns {
      addUnsent(before: turn.number)
      turns.append(
        TurnTrace(number: turn.number, wasSent: true, cells: turn.cells, truths: nothing))
      expected = max(expected, turn.number + 1)
    }
    if graph.logic.longestWindow > 0 { addUnsent(before: lastTurn + 1) }
    let unknown = Cell(unknown: .noResult)
    turnComputed = turns.map { _ in [Cell](repeating: unknown, count: computed.count) }
    for position in turns.indices {
      readingTurn = position
      for node in graph.logic.turnNodes {
        turns[position].truths[Int(node)] = truth(
          of: graph.logic.nodes[Int(node)], among: turns[position].truths)
      }
    }
    readingTurn = -1
  }

  /// Positions in `turns` of the last so many turns that happened, oldest first.
  func lastTurns(_ count: Int, notBefore first: Int = 1) -> Range<Int> {
    let from = max(1, lastTurn - count + 1, first)
    let position = turns.firstIndex { $0.number >= from } ?? turns.count
    return position..<turns.count
  }

  /// What a window comes to, by `language.md` 3.3.
  func window(_ child: Int, atLeast needed: Int, of count: Int, restarts: Bool) -> Truth {
    guard question.frame.hasTurns else { return .fault }
    var yes = 0
    var undecided = 0
    var sort = Truth.open
    for position in lastTurns(count, notBefore: restarts ? start.stretchFrom : 1) {
      let truth = turns[position].truths[child]
      if truth == .yes { yes += 1 }
      if truth.isUndecided {
        undecided += 1
        sort = sort.or(truth)
      }
    }
    if yes >= needed { return .yes }
    return yes + undecided < needed ? .no : sort
  }

  /// What a one-way switch comes to now: memory, and every turn sent or the test itself.
  func switched(_ position: Int, among truths: [Truth]) -> Truth {
    let entry = graph.logic.switches[position]
    var found = start.switchState(position)
    guard entry.isTurnwise else { return found.or(truths[entry.node]) }
    guard question.frame.hasTurns else { return found.or(.fault) }
    for turn in turns where turn.wasSent { found = found.or(turn.truths[entry.node]) }
    return hasUnseenTurns ? found.or(.fault) : found
  }

  /// True where a turn happened since the last decision and was not sent.
  var hasUnseenTurns: Bool {
    let seen = turns.count { $0.wasSent && $0.number > start.lastTurn }
    return seen < max(0, lastTurn - start.lastTurn)
  }
}

extension Machine {
  mutating func fillBuiltIns() {
    if let program {
      for position in program.tables.builtIns.indices {
        let entry = program.tables.builtIns[position]
        computed[entry.slot] = builtInCell(entry.builtIn)
      }
      return
    }
    for fact in graph.facts.indices where !graph.facts[fact].isAsDecided {
      if let builtIn = graph.facts[fact].builtIn { keep(builtInCell(builtIn), of: fact) }
    }
  }

  func builtInCell(_ builtIn: GraphBuiltIn) -> Cell {
    switch builtIn {
    case .task:
      return task == -2
        ? Cell(unknown: .missing) : Cell(Int64(task < 0 ? graph.tasks.count : task))
    case .handler:
      return Cell(start.wasHuman ? 1 : 0)
    case .turnCount:
      return question.frame.hasTurns ? Cell(Int64(lastTurn)) : Cell(unknown: .missing)
    case .humanRequests:
      return humanRequests.unsure == .no
        ? Cell(Int64(humanRequests.count)) : unknownCount(humanRequests.unsure)
    case .now:
      return Cell(question.at.microseconds)
    case .choice(let offer):
      return choiceCell(offer)
    case .approval(let approval):
      return Cell(Int64(start.approvalStates[approval].rawValue))
    case .queueOpen(let queue):
      return question.frame.queues[queue].open
    case .queueFree(let queue):
      return question.frame.queues[queue].free
    case .queueWait(let queue):
      return question.frame.queues[queue].wait
    case .done(let task):
      if start.done.contains(task) { return Cell(1) }
      return start.isUnusable ? Cell(unknown: .unusableMemory) : Cell(0)
    }
  }

  private func unknownCount(_ sort: Truth) -> Cell {
    var cell = Cell(unknown: .noResult)
    cell.restsOnFault = sort == .fault
    return cell
  }

  /// Turns in which the way-out rule's own test was yes, over the session, and whether some could
  /// not be told.
  var humanRequests: (count: Int, unsure: Truth) {
    let node = graph.gates.wayOutNode
    var count = start.humanRequests
    var unsure = start.humanRequestsUnsure
    guard node >= 0 else { return (count, unsure.or(.open)) }
    guard question.frame.hasTurns else { return (count, unsure.or(.fault)) }
    for turn in turns where turn.wasSent && turn.number > start.lastTurn {
      if turn.truths[node] == .yes { count += 1 }
      if turn.truths[node].isUndecided { unsure = unsure.or(turn.truths[node]) }
    }
    return (count, hasUnseenTurns ? unsure.or(.fault) : unsure)
  }
}
