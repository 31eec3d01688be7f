/// The names by which the canonical form speaks of what stands at a position.
package struct CanonicalNames {
  let graph: DecisionGraph
  private let facts: [String]
  private let headings: [String]
  /// Positions of the tasks, by their names' bytes.
  private let sortedTasks: [Int]

  package init(_ graph: DecisionGraph) {
    self.graph = graph
    facts = graph.facts.map { $0.isAsDecided ? "\($0.name) as decided" : $0.name }
    headings = graph.headings.map { "\($0.kind.rawValue) \($0.name)" }
    sortedTasks = graph.tasks.indices.sorted {
      graph.tasks[$0].utf8.lexicographicallyPrecedes(graph.tasks[$1].utf8)
    }
  }

  func fact(_ position: Int) -> String { name(position, facts) { $0 } }

  func task(_ position: Int) -> String { name(position, graph.tasks) { $0 } }

  func queue(_ position: Int) -> String { name(position, graph.routing.queues) { $0.name } }

  func calendar(_ position: Int) -> String { name(position, graph.logic.calendars) { $0.name } }

  func heading(_ position: Int) -> String { name(position, headings) { $0 } }

  func table(_ position: Int) -> String {
    name(position, graph.logic.tables) { "\($0.isChoose ? "choose" : "table") \($0.name)" }
  }

  func tasks(_ scope: TaskSet) -> [String] {
    guard scope.words.contains(where: { $0 != 0 }) else { return [] }
    return sortedTasks.filter { scope.contains($0) }.map { graph.tasks[$0] }
  }

  /// What is at no position has no name: -1 stands for none throughout the graph.
  private func name<Element>(
    _ position: Int, _ elements: [Element], _ read: (Element) -> String
  ) -> String {
    elements.indices.contains(position) ? read(elements[position]) : ""
  }
}

/// The digest of every node: of what it tests, with its children by their digests.
package struct CanonicalNodes {
  private let names: CanonicalNames
  private var graph: DecisionGraph { names.graph }
  private var digests: [SHA256Digest] = []

  package init(_ names: CanonicalNames) {
    self.names = names
    digests.reserveCapacity(names.graph.logic.nodes.count)
    var writer = CanonicalWriter()
    for node in names.graph.logic.nodes {
      writer.clear()
      write(node, to: &writer)
      digests.append(sha256Digest(writer.bytes))
    }
  }

  /// `nil` for -1, and for a position that breaks the order of children before parents.
  package func digest(_ position: Int) -> SHA256Digest? {
    digests.indices.contains(position) ? digests[position] : nil
  }

  /// The digest of a node that works out a fact: it counts though no effect rests on it by node.
  func root(_ position: Int) -> SHA256Digest? {
    switch graph.logic.nodes[position] {
    case .define, .workOut: digest(position)
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .window, .anyPoint:
      nil
    }
  }

  private func write(_ node: GraphNode, to writer: inout CanonicalWriter) {
    switch node {
    case .constant(let truth):
      writer.text("constant")
      writer.integer(Int(truth.rawValue))
    case .isKnown(let fact): writer.test("known", names.fact(Int(fact)))
    case .isEmpty(let fact): writer.test("empty", names.fact(Int(fact)))
    case .among(let fact, let values): writeAmong(fact, values, to: &writer)
    case .equals(let fact, let other):
      writer.text("equals")
      writer.unordered([fact, other].map { CanonicalWriter(names.fact(Int($0))).bytes })
    case .includes(let fact, let word):
      let words = domain(fact).words
      let position = Int(word)
      writer.test("includes", names.fact(Int(fact)))
      writer.text(words.indices.contains(position) ? words[position].name : "")
    case .compare(let position): writeComparison(Int(position), to: &writer)
    case .instant(let fact, let comparison, let limit):
      writer.moment("instant", names.fact(Int(fact)), comparison, limit)
    case .age(let fact, let comparison, let limit):
      writer.moment("age", names.fact(Int(fact)), comparison, limit)
    case .ahead(let fact, let comparison, let limit):
      writer.moment("ahead", names.fact(Int(fact)), comparison, limit)
    case .trend(let position): writeTrend(Int(position), to: &writer)
    case .during(let calendar): writer.test("during", names.calendar(Int(calendar)))
    case .between(let from, let until):
      writer.text("between")
      writer.integer(from)
      writer.integer(until)
    case .trial(let position): writeTrial(Int(position), to: &writer)
    case .not, .certainly, .possibly, .skipUnknown, .applyUnknown, .all, .any, .window, .define:
      writeParent(node, to: &writer)
    case .anyPoint(let position): writeSwitch(Int(position), to: &writer)
    case .workOut(let position): writeTable(Int(position), to: &writer)
    }
  }

  private func writeParent(_ node: GraphNode, to writer: inout CanonicalWriter) {
    switch node {
    case .not(let child): writer.parent("not", one(child))
    case .certainly(let child): writer.parent("certainly", one(child))
    case .possibly(let child): writer.parent("possibly", one(child))
    case .skipUnknown(let child): writer.parent("skip", one(child))
    case .applyUnknown(let child): writer.parent("apply", one(child))
    case .all(let run): writer.parent("all", children(run))
    case .any(let run): writer.parent("any", children(run))
    case .window(let child, let atLeast, let turns, let restarts):
      writer.text("window")
      writer.part(digest(Int(child)))
      writer.integer(Int(atLeast))
      writer.integer(Int(turns))
      writer.flag(restarts)
    case .define(let fact, let child):
      writer.test("define", names.fact(Int(fact)))
      writer.part(digest(Int(child)))
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .anyPoint, .workOut:
      break
    }
  }

  private func domain(_ fact: Int32) -> Domain {
    graph.facts.indices.contains(Int(fact)) ? graph.facts[Int(fact)].domain : Domain(.yesNo)
  }

  private func children(_ run: SideRange) -> [SHA256Digest] {
    var found: [SHA256Digest] = []
    found.reserveCapacity(Int(run.count))
    for offset in run.offsets where graph.logic.children.indices.contains(offset) {
      if let digest = digest(Int(graph.logic.children[offset])) { found.append(digest) }
    }
    return found
  }

  private func one(_ child: Int32) -> [SHA256Digest] { digest(Int(child)).map { [$0] } ?? [] }

  private func writeAmong(
    _ fact: Int32, _ values: SideRange, to writer: inout CanonicalWriter
  ) {
    writer.test("among", names.fact(Int(fact)))
    let domain = domain(fact)
    writer.unordered(
      values.offsets.compactMap { place in
        graph.logic.values.indices.contains(place)
          ? canonicalValue(graph.logic.values[place], domain) : nil
      })
  }

  private func writeComparison(_ position: Int, to writer: inout CanonicalWriter) {
    guard graph.logic.comparisons.indices.contains(position) else { return }
    let comparison = graph.logic.comparisons[position]
    writer.text("compare")
    writer.unordered(
      comparison.terms.map { term in
        var writer = CanonicalWriter(names.fact(term.fact))
        writer.wide(term.factor)
        writer.integer(term.averageOver)
        return writer.bytes
      })
    writer.wide(comparison.constant)
    writer.integer(Int(comparison.comparison.rawValue))
    writer.integer(comparison.decimals)
  }

  private func writeTrend(_ position: Int, to writer: inout CanonicalWriter) {
    guard graph.logic.trends.indices.contains(position) else { return }
    let trend = graph.logic.trends[position]
    writer.text("trend")
    writer.text(names.fact(trend.fact))
    writer.flag(trend.isRising)
    writer.integer(trend.by)
    writer.integer(trend.turns)
  }

  private func writeTrial(_ position: Int, to writer: inout CanonicalWriter) {
    guard graph.logic.trials.indices.contains(position) else { return }
    let trial = graph.logic.trials[position]
    writer.text("trial")
    writer.text(trial.name)
    writer.integer(trial.hundredths)
  }

  private func writeSwitch(_ position: Int, to writer: inout CanonicalWriter) {
    guard graph.logic.switches.indices.contains(position) else { return }
    let memory = graph.logic.switches[position]
    writer.text("any point")
    writer.text(memory.name)
    writer.part(digest(memory.node))
    writer.flag(memory.isTurnwise)
  }
}

// MARK: - Tables

extension CanonicalNodes {
  private func writeTable(_ position: Int, to writer: inout CanonicalWriter) {
    guard graph.logic.tables.indices.contains(position) else { return }
    let table = graph.logic.tables[position]
    writer.text("table")
    writer.text(names.table(position))
    writer.flag(table.topRowWins)
    for output in table.outputs {
      switch output {
      case .queue: writer.text("queue")
      case .urgency: writer.text("urgency")
      case .fact(let fact): writer.text(names.fact(fact))
      }
    }
    let rows = table.rows.map { row(of: table, $0) }
    if table.topRowWins { writer.ordered(rows) } else { writer.unordered(rows) }
  }

  private func row(of table: GraphTable, _ row: GraphTable.Row) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.part(digest(row.node))
    writer.flag(row.coversUnknown)
    for (output, result) in zip(table.outputs, row.results) {
      guard let result else {
        writer.text("unknown")
        continue
      }
      switch output {
      case .queue: writer.text(names.queue(Int(truncatingIfNeeded: result)))
      case .urgency: writer.integer(result)
      case .fact(let fact):
        writer.part(canonicalValue(result, domain(Int32(truncatingIfNeeded: fact))))
      }
    }
    return writer.bytes
  }
}

extension CanonicalWriter {
  fileprivate mutating func test(_ part: String, _ name: String) {
    text(part)
    text(name)
  }

  fileprivate mutating func moment(
    _ part: String, _ fact: String, _ comparison: Comparison, _ microseconds: Int64
  ) {
    test(part, fact)
    integer(Int(comparison.rawValue))
    integer(microseconds)
  }

  fileprivate mutating func parent(_ part: String, _ children: [SHA256Digest]) {
    text(part)
    unordered(children)
  }
}
