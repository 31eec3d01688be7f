// Tests and logic: every position, every kind, children before parents.

extension GraphVerifier {
  func verifyNodes() throws(CompiledRefusal) {
    let logic = graph.logic
    try need(logic.origins.count == logic.nodes.count, "a test has no place")
    try need(logic.nodes.count < Int(Int32.max), "it has too many tests")
    for origin in logic.origins { try place(file: Int(origin.file), line: Int(origin.line)) }
    var steps = logic.nodes.count
    for node in logic.nodes {
      try verify(node)
      steps += cost(of: node)
      try need(steps <= GraphVerifier.mostSteps, "its tests are more than can be judged")
    }
  }

  private func cost(of node: GraphNode) -> Int {
    switch node {
    case .among(_, let run), .all(let run), .any(let run): Int(run.count)
    case .compare(let position): graph.logic.comparisons[Int(position)].terms.count
    case .workOut(let position):
      graph.logic.tables[Int(position)].rows.count
    case .constant, .isKnown, .equals, .includes, .isEmpty, .instant, .age, .ahead, .trend,
      .during, .between, .trial, .not, .certainly, .possibly, .skipUnknown, .applyUnknown,
      .window, .anyPoint, .define:
      0
    }
  }

  private func verify(_ node: GraphNode) throws(CompiledRefusal) {
    let logic = graph.logic
    switch node {
    case .constant, .between: break
    case .isKnown(let fact): try self.fact(Int(fact))
    case .among(let fact, let run): try verifyAmong(Int(fact), run)
    case .equals(let fact, let other): try verifyEqual(Int(fact), Int(other))
    case .includes(let fact, let word):
      let domain = try domain(Int(fact))
      try need(
        domain.kind == .setOf && Int(word) < domain.words.count, "a test is of no kind")
    case .isEmpty(let fact):
      try need(try domain(Int(fact)).kind == .setOf, "a test is of no kind")
    case .compare(let position): try entry(position, of: logic.comparisons.count)
    case .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
      try need(try domain(Int(fact)).kind == .moment, "a test is of no kind")
    case .trend(let position): try entry(position, of: logic.trends.count)
    case .during(let position): try calendar(Int(position))
    case .trial(let position): try entry(position, of: logic.trials.count)
    case .not(let child), .certainly(let child), .possibly(let child), .skipUnknown(let child),
      .applyUnknown(let child):
      try self.node(Int(child))
    case .all(let run), .any(let run): try self.run(run, of: logic.children.count)
    case .window(let child, let atLeast, let count, _):
      try self.node(Int(child))
      try turns(Int(count))
      try need((1...count).contains(atLeast), "a window asks for more turns than it has")
    case .anyPoint(let position): try entry(position, of: logic.switches.count)
    case .define(let fact, let child):
      try need(try domain(Int(fact)).kind == .yesNo, "a definition is not yes or no")
      try self.node(Int(child))
    case .workOut(let position): try table(Int(position))
    }
  }

  private func domain(_ position: Int) throws(CompiledRefusal) -> Domain {
    try fact(position)
    return graph.facts[position].domain
  }

  private func entry(_ position: Int32, of count: Int) throws(CompiledRefusal) {
    try need(position >= 0 && Int(position) < count, "it names a test that it has not")
  }

  private func run(_ run: SideRange, of count: Int) throws(CompiledRefusal) {
    let isInside =
      run.first >= 0 && run.count >= 0 && Int(run.first) + Int(run.count) <= count
    try need(isInside, "a list of tests or values goes beyond its end")
  }

  /// Sorted, each once, and each a value that the fact can have.
  private func verifyAmong(_ fact: Int, _ run: SideRange) throws(CompiledRefusal) {
    let domain = try domain(fact)
    try self.run(run, of: graph.logic.values.count)
    var last: Int64?
    for offset in run.offsets {
      let value = graph.logic.values[offset]
      try need(domain.holds(value), "a value that is asked for is not of its kind")
      if let last { try need(last < value, "values that are asked for are out of order") }
      last = value
    }
    if run.count > 0 {
      let ends = (graph.logic.values[Int(run.first)], last ?? 0)
      let (_, overflow) = ends.1.subtractingReportingOverflow(ends.0)
      try need(!overflow, "values that are asked for are too far apart")
    }
  }

  private func verifyEqual(_ fact: Int, _ other: Int) throws(CompiledRefusal) {
    let (left, right) = (try domain(fact).kind, try domain(other).kind)
    let areAlike: Bool
    switch left {
    case .reference, .text: areAlike = right == .reference || right == .text
    case .oneOf, .level: areAlike = right == .oneOf || right == .level
    case .yesNo, .setOf, .number, .score, .money, .duration, .moment: areAlike = left == right
    }
    try need(areAlike, "two facts are compared that are not alike")
  }

  /// What a node rests on stands before it: its children, and the makers of what it reads.
  func verifyOrder() throws(CompiledRefusal) {
    for position in graph.logic.nodes.indices {
      for below in graph.logic.rests(on: position) {
        try need(below >= 0 && below < position, "a test stands before what it rests on")
      }
    }
  }
}
