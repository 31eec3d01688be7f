import HandrailEngine

/// A question, its decision and its trace: what every part of an explanation is read from.
///
/// A task of a survey has evidence of its own, made by asking about that task alone.
struct Evidence {
  let graph: DecisionGraph
  let question: Question
  let decision: Decision
  let trace: Trace
  /// The task asked about; `nil`: the conversation alone, or a survey.
  let task: Int?
  /// By node; empty where the evaluator left no trace.
  let truths: [Truth]
  let headings: HeadingIndex
  /// Every reason of the decision once: the handler's, then the ruling's.
  let reasons: [Reason]
  private let causes: Set<Reason.Cause>

  init(_ decided: Decided, by graph: DecisionGraph) {
    self.graph = graph
    question = decided.question
    decision = decided.decision
    trace = decided.trace
    if case .task(let asked) = question.ask { task = asked } else { task = nil }
    truths = trace.truths
    headings = HeadingIndex(graph)
    reasons = withoutRepeats(decision.handlerReasons + (decision.task?.reasons ?? []))
    causes = Set(reasons.map(\.cause))
  }

  func isDeciding(_ cause: Reason.Cause) -> Bool { causes.contains(cause) }

  var hasTrace: Bool { truths.count == graph.logic.nodes.count && !truths.isEmpty }

  /// What a node came to; `nil` where there is no such node.
  func truth(of node: Int) -> Truth? { truths.indices.contains(node) ? truths[node] : nil }

  /// The node that works out a definition; `nil` for every other fact.
  func definitionNode(of fact: Int) -> Int? {
    guard let maker = graph.logic.makers[fact], case .define = graph.logic.nodes[maker] else {
      return nil
    }
    return maker
  }

  func table(workingOut fact: Int) -> Int? {
    guard let maker = graph.logic.makers[fact],
      case .workOut(let table) = graph.logic.nodes[maker]
    else { return nil }
    return Int(table)
  }

  /// Number of the last turn that happened, from which windows count; 0 where there is none.
  var currentTurn: Int { trace.turns.last?.number ?? 0 }

  /// Number of the last turn that was sent, which a plain test reads; 0 where there is none.
  var sentTurn: Int { question.frame.turns.last?.number ?? 0 }
}

/// Headings by what an explanation looks them up by.
struct HeadingIndex {
  /// Of definitions, by name.
  private(set) var definitions: [String: Int] = [:]

  init(_ graph: DecisionGraph) {
    for (position, heading) in graph.headings.enumerated() where heading.kind == .define {
      definitions[heading.name] = position
    }
  }
}

extension Evidence {
  /// The cell of a fact, now or at a turn; a turn fact without a turn is that of the current one.
  func cell(of fact: Int, turn number: Int? = nil) -> Cell {
    guard graph.facts.indices.contains(fact) else { return Cell(unknown: .absent) }
    switch graph.facts[fact].supply {
    case .session(let slot): return cell(slot, in: question.frame.session, .missing)
    case .turn(let slot): return turnCell(slot, number: number ?? sentTurn)
    case .task(let slot):
      return cell(slot, in: task.flatMap { question.frame.tasks[$0] } ?? [], .absent)
    case .agent: return Cell(unknown: .noTurn)
    case .computed(let slot): return cell(slot, in: trace.computed, .noResult)
    }
  }

  private func cell(_ slot: Int, in cells: [Cell], _ otherwise: UnknownCause) -> Cell {
    cells.indices.contains(slot) ? cells[slot] : Cell(unknown: otherwise)
  }

  private func turnCell(_ slot: Int, number: Int) -> Cell {
    guard let turn = trace.turns.first(where: { $0.number == number }) else {
      return Cell(unknown: question.frame.hasTurns ? .noTurn : .missing)
    }
    return cell(slot, in: turn.cells, .missing)
  }

  /// The row of a table that gave its result.
  func row(of table: Int) -> Int? {
    guard trace.rows.indices.contains(table), trace.rows[table] >= 0,
      graph.logic.tables[table].rows.indices.contains(trace.rows[table])
    else { return nil }
    return trace.rows[table]
  }
}
