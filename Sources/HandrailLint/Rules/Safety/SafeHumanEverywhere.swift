import HandrailAnalysis
import HandrailEngine
import HandrailModel
import HandrailSource

extension LintRule {
  /// Whoever goes on asking for a person comes to one, from every state and at every hour.
  static let safeHumanEverywhere = LintRule("safe-human-everywhere", .core, .hold) { policy in
    let graph = policy.analysis.graph
    guard graph.duties.wayOut >= 0 else { return [] }
    let place = policy.place(ofWayOut: graph.headings[graph.duties.wayOut].name)
    return policy.analysis.nobodyTrapped().complaints(graph).map { complaint in
      let queue = complaint.queue.flatMap { policy.place(ofQueue: graph.routing.queues[$0].name) }
      return LintFinding(complaint.headline, at: queue ?? place, because: complaint.reason)
    }
  }
}

extension LintedPolicy {
  fileprivate func place(ofWayOut name: String) -> SourcePlace {
    let rule = model.rules.first { $0.name == name }
    return rule.flatMap { heading(at: $0.origin.place)?.headPlace } ?? headerPlace
  }

  fileprivate func place(ofQueue name: String) -> SourcePlace? {
    let queue = model.people.queues.elements.first { $0.name == name }
    return queue.flatMap { heading(at: $0.origin.place)?.headPlace }
  }
}
