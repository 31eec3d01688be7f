package import HandrailEngine

/// Makes questions around the limits of the tests that a heading reads.
struct ExampleMaker {
  let graph: DecisionGraph
  /// Nodes of the heading and of what else bears on the tasks that it covers.
  private let nodes: [Int]
  private let tasks: [Int]
  private var random: ExampleRandom
  /// By fact: values that are worth a try.
  private var values: [Int: [Int64]] = [:]
  private var turnCount = 0
  /// By fact: values at which nothing calls for a person.
  private let calm: [Int: Int64]
  private var moments: [Int64]

  /// Monday, 2 March 2026, 10:15 UTC.
  private static var start: Int64 { 1_772_446_500_000_000 }
  /// The most headings besides its own that a search looks at.
  private static var mostOthers: Int { 40 }

  init(_ graph: DecisionGraph, heading: Int, calm: [Int: Int64], seed: UInt64) {
    self.graph = graph
    self.calm = calm
    random = ExampleRandom(seed: seed)
    moments = [Self.start]
    let own: Set<Int> = heading < 0 ? [] : [heading]
    tasks = graph.tasks(coveredBy: heading)
    var near = own
    for effect in graph.effects where near.count <= Self.mostOthers {
      guard !effect.action.isAboutConversation else { continue }
      if tasks.contains(where: effect.scope.contains) { near.insert(effect.heading) }
    }
    nodes = graph.closure(of: graph.nodes(of: near))
    for node in nodes { addValues(of: graph.logic.nodes[node]) }
    let readsTurns = graph.facts.indices.contains { fact in
      if case .turn = graph.facts[fact].supply { values[fact] != nil } else { false }
    }
    if readsTurns || graph.logic.readsTurns { turnCount = max(turnCount, 1) }
    addMoments()
  }

  /// Facts and values that are worth a try, in a fixed order.
  var tries: [(fact: Int, value: Int64)] {
    values.keys.sorted().flatMap { fact in (values[fact] ?? []).map { (fact, $0) } }
  }

  /// The first attempts are quiet customers, one for each task; the rest mix values.
  mutating func question(attempt: Int) -> Question {
    var question = quiet(task: task(attempt))
    guard attempt >= max(1, min(tasks.count, 4)) else { return question }
    question.at = Moment(microseconds: moments[random.below(moments.count)])
    question.session = "s-\(1 + random.below(20))"
    // Half of the facts stay quiet, so that what is said of a customer stays simple.
    for fact in values.keys.sorted() where random.below(2) == 0 { mix(fact, into: &question) }
    return question
  }

  /// The same customer with one or two things changed.
  mutating func varied(_ start: Question?, _ attempt: Int) -> Question {
    guard var question = start else { return self.question(attempt: attempt) }
    let places = values.keys.sorted()
    if moments.count > 1, random.below(6) == 0 || places.isEmpty {
      question.at = Moment(microseconds: moments[random.below(moments.count)])
    }
    if random.below(8) == 0 { question.session = "s-\(1 + random.below(20))" }
    if tasks.count > 1 || attempt >= 40, random.below(6) == 0 || places.isEmpty,
      let other = task(attempt)
    {
      question.ask(other)
    }
    guard !places.isEmpty else { return question }
    for _ in 0...random.below(2) { mix(places[random.below(places.count)], into: &question) }
    return question
  }

  /// A customer with some of what a node reads changed; first one thing at a time.
  mutating func changed(_ start: Question, towards node: Int, attempt: Int) -> Question {
    let read = graph.closure(of: [node])
    var other = Set(read.flatMap { graph.logic.facts(readBy: graph.logic.nodes[$0]) })
    other.formIntersection(Set(values.keys).union(taskFacts(other)))
    var question = start
    let places = other.sorted()
    guard !places.isEmpty else {
      question.at = Moment(microseconds: moments[random.below(moments.count)])
      return question
    }
    let count = attempt < 60 ? 1 : 1 + random.below(places.count)
    for _ in 0..<count {
      let fact = places[random.below(places.count)]
      if graph.facts[fact].builtIn == .task {
        question.ask(anotherTask())
      } else {
        mix(fact, into: &question)
      }
    }
    return question
  }

  private func taskFacts(_ facts: Set<Int>) -> Set<Int> {
    facts.filter { graph.facts[$0].builtIn == .task }
  }

  private mutating func anotherTask() -> Int {
    let tested = nodes.flatMap { node -> [Int64] in
      guard case .among(let fact, let run) = graph.logic.nodes[node],
        graph.facts[Int(fact)].builtIn == .task
      else { return [] }
      return run.offsets.map { graph.logic.values[$0] }
    }.map { Int($0) }.filter { graph.tasks.indices.contains($0) }
    return tested.isEmpty
      ? random.below(max(1, graph.tasks.count)) : tested[random.below(tested.count)]
  }

  private mutating func task(_ attempt: Int) -> Int? {
    guard !tasks.isEmpty else {
      guard !graph.tasks.isEmpty else { return nil }
      // Later another one too, for it may be the first that an exception names.
      return attempt < 40 ? 0 : random.below(graph.tasks.count)
    }
    return attempt < tasks.count ? tasks[attempt] : tasks[random.below(tasks.count)]
  }
}

extension ExampleMaker {
  /// A customer about whom nothing special is known.
  func quiet(task: Int?) -> Question {
    let at = Self.start
    var session = [Cell](repeating: Cell(unknown: .absent), count: graph.logic.slots.session)
    var turn = [Cell](repeating: Cell(unknown: .absent), count: graph.logic.slots.turn)
    var ofTask = [Cell](repeating: Cell(unknown: .absent), count: graph.logic.slots.task)
    for (position, fact) in graph.facts.enumerated() {
      let cell = Cell(calm[position] ?? fact.domain.quiet(at: at))
      switch fact.supply {
      case .session(let slot): session[slot] = cell
      case .turn(let slot): turn[slot] = cell
      case .task(let slot): ofTask[slot] = cell
      case .agent, .computed: break
      }
    }
    let queue = QueueState(open: Cell(1), free: Cell(3), wait: Cell(0))
    var frame = Frame(
      session: session, queues: [QueueState](repeating: queue, count: graph.routing.queues.count))
    frame.texts = ["A-1", "B-2"]
    for number in 0..<turnCount {
      let moment = Moment(microseconds: at - Int64(turnCount - 1 - number) * 60_000_000)
      frame.turns.append(Turn(number: number + 1, at: moment, cells: turn))
    }
    if let task { frame.tasks[task] = ofTask }
    var question = Question(
      at: Moment(microseconds: at), ask: task.map { .task($0) } ?? .none, frame: frame,
      memory: .new)
    question.session = "s-1"
    return question
  }

  /// Gives a fact one of its values; a turn fact one in each turn.
  private mutating func mix(_ fact: Int, into question: inout Question) {
    guard let candidates = values[fact], !candidates.isEmpty else { return }
    func pick() -> Cell { Cell(candidates[random.below(candidates.count)]) }
    switch graph.facts[fact].supply {
    case .session(let slot): question.frame.session[slot] = pick()
    case .turn(let slot):
      for turn in question.frame.turns.indices { question.frame.turns[turn].cells[slot] = pick() }
    case .task(let slot):
      guard case .task(let task) = question.ask else { return }
      question.frame.tasks[task]?[slot] = pick()
    case .agent: return
    case .computed:
      switch graph.facts[fact].builtIn {
      case .queueOpen(let queue): question.frame.queues[queue].open = pick()
      case .queueFree(let queue): question.frame.queues[queue].free = pick()
      case .queueWait(let queue): question.frame.queues[queue].wait = pick()
      case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
        return
      }
    }
  }

  /// Other moments, where some test looks at the clock.
  private mutating func addMoments() {
    let hour: Int64 = 3_600_000_000
    for node in nodes {
      switch graph.logic.nodes[node] {
      case .during: moments += [Self.start + 12 * hour, Self.start + 5 * 24 * hour]
      case .between(let from, let until):
        moments += [from, until].filter { $0 > 0 && $0 < Int64.max / 2 }.flatMap {
          [$0 + 12 * hour, $0 - 12 * hour]
        }
      case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
        .ahead, .trend, .trial, .not, .all, .any, .certainly, .possibly, .skipUnknown,
        .applyUnknown, .window, .anyPoint, .define, .workOut:
        continue
      }
    }
  }
}

extension ExampleMaker {
  private mutating func add(_ fact: Int, _ found: [Int64]) {
    for value in found where !values[fact, default: []].contains(value) {
      values[fact, default: []].append(value)
    }
  }

  private mutating func addValues(of node: GraphNode) {
    switch node {
    case .isKnown(let fact), .isEmpty(let fact):
      add(Int(fact), graph.facts[Int(fact)].domain.words.isEmpty ? [0] : [0, 1])
    case .among(let fact, let run):
      let domain = graph.facts[Int(fact)].domain
      let others = domain.words.indices.prefix(4).map { Int64($0) }
      let tested = run.offsets.map { graph.logic.values[$0] }
      add(Int(fact), tested + (domain.kind == .yesNo ? [0, 1] : others))
    case .equals(let fact, let other):
      for fact in [Int(fact), Int(other)] { add(fact, [0, 1]) }
    case .includes(let fact, let word):
      add(Int(fact), [0, Int64(bitPattern: 1 << UInt64(word))])
    case .compare(let position): addNumbers(graph.logic.comparisons[Int(position)])
    case .trend(let position):
      let trend = graph.logic.trends[Int(position)]
      let low = graph.facts[trend.fact].domain.lowest
      add(trend.fact, [low, low &+ trend.by, low &+ trend.by &* 2])
      turnCount = max(turnCount, trend.turns)
    case .instant(let fact, _, let microseconds):
      add(Int(fact), [microseconds - 86_400_000_000, microseconds + 86_400_000_000])
    case .age(let fact, _, let age):
      add(Int(fact), [Self.start - age / 2, Self.start - age &* 2].filter { $0 > 0 })
    case .ahead(let fact, _, let distance):
      add(Int(fact), [Self.start + distance / 2, Self.start + distance &* 2])
    case .window(_, _, let of, _): turnCount = max(turnCount, Int(of))
    case .constant, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .anyPoint, .define, .workOut:
      break
    }
  }

  /// Round values on both sides of where a sum turns, one term at a time.
  private mutating func addNumbers(_ comparison: LinearComparison) {
    for term in comparison.terms {
      let fact = graph.facts[term.fact]
      turnCount = max(turnCount, term.averageOver)
      if fact.builtIn == .humanRequests || fact.builtIn == .turnCount {
        addTurns(fact.builtIn, Int(clamping: turn(of: term, comparison) ?? 3))
        continue
      }
      guard let limit = turn(of: term, comparison) else { continue }
      if fact.domain.kind == .level {
        add(
          term.fact,
          [limit - 1, limit, limit + 1].filter { fact.domain.words.indices.contains(Int($0)) })
      } else {
        add(term.fact, fact.domain.around(limit))
      }
    }
  }

  /// Enough turns for a count, and in them what the way out to a person looks at.
  private mutating func addTurns(_ builtIn: GraphBuiltIn?, _ count: Int) {
    turnCount = max(turnCount, min(20, count + 1))
    guard builtIn == .humanRequests, graph.gates.wayOutNode >= 0 else { return }
    for node in graph.closure(of: [graph.gates.wayOutNode]) {
      addValues(of: graph.logic.nodes[node])
    }
  }

  /// Where a sum turns if all its other terms are at nothing.
  private func turn(of term: LinearComparison.Term, _ comparison: LinearComparison) -> Int64? {
    guard term.factor != 0, comparison.constant != .min else { return nil }
    return Int64(exactly: -comparison.constant / term.factor)
  }
}

extension Domain {
  /// Two round values on each side of a limit, as far as the bounds allow.
  fileprivate func around(_ limit: Int64) -> [Int64] {
    let unit = roundUnit(at: limit)
    let found = [1, -1, 2, -4].compactMap { (count: Int64) -> Int64? in
      let (part, overflow) = unit.multipliedReportingOverflow(by: count)
      let (value, second) = limit.addingReportingOverflow(part)
      return overflow || second || !holds(value) ? nil : value
    }
    if !found.isEmpty { return found }
    return [limit, lowest, highest].filter(holds)
  }

  /// A step that keeps values near a limit short: a tenth, ten pounds, a minute.
  private func roundUnit(at limit: Int64) -> Int64 {
    let size = Int64(clamping: limit.magnitude)
    var unit: Int64 = 1
    if kind == .duration {
      for _ in 0..<decimals { unit *= 10 }
      return unit * (size >= 7200 * unit ? 3600 : size >= 120 * unit ? 60 : 1)
    }
    let reach = size > 0 ? size / 3 : max(1, (highest / 10 - lowest / 10))
    while unit <= reach / 10 { unit *= 10 }
    return unit
  }

  /// No, nothing, zero, the first of a list, a day ago.
  fileprivate func quiet(at moment: Int64) -> Int64 {
    switch kind {
    case .yesNo, .oneOf, .setOf, .level, .reference, .text: return 0
    case .number, .score, .money, .duration: return holds(0) ? 0 : lowest
    case .moment: return moment - 86_400_000_000
    }
  }
}

extension Question {
  /// Asks for another task, with the same facts of the task.
  fileprivate mutating func ask(_ task: Int) {
    if case .task(let before) = ask { frame.tasks[task] = frame.tasks[before] }
    ask = .task(task)
  }
}

extension DecisionGraph {
  /// Some nodes and all that they rest on, in table order.
  package func closure(of nodes: [Int]) -> [Int] {
    var seen = Set(nodes)
    var pending = nodes
    while let node = pending.popLast() {
      for next in logic.rests(on: node) where seen.insert(next).inserted { pending.append(next) }
    }
    return seen.sorted()
  }

  /// The tasks that a heading is about; none where it is about the conversation.
  package func tasks(coveredBy heading: Int) -> [Int] {
    var scopes = effects.filter { $0.heading == heading && !$0.action.isAboutConversation }.map(
      \.scope)
    scopes += gates.approvals.filter { $0.heading == heading }.map(\.scope)
    scopes += gates.offers.filter { $0.heading == heading }.map(\.scope)
    scopes += gates.firsts.filter { $0.heading == heading }.map(\.scope)
    return tasks.indices.filter { task in scopes.contains { $0.contains(task) } }
  }
}

extension GraphEffect.Action {
  fileprivate var isAboutConversation: Bool {
    switch self {
    case .handOver, .otherwiseHandOver, .startWithHuman, .stopAI, .bringIn, .contactCustomer,
      .urgency, .needSkills:
      true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse: false
    }
  }
}

/// Numbers that follow from a seed: SplitMix64.
struct ExampleRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
    return bound > 0 ? Int(value % UInt64(bound)) : 0
  }
}
