package import HandrailEngine

extension NobodyTrapped {
  /// What is wrong, in words.
  package struct Complaint: Sendable {
    package var headline: String
    package var reason: String
    /// The queue it is about; `nil`: the way out.
    package var queue: Int?
    /// It could only not be settled.
    package var isOpen = false
    /// A decision that shows it.
    package var breach: Breach?
  }

  /// What keeps customers from a person; empty where nobody is trapped.
  package func complaints(_ graph: DecisionGraph) -> [Complaint] {
    let ends = deadEnds.filter { !$0.takesMessage || !$0.isSettled }
    return [answer.complaint(graph)].compactMap { $0 } + ends.map { $0.complaint(graph) }
  }

  /// When queues only take a message, a sentence each.
  package func notes(_ graph: DecisionGraph) -> [String] {
    deadEnds.filter { $0.takesMessage && $0.isSettled }.map { end in
      "`\(graph.routing.queues[end.queue].name)` only takes a message: \(end.hours)"
    }
  }
}

extension NobodyTrapped.Answer {
  /// What is wrong with the way out; `nil` where it leads to a person.
  package func complaint(_ graph: DecisionGraph) -> NobodyTrapped.Complaint? {
    let rule = graph.duties.wayOut >= 0 ? graph.headings[graph.duties.wayOut].name : ""
    switch self {
    case .neverWithAI, .noWayOut, .within: return nil
    case .broken(let breach, let turns):
      let times = turns == 1 ? "" : " \(turns) times in a row"
      return NobodyTrapped.Complaint(
        headline: "A customer who asks for a person as `\(rule)` says\(times) can still be with "
          + "the AI.",
        reason: breach.conversation == nil
          ? "I could not build a full conversation that gets here, but nothing rules it out."
          : "Whoever goes on asking for a person must come to one.",
        breach: breach)
    case .neverAsked:
      return NobodyTrapped.Complaint(
        headline: "Nothing that a customer can say is what `\(rule)` asks for.",
        reason: "So nobody can ask for a person.")
    case .unsaid:
      return NobodyTrapped.Complaint(
        headline: "The way out `\(rule)` tests nothing that a customer can say.",
        reason: "So whoever asks for a person is not heard.")
    case .notSettled:
      return NobodyTrapped.Complaint(
        headline: "I couldn't settle whether everybody who asks as `\(rule)` says comes to a "
          + "person. Treat it as not proved.",
        reason: "It may well be so; nobody has shown it.", isOpen: true)
    }
  }
}

extension NobodyTrapped.DeadEnd {
  fileprivate func complaint(_ graph: DecisionGraph) -> NobodyTrapped.Complaint {
    let name = graph.routing.queues[queue].name
    if isSettled {
      return NobodyTrapped.Complaint(
        headline: "`\(name)` has neither a person, a callback nor a message: \(hours).",
        reason: "Whoever is handed over then waits for nobody.", queue: queue, breach: breach)
    }
    return NobodyTrapped.Complaint(
      headline: "I couldn't settle whether `\(name)` is handed conversations while nobody is "
        + "there. Treat it as not proved.",
      reason: "It may well be so; nobody has shown it.", queue: queue, isOpen: true)
  }
}
