// Tests and logic: every position, every kind, children before parents.

extension GraphVerifier {
  func verifyNodes() throws(CompiledRefusal) {
    let logic = graph.logic
    try need(logic.origins.count == logic.nodes.count, "a test has no place")
    try need(logic.nodes.count < Int(Int32.max), "it has too many tests")
    for origin in logic.origins { try place(file: Int(origin.file), line: Int(origin.line)) }
    for node in logic.nodes {
      try verify(node)
      try weigh(64 + cost(of: node))
    }
  }

  /// About as many bytes as its digest is of.
  private func cost(of node: GraphNode) -> Int {
    let logic = graph.logic
    switch node {
    case .among(_, let run): return Int(run.count) * 16
    case .all(let run), .any(let run): return Int(run.count) * 40
    case .compare(let position):
      return logic.comparisons[Int(position)].terms.reduce(0) {
        $0 + 40 + graph.facts[$1.fact].name.utf8.count
      }
    case .workOut(let position): return logic.tables[Int(position)].rows.count * 64
    case .trend(let position):
      return graph.facts[logic.trends[Int(position)].fact].name.utf8.count
    case .trial(let position): return logic.trials[Int(position)].name.utf8.count
    case .anyPoint(let position): return logic.switches[Int(position)].name.utf8.count
    case .constant, .isKnown, .equals, .includes, .isEmpty, .instant, .age, .ahead, .during,
      .between, .not, .certainly, .possibly, .skipUnknown, .applyUnknown, .window, .define:
      return 0
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
      try weigh(domain.lengthOfWords(value))
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
    var isInOrder = true
    for position in graph.logic.nodes.indices {
      graph.logic.visitRests(on: position) { below in
        isInOrder = isInOrder && below >= 0 && below < position
      }
    }
    try need(isInOrder, "a test stands before what it rests on")
  }
}

extension Domain {
  /// Bytes of the words that a value of a list says.
  fileprivate func lengthOfWords(_ value: Int64) -> Int {
    switch kind {
    case .oneOf, .level: return words[Int(value)].name.utf8.count
    case .setOf: return words.reduce(0) { $0 + $1.name.utf8.count }
    case .yesNo, .number, .score, .money, .duration, .moment, .reference, .text: return 0
    }
  }
}
