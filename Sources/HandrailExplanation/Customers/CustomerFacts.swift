package import HandrailEngine

/// What is worth saying of a customer: the facts that some tests read, and what else they rest on.
package struct CustomerFacts: Sendable {
  /// Positions in the graph's facts, built-in ones included.
  package private(set) var facts: Set<Int> = []
  /// Positions in the graph's switches.
  package private(set) var switches: Set<Int> = []
  /// Positions in the graph's calendars.
  package private(set) var calendars: Set<Int> = []
  /// Some test looks at the moment of the question.
  package private(set) var readsClock = false
  /// Some test looks at the session's id.
  package private(set) var readsSession = false

  /// Nothing but the facts given.
  package init(facts: Set<Int>) { self.facts = facts }

  /// Whatever some nodes rest on, through windows, switches, definitions and tables.
  package init(readBy nodes: [Int], of graph: DecisionGraph) {
    var pending = nodes.filter { graph.logic.nodes.indices.contains($0) }
    var seen = Set(pending)
    while let position = pending.popLast() {
      add(graph.logic.nodes[position], of: graph)
      // How often somebody asked for a person is what the way out looks at.
      let way = graph.gates.wayOutNode
      if way >= 0, readsRequests(graph.logic.nodes[position], of: graph),
        seen.insert(way).inserted
      {
        pending.append(way)
      }
      for next in graph.logic.rests(on: position) where seen.insert(next).inserted {
        pending.append(next)
      }
    }
  }

  /// Whatever some headings rest on: their guards, lines, gates and tables.
  package init(readByHeadings headings: Set<Int>, of graph: DecisionGraph) {
    self.init(readBy: graph.nodes(of: headings), of: graph)
    for approval in graph.gates.approvals where headings.contains(approval.heading) {
      guard approval.measure >= 0 else { continue }
      for term in graph.logic.comparisons[approval.measure].terms { facts.insert(term.fact) }
    }
    for first in graph.gates.firsts where headings.contains(first.heading) {
      facts.formUnion(first.ask + first.confirm)
      for (position, fact) in graph.facts.enumerated() {
        if case .done(let task) = fact.builtIn, first.tasksToDo.contains(task) {
          facts.insert(position)
        }
      }
    }
  }

  /// What decides whether a heading applies: its guard and what it measures, without the tables
  /// that only choose a team.
  package init(deciding heading: Int, of graph: DecisionGraph) {
    self.init(readBy: graph.deciding(heading), of: graph)
    let whole = CustomerFacts(readByHeadings: [heading], of: graph)
    let isGate = graph.gates.isGate(heading)
    if isGate { self = whole }
  }

  /// Both together.
  package func union(_ other: CustomerFacts) -> CustomerFacts {
    var both = self
    both.facts.formUnion(other.facts)
    both.switches.formUnion(other.switches)
    both.calendars.formUnion(other.calendars)
    both.readsClock = readsClock || other.readsClock
    both.readsSession = readsSession || other.readsSession
    return both
  }

  private func readsRequests(_ node: GraphNode, of graph: DecisionGraph) -> Bool {
    graph.logic.facts(readBy: node).contains { graph.facts[$0].builtIn == .humanRequests }
  }

  private mutating func add(_ node: GraphNode, of graph: DecisionGraph) {
    facts.formUnion(graph.logic.facts(readBy: node))
    switch node {
    case .during(let calendar):
      calendars.insert(Int(calendar))
      readsClock = true
    case .instant, .between: readsClock = true
    case .trial: readsSession = true
    case .anyPoint(let position): switches.insert(Int(position))
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .age, .ahead, .trend,
      .not, .all,
      .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .window, .define, .workOut:
      break
    }
  }
}

extension GraphGates {
  fileprivate func isGate(_ heading: Int) -> Bool {
    approvals.contains { $0.heading == heading } || offers.contains { $0.heading == heading }
      || firsts.contains { $0.heading == heading }
  }
}

extension DecisionGraph {
  /// The nodes that say whether a heading applies, and for an approval in which tier.
  func deciding(_ heading: Int) -> [Int] {
    let parts = headings[heading].guarding
    var nodes = [parts.when, parts.except, parts.inForce]
    for approval in gates.approvals where approval.heading == heading {
      nodes += approval.tiers.map(\.node)
    }
    for first in gates.firsts where first.heading == heading { nodes.append(first.until) }
    return nodes.filter { $0 >= 0 }
  }

  /// The nodes of some headings: guards, lines, gates, and the tables that lines go through.
  package func nodes(of headings: Set<Int>) -> [Int] {
    var nodes: [Int] = []
    for heading in headings.sorted() {
      let parts = self.headings[heading].guarding
      nodes += [parts.when, parts.except, parts.inForce]
    }
    for effect in effects where headings.contains(effect.heading) {
      nodes += [effect.node, effect.capNode]
      switch effect.action {
      case .handOver(.table(let table)), .otherwiseHandOver(.table(let table)):
        nodes += logic.tables[table].rows.map(\.node)
      case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
        .otherwiseHandOver, .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency,
        .needSkills:
        break
      }
    }
    for approval in gates.approvals where headings.contains(approval.heading) {
      nodes += [approval.node] + approval.tiers.map(\.node)
    }
    nodes += gates.offers.filter { headings.contains($0.heading) }.map(\.node)
    for first in gates.firsts where headings.contains(first.heading) {
      nodes += [first.node, first.until]
    }
    nodes += gates.returns.filter { headings.contains($0.heading) }.map(\.node)
    return nodes.filter { $0 >= 0 }
  }
}
