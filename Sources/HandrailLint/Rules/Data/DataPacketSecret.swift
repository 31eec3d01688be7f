import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// The packet for everybody lists a fact that is marked `secret`.
  ///
  /// A team that is to see it has a `handoff to` of its own: that is said in the open.
  static let dataPacketSecret = LintRule("data-packet-secret", .core, .hold) { policy in
    let handoffs = policy.model.duties.handoffs
    let leftOut = Set(handoffs.flatMap(\.leaveOut))
    let forTeams = Set(handoffs.filter { !$0.queues.isEmpty }.flatMap(\.include))
    return policy.headings(.handoff).flatMap { heading -> [LintFinding] in
      guard heading.child(.names) == nil, let line = heading.child(.includeLine) else { return [] }
      return line.listedNames.compactMap { word in
        guard let id = policy.fact(named: word.text),
          policy.model.vocabulary.facts[id].marks.contains("secret"), !leftOut.contains(id),
          !forTeams.contains(id)
        else { return nil }
        return LintFinding(
          "The packet lists `\(word.text)`, which is marked `secret`.", at: word.place,
          because: "It is held back from whoever takes over; a team that needs it gets a "
            + "`handoff to` of its own.",
          fixes: line.dropping(word.text))
      }
    }
  }
}

extension LintedPolicy {
  fileprivate func fact(named name: String) -> FactID? {
    let facts = model.vocabulary.facts
    return facts.indices.first { facts[$0].name == name }
  }
}

extension Written {
  fileprivate func dropping(_ name: String) -> [Fix] {
    removal(ofListed: name).map { [Fix(.apply, "no longer list `\(name)`", [$0])] } ?? []
  }
}
