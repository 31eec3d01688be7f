import HandrailModel
import HandrailSource

extension LintRule {
  /// The AI may do more than in the published version, and the owner has not approved it.
  static let safeLooseningUnreviewed = LintRule(
    "safe-loosening-unreviewed", .regulated, .hold
  ) { policy in
    guard let loosening = policy.surroundings.loosening, !loosening.isApproved,
      let first = loosening.regions.first, let heading = policy.headers.first,
      heading.file.offset == 0, let name = heading.word(1)
    else { return [] }
    let more = loosening.regions.count - 1
    let others = more == 0 ? "" : ", and \(more) more"
    let published = policy.surroundings.published.map { " \($0.version)" } ?? ""
    return [
      LintFinding(
        "The AI may do more than in the published version\(published): \(first)\(others).",
        at: name.place,
        because: "Nobody who answers for the policy has said yes to that.")
    ]
  }
}
