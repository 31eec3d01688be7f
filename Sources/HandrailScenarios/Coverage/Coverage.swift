package import HandrailEngine
package import HandrailExplanation

/// What the scenarios of a policy decide, and what none of them does.
///
/// Only decisions that an `expect` speaks of count: what nobody looks at shows nothing.
package struct Coverage: Sendable {
  /// Something that a scenario should reach.
  package struct Item: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
      case heading, row, tier, limit
    }

    /// Where it stands in the graph.
    package enum Target: Sendable, Hashable {
      case heading(Int)
      case row(table: Int, row: Int)
      case tier(approval: Int, tier: Int)
      /// Any of the nodes, to come to the truth.
      case side(nodes: [Int], isYes: Bool)
    }

    package var kind: Kind
    package var target: Target
    /// `rule refunds`, `table desk, row 2: premier | any`, `amount above GBP 50: never yes`.
    package var words: String
    /// Position in the graph's files.
    package var file: Int
    package var line: Int
    package var isReached: Bool
  }

  private struct Place: Hashable {
    var table: Int
    var row: Int
  }

  private struct Sides {
    var yes = false
    var no = false
  }

  let graph: DecisionGraph
  private let limits: [Limit]
  private var headings: Set<Int> = []
  private var rows: Set<Place> = []
  private var tiers: Set<Place> = []
  private var sides: [Sides]

  package init(of graph: DecisionGraph) {
    self.graph = graph
    limits = graph.limits
    sides = [Sides](repeating: Sides(), count: limits.count)
  }

  /// Takes in a decision that an `expect` speaks of.
  package mutating func see(_ decided: Decided) {
    headings.formUnion(deciding(decided))
    for (table, row) in decided.trace.rows.enumerated() where row >= 0 {
      rows.insert(Place(table: table, row: row))
    }
    seeTiers(decided)
    for (position, limit) in limits.enumerated() {
      let found = limit.nodes.flatMap { truths(of: $0, in: decided.trace) }
      if found.contains(.yes) { sides[position].yes = true }
      if found.contains(.no) { sides[position].no = true }
    }
  }

  /// Whether a decision that an `expect` speaks of would reach something.
  package func reaches(_ target: Item.Target, _ decided: Decided) -> Bool {
    switch target {
    case .heading(let heading): return deciding(decided).contains(heading)
    case .row(let table, let row): return decided.trace.rows[table] == row
    case .tier(let approval, let tier):
      var alone = self
      alone.tiers = []
      alone.seeTiers(decided)
      return alone.tiers.contains(Place(table: approval, row: tier))
    case .side(let nodes, let isYes):
      return nodes.flatMap { truths(of: $0, in: decided.trace) }.contains(isYes ? .yes : .no)
    }
  }

  private func truths(of node: Int, in trace: Trace) -> [Truth] {
    var truths = node < trace.truths.count ? [trace.truths[node]] : []
    guard graph.logic.turnNodes.contains(Int32(node)) else { return truths }
    for turn in trace.turns where node < turn.truths.count { truths.append(turn.truths[node]) }
    return truths
  }

  /// Approvals that cover the task, by the tier that they come to: also one that needs nobody.
  private mutating func seeTiers(_ decided: Decided) {
    guard case .task(let task) = decided.question.ask else { return }
    let truths = decided.trace.truths
    for (position, approval) in graph.gates.approvals.enumerated()
    where approval.scope.contains(task) && truths[approval.node] != .no {
      let tier = approval.tiers.firstIndex { $0.node < 0 || truths[$0.node] == .yes }
      if let tier { tiers.insert(Place(table: position, row: tier)) }
    }
  }

  /// Headings that decided something, by position.
  private func deciding(_ decided: Decided) -> [Int] {
    let decision = decided.decision
    let reasons = (decision.task?.reasons ?? []) + decision.handlerReasons
    var found = reasons.compactMap { heading(of: $0.cause) }
    found += (decision.task?.gates ?? []).map { graph.gates.firsts[$0.first].heading }
    found += (decision.task?.approvals ?? []).map { graph.gates.approvals[$0.approval].heading }
    found += (decision.task?.offers ?? []).map { graph.gates.offers[$0.offer].heading }
    found += decision.duties.oversight.map(\.origin.heading)
    // Lines that add to a decision without being a reason for it.
    for effect in graph.effects where effect.action.adds {
      if decided.trace.truths[effect.node] == .yes { found.append(effect.heading) }
    }
    return found
  }

  private func heading(of cause: Reason.Cause) -> Int? {
    switch cause {
    case .effect(let position): graph.effects[position].heading
    case .first(let position): graph.gates.firsts[position].heading
    case .comesBack(let position): graph.gates.returns[position].heading
    case .approval(let position): graph.gates.approvals[position].heading
    case .offer(let position): graph.gates.offers[position].heading
    case .builtIn: nil
    }
  }
}

extension Coverage {
  /// Everything to reach, in the order of files and lines.
  package var items: [Item] {
    let all = headingItems + rowItems + tierItems + limitItems
    return all.enumerated().sorted { left, right in
      (left.element.file, left.element.line, left.offset)
        < (right.element.file, right.element.line, right.offset)
    }.map(\.element)
  }

  private var headingItems: [Item] {
    let duties = Set(graph.duties.oversight.map(\.origin.heading))
    return graph.headings.enumerated().compactMap { position, heading in
      guard let sort = heading.kind.decidingWord, !duties.contains(position) else { return nil }
      return Item(
        kind: .heading, target: .heading(position),
        words: heading.name.isEmpty || heading.name == sort ? sort : "\(sort) \(heading.name)",
        file: heading.file, line: heading.line, isReached: headings.contains(position))
    }
  }

  private var rowItems: [Item] {
    graph.logic.tables.enumerated().flatMap { position, table in
      table.rows.enumerated().map { row, content in
        Item(
          kind: .row, target: .row(table: position, row: row),
          words: "\(table.isChoose ? "choose" : "table") \(table.name), row \(row + 1): "
            + content.text.withoutDash,
          file: table.file, line: content.line,
          isReached: rows.contains(Place(table: position, row: row)))
      }
    }
  }

  private var tierItems: [Item] {
    graph.gates.approvals.enumerated().flatMap { position, approval in
      // The flat form has one tier, which is the approval itself.
      guard approval.tiers.count > 1 else { return [Item]() }
      return approval.tiers.enumerated().map { tier, content in
        let heading = graph.headings[approval.heading]
        return Item(
          kind: .tier, target: .tier(approval: position, tier: tier),
          words: "approval \(heading.name), tier \(tier + 1)", file: heading.file,
          line: content.line, isReached: tiers.contains(Place(table: position, row: tier)))
      }
    }
  }

  private var limitItems: [Item] {
    zip(limits, sides).flatMap { limit, sides in
      [("yes", sides.yes), ("no", sides.no)].map { side, isReached in
        Item(
          kind: .limit, target: .side(nodes: limit.nodes, isYes: side == "yes"),
          words: isReached ? limit.text : "\(limit.text): never \(side)",
          file: limit.file, line: limit.line, isReached: isReached)
      }
    }
  }
}

extension String {
  /// The words of a line after its dash.
  fileprivate var withoutDash: String { hasPrefix("- ") ? String(dropFirst(2)) : self }
}

extension GraphEffect.Action {
  /// It adds something to a decision and is no reason for a ruling or a handler.
  fileprivate var adds: Bool {
    switch self {
    case .bringIn, .contactCustomer, .urgency, .needSkills: true
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver,
      .otherwiseHandOver, .startWithHuman, .stopAI:
      false
    }
  }
}
