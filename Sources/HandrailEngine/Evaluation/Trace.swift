/// What every node came to in one decision: enough to say every line's verdict afterwards.
package struct Trace: Sendable {
  /// By node; for a survey, of the conversation (task `none`).
  package var truths: [Truth] = []
  /// The same for each task of a survey, in its order.
  package var surveyTruths: [[Truth]] = []
  /// Cells of computed facts: definitions, tables, built-ins.
  package var computed: [Cell] = []
  /// Turns judged, oldest first: those sent, and those that happened in a window unsent.
  package var turns: [TurnTrace] = []
  /// By table: the row that was chosen, or -1.
  package var rows: [Int] = []

  package init() {}
}

/// One turn of a trace.
package struct TurnTrace: Sendable {
  package var number: Int
  /// False where the turn happened and was not sent.
  package var wasSent: Bool
  /// By slot of the turn facts.
  package var cells: [Cell]
  /// By node; only those in `GraphLogic.turnNodes` mean something.
  package var truths: [Truth]

  package init(number: Int, wasSent: Bool, cells: [Cell], truths: [Truth]) {
    self.number = number
    self.wasSent = wasSent
    self.cells = cells
    self.truths = truths
  }
}
