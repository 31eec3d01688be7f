package import HandrailEngine

extension Analysis {
  /// PL0407: rules with equal lines and equal guards.
  func sameRules() -> [Finding] {
    var first: [RuleShape: Int] = [:]
    var findings: [Finding] = []
    for (heading, described) in graph.headings.enumerated() where described.kind == .rule {
      let lines = linesOfHeading[heading]
      if lines.isEmpty { continue }
      let shape = RuleShape(lines.map { graph.effects[$0] })
      if let other = first[shape] {
        findings.append(Finding(.sameRule(heading: other, other: heading)))
      } else {
        first[shape] = heading
      }
    }
    return findings
  }

  /// PL0408: one for each two queues.
  func queueFindings() -> [Finding] {
    let lines = graph.effects.indices.map { ($0, graph.effects[$0].namedQueues(graph)) }
      .filter { !$0.1.isEmpty }
    let preferred = graph.rankedQueues
    // Two queues that are both ranked never clash: most policies rank them all.
    let isAnyUnranked = lines.map { $0.1.contains { !preferred.contains($0) } }
    var told: Set<[Int]> = []
    var findings: [Finding] = []
    for (offset, line) in lines.enumerated() {
      for next in (offset + 1)..<max(offset + 1, lines.count)
      where isAnyUnranked[offset] || isAnyUnranked[next] {
        let other = lines[next]
        let pairs = clashes(line.1, other.1, preferred)
        guard let pair = pairs.first, !pairs.contains(where: told.contains) else { continue }
        switch bothHandOver(line.0, other.0, ranked: preferred) {
        case .found(let witness):
          told.insert(pair)
          findings.append(
            Finding(.differentQueues(effect: line.0, other: other.0), witness: witness))
        case .never: continue
        case .notSettled:
          told.insert(pair)
          findings.append(Finding(.notSettled(heading: graph.effects[line.0].heading)))
        }
      }
    }
    return findings
  }

  /// Two queues of two lines that the policy does not rank against each other.
  private func clashes(_ line: [Int], _ other: [Int], _ preferred: Set<Int>) -> [[Int]] {
    var pairs: [[Int]] = []
    for queue in line {
      for second in other
      where queue != second && !(preferred.contains(queue) && preferred.contains(second)) {
        pairs.append([queue, second].sorted())
      }
    }
    return pairs
  }

  /// Some question on which both lines are yes and name different queues, at most one of them
  /// ranked.
  package func bothHandOver(
    _ line: Int, _ other: Int, ranked: Set<Int> = []
  ) -> SearchAnswer {
    var cone = self.cone
    let steps = [line, other].map { cone.root(graph.effects[$0].node) }
    let tables = [line, other].compactMap { graph.effects[$0].tableNode(graph) }
      .map { cone.root($0) }
    return run(
      Goal(
        cone: cone,
        judge: { evaluation, _ in
          let yes = Wishes(all: steps.map { ($0, .yes) }).verdict(evaluation)
          guard case .certain = yes else { return yes }
          let left = [line, other].map { graph.effects[$0].queues(evaluation, cone, graph) }
          let isApart = left[0].contains { queue in
            left[1].contains { graph.isUnranked(queue, $0, among: ranked) }
          }
          if !isApart { return .impossible }
          let open = tables.filter { !evaluation.isSettled($0, cone) }
          return open.isEmpty ? .certain : .open(open.map { .step($0, towards: true) })
        },
        isShown: { _, trace in
          guard trace.truths[graph.effects[line].node] == .yes,
            trace.truths[graph.effects[other].node] == .yes,
            let queue = graph.effects[line].queue(trace, graph),
            let second = graph.effects[other].queue(trace, graph)
          else { return false }
          return graph.isUnranked(queue, second, among: ranked)
        }))
  }

  /// Some question on which the guard of the way back and the line are both yes.
  ///
  /// No finding by itself: the line wins, and the way back waits. Whoever holds the conversation,
  /// or a person alone.
  package func returnsWhileHandingOver(
    _ way: Int, _ effect: Int, whoeverHolds: Bool = false
  ) -> SearchAnswer {
    let nodes = [graph.gates.returns[way].node, graph.effects[effect].node]
    var cone = self.cone
    let wishes = Wishes(all: nodes.map { (cone.root($0), .yes) })
    return run(
      Goal(
        cone: cone,
        limits: whoeverHolds ? [] : [(space.position(of: .memory) ?? 0, [2])],
        judge: { evaluation, _ in wishes.verdict(evaluation) },
        isShown: { _, trace in nodes.allSatisfy { trace.truths[$0] == .yes } }))
  }
}

extension DecisionGraph {
  /// Queues that `prefer queues` ranks: those listed, and the one of `otherwise` as the last.
  var rankedQueues: Set<Int> { Set(routing.preferred + [routing.otherwise]) }

  /// Two queues, and which of them comes first is nowhere said.
  func isUnranked(_ queue: Int, _ other: Int, among ranked: Set<Int>) -> Bool {
    queue != other && !(ranked.contains(queue) && ranked.contains(other))
  }
}

extension Evaluation {
  /// The row of a table is known, or that there is none.
  func isSettled(_ step: Int, _ cone: Cone) -> Bool {
    guard case .rows(let rows) = cone.steps[step] else { return true }
    let state = tables[rows.slot]
    return state.rows.count(where: { $0 }) + state.none.members.count <= 1
  }
}

/// What a rule does and when: equal shapes say the same thing.
private struct RuleShape: Hashable {
  private var lines: [Line]

  private struct Line: Hashable {
    var text: String
    var scope: TaskSet
    var node: Int
    var capNode: Int
  }

  init(_ effects: [GraphEffect]) {
    lines = effects.map {
      Line(text: $0.text, scope: $0.scope, node: $0.node, capNode: $0.capNode)
    }.sorted { $0.text < $1.text }
  }
}

extension GraphEffect {
  /// Where a hand-over line sends; `nil` for every other line.
  var target: HandOver? {
    switch action {
    case .handOver(let target), .otherwiseHandOver(let target): target
    case .aiMay, .aiMayOnlySuggest, .onlyHumanMay, .nobodyMay, .otherwiseRefuse,
      .startWithHuman, .stopAI, .bringIn, .contactCustomer, .urgency, .needSkills:
      nil
    }
  }

  /// Queues that the line may name.
  func namedQueues(_ graph: DecisionGraph) -> [Int] {
    switch target {
    case .queue(let queue)?: [queue]
    case .table(let table)?:
      Set(results(graph.logic.tables[table]).compactMap { $0 }).sorted()
    case .some(.none), nil: []
    }
  }

  private func results(_ table: GraphTable) -> [Int?] {
    guard let column = table.outputs.firstIndex(of: .queue) else { return [] }
    return table.rows.map { row in row.results[column].map { Int($0) } }
  }

  /// Queues that the line may name in a box.
  func queues(_ evaluation: Evaluation, _ cone: Cone, _ graph: DecisionGraph) -> [Int] {
    guard case .table(let position)? = target, let node = tableNode(graph),
      case .rows(let rows) = cone.steps[cone.made(node, -1)]
    else { return namedQueues(graph) }
    let results = results(graph.logic.tables[position])
    return evaluation.tables[rows.slot].rows.enumerated().compactMap { row, isPossible in
      isPossible ? results[row] : nil
    }
  }

  /// The node that works out the line's table.
  func tableNode(_ graph: DecisionGraph) -> Int? {
    guard case .table(let table)? = target else { return nil }
    return graph.logic.nodes.firstIndex { $0 == .workOut(table: Int32(table)) }
  }

  /// The queue that the line named in a decision.
  package func queue(_ trace: Trace, _ graph: DecisionGraph) -> Int? {
    switch target {
    case .queue(let queue)?: return queue
    case .table(let table)?:
      let row = trace.rows[table]
      return row >= 0 ? results(graph.logic.tables[table])[row] : nil
    case .some(.none), nil: return nil
    }
  }
}
