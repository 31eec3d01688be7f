import HandrailEngine

/// What is wrong with a table or a `choose`, with a case that shows it; rows count from 0.
package struct TableFinding: Sendable {
  package enum Kind: Sendable, Equatable {
    /// PL0501: no row decides, though nothing that was promised is missing.
    case gap
    /// PL0502: two rows of a plain table cover one case.
    case overlap(first: Int, second: Int)
    /// PL0503: rows are tried from the top, and this one never decides.
    case unreachableRow(Int)
    /// PL0504: the row `otherwise` has nothing left.
    case nothingLeft(row: Int)
    /// PL0511: it could not be settled.
    case notSettled
  }

  /// Position in `GraphLogic.tables`.
  package var table: Int
  package var kind: Kind
  /// The case, decided anew by the evaluator; `nil` where nothing can show it.
  package var witness: Witness?
}

extension Analysis {
  /// Tables with more rows are not settled here.
  package static let mostTableRows = 64

  /// Settles gaps, overlaps and unreachable rows of one table or `choose`, whatever its tests read.
  package func tableFindings(_ table: Int) -> [TableFinding] {
    let node = graph.logic.nodes.firstIndex { node in
      if case .workOut(let position) = node { Int(position) == table } else { false }
    }
    guard let node else { return [] }
    guard graph.logic.tables[table].rows.count <= Analysis.mostTableRows else {
      return [TableFinding(table: table, kind: .notSettled, witness: nil)]
    }
    return TableTrial(analysis: self, table: table, node: node).findings()
  }
}

/// The searches over one table.
private struct TableTrial {
  let analysis: Analysis
  let table: Int
  let node: Int

  private var graph: DecisionGraph { analysis.graph }
  private var rows: [GraphTable.Row] { graph.logic.tables[table].rows }
  private var isOrdered: Bool { graph.logic.tables[table].topRowWins }

  func findings() -> [TableFinding] {
    var findings: [TableFinding] = []
    var isSettled = true
    func take(_ answer: [TableFinding]?) {
      guard let answer else { return isSettled = false }
      findings += answer
    }
    if !isOrdered { take(overlaps()) }
    let gaps = self.gaps()
    take(gaps)
    // A table with a gap has something left.
    if gaps?.isEmpty == true { take(nothingLeft()) }
    if isOrdered { take(unreachableRows()) }
    if !isSettled { findings.append(finding(.notSettled, nil)) }
    return findings
  }

  private func finding(_ kind: TableFinding.Kind, _ witness: Witness?) -> TableFinding {
    TableFinding(table: table, kind: kind, witness: witness)
  }

  /// A case in which no row decides; one that rests on a fault is the host's, not the author's.
  private func gaps() -> [TableFinding]? {
    if rows.contains(where: { $0.node < 0 && $0.coversUnknown }) { return [] }
    let legitimate = TruthSet([.no, .open])
    let answer = search(whereTask: readsTaskFacts) { state in
      if !state.none.meets(legitimate) { return .impossible }
      let isCertain = !state.rows.contains(true) && state.none.isSubset(of: legitimate)
      return isCertain ? .certain : .unsure
    } isShown: { trace in
      legitimate.contains(trace.truths[node])
    }
    switch answer {
    case .found(let witness): return [finding(.gap, witness)]
    case .never: return []
    case .notSettled: return nil
    }
  }

  /// One finding for each later row that meets an earlier one.
  private func overlaps() -> [TableFinding]? {
    var findings: [TableFinding] = []
    for (second, row) in rows.enumerated() where row.node >= 0 {
      let earlier = rows[..<second].map(\.node)
      guard earlier.contains(where: { $0 >= 0 }) else { continue }
      var cone = Cone(analysis.space)
      let later = cone.root(row.node)
      let others = earlier.filter { $0 >= 0 }.map { cone.root($0) }
      let any = cone.add(.any(others))
      cone.look(at: any)
      let wishes = Wishes(all: [(later, .yes), (any, .yes)])
      func first(_ trace: Trace) -> Int? {
        guard trace.truths[row.node] == .yes else { return nil }
        return earlier.firstIndex { $0 >= 0 && trace.truths[$0] == .yes }
      }
      let answer = analysis.run(
        Goal(
          cone: cone,
          judge: { evaluation, _ in wishes.verdict(evaluation) },
          isShown: { _, trace in first(trace) != nil }))
      switch answer {
      case .found(let witness):
        let first = first(witness.trace) ?? 0
        findings.append(finding(.overlap(first: first, second: second), witness))
      case .never: continue
      case .notSettled: return nil
      }
    }
    return findings
  }

  /// A plain `otherwise` that no case comes to.
  private func nothingLeft() -> [TableFinding]? {
    guard let row = rows.firstIndex(where: { $0.node < 0 }), !rows[row].coversUnknown else {
      return []
    }
    switch reaches(row) {
    case .found: return []
    case .never: return [finding(.nothingLeft(row: row), nil)]
    case .notSettled: return nil
    }
  }

  private func unreachableRows() -> [TableFinding]? {
    var findings: [TableFinding] = []
    for (position, row) in rows.enumerated() where row.node >= 0 {
      switch reaches(position) {
      case .found: continue
      case .never: findings.append(finding(.unreachableRow(position), nil))
      case .notSettled: return nil
      }
    }
    return findings
  }

  private func reaches(_ row: Int) -> SearchAnswer {
    search(whereTask: false) { state in
      guard state.rows[row] else { return .impossible }
      let isOnly = state.rows.count(where: { $0 }) == 1 && state.none.isEmpty
      return isOnly ? .certain : .unsure
    } isShown: { trace in
      trace.rows[table] == row
    }
  }

  private enum Sight { case impossible, certain, unsure }

  /// Looks for a question by what the table may come to.
  private func search(
    whereTask isAsked: Bool, judge: @escaping (TableState) -> Sight,
    isShown: @escaping (Trace) -> Bool
  ) -> SearchAnswer {
    var cone = Cone(analysis.space)
    let step = cone.root(node)
    let slot = cone.tableSlot(step)
    var goal = Goal(
      cone: cone,
      judge: { evaluation, _ in
        switch judge(evaluation.tables[slot]) {
        case .impossible: .impossible
        case .certain: .certain
        case .unsure: .open([.step(step, towards: true)])
        }
      }, isShown: { _, trace in isShown(trace) })
    if isAsked, let task = analysis.space.position(of: .task) {
      goal.limits = [(task, Array(graph.tasks.indices))]
    }
    return analysis.run(goal)
  }

  /// Facts of a task are there only where one is asked about; that they are not is no gap.
  private var readsTaskFacts: Bool {
    var pending = [node]
    var seen: Set<Int> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      for fact in graph.logic.facts(readBy: graph.logic.nodes[next]) {
        if case .task = graph.facts[fact].supply { return true }
      }
      pending += graph.logic.rests(on: next)
    }
    return false
  }
}
