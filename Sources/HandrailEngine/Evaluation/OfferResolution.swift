// What customers are offered, and what they chose: `language.md` 3.10.

extension Machine {
  /// Offers that cover the task and are open or answered for exactly this, in order of name.
  func offers(of task: Int) -> [OfferGate] {
    graph.gates.offers.indices.compactMap { position in
      let offer = graph.gates.offers[position]
      guard offer.scope.contains(task) && truths[offer.node] != .no else { return nil }
      let name = graph.headings[offer.heading].name
      var gate = OfferGate(offer: position, instance: instance(of: offer, name, task))
      gate.answerBy = start.offers.shown(name, gate.instance)?.answerBy
      gate.choice = choice(of: position, for: gate.instance)
      return gate
    }
  }

  /// The customer's choice for a fingerprint: a person, once chosen, stands before the AI.
  private func choice(of offer: Int, for instance: String) -> OfferChoice? {
    let name = graph.headings[graph.gates.offers[offer].heading].name
    var person: OfferRecord?
    for record in keptOffers() where record.gate == name && record.callsPerson {
      guard record.manner != .remembered && record.instance == instance || isKept(record, offer)
      else { continue }
      if let before = person, !record.isChosenAfter(before) { continue }
      person = record
    }
    return person?.choice ?? start.offers.shown(name, instance)?.choice
  }

  /// A choice that is kept by the reference which the customer has now, for as long as it is kept.
  private func isKept(_ record: OfferRecord, _ offer: Int) -> Bool {
    guard let remember = graph.gates.offers[offer].remember, let chosenAt = record.chosenAt,
      let by = reference(remember.by), !record.by.isEmpty
    else { return false }
    return by.utf8.elementsEqual(record.by.utf8)
      && chosenAt.adding(seconds: remember.forSeconds) >= question.at
  }

  /// The text of a known reference fact.
  private func reference(_ fact: Int) -> String? {
    let cell = cell(fact)
    guard cell.isKnown, let position = Int(exactly: cell.value),
      question.frame.texts.indices.contains(position)
    else { return nil }
    return question.frame.texts[position]
  }

  /// The customer's last choice in an offer, in this session or kept from another.
  private func lastChoice(of offer: Int) -> OfferChoice? {
    let name = graph.headings[graph.gates.offers[offer].heading].name
    var last: OfferRecord?
    for record in start.offers.records where record.gate == name && record.choice != nil {
      if record.manner == .remembered && !isKept(record, offer) { continue }
      if let before = last, !record.isChosenAfter(before) { continue }
      last = record
    }
    return last?.choice
  }

  /// `choice.NAME`: none, ai, human or callback, as of the start.
  func choiceCell(_ offer: Int) -> Cell {
    guard !start.isUnusable, graph.gates.offers.indices.contains(offer) else {
      return Cell(unknown: .unusableMemory)
    }
    switch lastChoice(of: offer) {
    case nil: return Cell(0)
    case .ai: return Cell(1)
    case .human: return Cell(2)
    case .callback: return Cell(3)
    }
  }

  /// What an answer is bound to: SHA-256 of policy, session, offer, task, act and facts read.
  private func instance(of offer: GraphOffer, _ name: String, _ task: Int) -> String {
    var parts = [
      graph.policy.digest, question.session ?? "", "offer", name, graph.tasks[task],
      String(decoding: question.action, as: UTF8.self),
    ]
    for fact in offer.bound {
      parts.append(graph.facts[fact].name)
      parts.append(cell(fact).isKnown ? fingerprinted(cell(fact), of: fact) : "unknown")
    }
    return fingerprint(of: parts)
  }

  /// The records with their references: what this session chose is kept by what it knows now.
  func keptOffers() -> [OfferRecord] {
    var records = start.offers.records
    for position in start.offers.fresh where records[position].callsPerson {
      guard let offer = graph.offer(named: records[position].gate),
        let remember = graph.gates.offers[offer].remember
      else { continue }
      records[position].by = reference(remember.by) ?? ""
    }
    return records
  }
}

extension OfferRecord {
  /// A person was chosen, now or by a callback.
  var callsPerson: Bool { choice == .human || choice == .callback }

  /// It was chosen later, or at the same moment and told later.
  fileprivate func isChosenAfter(_ other: OfferRecord) -> Bool {
    guard let chosenAt, let otherChosenAt = other.chosenAt else { return true }
    return chosenAt >= otherChosenAt
  }
}

extension Conversation {
  /// Reads the offers where the AI would do the task; what hands the conversation over.
  ///
  /// A person chosen since the last decision is given whatever is asked now.
  mutating func readOffers() -> [Reason] {
    if let ruling, ruling.ruling == .ai { offers = machine.offers(of: machine.task) }
    var chosen: [(offer: Int, choice: OfferChoice)] = []
    for position in start.offers.fresh {
      let record = start.offers.records[position]
      guard let offer = graph.offer(named: record.gate), let choice = record.choice else {
        continue
      }
      chosen.append((offer, choice))
    }
    for gate in offers {
      if let choice = gate.choice { chosen.append((gate.offer, choice)) }
    }
    handler.wantsCallback = chosen.contains { $0.choice == .callback }
    let forPerson = chosen.filter { $0.choice != .ai }.map { $0.offer }
    return forPerson.sorted().withoutRepeats.map { Reason(.offer($0)) }
  }

  /// True where the customer is to be asked.
  var hasOpenOffer: Bool { offers.contains { $0.choice == nil } }

  /// The offers of the task, with the time to answer of those that are shown now.
  func offerGates(_ next: NextStep) -> [OfferGate] {
    guard next == .offer else { return offers }
    return offers.map { gate in
      guard gate.choice == nil && gate.answerBy == nil else { return gate }
      var shown = gate
      shown.answerBy = graph.deadline(
        of: graph.gates.offers[gate.offer].answerWithin, from: question.at)
      return shown
    }
  }

  /// What the session remembers of its offers, those shown now included.
  func newOfferRecords(_ next: NextStep) -> [OfferRecord] {
    var records = machine.keptOffers()
    guard next == .offer else { return records }
    for gate in offerGates(next) where gate.choice == nil {
      let name = graph.headings[graph.gates.offers[gate.offer].heading].name
      guard start.offers.shown(name, gate.instance) == nil else { continue }
      var record = OfferRecord(
        gate: name, instance: gate.instance, manner: .shown, shownAt: question.at)
      record.answerBy = gate.answerBy
      records.append(record)
    }
    return records
  }

  /// Choices of a person that are to be kept beyond this session.
  func choicesToRemember() -> [Obligation] {
    guard !isSurvey, !start.offers.fresh.isEmpty else { return [] }
    let records = machine.keptOffers()
    return start.offers.fresh.compactMap { position in
      let record = records[position]
      guard let offer = graph.offer(named: record.gate), !record.by.isEmpty,
        let choice = record.choice, let chosenAt = record.chosenAt,
        let remember = graph.gates.offers[offer].remember
      else { return nil }
      return .remember(
        offer: offer, choice: choice, by: record.by,
        until: chosenAt.adding(seconds: remember.forSeconds))
    }
  }
}
