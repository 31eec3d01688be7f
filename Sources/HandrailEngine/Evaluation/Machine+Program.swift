// A machine with a program: guards from rows of bits, single nodes only where they are needed.

extension Machine {
  /// Works out all that a whole decision looks at, for the task set.
  mutating func judge(by program: Program) {
    for node in truths.indices { truths[node] = .no }
    readWatched(program.tables)
    judgeGuards(program.tables)
    takeRoots(program.tables)
    for node in program.tables.shownNodes { _ = truthOnDemand(Int(node), program.tables) }
  }

  /// Works out the guards and the tables that route; the watched cells are read already.
  mutating func judgeGuards(_ tables: borrowing ProgramTables) {
    verdicts.clear()
    for position in touched.indices { ready[Int(touched[position]) >> 6] = 0 }
    if !touched.isEmpty { touched.removeAll(keepingCapacity: true) }
    for stage in tables.stages.indices { judge(tables.stages[stage], tables) }
    for position in tables.routingNodes.indices {
      _ = truthOnDemand(Int(tables.routingNodes[position]), tables)
    }
  }

  /// Reads anew what no host sets by place: what is built in, and facts of turns and tasks.
  mutating func readWatched(_ tables: borrowing ProgramTables) {
    for position in tables.watched.indices {
      verdicts.cells[tables.sessionSlots + position] = cell(Int(tables.watched[position]))
    }
  }

  private mutating func judge(_ stage: ProgramStage, _ tables: borrowing ProgramTables) {
    for position in stage.dispatches.offsets {
      let dispatch = tables.dispatches[position]
      let cell = verdicts.cells[Int(dispatch.cell)]
      if cell.isKnown {
        guard cell.value >= 0 && cell.value < Int64(dispatch.groups.count) else { continue }
        let group = tables.groups[Int(dispatch.groups.first) + Int(cell.value)]
        for block in group.offsets { judge(block, tables, hasKey: true) }
      } else {
        for block in dispatch.all.offsets { judge(block, tables, hasKey: false) }
      }
    }
    for block in stage.blocks.offsets { judge(block, tables, hasKey: false) }
    for offset in stage.inexact.offsets {
      let root = Int(tables.inexact[offset])
      guard verdicts.truth(of: root) == .fault else { continue }
      let exact = truthOnDemand(Int(tables.roots[root]), tables)
      verdicts.settle(root, isFaulty: exact == .fault)
    }
  }

  /// `hasKey`: the test by which the block was found holds already.
  private mutating func judge(_ position: Int, _ tables: borrowing ProgramTables, hasKey: Bool) {
    let block = tables.blocks[position]
    guard block.words > 0 else { return judgeChain(block, tables, hasKey: hasKey) }
    var bits = BlockBits()
    guard
      tables.join(
        block, skippingKey: hasKey, &bits, verdicts.cells.span)
    else { return }
    for word in 0..<Int(block.words) {
      var live = bits.possible[word]
      while live != 0 {
        let bit = live.trailingZeroBitCount
        live &= live - 1
        let isUndecided = bits.undecided[word] >> UInt64(bit) & 1 != 0
        let isFaulty = bits.faulty[word] >> UInt64(bit) & 1 != 0
        let term = tables.terms[Int(block.terms.first) + word << 6 + bit]
        finish(term, isUndecided ? isFaulty ? .fault : .open : .yes, tables)
      }
    }
  }

  private mutating func judgeChain(
    _ block: TermBlock, _ tables: borrowing ProgramTables, hasKey: Bool
  ) {
    for position in block.terms.offsets {
      let term = tables.terms[position]
      finish(term, .yes, tables, from: term.first + (hasKey ? 1 : 0))
    }
  }

  /// Goes on with the tests that rows do not cover, and keeps what the term came to.
  private mutating func finish(
    _ term: Term, _ begun: Truth, _ tables: borrowing ProgramTables, from first: Int32 = -1
  ) {
    var truth = begun
    var position = Int(first < 0 ? term.late : first)
    while position < Int(term.end) {
      let literal = tables.literals[position]
      position += 1
      let part =
        literal.isResidual
        ? literal.reading(truthOnDemand(Int(literal.low), tables))
        : tables.truth(
          of: literal, verdicts.cells.span)
      if part == .no { return }
      truth = truth.and(part)
    }
    verdicts.add(truth, to: Int(term.root))
  }

  /// Puts the truths where the decision looks for them.
  private mutating func takeRoots(_ tables: borrowing ProgramTables) {
    for word in verdicts.possible.indices {
      var live = verdicts.possible[word]
      while live != 0 {
        let root = word << 6 + live.trailingZeroBitCount
        live &= live - 1
        truths[Int(tables.roots[root])] = verdicts.truth(of: root)
      }
    }
  }
}

// MARK: - Single nodes

extension Machine {
  /// The truth of one node, worked out with what it rests on unless it was already.
  mutating func truthOnDemand(_ node: Int) -> Truth {
    guard let program else { return truths[node] }
    return truthOnDemand(node, program.tables)
  }

  private mutating func truthOnDemand(
    _ node: Int, _ tables: borrowing ProgramTables
  ) -> Truth {
    if isReady(node) { return truths[node] }
    if case .workOut(let table) = holder.graph.logic.nodes[node] {
      let truth = workOut(Int(table), tables)
      keepReady(node, truth)
      return truth
    }
    let floor = pending.count
    pending.append(Int32(node))
    while pending.count > floor {
      let next = Int(pending[pending.count - 1])
      if isReady(next) {
        pending.removeLast()
        continue
      }
      if case .workOut(let table) = graph.logic.nodes[next] {
        pending.removeLast()
        keepReady(next, workOut(Int(table), tables))
        continue
      }
      let count = pending.count
      for offset in tables.restRuns[next].offsets {
        let below = tables.below[offset]
        if !isReady(Int(below)) { pending.append(below) }
      }
      guard pending.count == count else { continue }
      pending.removeLast()
      keepReady(next, truth(of: graph.logic.nodes[next], among: truths))
    }
    return truths[node]
  }

  private func isReady(_ node: Int) -> Bool {
    ready[node >> 6] & (1 << UInt64(node & 63)) != 0
  }

  private mutating func keepReady(_ node: Int, _ truth: Truth) {
    truths[node] = truth
    ready[node >> 6] |= 1 << UInt64(node & 63)
    touched.append(Int32(node))
  }

  /// Picks a table's row from the verdicts of its rows, and keeps the worked-out cells.
  private mutating func workOut(_ position: Int, _ tables: borrowing ProgramTables) -> Truth {
    let (row, sort) = verdicts.row(of: position, tables)
    rows[position] = row
    for offset in tables.choices.choices[position].columns.offsets {
      let column = tables.choices.columns[offset]
      computed[Int(column.slot)] =
        row < 0 ? unresolved(sort) : tables.choices.cells[Int(column.first) + row]
    }
    return row >= 0 ? .yes : sort
  }
}
