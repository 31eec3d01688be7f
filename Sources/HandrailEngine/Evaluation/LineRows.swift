/// What every line came to in one decision: two bits a line, 64 lines a word.
///
/// Lines are the effects by place in the graph, then the rows of each table from the top.
package struct LineRows: Sendable {
  /// It is yes.
  package private(set) var certain: [UInt64]
  /// It is yes, or nobody can tell.
  package private(set) var possible: [UInt64]
  /// By table: the row that was chosen, or -1.
  package private(set) var rows: [Int]
  package let count: Int
  /// By table: its first line.
  private let tableLines: [Int]

  package init(_ graph: DecisionGraph) {
    var lines = graph.effects.count
    var firsts: [Int] = []
    for table in graph.logic.tables {
      firsts.append(lines)
      lines += table.rows.count
    }
    (count, tableLines) = (lines, firsts)
    certain = [UInt64](repeating: 0, count: (lines + 63) / 64)
    possible = certain
    rows = [Int](repeating: -1, count: graph.logic.tables.count)
  }

  package mutating func forget() {
    for word in certain.indices { (certain[word], possible[word]) = (0, 0) }
    for table in rows.indices { rows[table] = -1 }
  }

  private mutating func keep(_ truth: Truth, of line: Int) {
    guard truth != .no else { return }
    let bit: UInt64 = 1 << UInt64(line & 63)
    possible[line >> 6] |= bit
    if truth == .yes { certain[line >> 6] |= bit }
  }

  /// Only what is not *no* is looked at one by one.
  fileprivate mutating func keep(_ verdicts: Verdicts, _ tables: borrowing ProgramTables) {
    forget()
    verdicts.forEachPossible { root, truth in
      for use in tables.lines.useRuns[root].offsets where !tables.lines.uses[use].isCap {
        keep(truth, of: Int(tables.lines.uses[use].effect))
      }
    }
    for table in rows.indices {
      let run = tables.rowRoots[table]
      for offset in 0..<Int(run.count) {
        keep(verdicts.truth(of: Int(run.first) + offset), of: tableLines[table] + offset)
      }
      let otherwise = Int(tables.choices.choices[table].otherwise)
      if otherwise >= 0 { keep(.yes, of: tableLines[table] + otherwise) }
      rows[table] = verdicts.row(of: table, tables).row
    }
  }
}

/// Decides a question by a program, and keeps what every line came to.
package func decide(
  _ question: Question, by program: Program, keeping lines: inout LineRows
) -> Decision {
  var machine = Machine(program, question)
  machine.judge(task: question.ask.judgedTask)
  lines.keep(machine.verdicts, program.tables)
  guard case .survey = question.ask else { return machine.decideJudged() }
  return decide(question, by: program)
}
