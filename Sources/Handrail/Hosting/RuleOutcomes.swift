internal import HandrailEngine

/// What became of every heading of a policy in one decision: owned by the caller, used again.
///
/// Rules, gates, duties and every other heading that says something, in the order of the policy's
/// graph. Working them out makes nothing and looks up no name: names and tests are asked for by
/// place.
public struct RuleOutcomes: Sendable {
  /// By place; empty until a decision was told, and where the question could not be read.
  public private(set) var outcomes: [RuleOutcome.Outcome] = []
  private var rows: RuleRows

  init(_ program: Program) { rows = RuleRows(RuleBook(program)) }

  /// The heading at a place, with its name and where it stands; `nil` where nothing was told of it.
  public func rule(at position: Int) -> RuleOutcome? {
    guard outcomes.indices.contains(position) else { return nil }
    return RuleOutcome(
      Int(rows.book.headings[position]), outcomes[position], in: rows.book.program.graph)
  }
}

extension RuleOutcomes {
  /// Decides what was read, and keeps what came of it; room of another policy is told nothing.
  fileprivate mutating func keep(_ reading: QuestionReading, by policy: Policy) -> Answer {
    guard case .question(let question, let id) = reading, rows.book.program === policy.program
    else {
      rows.forget()
      take()
      return policy.decide(reading)
    }
    let decision = HandrailEngine.decide(question, keeping: &rows)
    take()
    return Answer(.decided(question, decision), id: id, by: policy)
  }

  fileprivate mutating func keep(_ desk: inout Desk) {
    desk.tell(&rows)
    take()
  }

  private mutating func take() {
    guard rows.areTold else { return outcomes.removeAll(keepingCapacity: true) }
    if outcomes.isEmpty {
      outcomes = rows.outcomes.map { RuleOutcome.Outcome($0) }
    } else {
      RuleOutcomes.copy(rows, to: &outcomes)
    }
  }

  private static func copy(_ rows: RuleRows, to outcomes: inout [RuleOutcome.Outcome]) {
    rows.read { found in
      var own = outcomes.mutableSpan
      for rule in own.indices { own[rule] = RuleOutcome.Outcome(found[rule]) }
    }
  }
}

extension Policy {
  /// Room for what becomes of every heading; made ready here, once.
  public func ruleOutcomes() -> RuleOutcomes { RuleOutcomes(program) }

  /// Decides what stands in a sheet, and keeps what became of every heading.
  public func decide(_ sheet: FactSheet, keeping rules: inout RuleOutcomes) -> Answer {
    rules.keep(.question(sheet.asked(of: graph), id: nil), by: self)
  }

  /// Decides a question in JSON, and keeps what became of every heading.
  public func decide(json: [UInt8], keeping rules: inout RuleOutcomes) -> Answer {
    rules.keep(reader.read(json), by: self)
  }
}

extension DecisionDesk {
  /// Tells what became of every heading in the decision of what is set.
  ///
  /// Costs a fraction of the decision as long as no gate is open and the policy has no duties;
  /// else it is decided once more.
  public mutating func tell(_ rules: inout RuleOutcomes) { rules.keep(&desk) }
}
