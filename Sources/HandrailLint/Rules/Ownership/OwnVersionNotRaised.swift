import HandrailEngine
import HandrailModel
import HandrailSource

extension LintRule {
  /// The meaning is not the published one, and the number is.
  static let ownVersionNotRaised = LintRule("own-version-not-raised", .core, .hold) { policy in
    let header = policy.model.header
    guard let published = policy.surroundings.published,
      published.name ?? header.name == header.name,
      header.version <= published.version, policy.graph.policy.digest != published.digest,
      let heading = policy.headers.first, heading.file.offset == 0, let number = heading.word(3)
    else { return [] }
    let (next, isTooLarge) = published.version.addingReportingOverflow(1)
    return [
      LintFinding(
        "The policy `\(header.name)` means something else than the published version "
          + "\(published.version), and is numbered \(header.version).",
        at: number.place,
        because: "Two meanings under one number can't be told apart in the decision log.",
        fixes: isTooLarge
          ? [] : [Fix(.apply, "raise the version to \(next)", [Edit(number.place, String(next))])])
    ]
  }
}
