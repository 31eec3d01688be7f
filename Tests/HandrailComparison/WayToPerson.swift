import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailTestSupport

/// What the trials of one policy saw.
package struct WayToPersonCounts: Sendable {
  package var questions = 0
  /// Held by a person before anything was added, by this or an earlier decision.
  package var heldByPerson = 0
  package var handedOver = 0
  package var openGates = 0
  /// Turns in which the customer asks for a person, and texts, that were added.
  package var turnsAdded = 0
  package var textsChanged = 0
  /// Asking in every one of five turns brought a person.
  package var reached = 0
  package var reachable = 0
  /// Held by the AI before an unrelated turn, and after it.
  package var heldByAI = 0
  package var stayed = 0

  package init() {}

  package mutating func add(_ other: WayToPersonCounts) {
    questions += other.questions
    heldByPerson += other.heldByPerson
    handedOver += other.handedOver
    openGates += other.openGates
    turnsAdded += other.turnsAdded
    textsChanged += other.textsChanged
    reached += other.reached
    reachable += other.reachable
    heldByAI += other.heldByAI
    stayed += other.stayed
  }
}

/// Adds to conversations what customers add: turns, requests for a person, words.
///
/// Nothing of it may take the way to a person away. Conversations grow at their end, and every
/// decision hands its memory to the next, as with a real host.
package struct WayToPersonTrial {
  let policy: ComparedPolicy
  /// Turn facts by which a customer asks for a person, and the value that does.
  let asking: [(slot: Int, value: Int64)]
  /// Texts of customers to try.
  let texts: [String]
  private var random: Seeded
  private var maker: QuestionMaker
  package private(set) var counts = WayToPersonCounts()
  package private(set) var broken: [String] = []

  /// `asking` names yes-or-no facts of turns; none: only texts and unrelated turns are tried.
  package init(_ policy: ComparedPolicy, asking names: [String], texts: [String], seed: UInt64) {
    self.policy = policy
    self.texts = texts
    random = Seeded(seed)
    maker = QuestionMaker(policy: policy.reference, random: Seeded(seed ^ 0x3A7))
    asking = policy.graph.facts.compactMap { fact in
      guard case .turn(let slot) = fact.supply, names.contains(fact.name) else { return nil }
      return (slot, 1)
    }
  }

  /// Takes one conversation of so many questions, and adds to each question.
  package mutating func converse(questions: Int) {
    maker.begin()
    maker.completeness = random.chance(70) ? .whole : .partlyOpen
    var at = Moment(microseconds: (1_772_200_000 + Int64(random.below(14 * 86_400))) * 1_000_000)
    var turns: [Turn] = []
    var memory = MemoryGiven.new
    // In most conversations little is the matter, so that the AI has something to keep.
    let calmShare = random.pick([0, 80, 90, 95])
    for _ in 0..<questions {
      at.microseconds += Int64(10 + random.below(120)) * 1_000_000
      turns.append(turn(after: turns.last, at: at, calm: random.chance(calmShare)))
      var question = question(at: at, memory, calmShare: calmShare)
      question.frame.turns = Array(turns.suffix(20))
      let decision = decide(question, by: policy.graph)
      counts.questions += 1
      if decision.handlerIsHuman { counts.heldByPerson += 1 }
      if handsOver(decision) { counts.handedOver += 1 }
      if !openGates(decision).isEmpty { counts.openGates += 1 }
      askInPlace(question, decision)
      askNext(question, decision)
      changeTexts(question, decision)
      addUnrelated(question, decision)
      memory = .kept(decision.memory)
      if decision.memory.sequence == 0 { memory = .new }
    }
  }

  // MARK: - What is added

  /// The customer's last turn asks for a person as well: same question, same memory.
  private mutating func askInPlace(_ question: Question, _ before: Decision) {
    guard !asking.isEmpty, let last = question.frame.turns.indices.last else { return }
    var asked = question
    ask(in: &asked.frame.turns[last])
    counts.turnsAdded += 1
    compare(before, decide(asked, by: policy.graph), "asking in the same turn")
  }

  /// One turn more, in which the customer asks for a person; then four more of them.
  private mutating func askNext(_ question: Question, _ before: Decision) {
    guard !asking.isEmpty, before.memory.sequence > 0 else { return }
    var next = following(question, before)
    var added = turn(after: next.frame.turns.last, at: next.at, calm: random.chance(50))
    if random.chance(30), let last = next.frame.turns.last { added.cells = last.cells }
    // The same turn twice, once with the wish for a person and once without.
    var without = added
    for wish in asking { without.cells[wish.slot] = Cell(0) }
    ask(in: &added)
    var plain = next
    plain.frame.turns.append(without)
    next.frame.turns.append(added)
    counts.turnsAdded += 1
    let after = decide(next, by: policy.graph)
    compare(decide(plain, by: policy.graph), after, "asking in one turn more")
    if before.handlerIsHuman && !after.handlerIsHuman && !tookBack(after) {
      broken.append("a person held it, the customer asked for one, and the AI has it")
    }
    counts.reachable += 1
    if insists(next, after) { counts.reached += 1 }
  }

  /// True where a person comes within five turns that all ask for one.
  private mutating func insists(_ question: Question, _ first: Decision) -> Bool {
    var question = question
    var decision = first
    for _ in 0..<4 where !decision.handlerIsHuman {
      question = following(question, decision)
      var added = turn(after: question.frame.turns.last, at: question.at, calm: true)
      ask(in: &added)
      question.frame.turns.append(added)
      decision = decide(question, by: policy.graph)
    }
    return decision.handlerIsHuman
  }

  /// Other words wherever the host would put the customer's: they are never tested.
  private mutating func changeTexts(_ question: Question, _ before: Decision) {
    guard !texts.isEmpty else { return }
    var changed = question
    changed.frame.texts.append(random.pick(texts))
    let cell = Cell(Int64(changed.frame.texts.count - 1))
    guard replaceWords(in: &changed.frame, with: cell) else { return }
    counts.textsChanged += 1
    let after = decide(changed, by: policy.graph)
    compare(before, after, "the words \(changed.frame.texts.last ?? "")")
    if after.handlerIsHuman != before.handlerIsHuman || after.next != before.next {
      broken.append("the words \(changed.frame.texts.last ?? "") changed the decision")
    }
  }

  /// A turn that says nothing of note, where the AI has the conversation.
  private mutating func addUnrelated(_ question: Question, _ before: Decision) {
    guard !before.handlerIsHuman, before.memory.sequence > 0 else { return }
    var next = following(question, before)
    var added = turn(after: next.frame.turns.last, at: next.at, calm: true)
    added.cells = quiet(at: next.at)
    next.frame.turns.append(added)
    counts.heldByAI += 1
    if !decide(next, by: policy.graph).handlerIsHuman { counts.stayed += 1 }
  }
}

// MARK: - What must hold

extension WayToPersonTrial {
  /// A person before, a person after; handed over before, handed over after; no gate closes.
  ///
  /// A transfer may fall away: the wish names a queue too, and where both calls together lead back
  /// to the queue that has the conversation, its people keep it.
  private mutating func compare(_ before: Decision, _ after: Decision, _ what: String) {
    if before.handlerIsHuman && !after.handlerIsHuman {
      broken.append("\(what): a person had it, now the AI")
    }
    if before.next == .handOver && after.next != .handOver {
      broken.append("\(what): it was handed over, now \(after.next.name)")
    }
    if before.next == .transfer && after.next != .transfer && after.queue == nil {
      broken.append("\(what): it was passed on, now no queue has it")
    }
    guard !after.handlerIsHuman else { return }
    let closed = openGates(before).filter { !openGates(after).contains($0) }
    if !closed.isEmpty { broken.append("\(what): gates \(closed) closed") }
  }

  private func handsOver(_ decision: Decision) -> Bool {
    decision.next == .handOver || decision.next == .transfer
  }

  private func tookBack(_ decision: Decision) -> Bool {
    decision.handlerReasons.contains { if case .comesBack = $0.cause { true } else { false } }
  }

  private func openGates(_ decision: Decision) -> [String] {
    guard let task = decision.task else { return [] }
    let graph = policy.graph
    return task.offers.filter { $0.choice == nil }.map {
      graph.headings[graph.gates.offers[$0.offer].heading].name
    } + task.gates.map { graph.headings[graph.gates.firsts[$0.first].heading].name }
      + task.approvals.filter { $0.state != .granted }.map {
        graph.headings[graph.gates.approvals[$0.approval].heading].name
      }
  }
}

// MARK: - Questions

extension WayToPersonTrial {
  private mutating func question(
    at: Moment, _ memory: MemoryGiven, calmShare: Int
  ) -> Question {
    var frame = Frame(session: maker.cells(.session, at: at), queues: maker.queueStates())
    frame.texts = QuestionMaker.texts
    for fact in policy.graph.facts {
      guard case .session(let slot) = fact.supply, random.chance(calmShare) else { continue }
      frame.session[slot] = fact.quietCell(at: at)
    }
    let tasks = policy.model.vocabulary.tasks.count
    for task in 0..<tasks { frame.tasks[task] = maker.cells(.task, at: at) }
    let ask = tasks == 0 || random.chance(20) ? TaskAsk.none : .task(random.below(max(1, tasks)))
    var question = Question(at: at, ask: ask, frame: frame, memory: memory)
    question.session = "s-1"
    return question
  }

  /// The next question of the conversation: nothing new but the moment and the memory.
  private func following(_ question: Question, _ decision: Decision) -> Question {
    var next = question
    next.at.microseconds += 30_000_000
    next.memory = .kept(decision.memory)
    next.events = []
    return next
  }

  private mutating func turn(after last: Turn?, at: Moment, calm: Bool) -> Turn {
    let cells = calm ? quiet(at: at) : maker.cells(.turn, at: at)
    return Turn(number: (last?.number ?? 0) + 1, at: at, cells: cells)
  }

  /// No, nothing, the lowest or the first of a list; how sure the AI is stays as high as it goes.
  private func quiet(at: Moment) -> [Cell] {
    var cells: [Cell] = []
    for fact in policy.graph.facts {
      guard case .turn = fact.supply else { continue }
      cells.append(fact.quietCell(at: at))
    }
    return cells
  }

  private func ask(in turn: inout Turn) {
    for wish in asking { turn.cells[wish.slot] = Cell(wish.value) }
  }

  /// Points free texts, and references that no test compares, to other words.
  private func replaceWords(in frame: inout Frame, with cell: Cell) -> Bool {
    let read = policy.graph.logic.factsRead
    var isChanged = false
    func replace(_ cells: inout [Cell], _ slot: Int) {
      guard cells.indices.contains(slot), cells[slot].isKnown else { return }
      cells[slot] = cell
      isChanged = true
    }
    for (position, fact) in policy.graph.facts.enumerated()
    where fact.domain.kind == .text
      || (fact.domain.kind == .reference && !read.contains(position))
    {
      switch fact.supply {
      case .session(let slot): replace(&frame.session, slot)
      case .turn(let slot):
        for turn in frame.turns.indices { replace(&frame.turns[turn].cells, slot) }
      case .task(let slot):
        for task in frame.tasks.keys.sorted() {
          var cells = frame.tasks[task] ?? []
          replace(&cells, slot)
          frame.tasks[task] = cells
        }
      case .agent, .computed: continue
      }
    }
    return isChanged
  }
}

extension GraphFact {
  /// What the fact says where nothing is the matter.
  fileprivate func quietCell(at moment: Moment) -> Cell {
    if mayBeUnknown { return Cell(unknown: .absent) }
    switch domain.kind {
    case .yesNo, .oneOf, .level, .setOf, .reference, .text: return Cell(0)
    case .number, .score, .money, .duration:
      if name.hasSuffix("confidence") { return Cell(domain.highest) }
      return Cell(max(domain.lowest, min(0, domain.highest)))
    case .moment: return Cell(moment.microseconds - 86_400_000_000)
    }
  }
}
