internal import HandrailEngine

/// The facts of one conversation in the host's own form: made once for a policy, filled by place,
/// decided, and used again.
///
/// What was never set is as absent as a fact that JSON leaves out. Each question is one of a new
/// session: memory, turns, queues, people and events come with JSON.
public struct FactSheet: Sendable {
  private(set) var question: Question
  /// The facts as they are before anything is set, and what is to be said where one stays so.
  private let blank: [Cell]
  private let faultsOfBlank: [InputFault?]
  /// What is wrong with the question besides its facts.
  let otherFaults: [InputFault]

  init(_ policy: Policy, task: String?) {
    let graph = policy.graph
    question = FactSheet.blankQuestion(policy, task)
    blank = question.frame.session
    var bySlot = [InputFault?](repeating: nil, count: blank.count)
    var others: [InputFault] = []
    for fault in question.faults {
      let slot = graph.facts.firstIndex { "facts.\($0.path.joined(separator: "."))" == fault.path }
      if let slot, case .session(let place) = graph.facts[slot].supply {
        bySlot[place] = fault
      } else {
        others.append(fault)
      }
    }
    faultsOfBlank = bySlot
    otherFaults = others
  }

  /// The question's moment, in microseconds since 1970-01-01 UTC.
  public var microseconds: Int64 {
    get { question.at.microseconds }
    set { question.at = Moment(microseconds: newValue) }
  }

  /// Sets a fact: a position among its words, bits of words, 1 or 0 for yes or no, or a number in
  /// units of its decimals.
  ///
  /// A value that does not fit is not cut: the fact is unknown, and the decision lists the fault.
  public mutating func set(_ place: FactPlace, _ value: Int64) {
    guard question.frame.session.indices.contains(place.cell.slot) else { return }
    question.frame.session[place.cell.slot] = place.cell.cell(value)
  }

  /// Makes a fact absent again.
  public mutating func clear(_ place: FactPlace) {
    guard blank.indices.contains(place.cell.slot) else { return }
    question.frame.session[place.cell.slot] = blank[place.cell.slot]
  }

  /// The question as it stands, with what is wrong with it.
  func asked(of graph: DecisionGraph) -> Question {
    var asked = question
    asked.faults = otherFaults
    for slot in question.frame.session.indices {
      let cell = question.frame.session[slot]
      guard cell.cause.isFault else { continue }
      if cell.cause == .outOfRange {
        asked.faults.append(FactSheet.outOfRange(slot, graph))
      } else if let fault = faultsOfBlank[slot] {
        asked.faults.append(fault)
      }
    }
    return asked
  }

  private static func outOfRange(_ slot: Int, _ graph: DecisionGraph) -> InputFault {
    let fact = graph.facts.first { $0.supply == .session(slot) }
    return InputFault(
      path: "facts.\(fact?.path.joined(separator: ".") ?? "")", cause: .outOfRange,
      detail: fact?.domain.expectation ?? "")
  }

  /// A question of a new session with no fact in it, as JSON would give it.
  private static func blankQuestion(_ policy: Policy, _ task: String?) -> Question {
    // The name is the policy's own, so it needs no marks in JSON.
    let known = policy.graph.tasks.first { $0 == task } ?? "none"
    let words = "{\"at\":\"1970-01-01T00:00:00Z\",\"task\":\"\(known)\",\"memory\":\"new\"}"
    var asked = Question(
      at: Moment(microseconds: 0), ask: .missing, frame: Frame(session: [], queues: []),
      memory: .new)
    if case .question(let question, _) = policy.reader.read(Array(words.utf8)) { asked = question }
    if let task, task != known, task != "none" {
      asked.ask = .missing
      asked.faults.append(
        InputFault(path: "task", cause: .outOfRange, detail: "the policy has no such task"))
    }
    return asked
  }
}

extension Policy {
  /// A sheet with every fact absent, for a task of the policy, or for none.
  public func factSheet(task: String? = nil) -> FactSheet { FactSheet(self, task: task) }

  /// Decides what stands in a sheet.
  public func decide(_ sheet: FactSheet) -> Answer {
    Answer(.question(sheet.asked(of: graph), id: nil), by: self)
  }

  /// Decides what stands in a sheet, and keeps what every line came to.
  public func decide(_ sheet: FactSheet, keeping verdicts: inout LineVerdicts) -> Answer {
    let question = sheet.asked(of: graph)
    let decision = HandrailEngine.decide(question, by: program, keeping: &verdicts.lines)
    return Answer(.decided(question, decision), id: nil, by: self)
  }

  /// Decides a question in JSON, and keeps what every line came to.
  public func decide(json: [UInt8], keeping verdicts: inout LineVerdicts) -> Answer {
    guard case .question(let question, let id) = reader.read(json) else {
      verdicts.lines.forget()
      return decide(json: json)
    }
    let decision = HandrailEngine.decide(question, by: program, keeping: &verdicts.lines)
    return Answer(.decided(question, decision), id: id, by: self)
  }
}
