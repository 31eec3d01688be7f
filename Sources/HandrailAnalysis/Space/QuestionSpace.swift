package import HandrailEngine

/// Everything that a question and its session may bring to a policy, as inputs with finite choices.
///
/// Over it the search ranges; what it leaves out is said in `docs/prove.md`. In short: every fact
/// at every value, unknown and faulty; every moment of `MomentClasses`; any number of turns, all of
/// them sent or none; memory new, kept with either holder and every state of switches, gates and
/// ways back, or unusable.
package struct QuestionSpace: Sendable {
  package let graph: DecisionGraph
  let tests: FactTests
  package let moments: MomentClasses
  private(set) var variables: [Variable] = []
  /// The first word of each variable in a box.
  private(set) var starts: [Int] = []
  private(set) var wordCount = 0
  private var positions: [Variable.Kind: Int] = [:]
  /// Inputs that memory carries.
  private(set) var carriedByMemory: [Carried] = []
  /// By input: what is left of it says something of others.
  private(set) var isCoupled: [Bool] = []
  /// Cells of turn facts with the turn they are of, and the choice that says that there is none.
  private(set) var turnCells: [(cell: Int, back: Int, noTurn: Int?)] = []
  /// Cells of task facts, and the choice that says that no task is asked about.
  private(set) var taskCells: [(cell: Int, none: Int)] = []

  /// Choices of a person made since the last decision, with what `choice.NAME` says.
  private(set) var freshChoices: [(fresh: Int, cell: Int)] = []

  /// Where the graph holds two versions: what they do not share.
  let joint: JointReading?

  package init(_ graph: DecisionGraph) { self.init(graph, nil) }

  init(_ graph: DecisionGraph, _ joint: JointReading?) {
    self.graph = graph
    self.joint = joint
    tests = FactTests(graph)
    moments = MomentClasses(graph)
    addSession()
    addFacts()
    addGates()
    addBefore()
    couple()
    for alias in joint?.aliases ?? [] {
      positions[alias.of] = positions[alias.as] ?? positions[alias.of]
    }
  }

  private mutating func couple() {
    carriedByMemory = variables.indices.compactMap(carried)
    for position in variables.indices {
      guard case .cell(let fact, let back) = variables[position].kind else { continue }
      let choices = variables[position].choices
      switch graph.facts[Int(fact)].supply {
      case .turn:
        turnCells.append(
          (position, Int(back), choices.firstIndex { $0.cause == .noTurn }))
      case .task:
        if let none = choices.firstIndex(where: { $0.cause == .noResult }) {
          taskCells.append((position, none))
        }
      case .session, .agent, .computed: break
      }
    }
    for (position, described) in graph.facts.enumerated() where !described.isAsDecided {
      guard case .choice(let offer)? = described.builtIn,
        let fresh = positions[.chosen(offer: Int32(offer))],
        let cell = positions[.cell(fact: Int32(position), back: 0)]
      else { continue }
      freshChoices.append((fresh, cell))
    }
    isCoupled = variables.map { [.memory, .turnCount, .task].contains($0.kind) }
    for carried in carriedByMemory { isCoupled[carried.variable] = true }
    for turn in turnCells { isCoupled[turn.cell] = true }
    for task in taskCells { isCoupled[task.cell] = true }
    for choice in freshChoices { isCoupled[choice.cell] = true }
  }

  package func position(of kind: Variable.Kind) -> Int? { positions[kind] }

  /// Turns that windows look back on, at least one; one before them where a test looks at all.
  ///
  /// A new conversation may begin with several.
  var mostTurns: Int {
    let looksAtAll = graph.logic.switches.contains { $0.isTurnwise }
    return max(1, graph.logic.longestWindow) + (looksAtAll ? 1 : 0)
  }

  mutating func add(_ kind: Variable.Kind, _ choices: [Choice]) {
    precondition(positions[kind] == nil, "an input is added once")
    positions[kind] = variables.count
    starts.append(wordCount)
    wordCount += (choices.count + 63) / 64
    variables.append(Variable(kind, choices))
  }

  mutating func add(_ kind: Variable.Kind, count: Int) {
    add(kind, (0..<count).map { Choice(Int64($0)) })
  }

  /// The words of a box that belong to a variable.
  func words(of variable: Int) -> Range<Int> {
    let start = starts[variable]
    return start..<start + (variables[variable].choices.count + 63) / 64
  }
}

extension QuestionSpace {
  private mutating func addSession() {
    add(.task, count: graph.tasks.count + 2)
    add(.moment, count: max(1, moments.members.count))
    add(.memory, count: 4)
    add(.turnCount, turnCounts())
    add(.stretch, count: mostTurns + 1)
    if !(joint?.humanWindows.isEmpty ?? true) { add(.heldFromStart, count: 2) }
    for position in graph.logic.switches.indices {
      add(.memorySwitch(Int32(position)), count: 4)
    }
    for position in graph.logic.trials.indices {
      let hundredths = graph.logic.trials[position].hundredths
      var choices: [Choice] = []
      if hundredths < 10_000 { choices.append(Choice(0)) }
      if hundredths > 0 { choices.append(Choice(1)) }
      add(.trial(Int32(position)), choices + [Choice(unknown: .missing)])
    }
  }

  /// Runs of the number of turns: one each up to the longest window, then by the tests on it.
  private func turnCounts() -> [Choice] {
    var cuts = Cuts()
    for count in 0...mostTurns { cuts.isolate(Int64(count)) }
    if let fact = graph.facts.firstIndex(where: { $0.builtIn == .turnCount }) {
      for run in tests.cuts[fact].runs(from: 0, to: 1_000_000, step: 1) { cuts.add(run.low) }
    }
    let runs = cuts.runs(from: 0, to: 1_000_000, step: 1)
    return graph.logic.readsTurns ? runs + [Choice(unknown: .missing)] : runs
  }

  private mutating func addFacts() {
    for fact in graph.facts.indices where !graph.facts[fact].isAsDecided {
      switch graph.facts[fact].supply {
      case .session, .task: addCell(fact, back: 0)
      case .turn: for back in 0..<mostTurns { addCell(fact, back: back) }
      case .agent: break
      case .computed: if let builtIn = graph.facts[fact].builtIn { addBuiltIn(fact, builtIn) }
      }
    }
    for fact in graph.facts.indices where graph.facts[fact].isAsDecided {
      guard let builtIn = graph.facts[fact].builtIn else { continue }
      add(.cell(fact: Int32(fact), back: 0), count: builtIn == .handler ? 2 : 5)
    }
    for (position, node) in graph.logic.nodes.enumerated() { addShared(position, node) }
  }

  private mutating func addBuiltIn(_ fact: Int, _ builtIn: GraphBuiltIn) {
    let kind = Variable.Kind.cell(fact: Int32(fact), back: 0)
    let lost = Choice(unknown: .unusableMemory)
    switch builtIn {
    case .task, .handler, .turnCount, .now: break
    case .humanRequests:
      let open = Choice(unknown: .noResult)
      let counts = graph.gates.wayOutNode < 0 ? [] : known(fact)
      add(kind, counts + [open, lost])
    case .choice: add(kind, (0..<4).map { Choice($0) } + [lost])
    case .approval: add(kind, count: 5)
    case .queueOpen, .queueFree, .queueWait:
      let absent = Choice(unknown: graph.facts[fact].mayBeUnknown ? .absent : .missing)
      let wrong = graph.facts[fact].mayBeUnknown ? [Choice(unknown: .wrongKind)] : []
      add(kind, known(fact) + [absent] + wrong)
    case .done: add(kind, [Choice(0), Choice(1), lost])
    }
  }

  private mutating func addCell(_ fact: Int, back: Int) {
    let described = graph.facts[fact]
    var unknown: [Choice] = []
    if described.canBeOpen { unknown.append(Choice(unknown: .absent)) }
    unknown.append(Choice(unknown: described.mayBeUnknown ? .wrongKind : .missing))
    switch described.supply {
    case .turn where back == 0: unknown.append(Choice(unknown: .noTurn))
    case .task: unknown.append(Choice(unknown: .noResult))
    case .session, .turn, .agent, .computed: break
    }
    add(.cell(fact: Int32(fact), back: Int32(back)), known(fact) + unknown)
    guard described.domain.kind == .setOf else { return }
    for word in tests.words[fact].sorted() {
      add(.word(fact: Int32(fact), back: Int32(back), word: word), count: 2)
    }
    if tests.asksEmpty[fact], tests.words[fact].count < described.domain.words.count {
      add(.otherWord(fact: Int32(fact), back: Int32(back)), count: 2)
    }
  }

  /// The runs of a fact's values.
  private func known(_ fact: Int) -> [Choice] {
    let domain = graph.facts[fact].domain
    switch domain.kind {
    case .yesNo: return [Choice(0), Choice(1)]
    case .oneOf, .level: return domain.words.indices.map { Choice(Int64($0)) }
    case .setOf, .reference, .text: return [Choice(0)]
    case .number, .score, .money, .duration:
      var cuts = tests.cuts[fact]
      if cuts.isSplit && domain.valueCount <= 256 {
        for offset in 0..<domain.valueCount { cuts.add(domain.lowest + offset * domain.step) }
      }
      return cuts.runs(from: domain.lowest, to: domain.highest, step: domain.step)
    case .moment:
      // A century around now, and whatever lies beyond it that tests name.
      let century: Int64 = 100 * 366 * 86_400 * 1_000_000
      let cuts = tests.cuts[fact]
      var (lowest, highest) = cuts.reach(from: 0, to: century, most: 19 * century)
      if tests.isByAge[fact] {
        lowest = graph.facts[fact].isTestedAhead ? min(-century, lowest) : 0
      } else {
        highest = max(highest, century)
      }
      return cuts.runs(from: lowest, to: highest, step: 1)
    }
  }

  /// Inputs that stand for what several facts make up together.
  private mutating func addShared(_ position: Int, _ node: GraphNode) {
    let places = graph.logic.turnNodes.contains(Int32(position)) ? mostTurns : 1
    switch node {
    case .equals(let fact, let other) where graph.facts[Int(fact)].domain.kind == .reference:
      for back in 0..<places {
        let kind = Variable.Kind.same(fact: fact, other: other, back: Int32(back))
        if positions[kind] == nil { add(kind, count: 2) }
      }
    case .compare(let comparison)
    where graph.logic.comparisons[Int(comparison)].single == nil:
      for back in 0..<places {
        add(.sum(node: Int32(position), back: Int32(back)), count: 3)
      }
    case .trend: add(.sum(node: Int32(position), back: 0), count: 3)
    case .instant(let fact, _, _) where tests.isByAge[Int(fact)]:
      for back in 0..<places {
        add(.sum(node: Int32(position), back: Int32(back)), count: 3)
      }
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .during, .between, .trial, .not, .all, .any, .certainly, .possibly, .skipUnknown,
      .applyUnknown, .window, .anyPoint, .define, .workOut:
      break
    }
  }

  private mutating func addGates() {
    for position in graph.gates.approvals.indices { add(.approval(Int32(position)), count: 4) }
    for position in graph.gates.offers.indices { add(.offer(Int32(position)), count: 4) }
    for position in graph.gates.firsts.indices where !graph.gates.firsts[position].confirm.isEmpty {
      add(.confirmation(Int32(position)), count: 4)
    }
    for position in graph.gates.returns.indices { add(.armed(Int32(position)), count: 2) }
    // Whoever takes over is in a queue, where the policy says which one takes the rest.
    let mayBeNone = graph.routing.otherwise < 0 || graph.routing.queues.isEmpty
    add(.heldQueue, count: graph.routing.queues.count + (mayBeNone ? 1 : 0))
    add(.returnedTo, count: graph.gates.returns.count + 1)
    for (position, effect) in graph.effects.enumerated() where effect.action == .startWithHuman {
      add(.judged(effect: Int32(position)), count: 2)
    }
  }
}

extension QuestionSpace {
  /// What the decision before, and events since, say of lines and offers.
  private mutating func addBefore() {
    // With one queue nothing is transferred.
    if graph.routing.queues.count > 1 {
      for queue in graph.routing.queues.indices { add(.called(queue: Int32(queue)), count: 2) }
      for line in joint?.ownHandOvers.sorted() ?? [] {
        add(.calledLine(effect: Int32(line)), count: 2)
      }
    }
    for (position, offer) in graph.gates.offers.enumerated() where offer.mayCallPerson {
      add(.chosen(offer: Int32(position)), count: 2)
    }
  }
}

/// What a space over two versions has besides the graph that holds both.
struct JointReading: Sendable {
  /// Inputs that are read as others: what memory has one name for.
  var aliases: [(of: Variable.Kind, as: Variable.Kind)] = []
  /// Hand-over lines that the versions do not share.
  var ownHandOvers: Set<Int> = []
  /// The fact `handler` of the version that begins with the other.
  var secondHandler: Int?
  /// Windows that begin anew, of the version that begins with a person where the other does not.
  var humanWindows: Set<Int> = []
}

extension GraphOffer {
  /// What the customer chooses, by an answer or by silence, may be a person.
  var mayCallPerson: Bool { ifNoAnswer != .ai || options.contains { $0 != .ai } }
}

extension GraphFact {
  /// It may be missing without a fault, and nothing stands in for it.
  var canBeOpen: Bool { mayBeUnknown && usualValue == nil && trustOtherwise == nil }
}

extension Domain {
  /// How many values a number has; held at the most that fits.
  var valueCount: Int64 {
    guard step > 0, highest >= lowest else { return 0 }
    let count = (Int128(highest) - Int128(lowest)) / Int128(step) + 1
    return Int64(exactly: count) ?? .max
  }
}
