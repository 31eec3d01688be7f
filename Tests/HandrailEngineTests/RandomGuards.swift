import HandrailEngine
import HandrailTestSupport

/// A graph with one `choose` of drawn guards and a rule a guard: as many as a test wants, with
/// every shape that a program tells apart.
struct RandomGuards {
  private(set) var graph: DecisionGraph
  private var random: Seeded
  private var drawn: [Int] = []

  init(rows: Int, seed: UInt64) {
    random = Seeded(seed)
    graph = DecisionGraph(
      policy: PolicyIdentity(
        name: "drawn", version: 1, zoneDataVersion: "", startsWithHuman: false, files: ["drawn"]))
    graph.tasks = ["first", "second"]
    addFacts()
    addQueues()
    var table: [GraphTable.Row] = []
    for row in 0..<rows {
      let node = guarded()
      drawn.append(node)
      table.append(
        GraphTable.Row(
          node: node, coversUnknown: false, results: [Int64(row % 7), Int64(row % 3)], line: row,
          text: ""))
    }
    table.append(
      GraphTable.Row(
        node: -1, coversUnknown: random.chance(50), results: [6, nil], line: rows, text: ""))
    addTable(table)
    addRules()
    graph.logic.origins = graph.logic.nodes.map { _ in NodeOrigin(file: 0, line: 1, text: "") }
    graph.policy.digest = graphDigest(graph)
  }

  private mutating func addFacts() {
    for position in 0..<24 {
      var domain: Domain
      switch position % 6 {
      case 0: domain = Domain(.yesNo)
      case 1, 2:
        domain = Domain(.oneOf)
        domain.words = (0..<[200, 12, 70, 5][position / 6]).map { ListWord("word_\($0)") }
      case 3:
        domain = Domain(.number)
        domain.highest = [20, 1000, 5_000_000, 60][position / 6]
      case 4:
        domain = Domain(.setOf)
        domain.words = (0..<40).map { ListWord("part_\($0)") }
      default:
        domain = Domain(.money)
        domain.highest = 1_000_000
      }
      graph.facts.append(
        GraphFact(
          name: "f\(position)", domain: domain, supply: .session(position), mayBeUnknown: true))
    }
    graph.logic.slots.session = graph.facts.count
    var worked = Domain(.number)
    worked.highest = 10
    graph.facts.append(
      GraphFact(name: "worked", domain: worked, supply: .computed(0), mayBeUnknown: true))
    graph.logic.slots.computed = 1
  }

  private mutating func addQueues() {
    for queue in 0..<7 {
      graph.routing.queues.append(
        GraphQueue(
          name: "q\(queue)", skills: [], urgency: queue == 3 ? 2 : nil, file: 0, line: queue))
    }
    graph.routing.preferred = [4, 2, 0]
    graph.routing.otherwise = 6
  }

  private mutating func add(_ node: GraphNode) -> Int {
    graph.logic.nodes.append(node)
    return graph.logic.nodes.count - 1
  }

  private mutating func group(_ children: [Int]) -> SideRange {
    let run = SideRange(first: graph.logic.children.count, count: children.count)
    graph.logic.children += children.map { Int32($0) }
    return run
  }

  /// A test of one fact, now and then of two.
  private mutating func test() -> Int {
    let fact = random.below(24)
    if random.chance(8) { return add(.isKnown(fact: Int32(fact))) }
    let domain = graph.facts[fact].domain
    switch domain.kind {
    case .yesNo: return member(of: fact, 1, below: 2)
    case .oneOf:
      let few = random.chance(66) ? 1 : 2 + random.below(4)
      return member(of: fact, few, below: domain.words.count)
    case .setOf:
      if random.chance(12) { return add(.isEmpty(fact: Int32(fact))) }
      return add(.includes(fact: Int32(fact), word: UInt8(random.below(40))))
    default: return compare(fact, upTo: domain.highest)
    }
  }

  private mutating func member(of fact: Int, _ count: Int, below limit: Int) -> Int {
    var values: Set<Int64> = []
    while values.count < count { values.insert(Int64(random.below(limit))) }
    let run = SideRange(first: graph.logic.values.count, count: count)
    graph.logic.values += values.sorted()
    return add(.among(fact: Int32(fact), values: run))
  }

  private mutating func compare(_ fact: Int, upTo highest: Int64) -> Int {
    let factor: Int128 = [1, -1, 3, -7, 0][random.below(5)]
    var terms = [LinearComparison.Term(factor: factor, fact: fact, averageOver: 0)]
    if random.chance(12) {
      let other = [3, 9, 15, 21][random.below(4)]
      terms.append(LinearComparison.Term(factor: 2, fact: other, averageOver: 0))
    }
    let limit = Int128(random.below(Int(highest) + 1)) * -factor + Int128(random.below(3) - 1)
    graph.logic.comparisons.append(
      LinearComparison(
        terms: terms, constant: limit, comparison: Comparison.allCases[random.below(6)],
        decimals: 0))
    return add(.compare(Int32(graph.logic.comparisons.count - 1)))
  }

  private mutating func condition(level: Int) -> Int {
    if level >= 3 || random.chance(50) { return test() }
    let child = Int32(condition(level: level + 1))
    switch random.below(8) {
    case 0: return add(.not(child))
    case 1: return add(.not(Int32(add(.certainly(child)))))
    case 2: return add(.not(Int32(add(.possibly(child)))))
    case 3: return add(random.chance(50) ? .skipUnknown(child) : .applyUnknown(child))
    case 4:
      let run = group((0..<2 + random.below(3)).map { _ in condition(level: level + 1) })
      return add(.all(run))
    default:
      let run = group((0..<2 + random.below(3)).map { _ in condition(level: level + 1) })
      return add(.any(run))
    }
  }

  /// What authors write most: a few tests, the first of which often names a word.
  private mutating func guarded() -> Int {
    if !drawn.isEmpty, random.chance(3) { return drawn[random.below(drawn.count)] }
    var parts: [Int] = []
    if random.chance(66) { parts.append(member(of: 1, 1 + random.below(3), below: 200)) }
    while parts.count < 2 + random.below(3) { parts.append(condition(level: 0)) }
    return add(.all(group(parts)))
  }

  private mutating func addTable(_ rows: [GraphTable.Row]) {
    graph.logic.tables.append(
      GraphTable(
        name: "team", isChoose: true, topRowWins: random.chance(66),
        outputs: [.queue, .fact(24)], rows: rows, file: 0, line: 1))
    graph.logic.makers[24] = add(.workOut(table: 0))
  }

  /// Rules over the same guards, and some that read what the table gives.
  private mutating func addRules() {
    graph.headings.append(
      GraphHeading(kind: .rule, name: "rule", file: 0, line: 1, guarding: GraphGuard()))
    for (position, node) in drawn.enumerated() where position % 3 == 0 {
      add(position, node)
    }
    let run = SideRange(first: graph.logic.values.count, count: 1)
    graph.logic.values.append(1)
    let reading = add(.among(fact: 24, values: run))
    for _ in 0..<6 { add(random.below(100), add(.all(group([reading, test()])))) }
  }

  private mutating func add(_ position: Int, _ node: Int) {
    var scope = TaskSet(taskCount: 2)
    scope.insert(position % 2)
    if position % 5 == 0 { scope.insert(0) }
    let actions: [GraphEffect.Action] = [
      .aiMay, .aiMay, .aiMay, .aiMayOnlySuggest, .onlyHumanMay(roles: []), .nobodyMay,
      .handOver(.queue(position % 7)), .handOver(.table(0)), .startWithHuman, .stopAI,
      .urgency(UInt8(position % 4)), .aiMay,
    ]
    graph.effects.append(
      GraphEffect(
        action: actions[position % actions.count], scope: scope, node: node, heading: 0,
        line: position, text: ""))
  }

  /// Cells as a host may send them: known, legitimately unknown, at fault.
  mutating func cells() -> [Cell] {
    let sorts: [UnknownCause] = [.absent, .notTrusted, .missing, .outOfRange]
    return (0..<24).map { fact in
      if random.chance(12) { return Cell(unknown: sorts[random.below(4)]) }
      let domain = graph.facts[fact].domain
      switch domain.kind {
      case .yesNo: return Cell(Int64(random.below(2)))
      case .oneOf: return Cell(Int64(random.below(domain.words.count)))
      case .setOf: return Cell(Int64(1) << Int64(random.below(40)) & ~Int64(random.below(8)))
      default: return Cell(Int64(random.below(Int(domain.highest) + 1)))
      }
    }
  }

  mutating func pick(_ count: Int) -> Int { random.below(count) }
}
