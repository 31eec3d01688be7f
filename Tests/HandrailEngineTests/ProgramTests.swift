import HandrailEngine
import HandrailTestSupport
import Testing

/// The program and the whole reading of the graph are two ways to one decision.
@Suite struct ProgramTests {
  /// Sizes on both sides of every turn of the program: chains, rows, full blocks, dispatches.
  @Test(arguments: [1, 7, 13, 40, 150, 700, 2500])
  func aProgramDecidesAsItsGraph(rows: Int) {
    var drawing = RandomGuards(rows: rows, seed: 0x9A3D + UInt64(rows))
    let graph = drawing.graph
    let program = Program(graph)
    let desks = (0..<3).map { ask in
      Handed(desk: Desk(program, blank(graph, ask: [.task(0), .task(1), .none][ask])))
    }
    var kept = LineRows(graph)
    var live = 0
    for _ in 0..<40 {
      let cells = drawing.cells()
      let ask = drawing.pick(3)
      for slot in cells.indices { desks[ask].desk.set(slot, cells[slot]) }
      let outcome = desks[ask].desk.decide()
      let question = desks[ask].desk.standing
      let (traced, trace) = decideTracing(question, by: graph)
      #expect(question.frame.session == cells)
      #expect(decide(question, by: program) == traced)
      #expect(decide(question, by: program, keeping: &kept) == traced)
      #expect(outcome == DecisionOutcome(traced))
      #expect(kept.rows == trace.rows)
      for (position, effect) in graph.effects.enumerated() {
        let truth = trace.truths[effect.node]
        #expect(desks[ask].desk.truth(ofEffect: position) == truth)
        #expect(kept.truth(of: position) == LineRows.rounded(truth))
        live += truth == .no ? 0 : 1
      }
      for row in graph.logic.tables[0].rows.indices {
        let node = graph.logic.tables[0].rows[row].node
        #expect(
          desks[ask].desk.truth(ofRow: row, in: 0) == (node < 0 ? .yes : trace.truths[node]))
      }
    }
    // A run in which nothing ever holds would show nothing.
    #expect(rows < 10 || live > 40)
  }

  private func blank(_ graph: DecisionGraph, ask: TaskAsk) -> Question {
    let absent = Cell(unknown: .absent)
    return Question(
      at: Moment(microseconds: 0), ask: ask,
      frame: Frame(
        session: [Cell](repeating: absent, count: graph.logic.slots.session),
        queues: [QueueState](
          repeating: QueueState(open: absent, free: absent, wait: absent),
          count: graph.routing.queues.count)),
      memory: .new)
  }
}

/// A desk in a list: it is never copied.
private final class Handed {
  var desk: Desk

  init(desk: consuming Desk) { self.desk = desk }
}

extension LineRows {
  /// What two bits a line can say.
  fileprivate static func rounded(_ truth: Truth) -> Truth { truth == .fault ? .open : truth }

  fileprivate func truth(of line: Int) -> Truth {
    let bit: UInt64 = 1 << UInt64(line & 63)
    if possible[line >> 6] & bit == 0 { return .no }
    return certain[line >> 6] & bit != 0 ? .yes : .open
  }
}
