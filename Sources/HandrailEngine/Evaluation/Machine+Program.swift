// A machine with a program: guards from rows of bits, single nodes only where they are needed.

extension Machine {
  /// Works out all that a whole decision looks at, for the task set.
  mutating func judge(by program: Program) {
    for node in truths.indices { truths[node] = .no }
    readWatched(program.tables)
    judgeGuards(program)
    takeRoots(program.tables)
    for node in program.shownNodes { _ = truthOnDemand(Int(node)) }
  }

  /// Works out the guards and the tables that route; the watched cells are read already.
  mutating func judgeGuards(_ program: Program) {
    verdicts.clear()
    for word in ready.indices { ready[word] = 0 }
    for stage in program.tables.stages.indices {
      judge(program.tables.stages[stage], program.tables)
    }
    for position in program.routingNodes.indices {
      _ = truthOnDemand(Int(program.routingNodes[position]))
    }
  }

  mutating func readWatched(_ tables: borrowing ProgramTables) {
    for position in tables.watched.indices { readWatched(position, tables) }
  }

  /// Reads anew what no host sets by place: what is built in.
  mutating func readWatchedElsewhere(_ tables: borrowing ProgramTables) {
    for offset in tables.watchedElsewhere.indices {
      readWatched(Int(tables.watchedElsewhere[offset]), tables)
    }
  }

  private mutating func readWatched(_ position: Int, _ tables: borrowing ProgramTables) {
    let cell = cell(Int(tables.watched[position]))
    verdicts.cells.set(position, cell)
  }

  private mutating func judge(_ stage: ProgramStage, _ tables: borrowing ProgramTables) {
    for position in stage.dispatches.offsets {
      let dispatch = tables.dispatches[position]
      let cell = Int(dispatch.cell)
      if verdicts.cells.states[cell] == .known {
        let value = verdicts.cells.values[cell]
        guard value >= 0 && value < Int64(dispatch.groups.count) else { continue }
        let group = tables.groups[Int(dispatch.groups.first) + Int(value)]
        for block in group.offsets { judge(block, tables, hasKey: true) }
      } else {
        for block in dispatch.all.offsets { judge(block, tables, hasKey: false) }
      }
    }
    for block in stage.blocks.offsets { judge(block, tables, hasKey: false) }
    for offset in stage.inexact.offsets {
      let root = Int(tables.inexact[offset])
      guard verdicts.truth(of: root) == .fault else { continue }
      let exact = truthOnDemand(Int(tables.roots[root]))
      verdicts.settle(root, isFaulty: exact == .fault)
    }
  }

  /// `hasKey`: the test by which the block was found holds already.
  private mutating func judge(_ position: Int, _ tables: borrowing ProgramTables, hasKey: Bool) {
    let block = tables.blocks[position]
    guard block.words > 0 else { return judgeChain(block, tables, hasKey: hasKey) }
    var bits = BlockBits()
    guard tables.join(block, skippingKey: hasKey, &bits, verdicts.cells) else { return }
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
        ? literal.reading(truthOnDemand(Int(literal.low)))
        : tables.truth(of: literal, verdicts.cells)
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
    guard let program, !isReady(node) else { return truths[node] }
    let floor = pending.count
    pending.append(Int32(node))
    while pending.count > floor {
      let next = Int(pending[pending.count - 1])
      if isReady(next) {
        pending.removeLast()
        continue
      }
      let count = pending.count
      if case .workOut(let table) = graph.logic.nodes[next] {
        pending.removeLast()
        keepReady(next, workOut(Int(table), program.tables))
        continue
      }
      for offset in program.tables.restRuns[next].offsets {
        let below = program.tables.below[offset]
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
  }

  /// Picks a table's row from the verdicts of its rows, and keeps the worked-out cells.
  private mutating func workOut(_ position: Int, _ tables: borrowing ProgramTables) -> Truth {
    let run = tables.rowRoots[position]
    let (yes, undecided) = verdicts.first(in: run)
    let table = graph.logic.tables[position]
    var row = -1
    var sort = Truth.yes
    if yes >= 0 && (undecided < 0 || undecided > yes || !table.topRowWins) {
      row = yes - Int(run.first)
    } else {
      let open = undecided < 0 ? .no : verdicts.undecided(in: run)
      let otherwise = Int(run.count)
      let hasOtherwise = otherwise < table.rows.count
      if hasOtherwise && (open == .no || table.rows[otherwise].coversUnknown) {
        row = otherwise
      } else {
        sort = open
      }
    }
    keep(row: row, of: position, otherwise: sort)
    return row >= 0 ? .yes : sort
  }
}
