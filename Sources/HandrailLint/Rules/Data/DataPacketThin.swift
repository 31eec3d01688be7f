import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A packet that does not tell what was tried; the task goes along by itself.
  static let dataPacketThin = LintRule("data-packet-thin", .standard, .note) { policy in
    let handoffs = policy.model.duties.handoffs
    let facts = policy.model.vocabulary.facts
    let listed = handoffs.flatMap(\.include).map { facts[$0].name }
    guard let first = handoffs.first(where: \.queues.isEmpty) ?? handoffs.first,
      !listed.contains(where: tellsWhatWasTried),
      let heading = policy.heading(at: first.origin.place)
    else { return [] }
    return [
      LintFinding(
        "The packet does not tell what was tried.",
        at: heading.child(.includeLine)?.place ?? heading.headPlace,
        because: "The colleague would go through the same steps with the customer again.",
        fixes: policy.tellingWhatWasTried(in: heading))
    ]
  }
}

/// `steps_tried`, `actions.taken`, `attempts`.
private func tellsWhatWasTried(_ name: String) -> Bool {
  let words = Set(name.split(whereSeparator: { $0 == "." || $0 == "_" }).map(String.init))
  return !words.isDisjoint(with: ["tried", "steps", "attempt", "attempts", "attempted", "actions"])
}

extension LintedPolicy {
  fileprivate func tellingWhatWasTried(in heading: Written) -> [Fix] {
    let leftOut = Set(model.duties.handoffs.flatMap(\.leaveOut))
    let facts = model.vocabulary.facts
    let declared = facts.indices.first { id in
      tellsWhatWasTried(facts[id].name) && facts[id].domain.kind == .text && !leftOut.contains(id)
    }
    if let declared {
      let name = facts[declared].name
      return [Fix(.fill, "include `\(name)`", [heading.including(name)])]
    }
    let name = freshName("steps_tried")
    guard let before = self.heading(before: .facts) else { return [] }
    return [
      Fix(
        .fill, "include what was tried, which your systems then send",
        [
          before.newHeading("facts\n  \(name) is text or unknown"), heading.including(name),
        ])
    ]
  }
}

extension Written {
  /// An edit that puts a fact on the packet's list.
  fileprivate func including(_ name: String) -> Edit {
    guard let line = child(.includeLine), let last = line.listedNames.last else {
      return insertion(afterHead: "  include \(name)")
    }
    let end = last.place.range.upper
    return Edit(SourcePlace(file: file, range: ByteRange(end, end)), ", \(name)")
  }
}
