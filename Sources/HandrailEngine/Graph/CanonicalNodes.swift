/// The names by which the canonical form speaks of what stands at a position.
package struct CanonicalNames {
  let graph: DecisionGraph

  package init(_ graph: DecisionGraph) { self.graph = graph }

  func fact(_ position: Int) -> String {
    name(position, graph.facts) { $0.isAsDecided ? "\($0.name) as decided" : $0.name }
  }

  func task(_ position: Int) -> String { name(position, graph.tasks) { $0 } }

  func queue(_ position: Int) -> String { name(position, graph.routing.queues) { $0.name } }

  func calendar(_ position: Int) -> String { name(position, graph.logic.calendars) { $0.name } }

  func heading(_ position: Int) -> String {
    name(position, graph.headings) { "\($0.kind.rawValue) \($0.name)" }
  }

  func table(_ position: Int) -> String {
    name(position, graph.logic.tables) { "\($0.isChoose ? "choose" : "table") \($0.name)" }
  }

  func tasks(_ scope: TaskSet) -> [String] {
    graph.tasks.indices.filter { scope.contains($0) }.map(task).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
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
  private var digests: [[UInt8]] = []

  package init(_ names: CanonicalNames) {
    self.names = names
    for node in names.graph.logic.nodes { digests.append(sha256(bytes(of: node))) }
  }

  /// Empty for -1, and for a position that breaks the order of children before parents.
  package func digest(_ position: Int) -> [UInt8] {
    digests.indices.contains(position) ? digests[position] : []
  }

  /// The digest of a node that works out a fact: it counts though no effect rests on it by node.
  func root(_ position: Int) -> [UInt8]? {
    switch graph.logic.nodes[position] {
    case .define, .workOut: digest(position)
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .window, .anyPoint:
      nil
    }
  }

  private func bytes(of node: GraphNode) -> [UInt8] {
    switch node {
    case .constant(let truth): return written("constant") { $0.integer(Int(truth.rawValue)) }
    case .isKnown(let fact): return test("known", fact) { _ in }
    case .isEmpty(let fact): return test("empty", fact) { _ in }
    case .among(let fact, let values):
      let domain = domain(fact)
      return test("among", fact) { writer in
        writer.unordered(
          values.offsets.compactMap { place in
            graph.logic.values.indices.contains(place)
              ? canonicalValue(graph.logic.values[place], domain) : nil
          })
      }
    case .equals(let fact, let other):
      let sides = [fact, other].map { names.fact(Int($0)) }
      return written("equals") { writer in
        writer.unordered(sides.map { CanonicalWriter($0).bytes })
      }
    case .includes(let fact, let word):
      let words = domain(fact).words
      let position = Int(word)
      return test("includes", fact) {
        $0.text(words.indices.contains(position) ? words[position].name : "")
      }
    case .compare(let position): return comparison(Int(position))
    case .instant(let fact, let comparison, let microseconds):
      return moment("instant", fact, comparison, microseconds)
    case .age(let fact, let comparison, let microseconds):
      return moment("age", fact, comparison, microseconds)
    case .ahead(let fact, let comparison, let microseconds):
      return moment("ahead", fact, comparison, microseconds)
    case .trend(let position): return trend(Int(position))
    case .during(let calendar):
      return written("during") { $0.text(names.calendar(Int(calendar))) }
    case .between(let from, let until):
      return written("between") {
        $0.integer(from)
        $0.integer(until)
      }
    case .trial(let position): return trial(Int(position))
    case .not(let child): return parent("not", [child])
    case .certainly(let child): return parent("certainly", [child])
    case .possibly(let child): return parent("possibly", [child])
    case .skipUnknown(let child): return parent("skip", [child])
    case .applyUnknown(let child): return parent("apply", [child])
    case .all(let run): return parent("all", children(run))
    case .any(let run): return parent("any", children(run))
    case .window(let child, let atLeast, let turns, let restarts):
      return written("window") {
        $0.part(digest(Int(child)))
        $0.integer(Int(atLeast))
        $0.integer(Int(turns))
        $0.flag(restarts)
      }
    case .anyPoint(let position): return anyPoint(Int(position))
    case .define(let fact, let child):
      return test("define", fact) { $0.part(digest(Int(child))) }
    case .workOut(let position): return table(Int(position))
    }
  }

  private func domain(_ fact: Int32) -> Domain {
    graph.facts.indices.contains(Int(fact)) ? graph.facts[Int(fact)].domain : Domain(.yesNo)
  }

  private func written(_ part: String, _ write: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter(part)
    write(&writer)
    return writer.bytes
  }

  private func test(
    _ part: String, _ fact: Int32, _ write: (inout CanonicalWriter) -> Void
  ) -> [UInt8] {
    written(part) {
      $0.text(names.fact(Int(fact)))
      write(&$0)
    }
  }

  private func moment(
    _ part: String, _ fact: Int32, _ comparison: Comparison, _ microseconds: Int64
  ) -> [UInt8] {
    test(part, fact) {
      $0.integer(Int(comparison.rawValue))
      $0.integer(microseconds)
    }
  }

  private func children(_ run: SideRange) -> [Int32] {
    run.offsets.compactMap {
      graph.logic.children.indices.contains($0) ? graph.logic.children[$0] : nil
    }
  }

  private func parent(_ part: String, _ children: [Int32]) -> [UInt8] {
    written(part) { $0.unordered(children.map { digest(Int($0)) }) }
  }

  private func comparison(_ position: Int) -> [UInt8] {
    guard graph.logic.comparisons.indices.contains(position) else { return [] }
    let comparison = graph.logic.comparisons[position]
    return written("compare") { writer in
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
  }

  private func trend(_ position: Int) -> [UInt8] {
    guard graph.logic.trends.indices.contains(position) else { return [] }
    let trend = graph.logic.trends[position]
    return written("trend") {
      $0.text(names.fact(trend.fact))
      $0.flag(trend.isRising)
      $0.integer(trend.by)
      $0.integer(trend.turns)
    }
  }

  private func trial(_ position: Int) -> [UInt8] {
    guard graph.logic.trials.indices.contains(position) else { return [] }
    let trial = graph.logic.trials[position]
    return written("trial") {
      $0.text(trial.name)
      $0.integer(trial.hundredths)
    }
  }

  private func anyPoint(_ position: Int) -> [UInt8] {
    guard graph.logic.switches.indices.contains(position) else { return [] }
    let memory = graph.logic.switches[position]
    return written("any point") {
      $0.text(memory.name)
      $0.part(digest(memory.node))
      $0.flag(memory.isTurnwise)
    }
  }

  private func table(_ position: Int) -> [UInt8] {
    guard graph.logic.tables.indices.contains(position) else { return [] }
    let table = graph.logic.tables[position]
    return written("table") { writer in
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
