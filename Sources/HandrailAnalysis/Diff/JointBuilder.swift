import HandrailEngine

/// Adds versions to a joint graph, one after the other.
struct JointBuilder {
  private(set) var graph: DecisionGraph
  var sides: [JointSide] = []
  var ownWords: [Int: Set<Int>] = [:]
  var reading = JointReading()

  var nodes: [GraphNode: Int] = [:]
  var childRuns: [[Int32]: SideRange] = [:]
  var valueRuns: [[Int64]: SideRange] = [:]
  var comparisons: [LinearComparison: Int] = [:]
  var trends: [GraphTrend: Int] = [:]
  var trials: [GraphTrial: Int] = [:]
  var calendars: [[UInt8]: Int] = [:]
  var switches: [SwitchKey: Int] = [:]
  var tables: [TableKey: Int] = [:]
  var definitions: [DefinitionKey: Int] = [:]
  var headings: [HeadingKey: Int] = [:]

  struct SwitchKey: Hashable {
    var name: String
    var node: Int
    var isTurnwise: Bool
  }

  struct DefinitionKey: Hashable {
    var name: String
    var child: Int
    var isAsDecided: Bool
  }

  struct TableKey: Hashable {
    var name: String
    var topRowWins: Bool
    var outputs: [String]
    var rows: [Row]

    struct Row: Hashable {
      var node: Int
      var coversUnknown: Bool
      var results: [Int64?]
    }
  }

  struct HeadingKey: Hashable {
    var kind: GraphHeading.Kind
    var name: String
  }

  init(like graph: DecisionGraph) { self.graph = DecisionGraph(policy: graph.policy) }

  mutating func add(_ own: DecisionGraph) {
    var side = JointSide(own)
    for task in own.tasks {
      side.tasks.append(position(of: task, in: graph.tasks))
      if side.tasks.last == graph.tasks.count { graph.tasks.append(task) }
    }
    for queue in own.routing.queues {
      let found = graph.routing.queues.firstIndex { $0.name == queue.name }
      side.queues.append(found ?? graph.routing.queues.count)
      if found == nil {
        var added = queue
        (added.agents, added.bestFirst, added.hours, added.ladder) = (-1, -1, -1, [])
        graph.routing.queues.append(added)
      }
    }
    for heading in own.headings { side.headings.append(self.heading(heading)) }
    for calendar in own.logic.calendars { side.calendars.append(self.calendar(calendar)) }
    addGatesByName(own, &side)
    for fact in own.facts.indices { side.facts.append(place(fact, &side)) }
    for trial in own.logic.trials { side.trials.append(self.trial(trial)) }
    for node in own.logic.nodes.indices { side.nodes.append(self.node(node, &side)) }
    finish(own, &side)
    sides.append(side)
  }

  private func position(of name: String, in names: [String]) -> Int {
    names.firstIndex(of: name) ?? names.count
  }

  private mutating func heading(_ own: GraphHeading) -> Int {
    let key = HeadingKey(kind: own.kind, name: own.name)
    if let found = headings[key] { return found }
    graph.headings.append(
      GraphHeading(
        kind: own.kind, name: own.name, file: own.file, line: own.line, guarding: GraphGuard()))
    headings[key] = graph.headings.count - 1
    return graph.headings.count - 1
  }

  private mutating func calendar(_ own: GraphCalendar) -> Int {
    let key = canonicalCalendar(own)
    if let found = calendars[key] { return found }
    graph.logic.calendars.append(own)
    calendars[key] = graph.logic.calendars.count - 1
    return graph.logic.calendars.count - 1
  }

  private mutating func trial(_ own: GraphTrial) -> Int {
    if let found = trials[own] { return found }
    graph.logic.trials.append(own)
    trials[own] = graph.logic.trials.count - 1
    return graph.logic.trials.count - 1
  }

  /// A sum; its facts are placed before it.
  mutating func comparison(_ position: Int, _ side: JointSide) -> Int {
    var joint = side.graph.logic.comparisons[position]
    for term in joint.terms.indices { joint.terms[term].fact = side.facts[joint.terms[term].fact] }
    if let found = comparisons[joint] { return found }
    graph.logic.comparisons.append(joint)
    comparisons[joint] = graph.logic.comparisons.count - 1
    return graph.logic.comparisons.count - 1
  }

  /// What rests on nodes: lines, gates, and what windows look back on.
  private mutating func finish(_ own: DecisionGraph, _ side: inout JointSide) {
    graph.logic.longestWindow = max(graph.logic.longestWindow, own.logic.longestWindow)
    graph.logic.readsTurns = graph.logic.readsTurns || own.logic.readsTurns
    let turnNodes = Set(graph.logic.turnNodes).union(
      own.logic.turnNodes.map { Int32(side.nodes[Int($0)]) })
    graph.logic.turnNodes = turnNodes.sorted()
    for (fact, node) in own.logic.makers.all {
      graph.logic.makers[side.facts[fact]] = side.nodes[node]
    }
    if graph.gates.wayOutNode < 0 { graph.gates.wayOutNode = side.node(own.gates.wayOutNode) }
    addEffects(own, &side)
    addGates(own, &side)
  }

  // The graph itself is changed in these places alone, from the builder's other files.

  mutating func change(_ changing: (inout DecisionGraph) -> Void) { changing(&graph) }
}
