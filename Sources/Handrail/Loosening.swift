internal import HandrailAnalysis
internal import HandrailEngine
internal import HandrailLint

/// How a policy gives the AI more than the published one; nothing is nothing.
///
/// `old` is what the file of the published version says; where that is not the published version,
/// nothing is ruled out.
func loosening(
  of graph: DecisionGraph, since published: PublishedVersion, from old: DecisionGraph?
) -> Loosening {
  let isApproved = published.approved == graph.policy.digest
  guard let old, old.policy.digest == published.digest else {
    return Loosening(
      ["`\(published.file ?? "")` is not the published version \(published.version)"],
      isApproved: isApproved)
  }
  let diff = compareVersions(old, graph)
  var sentences = diff.changes.filter { $0.kind == .looser }.map { sentence($0.causes, $0.tasks) }
  sentences += diff.notSettled.filter { $0.kind == .looser }.map {
    sentence($0.causes, $0.tasks) + " (not settled)"
  }
  sentences += diff.asides.filter { $0.mayBe.contains(.looser) }.map {
    "\($0.name), \($0.change.rawValue) (not compared)"
  }
  return Loosening(sentences, isApproved: isApproved)
}

private func sentence(_ causes: [ChangedLine], _ tasks: [String]) -> String {
  let words = causes.map(\.words).joined(separator: "; ")
  return tasks.isEmpty ? words : words + ", for " + tasks.joined(separator: ", ")
}
