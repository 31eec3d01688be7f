import HandrailEngine

extension Evidence {
  var offers: [OfferGate] { decision.task?.offers ?? [] }

  /// True where the customer is still to be asked.
  var hasOpenOffer: Bool { offers.contains { $0.choice == nil } }

  /// An offer that keeps the AI from the task now.
  func isOpen(offer position: Int) -> Bool {
    offers.contains { $0.offer == position && $0.choice == nil }
  }

  /// Offers that stand between the AI and the task, or would if the conversation were the AI's.
  func offersBlocking() -> [Reason] {
    graph.gates.offers.indices.filter { isOpen(offer: $0) || isWaiting(offer: $0) }
      .map { Reason(.offer($0), truth: truth(of: graph.gates.offers[$0].node) ?? .yes) }
  }

  /// Offers over the task that did not come to their turn.
  func offersWaiting(_ task: Int) -> [AlsoTrue] {
    graph.gates.offers.indices.filter(isWaiting).map {
      .gate(heading: graph.gates.offers[$0].heading, task: task)
    }
  }

  /// It covers the task, and was not read: the AI was not to do the task anyway.
  private func isWaiting(offer position: Int) -> Bool {
    let offer = graph.gates.offers[position]
    guard hasTrace, covers(offer.scope), truth(of: offer.node) != .no,
      !isDeciding(.offer(position))
    else { return false }
    switch decision.task?.ruling {
    case .ai: return decision.handlerIsHuman
    case .notYet, .human, .suggest: return true
    case .nobody, nil: return false
    }
  }
}
