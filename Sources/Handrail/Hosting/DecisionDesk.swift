internal import HandrailEngine

/// A place to decide new sessions one after another, in the host's own form: made once for a
/// policy and a task, filled by place, decided, and used again.
///
/// As a sheet of facts, without the words: it says who acts and where the conversation goes, and
/// keeps what every line came to. Where no gate is open it makes nothing on the way; ask
/// `Policy.decide` for reasons. What it tells of a decision changes nothing; that is marked
/// `mutating` nevertheless, since a desk that is only read may be copied for it, two thousand bytes
/// at a time.
public struct DecisionDesk: ~Copyable {
  /// What is decided, in short.
  public struct Outcome: Sendable, Equatable {
    /// `nil` without a task.
    public var ruling: Answer.Ruling?
    /// Who holds the conversation after this.
    public var handler: Answer.Handler
    /// What the host does next.
    public var next: Answer.Next
    /// Position among the policy's queues; `nil` where no person takes over, or without one.
    public var queue: Int?
    /// 0 low to 3 urgent.
    public var urgency: Int
  }

  var desk: Desk
  private var scan: QuestionScan
  private let blank: [Cell]
  /// Something is wrong with every question here, whatever its facts: turns are wanted.
  private let isAlwaysFaulty: Bool
  /// Where a person takes over from what cannot be read; -1: in no queue.
  private let defaultQueue: Int
  /// Of a question that was read the long way; `nil`: what stands here tells.
  private var wasFaulty: Bool?

  init(_ policy: Policy, task: String?) {
    let sheet = FactSheet(policy, task: task)
    blank = sheet.question.frame.session
    isAlwaysFaulty = !FactSheet(policy, task: nil).otherFaults.isEmpty
    defaultQueue = policy.graph.routing.otherwise
    desk = Desk(policy.program, sheet.question)
    scan = QuestionScan(policy.reader)
  }

  /// The question's moment, in microseconds since 1970-01-01 UTC.
  public var microseconds: Int64 {
    get { desk.at.microseconds }
    set { desk.at = Moment(microseconds: newValue) }
  }

  /// Sets a fact, as `FactSheet.set` does: a value that does not fit is unknown by a fault.
  public mutating func set(_ place: FactPlace, _ value: Int64) {
    desk.set(place.cell.slot, place.cell.cell(value))
  }

  /// Sets so many facts at once, from the first; values beyond the places count for nothing.
  public mutating func set(_ places: FactPlaces, to values: Span<Int64>) {
    desk.set(places.cells, to: values)
  }

  /// Makes a fact absent again.
  public mutating func clear(_ place: FactPlace) {
    guard blank.indices.contains(place.cell.slot) else { return }
    desk.set(place.cell.slot, blank[place.cell.slot])
  }

  /// Decides what is set; the verdicts stay until the next decision.
  public mutating func decide() -> Outcome {
    wasFaulty = nil
    return outcome(desk.decide())
  }

  /// Decides a question written as JSON, in the shape of `docs/question.md`: it takes the place of
  /// what was set here, task and moment too.
  ///
  /// A new session with plain facts is read in one pass and makes nothing on the way, but for its
  /// name; every other goes the same long way as with `Policy.decide`. What cannot be read is
  /// decided *human*.
  public mutating func decide(json: [UInt8]) -> Outcome {
    if scan.read(json.span), desk.take(scan, of: json.span) { return decide() }
    switch scan.reader.read(json) {
    case .question(let question, _):
      let found = desk.decideWhole(question)
      wasFaulty = found.isFaulty
      return outcome(found.outcome)
    case .refused:
      desk.forget()
      wasFaulty = true
      return outcome(
        DecisionOutcome(
          ruling: .human, handlerIsHuman: true, next: .handOver, queue: defaultQueue, urgency: 1))
    }
  }

  /// Something is wrong with the question that was decided last; `Policy.decide` says what.
  public var isFaulty: Bool {
    mutating get { wasFaulty ?? (isAlwaysFaulty || desk.hasFaultyFacts()) }
  }

  private func outcome(_ found: DecisionOutcome) -> Outcome {
    Outcome(
      ruling: found.ruling.map { Answer.Ruling($0) }, handler: found.handlerIsHuman ? .human : .ai,
      next: Answer.Next(found.next), queue: found.queue < 0 ? nil : found.queue,
      urgency: Int(found.urgency))
  }

  /// What all lines came to, in one number: every verdict is looked at.
  public var verdictSum: UInt64 { mutating get { desk.verdictSum() } }

  /// The row that a table or `choose` which names a queue came to; `nil` for none.
  public mutating func row(of table: TablePlace) -> Int? {
    let row = desk.row(of: table.position)
    return row < 0 ? nil : row
  }

  /// Whether a line of a rule, by place among all of them, is yes.
  public mutating func isYes(line: Int) -> Bool { desk.truth(ofEffect: line) == .yes }

  /// The first line of all rules that is yes; `nil` where none is.
  public var firstYesLine: Int? { mutating get { desk.firstYesEffect() } }
}

extension Policy {
  /// A desk with every fact absent, for a task of the policy, or for none.
  public func desk(task: String? = nil) -> DecisionDesk { DecisionDesk(self, task: task) }
}
