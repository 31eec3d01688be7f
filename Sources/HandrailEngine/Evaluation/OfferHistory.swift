/// What the session knows of its offers: memory, then this question's events, then its clock.
struct OfferHistory {
  /// In the order in which they came to be known.
  private(set) var records: [OfferRecord]
  /// Positions in `records` of choices that were made since the last decision.
  private(set) var fresh: [Int] = []

  init(
    _ memory: [OfferRecord], _ events: [SessionEvent], _ question: Question, _ holder: GraphHolder
  ) {
    records = memory
    guard !holder.graph.gates.offers.isEmpty else { return }
    let graph = holder.graph
    // In order of time; of two at one moment the one told first counts.
    let inOrder = events.indices.sorted { (events[$0].at, $0) < (events[$1].at, $1) }
    for position in inOrder { hear(events[position], question, graph) }
    expire(at: question.at, graph)
  }

  private mutating func hear(
    _ event: SessionEvent, _ question: Question, _ graph: DecisionGraph
  ) {
    guard let choice = event.choice, let offer = graph.offer(named: event.gate) else { return }
    switch event.kind {
    case .answer:
      guard graph.gates.offers[offer].options.contains(choice) else { return }
      answer(event, choice)
    case .remembered:
      guard choice != .ai, let remember = graph.gates.offers[offer].remember,
        question.knows(event.by, as: remember.by, in: graph),
        event.at.adding(seconds: remember.forSeconds) >= question.at
      else { return }
      var record = OfferRecord(
        gate: event.gate, instance: "", manner: .remembered, shownAt: event.at)
      record.choice = choice
      record.chosenAt = event.at
      record.by = event.by
      if !records.contains(record) { records.append(record) }
    case .done, .confirmed, .declined, .noAnswer, .asked, .vote, .withdraw, .join, .leave: return
    }
  }

  /// An answer counts for what was shown, in its time; the first one stands.
  private mutating func answer(_ event: SessionEvent, _ choice: OfferChoice) {
    let shown = records.firstIndex {
      $0.manner == .shown && $0.gate == event.gate && $0.instance == event.instance
    }
    guard let shown, records[shown].shownAt <= event.at,
      records[shown].answerBy.map({ event.at <= $0 }) ?? false
    else { return }
    records[shown].manner = .answered
    records[shown].choice = choice
    records[shown].chosenAt = event.at
    fresh.append(shown)
  }

  /// Silence past its time makes the written choice, as of that time.
  private mutating func expire(at now: Moment, _ graph: DecisionGraph) {
    for position in records.indices where records[position].manner == .shown {
      guard let answerBy = records[position].answerBy, answerBy < now,
        let offer = graph.offer(named: records[position].gate)
      else { continue }
      records[position].manner = .defaulted
      records[position].choice = graph.gates.offers[offer].ifNoAnswer
      records[position].chosenAt = answerBy
      fresh.append(position)
    }
  }

  /// The record of what was shown for a fingerprint.
  func shown(_ gate: String, _ instance: String) -> OfferRecord? {
    records.first { $0.manner != .remembered && $0.gate == gate && $0.instance == instance }
  }
}

extension Question {
  /// True where a reference fact has this text now: of the last turn, of the task asked.
  fileprivate func knows(_ text: String, as fact: Int, in graph: DecisionGraph) -> Bool {
    let cell: Cell?
    switch graph.facts[fact].supply {
    case .session(let slot): cell = frame.session[slot]
    case .turn(let slot): cell = frame.turns.last?.cells[slot]
    case .task(let slot): cell = frame.tasks[ask.judgedTask]?[slot]
    case .agent, .computed: cell = nil
    }
    guard let cell, cell.isKnown, let position = Int(exactly: cell.value),
      frame.texts.indices.contains(position)
    else { return false }
    return frame.texts[position].utf8.elementsEqual(text.utf8)
  }
}
