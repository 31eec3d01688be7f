/// How far the request for an approval has come; the last three are ends.
package enum ApprovalState: UInt8, Sendable, CaseIterable {
  case notAsked, waiting, granted, refused, expired

  /// The name in decisions, memory and conditions.
  package var name: String {
    switch self {
    case .notAsked: "not_asked"
    case .waiting: "waiting"
    case .granted: "granted"
    case .refused: "refused"
    case .expired: "expired"
    }
  }
}

/// What a customer may choose in an offer.
package enum OfferChoice: UInt8, Sendable, CaseIterable {
  case ai, human, callback

  /// The name in decisions, memory and conditions.
  package var name: String {
    switch self {
    case .ai: "ai"
    case .human: "human"
    case .callback: "callback"
    }
  }
}
