import HandrailModel
import HandrailSource

extension LintRule {
  /// A queue that says nothing of who can take its conversations.
  static let routeSkillsMissing = LintRule("route-skills-missing", .standard, .note) { policy in
    policy.model.people.queues.elements.compactMap { queue in
      guard queue.skills.isEmpty, queue.agents == nil,
        let heading = policy.heading(at: queue.origin.place)
      else { return nil }
      return LintFinding(
        "The queue `\(queue.name)` asks for no skills, so anybody may get its conversations.",
        at: heading.headPlace,
        because: "Whoever routes it can only guess which colleagues are meant.",
        fixes: [
          Fix(
            .fill, "name the skills that it takes",
            [heading.insertion(afterHead: "  skills \(Blank.name)")])
        ])
    }
  }
}
