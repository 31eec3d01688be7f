/// Looks through a graph that somebody sent: what passes is decided without a trap.
///
/// It trusts nothing but that every field was read. Positions are looked at before anything is
/// read by them, and what follows from the rest is worked out, not believed. What work with the
/// graph comes to is weighed on the way, so that no small file stands for work beyond measure.
final class GraphVerifier {
  /// Bytes that its digest is of, and of names that it says, about; no policy whose text is read
  /// comes near.
  static var mostWeight: Int { 1 << 28 }

  let graph: DecisionGraph
  private var weight = 0
  private let longestTask: Int

  init(_ graph: DecisionGraph) {
    self.graph = graph
    longestTask = graph.tasks.reduce(0) { max($0, $1.utf8.count) }
  }

  /// Refuses unless it holds.
  func need(_ holds: Bool, _ flaw: @autoclosure () -> String) throws(CompiledRefusal) {
    if !holds { throw .unsound(flaw()) }
  }

  /// Refuses where all that was weighed is too much.
  func weigh(_ more: Int) throws(CompiledRefusal) {
    weight += more
    try need(weight <= GraphVerifier.mostWeight, "it is more than can be judged")
  }

  func fact(_ position: Int) throws(CompiledRefusal) {
    try need(graph.facts.indices.contains(position), "it names a fact that it has not")
    try weigh(graph.facts[position].name.utf8.count)
  }

  func facts(_ positions: [Int]) throws(CompiledRefusal) {
    for position in positions { try fact(position) }
  }

  func node(_ position: Int) throws(CompiledRefusal) {
    try need(graph.logic.nodes.indices.contains(position), "it names a test that it has not")
  }

  /// -1 stands for none.
  func nodeIfAny(_ position: Int) throws(CompiledRefusal) {
    if position != -1 { try node(position) }
  }

  func task(_ position: Int) throws(CompiledRefusal) {
    try need(graph.tasks.indices.contains(position), "it names a task that it has not")
    try weigh(graph.tasks[position].utf8.count)
  }

  func queue(_ position: Int) throws(CompiledRefusal) {
    let isThere = graph.routing.queues.indices.contains(position)
    try need(isThere, "it names a queue that it has not")
    try weigh(graph.routing.queues[position].name.utf8.count)
  }

  func heading(_ position: Int) throws(CompiledRefusal) {
    try need(graph.headings.indices.contains(position), "it names a heading that it has not")
    try weigh(graph.headings[position].name.utf8.count)
  }

  func calendar(_ position: Int) throws(CompiledRefusal) {
    let isThere = graph.logic.calendars.indices.contains(position)
    try need(isThere, "it names a calendar that it has not")
    try weigh(graph.logic.calendars[position].name.utf8.count)
  }

  func table(_ position: Int) throws(CompiledRefusal) {
    try need(graph.logic.tables.indices.contains(position), "it names a table that it has not")
    try weigh(graph.logic.tables[position].name.utf8.count)
  }

  /// A file of the policy, and a line that a file can have.
  func place(file: Int, line: Int) throws(CompiledRefusal) {
    try need(graph.policy.files.indices.contains(file), "it names a file that it has not")
    try self.line(line)
  }

  func line(_ line: Int) throws(CompiledRefusal) {
    try need(line >= 0 && line <= Int(Int32.max), "a line has no number")
  }

  func seconds(_ seconds: Int64?) throws(CompiledRefusal) {
    try need(seconds ?? 0 >= 0, "a length of time is below nothing")
  }

  func span(_ span: GraphSpan) throws(CompiledRefusal) {
    try seconds(span.seconds)
    if span.calendar != -1 { try calendar(span.calendar) }
  }

  func scope(_ scope: TaskSet) throws(CompiledRefusal) {
    let count = graph.tasks.count
    try need(scope.words.count == (count + 63) / 64, "a set of tasks is of the wrong size")
    try weigh(scope.words.reduce(0) { $0 + $1.nonzeroBitCount } * (longestTask + 8))
    guard let last = scope.words.last, count & 63 != 0 else { return }
    try need(last >> UInt64(count & 63) == 0, "a set of tasks has one too many")
  }

  func handOver(_ target: GraphEffect.HandOver) throws(CompiledRefusal) {
    switch target {
    case .queue(let position): try queue(position)
    case .table(let position): try table(position)
    case .none: break
    }
  }

  func failure(_ failure: GraphFirst.Failure?) throws(CompiledRefusal) {
    if case .handOver(let target) = failure { try handOver(target) }
  }

  func urgency(_ level: UInt8?) throws(CompiledRefusal) {
    try need(level ?? 0 <= 3, "there is no such urgency")
  }

  func share(_ hundredths: Int) throws(CompiledRefusal) {
    try need((0...10_000).contains(hundredths), "a share is more than all")
  }

  func turns(_ count: Int) throws(CompiledRefusal) {
    try need((1...20).contains(count), "a window is not of 1 to 20 turns")
  }
}

extension DecisionGraph {
  /// Sees that a graph which was read is sound, and works out what it leaves out.
  mutating func settleVerified() throws(CompiledRefusal) {
    let entrance = GraphVerifier(self)
    try entrance.verifyHeader()
    try entrance.verifyFacts()
    settleSlots()
    let verifier = GraphVerifier(self)
    try verifier.verifySideTables()
    try verifier.verifyNodes()
    try settleMakers()
    try GraphVerifier(self).verifyOrder()
    try verifier.verifyHeadings()
    try verifier.verifyEffects()
    try verifier.verifyRouting()
    try verifier.verifyGates()
    try verifier.verifyDuties()
    settleWindows()
    let decided = facts.indices.filter { facts[$0].isAsDecided }
    duties.decidedNodes = logic.nodes(restingOn: Set(decided))
    settle()
  }

  /// Slots of each supply, in the order of the facts.
  private mutating func settleSlots() {
    var slots = SlotCounts()
    func next(_ count: inout Int) -> Int {
      count += 1
      return count - 1
    }
    for fact in facts.indices {
      switch facts[fact].supply {
      case .session: facts[fact].supply = .session(next(&slots.session))
      case .turn: facts[fact].supply = .turn(next(&slots.turn))
      case .task: facts[fact].supply = .task(next(&slots.task))
      case .agent: facts[fact].supply = .agent(next(&slots.agent))
      case .computed: facts[fact].supply = .computed(next(&slots.computed))
      }
    }
    logic.slots = slots
  }

  /// The node that keeps each worked-out fact: one, of a fact that nothing else supplies.
  private mutating func settleMakers() throws(CompiledRefusal) {
    for position in logic.nodes.indices {
      switch logic.nodes[position] {
      case .define(let fact, _):
        try settle(maker: position, of: Int(fact))
      case .workOut(let table):
        for case .fact(let fact) in logic.tables[Int(table)].outputs {
          try settle(maker: position, of: fact)
        }
      case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
        .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
        .skipUnknown, .applyUnknown, .window, .anyPoint:
        break
      }
    }
  }

  private mutating func settle(maker: Int, of fact: Int) throws(CompiledRefusal) {
    let isFree: Bool
    if case .computed = facts[fact].supply {
      isFree = facts[fact].builtIn == nil && logic.makers[fact] == nil
    } else {
      isFree = false
    }
    guard isFree else { throw .unsound("a fact is worked out that comes from elsewhere") }
    logic.makers[fact] = maker
  }

  private mutating func settleWindows() {
    var longest = 0
    for node in logic.nodes {
      if case .window(_, _, let count, _) = node { longest = max(longest, Int(count)) }
    }
    for trend in logic.trends { longest = max(longest, trend.turns) }
    for comparison in logic.comparisons {
      for term in comparison.terms { longest = max(longest, term.averageOver) }
    }
    logic.longestWindow = longest
  }
}
