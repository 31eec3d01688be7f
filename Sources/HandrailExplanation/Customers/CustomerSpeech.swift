import HandrailEngine

/// The parts of what is said of an example customer.
struct CustomerSpeech {
  let question: Question
  let facts: CustomerFacts
  let graph: DecisionGraph

  /// The moment, where some test looks at it, as the clock of its calendar shows it.
  var moment: [String] {
    guard facts.readsClock || isSaid(.now) else { return [] }
    guard let calendar = facts.calendars.sorted().first else { return [question.at.text] }
    let zone = graph.logic.calendars[calendar].zone
    let reading = zone.reading(at: question.at)
    let minutes = Int(reading.secondOfDay) / 60
    var clock: [UInt8] = []
    appendPadded(minutes / 60, width: 2, to: &clock)
    clock.append(UInt8(ascii: ":"))
    appendPadded(minutes % 60, width: 2, to: &clock)
    let day = reading.date.weekday.name
    let time = String(decoding: clock, as: UTF8.self)
    return ["\(day) \(reading.date.text) \(time) in \(zone.name)"]
  }

  /// What is asked for, as the last thing that the customer does.
  var asked: String? {
    switch question.ask {
    case .none: return lastTurn == nil ? "says nothing that is a task" : nil
    case .task, .survey, .missing:
      return "asks" + graph.asking(question.ask).dropFirst("asking".count)
    }
  }

  private var lastTurn: Turn? { question.frame.turns.last }

  func isSaid(_ builtIn: GraphBuiltIn) -> Bool {
    facts.facts.contains { graph.facts[$0].builtIn == builtIn }
  }

  /// Facts to be told, of one supply, by position.
  private func told(_ slot: (GraphSupply) -> Int?) -> [(fact: Int, slot: Int)] {
    facts.facts.sorted().compactMap { fact in
      guard !graph.facts[fact].isAsDecided else { return nil }
      return slot(graph.facts[fact].supply).map { (fact, $0) }
    }
  }

  private var toldOfTurns: [(fact: Int, slot: Int)] {
    told { if case .turn(let slot) = $0 { slot } else { nil } }
  }

  /// Facts of the session, of the task, and of queues.
  var given: [String] {
    var words = told { if case .session(let slot) = $0 { slot } else { nil } }.map {
      said($0.fact, question.frame.session[$0.slot])
    }
    if case .task(let task) = question.ask, let cells = question.frame.tasks[task] {
      words += told { if case .task(let slot) = $0 { slot } else { nil } }.map {
        said($0.fact, cells[$0.slot])
      }
    }
    for fact in facts.facts.sorted() {
      if let queue = queueState(graph.facts[fact].builtIn) { words.append(queue) }
    }
    return words
  }

  /// Each turn with what counts in it; turns that were not sent are named.
  var turns: [(place: String, words: [String])] {
    let told = toldOfTurns
    guard question.frame.hasTurns else { return [("turns", ["not sent"])] }
    var lines: [(place: String, words: [String])] = []
    var expected = question.frame.turns.first?.number ?? 1
    for turn in question.frame.turns {
      if expected == turn.number - 1 {
        lines.append(("turn \(expected)", ["not sent"]))
      } else if expected < turn.number {
        lines.append(("turns \(expected) to \(turn.number - 1)", ["not sent"]))
      }
      expected = turn.number + 1
      let words = told.map { said($0.fact, turn.cells[$0.slot]) }
      let isLast = turn.number == question.frame.turns.last?.number
      if !words.isEmpty || isLast { lines.append(("turn \(turn.number)", words)) }
    }
    return lines
  }

  /// Facts of turns, each with its values, oldest first.
  var series: [(name: String, values: [String], isNumber: Bool)] {
    toldOfTurns.map { told in
      let values = question.frame.turns.map { value(told.fact, $0.cells[told.slot]) }
      let fact = graph.facts[told.fact]
      return (fact.name, values.isEmpty ? ["not said"] : values, fact.domain.kind.isNumeric)
    }
  }
}

extension CustomerSpeech {
  /// `anger 0.71`, `amount unknown`, `order.placed 3 days ago`.
  func said(_ fact: Int, _ cell: Cell) -> String {
    "\(graph.facts[fact].name) \(value(fact, cell))"
  }

  func value(_ fact: Int, _ cell: Cell) -> String {
    let described = graph.facts[fact]
    guard cell.isKnown else { return unknown(cell) }
    if described.isSecret { return "(kept secret)" }
    let assumed = cell.isAssumed ? " (assumed)" : ""
    return words(cell.value, described.domain) + assumed
  }

  private func words(_ value: Int64, _ domain: Domain) -> String {
    switch domain.kind {
    case .moment: return age(of: value)
    case .money: return shortMoney(value, domain)
    case .setOf:
      let words = spelled(value, domain, texts: []).split(
        separator: ", ", omittingEmptySubsequences: true)
      guard words.count > 1, let last = words.last else {
        return words.first.map(String.init) ?? ""
      }
      return words.dropLast().joined(separator: ", ") + " and " + last
    case .yesNo, .oneOf, .level, .number, .score, .duration, .reference, .text:
      return spelled(value, domain, texts: question.frame.texts)
    }
  }

  /// A moment by how long ago it was.
  private func age(of value: Int64) -> String {
    let (age, overflow) = question.at.microseconds.subtractingReportingOverflow(value)
    if overflow || age == .min { return Moment(microseconds: value).text }
    if age == 0 { return "now" }
    let size = abs(age)
    let length = spelledDuration(size / 1_000_000, decimals: 0)
    let start = size % 1_000_000 == 0 ? length : "just over \(length)"
    return start + (age > 0 ? " ago" : " ahead")
  }

  private func unknown(_ cell: Cell) -> String {
    switch cell.cause {
    case .none, .absent: "unknown"
    case .notTrusted: "unknown (not sure enough)"
    case .stale: "unknown (too old)"
    case .noTurn: "unknown (nothing said yet)"
    case .noResult: "unknown (not worked out)"
    case .missing: "faulty (did not come)"
    case .wrongKind: "faulty (of the wrong kind)"
    case .outOfRange: "faulty (outside its limits)"
    case .tooManyDecimals: "faulty (too many decimals)"
    case .contradictory: "faulty (sent twice, differently)"
    case .misplaced: "faulty (sent where it may not stand)"
    case .inTheFuture: "faulty (after the question)"
    case .unusableMemory: "faulty (memory cannot be used)"
    }
  }

  private func queueState(_ builtIn: GraphBuiltIn?) -> String? {
    func name(_ queue: Int) -> String { graph.routing.queues[queue].name }
    switch builtIn {
    case .queueOpen(let queue):
      let cell = question.frame.queues[queue].open
      guard cell.isKnown else { return "\(name(queue)).open \(unknown(cell))" }
      return "\(name(queue)) \(cell.value == 0 ? "closed" : "open")"
    case .queueFree(let queue):
      let cell = question.frame.queues[queue].free
      return "\(name(queue)).free \(cell.isKnown ? "\(cell.value)" : unknown(cell))"
    case .queueWait(let queue):
      let cell = question.frame.queues[queue].wait
      let wait = cell.isKnown ? spelledDuration(cell.value, decimals: 0) : unknown(cell)
      return "\(name(queue)).wait \(wait)"
    case .task, .handler, .turnCount, .humanRequests, .now, .choice, .approval, .done, nil:
      return nil
    }
  }
}

/// Money as an author writes it: `GBP 40`, `GBP 40.50`.
func shortMoney(_ value: Int64, _ domain: Domain) -> String {
  var unit: Int64 = 1
  for _ in 0..<domain.decimals { unit *= 10 }
  guard value % unit == 0 else { return spelled(value, domain, texts: []) }
  return "\(domain.currency) \(value / unit)"
}

extension Weekday {
  /// `Monday`.
  package var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }
}
