package import HandrailEngine
package import HandrailModel
import HandrailSource

/// Turns a checked policy into its decision graph.
///
/// The model must have no *stop* messages; equal tests become one node.
package func lower(_ model: PolicyModel, zoneDataVersion: String) -> DecisionGraph {
  var builder = GraphBuilder(model, zoneDataVersion: zoneDataVersion)
  builder.addParts()
  builder.finish()
  builder.graph.fit()
  return builder.graph
}

/// The graph under construction, with what makes equal nodes one.
struct GraphBuilder {
  let model: PolicyModel
  var graph: DecisionGraph
  private var nodes: [GraphNode: Int] = [:]
  private var valueRuns: [[Int64]: SideRange] = [:]
  private var childRuns: [[Int]: SideRange] = [:]
  private var comparisons: [LinearComparison: Int] = [:]
  private var resultLists: Set<[Int64?]> = []
  /// The scope of what is about the conversation.
  let everyTask: TaskSet
  /// Sums that are compared with this and that: each is held once.
  private var sums: Set<[LinearComparison.Term]> = []
  private var trends: [GraphTrend: Int] = [:]
  var switches: [String: Int] = [:]
  /// Positions in `graph.logic.tables`, by table and by choose.
  var tablePositions: [PolicyTableID: Int] = [:]
  var choosePositions: [ChooseID: Int] = [:]
  /// Where the fact of each definition stands.
  var definedFacts: [DefinitionID: Int] = [:]
  /// Whether a definition rests on turn facts alone, by fact.
  var turnwiseFacts: Set<Int> = []
  /// True while a duty is lowered: what is decided is read as after the decision.
  var readsAsDecided = false
  /// By fact: the twin that is read as decided.
  var decidedTwins: [FactID: Int] = [:]
  /// Tests met since a heading last took its own, by `keepWritten`.
  var written = WrittenTests()
  /// What is made already of the rule that is being lowered; `nil` outside rules.
  var made: MadeParts?

  init(_ model: PolicyModel, zoneDataVersion: String) {
    self.model = model
    graph = DecisionGraph(
      policy: PolicyIdentity(
        name: model.header.name, version: model.header.version,
        zoneDataVersion: zoneDataVersion, startsWithHuman: model.header.startWith == .human,
        files: model.files.map(\.path)))
    var every = TaskSet(taskCount: model.vocabulary.tasks.count)
    for task in model.vocabulary.tasks.indices { every.insert(task.offset) }
    everyTask = every
  }

  /// Everything that decisions look at.
  mutating func addParts() {
    addFacts()
    addCalendars()
    addQueues()
    addWorkedOutFacts()
    addRules()
    addGates()
    addStops()
    addDuties()
    addAgentTests()
  }

  /// The node, made if there is none like it; it stands where it was first met.
  mutating func node(_ node: GraphNode, _ origin: Origin? = nil, text: String = "") -> Int {
    if let known = nodes[node] { return known }
    let position = graph.logic.nodes.count
    graph.logic.nodes.append(node)
    graph.logic.origins.append(
      NodeOrigin(
        file: origin.map { $0.place.file.offset } ?? 0, line: origin?.line ?? 0, text: text))
    nodes[node] = position
    return position
  }

  mutating func not(_ child: Int) -> Int { node(.not(Int32(child))) }

  mutating func all(_ children: [Int]) -> Int {
    children.count == 1 ? children[0] : node(.all(run(of: children)))
  }

  mutating func any(_ children: [Int]) -> Int {
    children.count == 1 ? children[0] : node(.any(run(of: children)))
  }

  private mutating func run(of children: [Int]) -> SideRange {
    if let known = childRuns[children] { return known }
    let run = SideRange(first: graph.logic.children.count, count: children.count)
    graph.logic.children += children.map { Int32($0) }
    childRuns[children] = run
    return run
  }

  mutating func run(ofValues values: [Int64]) -> SideRange {
    let sorted = Set(values).sorted()
    if let known = valueRuns[sorted] { return known }
    let run = SideRange(first: graph.logic.values.count, count: sorted.count)
    graph.logic.values += sorted
    valueRuns[sorted] = run
    return run
  }

  mutating func position(of comparison: LinearComparison) -> Int {
    if let known = comparisons[comparison] { return known }
    var comparison = comparison
    comparison.terms = sums.insert(comparison.terms).memberAfterInsert
    graph.logic.comparisons.append(comparison)
    comparisons[comparison] = graph.logic.comparisons.count - 1
    return graph.logic.comparisons.count - 1
  }

  mutating func position(of trend: GraphTrend) -> Int {
    if let known = trends[trend] { return known }
    graph.logic.trends.append(trend)
    trends[trend] = graph.logic.trends.count - 1
    return graph.logic.trends.count - 1
  }

  mutating func note(window turns: Int) {
    graph.logic.longestWindow = max(graph.logic.longestWindow, turns)
  }

  func taskSet(_ tasks: Set<TaskID>) -> TaskSet {
    var set = TaskSet(taskCount: graph.tasks.count)
    for task in tasks { set.insert(task.offset) }
    return set
  }

  /// What a row gives: equal results are held once.
  mutating func once(_ results: [Int64?]) -> [Int64?] {
    resultLists.insert(results).memberAfterInsert
  }
}

/// Tests as they were met, each once.
struct WrittenTests {
  /// So many are looked through one by one; a set of more would cost more than it saves.
  private static let few = 16

  var tests: [WrittenTest] = []
  private var nodes: Set<Int> = []

  /// True for a node that is met for the first time.
  mutating func notes(_ node: Int) -> Bool {
    guard tests.count >= Self.few else { return !tests.contains { $0.node == node } }
    if nodes.isEmpty { nodes = Set(tests.map(\.node)) }
    return nodes.insert(node).inserted
  }
}
