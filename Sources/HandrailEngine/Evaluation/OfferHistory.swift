/// What the session knows of its offers: memory, then this question's events, then its clock.
struct OfferHistory {
  /// In the order in which they came to be known.
  private(set) var records: [OfferRecord]
  /// Positions in `records` of choices that were made since the last decision.
  private(set) var fresh: [Int] = []

  init(_ memory: [OfferRecord], _ events: [SessionEvent], at now: Moment, _ graph: DecisionGraph) {
    records = memory
    // In order of time; of two at one moment the one told first counts.
    let inOrder = events.indices.sorted { (events[$0].at, $0) < (events[$1].at, $1) }
    for position in inOrder { hear(events[position], graph) }
    expire(at: now, graph)
  }

  private mutating func hear(_ event: SessionEvent, _ graph: DecisionGraph) {
    guard let choice = event.choice, let offer = graph.offer(named: event.gate) else { return }
    switch event.kind {
    case .answer:
      guard graph.gates.offers[offer].options.contains(choice) else { return }
      answer(event, choice)
    case .remembered:
      guard choice != .ai, graph.gates.offers[offer].remember != nil else { return }
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
