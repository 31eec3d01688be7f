import HandrailEngine
import HandrailModel
import HandrailSource

/// An offer that covers the task.
struct OfferReading {
  var offer: Offer
  var gate: ReferenceGate
  var choice: OfferChoice?
  /// True where it was shown before and may still be answered.
  var isShown = false
}

extension Reading {
  func offerGates() -> [OfferReading] {
    guard let position = task.position else { return [] }
    let offers = policy.model.gates.offers.sorted { bytesBefore($0.name, $1.name) }
    return offers.filter {
      $0.covers.tasks.contains(TaskID(position)) && !read($0.guarding).restriction.isNo
    }.map(gate)
  }

  private func gate(of offer: Offer) -> OfferReading {
    var gate = ReferenceGate(kind: "offer", name: offer.name)
    gate.instance =
      "offer|\(offer.name)|\(task.position ?? -1)|\(question.action)|"
      + "\(bound(guardFacts(offer.guarding)))"
    var reading = OfferReading(offer: offer, gate: gate)
    let record = start.state.offers.last {
      $0.gate == offer.name && $0.instance == gate.instance && $0.manner != .remembered
    }
    reading.isShown = record != nil
    reading.gate.answerBy = record?.answerBy
    reading.choice = record?.choice
    // What was remembered answers every instance.
    if reading.choice == nil || reading.choice == .ai, let kept = remembered(offer) {
      reading.choice = kept
    }
    reading.gate.choice = reading.choice?.name ?? ""
    reading.gate.state = reading.choice == nil ? "open" : "answered"
    return reading
  }

  /// The latest choice of this customer that is not too old.
  private func remembered(_ offer: Offer) -> OfferChoice? {
    chosen(offer.name).last { isKept($0, offer) }?.choice
  }

  /// Of this customer, and not too old.
  private func isKept(_ record: ReferenceOffer, _ offer: Offer) -> Bool {
    guard let remember = offer.remember, let now = referenceText(remember.by),
      let at = record.chosenAt, record.choice != .ai, !record.by.isEmpty
    else { return false }
    return Array(record.by.utf8) == Array(now.utf8)
      && at.microseconds + remember.forSeconds * 1_000_000 >= question.at.microseconds
  }

  /// Records of an offer with a choice, in order of moment.
  private func chosen(_ name: String) -> [ReferenceOffer] {
    let offers = start.state.offers
    let places = offers.indices.filter { place in
      guard offers[place].gate == name, offers[place].choice != nil else { return false }
      guard offers[place].manner == .remembered else { return true }
      return policy.offer(called: name).map { isKept(offers[place], $0) } ?? false
    }
    return places.sorted {
      (offers[$0].chosenAt ?? question.at, $0) < (offers[$1].chosenAt ?? question.at, $1)
    }.map { offers[$0] }
  }

  func referenceText(_ id: FactID) -> String? {
    known(id, at: .now).cell.map { question.frame.texts[Int($0)] }
  }

  /// `choice.NAME`: none, or the latest choice.
  func knownChoice(_ name: String, _ id: FactID) -> Known {
    if start.isUnusable { return unknown(id, nil, .unusableMemory) }
    return .value(Int64(chosen(name).last?.choice.map { $0.rawValue + 1 } ?? 0))
  }

  /// `approval.NAME`: how far the latest request is.
  func knownApproval(_ name: String) -> Known {
    guard let approval = policy.approval(called: name) else { return .value(0) }
    let requests = (decided?.requests ?? start.state.requests)
    let places = requests.indices.filter { requests[$0].gate == name }
    let latest = places.max { (requests[$0].askedAt, $0) < (requests[$1].askedAt, $1) }
    guard let latest else { return .value(0) }
    let request = requests[latest]
    let isSpent = request.usedBy != nil || hasLapsed(request, approval, at: question.at)
    if request.state == .granted && isSpent { return .value(0) }
    return .value(Int64(request.state.rawValue))
  }

  /// Everything that events and clock bring, before anything is read.
  func play() -> SessionState {
    var references: [FactID: String] = [:]
    for offer in policy.model.gates.offers {
      if let by = offer.remember?.by { references[by] = referenceText(by) }
    }
    var play = SessionPlay(policy, question, references: references)
    return play.play(from: start.memory)
  }
}
