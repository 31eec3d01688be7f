extension MemoryReading {
  /// One offer as memory keeps it; what does not fit together makes memory unusable.
  func offer(_ value: Int) throws(MemoryDamage) -> OfferRecord {
    let path = "memory.offers"
    try requireKeys(
      value, path,
      [
        "gate", "instance", "manner", "shown_at", "answer_by", "choice", "chosen_at", "by",
      ])
    let name = try text(member("gate", value))
    guard let offer = graph.offer(named: name).map({ graph.gates.offers[$0] }) else {
      throw MemoryDamage(detail: "it speaks of `\(name)`, which the policy does not have")
    }
    guard let manner = OfferRecord.Manner(rawValue: try text(member("manner", value))) else {
      throw damaged("\(path).manner")
    }
    var record = OfferRecord(
      gate: name, instance: try text(member("instance", value)), manner: manner,
      shownAt: try moment(member("shown_at", value)))
    record.answerBy = try optionalMoment(member("answer_by", value))
    record.chosenAt = try optionalMoment(member("chosen_at", value))
    record.by = try text(member("by", value))
    if let word = try optionalText(member("choice", value)) {
      record.choice = OfferChoice.allCases.first { $0.name == word }
      if record.choice == nil { throw damaged("\(path).choice") }
    }
    guard isSound(record, of: offer) else { throw damaged(path) }
    return record
  }

  private func isSound(_ record: OfferRecord, of offer: GraphOffer) -> Bool {
    let isChosen = record.choice != nil && record.chosenAt != nil
    let wasShown = !record.instance.isEmpty && record.answerBy != nil
    switch record.manner {
    case .shown: return wasShown && record.choice == nil && record.chosenAt == nil
    case .answered: return wasShown && isChosen
    case .defaulted: return wasShown && isChosen && record.choice != .ai
    case .remembered:
      return record.instance.isEmpty && isChosen && record.choice != .ai && offer.remember != nil
    }
  }

  func optionalMoment(_ value: Int) throws(MemoryDamage) -> Moment? {
    document.isWrittenAbsence(value) ? nil : try moment(value)
  }
}
