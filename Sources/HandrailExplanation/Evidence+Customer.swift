import HandrailEngine

extension Evidence {
  /// What the customer may be told, by the decision alone: neither facts nor rules go into it.
  func customerSentence() -> CustomerSentence {
    if decision.handlerIsHuman { return heldByPersonBefore ? .personKeeps : .personHelps }
    switch decision.task?.ruling {
    case .nobody: return .notHere
    case .human: return .personHelps
    case .suggest: return .personReviews
    case .notYet: return .needsMore
    case .ai:
      if decision.next == .refuse && !openApprovals.isEmpty { return .notHere }
      let isFree = gates.isEmpty && openApprovals.isEmpty && !hasOpenOffer
      return isFree ? .assistantHelps : .firstStep
    case nil: return .assistantTalks
    }
  }

  /// True where a person had the conversation before this question.
  var heldByPersonBefore: Bool {
    guard case .kept(let memory) = question.memory else { return false }
    return memory.handler.isHuman
  }
}
