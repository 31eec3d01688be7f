package import HandrailEngine

/// What rules know besides the policy: all of it given, and rules that need it are silent without.
package struct LintSurroundings: Sendable {
  /// The day of the check.
  package var today: CalendarDate?
  /// What the scenarios show, for the rules about them.
  package var scenarios: ShownByScenarios?
  /// What was published last.
  package var published: PublishedVersion?
  /// What the AI may do now and could not do in the published version; `nil`: not compared.
  package var loosening: Loosening?
  /// Amounts up to which nobody need look, by the code of their currency.
  package var freeAmounts: [String: Decimal] = [:]
  /// How long a live chat lasts.
  package var chatSeconds: Int64?
  /// Nine in ten chats last at most so many turns of the customer.
  package var chatTurns: Int?
  /// The school year whose readers are to follow a message.
  package var readingLevel: Int?
  /// Characters that a message may have.
  package var messageLength = 200
  /// The channels that the policy serves, such as `chat` or `phone`; empty: not told.
  package var channels: [String] = []

  package init() {}
}

/// How a policy gives the AI more than what was published, and whether its owner agreed.
package struct Loosening: Sendable, Equatable {
  /// One sentence for each thing that is looser, the weightiest first.
  package var regions: [String]
  /// The owner approved the policy as it stands.
  package var isApproved: Bool

  package init(_ regions: [String], isApproved: Bool) {
    self.regions = regions
    self.isApproved = isApproved
  }
}
