import HandrailEngine
import HandrailExplanation
import HandrailModel
import HandrailSource

/// One scenario while it is played: what is known by now, and the session's memory.
struct ScenarioSession {
  struct TurnGiven {
    var at: Moment
    var facts: [Int: GivenFact]
  }

  struct QueueGiven {
    var open: Int64?
    var free: Int64?
    var wait: Int64?
  }

  struct EventGiven {
    var fields: [(key: String, value: DocumentValue)]
  }

  let runner: ScenarioRunner
  let scenario: Scenario
  var now: Moment
  var task: TaskAsk = .none
  /// Session and task facts, by position.
  var facts: [Int: GivenFact] = [:]
  /// Turn facts that hold in every turn that says nothing else.
  var everyTurn: [Int: GivenFact] = [:]
  var turns: [TurnGiven] = []
  var queues: [Int: QueueGiven] = [:]
  var events: [EventGiven] = []
  /// Names and roles of invented people who vote.
  var people: [(id: String, role: String)] = []
  /// Answers of customers and approvers that wait for the next decision.
  var pending: [AnswerGiven] = []
  var memory: MemoryGiven = .new
  /// The memory that the last decision was made with.
  private(set) var memoryBefore: MemoryGiven = .new
  private(set) var last: Decided?
  /// Something was given since the last decision.
  var isStale = true
  private(set) var decisionCount = 0

  var graph: DecisionGraph { runner.graph }

  init(_ scenario: Scenario, _ runner: ScenarioRunner) throws(PlayingFault) {
    self.scenario = scenario
    self.runner = runner
    now = try ScenarioSession.moment(of: scenario, runner.model)
    guard scenario.isQuiet else { return }
    for (position, fact) in runner.graph.facts.enumerated() {
      guard let content = fact.quietContent() else { continue }
      let given = GivenFact(content: content, seenAt: now)
      switch fact.supply {
      case .session, .task: facts[position] = given
      case .turn: everyTurn[position] = given
      case .agent, .computed: break
      }
    }
  }

  /// The scenario's own moment, or 10:15 on Monday 2 March 2026 where it gives none.
  private static func moment(
    of scenario: Scenario, _ model: PolicyModel
  ) throws(PlayingFault) -> Moment {
    let usual = CalendarDate(year: 2026, month: 3, day: 2) ?? CalendarDate(daysSince1970: 20_514)
    let local = LocalReading(
      date: scenario.date ?? usual, secondOfDay: scenario.secondOfDay ?? 36_900)
    let zone =
      model.header.zone ?? ZoneRules(name: "UTC", firstOffset: 0, transitions: [])
    guard let moment = zone.instant(of: local) else {
      throw PlayingFault(
        why: "there is no such time in \(zone.name): the clocks go forward over it",
        place: scenario.momentOrigin?.place)
    }
    return moment
  }

  // MARK: - The lines

  mutating func give(_ settings: [FactSetting]) throws(PlayingFault) {
    for setting in settings { try set(setting, inTurn: false) }
    isStale = true
  }

  mutating func addTurn(_ settings: [FactSetting]) throws(PlayingFault) {
    try catchUp()
    beginTurn()
    for setting in settings { try set(setting, inTurn: true) }
    try decide()
  }

  /// One more decision on the same session; facts of a turn come with a new message.
  mutating func goOn(
    _ afterSeconds: Int64?, _ settings: [FactSetting]
  ) throws(PlayingFault) {
    try catchUp()
    if let afterSeconds {
      let (span, isLong) = afterSeconds.multipliedReportingOverflow(by: 1_000_000)
      let (later, isLate) = now.microseconds.addingReportingOverflow(span)
      guard !isLong, !isLate else {
        throw PlayingFault(why: "its time lies beyond what I can count", place: nil)
      }
      now = Moment(microseconds: later)
    }
    let isTurn = settings.contains { graph.facts[$0.fact.offset].isOfTurn }
    if isTurn { beginTurn() }
    for setting in settings { try set(setting, inTurn: isTurn) }
    try decide()
  }

  /// The decisions that an `expect` speaks of: the last one, or the same about each task named.
  mutating func decisions(about tasks: [TaskID]) throws(PlayingFault) -> [Decided] {
    if isStale { try decide() }
    guard let last else { return [] }
    if tasks.isEmpty { return [last] }
    var decisions: [Decided] = []
    for task in tasks {
      let asked = TaskAsk.task(task.offset)
      decisions.append(asked == self.task ? last : try decided(asked, with: memoryBefore))
    }
    return decisions
  }

  /// What was given after a decision and before a turn is decided on its own.
  private mutating func catchUp() throws(PlayingFault) {
    if last != nil && isStale { try decide() }
  }

  private mutating func beginTurn() { turns.append(TurnGiven(at: now, facts: [:])) }

  // MARK: - Deciding

  mutating func decide() throws(PlayingFault) {
    if turns.isEmpty && !everyTurn.isEmpty { beginTurn() }
    let answers = pending
    pending = []
    guard !answers.isEmpty else { return try decideOnce() }
    // The first decision shows the offer or asks for the approval, the second has the answers.
    try decideOnce()
    try sendAnswers(answers)
    try decideOnce()
    try checkAnswers(answers)
  }

  private mutating func decideOnce() throws(PlayingFault) {
    let decided = try decided(task, with: memory)
    memoryBefore = memory
    memory = .kept(decided.decision.memory)
    last = decided
    isStale = false
  }

  private mutating func decided(
    _ ask: TaskAsk, with memory: MemoryGiven
  ) throws(PlayingFault) -> Decided {
    decisionCount += 1
    // What a decision returned goes in again as it is: no text in between.
    switch runner.reader.read(question(ask).document, holding: memory) {
    case .refused(let refusal):
      throw PlayingFault(why: "\(refusal.detail); \(refusal.fix)", place: nil)
    case .question(let question, _):
      let (decision, trace) = decideTracing(question, by: graph)
      return Decided(question: question, decision: decision, trace: trace)
    }
  }
}

extension GraphFact {
  var isOfTurn: Bool {
    if case .turn = supply { return true }
    return false
  }
}
