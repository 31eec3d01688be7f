package import HandrailEngine

/// A case of a table: every fact that its rows test, with its value.
package struct TableExample: Sendable {
  package struct Value: Sendable, Equatable {
    package let fact: Int
    package let cell: Cell
  }

  /// In the order in which the rows test them.
  package let values: [Value]
  /// Calendars that the rows test, and whether they are open.
  package let calendars: [(calendar: Int, isOpen: Bool)]
  /// The case in words: `amount is GBP 40.00, segment is unknown, outside office`.
  package let words: String

  package init(of table: Int, in graph: DecisionGraph, _ witness: Witness) {
    var read: [Int] = []
    var open: [(calendar: Int, isOpen: Bool)] = []
    for node in TableExample.nodes(of: table, in: graph) {
      for fact in graph.logic.facts(readBy: graph.logic.nodes[node]) where !read.contains(fact) {
        read.append(fact)
      }
      guard case .during(let calendar) = graph.logic.nodes[node],
        !open.contains(where: { $0.calendar == Int(calendar) })
      else { continue }
      open.append((Int(calendar), witness.trace.truths[node] == .yes))
    }
    values = read.map { Value(fact: $0, cell: TableExample.cell($0, graph, witness)) }
    calendars = open
    words = TableExample.words(values, open, graph, witness.question.frame.texts)
  }

  /// The nodes under the rows, in the order of the text; worked-out facts are not looked into.
  private static func nodes(of table: Int, in graph: DecisionGraph) -> [Int] {
    var order: [Int] = []
    var seen: Set<Int> = []
    var pending = graph.logic.tables[table].rows.map(\.node).filter { $0 >= 0 }
    pending.reverse()
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      order.append(next)
      pending += graph.logic.children(of: graph.logic.nodes[next]).reversed()
    }
    return order
  }

  private static func cell(_ fact: Int, _ graph: DecisionGraph, _ witness: Witness) -> Cell {
    let frame = witness.question.frame
    let absent = Cell(unknown: .absent)
    switch graph.facts[fact].supply {
    case .session(let slot): return frame.session[slot]
    case .turn(let slot): return frame.turns.last?.cells[slot] ?? absent
    case .task(let slot):
      guard case .task(let task) = witness.question.ask else { return absent }
      return frame.tasks[task]?[slot] ?? absent
    case .agent: return absent
    case .computed(let slot):
      return witness.trace.computed.indices.contains(slot) ? witness.trace.computed[slot] : absent
    }
  }

  private static func words(
    _ values: [Value], _ calendars: [(calendar: Int, isOpen: Bool)], _ graph: DecisionGraph,
    _ texts: [String]
  ) -> String {
    var parts = values.map { value in
      let fact = graph.facts[value.fact]
      guard value.cell.isKnown else { return "\(fact.name) is unknown" }
      if fact.builtIn == .task {
        let task = Int(clamping: value.cell.value)
        return "task is \(graph.tasks.indices.contains(task) ? graph.tasks[task] : "none")"
      }
      return "\(fact.name) is \(spelled(value.cell.value, fact.domain, texts: texts))"
    }
    parts += calendars.map {
      "\($0.isOpen ? "during" : "outside") \(graph.logic.calendars[$0.calendar].name)"
    }
    return parts.isEmpty ? "every case" : parts.joined(separator: ", ")
  }
}
