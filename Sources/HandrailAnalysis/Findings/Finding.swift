/// Something that analysis found in a policy, as positions in its graph.
package struct Finding: Sendable {
  package enum Kind: Sendable, Equatable {
    /// PL0403: the permission never counts; the stricter line that beats it, where one does.
    case permissionNeverCounts(effect: Int, beatenBy: Int?)
    /// PL0404: the heading's own conditions never come together.
    case neverApplies(heading: Int)
    /// PL0405: the exceptions cover all that the heading does.
    case exceptionCoversAll(heading: Int)
    /// PL0406: an exception, counted from 0, never matters.
    case exceptionNeverMatters(heading: Int, exception: Int)
    /// PL0407: two rules do the same in the same cases.
    case sameRule(heading: Int, other: Int)
    /// PL0408: two lines name different queues for one conversation.
    case differentQueues(effect: Int, other: Int)
    /// PL0411: a way back can be yes while a line hands over.
    case bounces(way: Int, effect: Int)
    /// PL0608: nobody can ever do the task.
    case approvalNeverAsked(approval: Int, task: Int)
    /// PL0611: two offers cover a task at once.
    case offersTwice(offer: Int, other: Int, task: Int)
    /// PL0803 for a finding: it could not be settled.
    case notSettled(heading: Int)
  }

  package var kind: Kind
  /// The customer who shows it, where there is one.
  package var witness: Witness?

  package init(_ kind: Kind, witness: Witness? = nil) {
    self.kind = kind
    self.witness = witness
  }
}
