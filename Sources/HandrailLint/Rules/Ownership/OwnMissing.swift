import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A file for which nobody answers.
  static let ownMissing = LintRule("own-missing", .core, .hold) { policy in
    policy.headers.compactMap { header in
      let line = header.child(.ownerLine)
      let written = line?.word(1)
      guard written?.text.saysNothing ?? true, let name = header.name?.text else { return nil }
      let fixes =
        written == nil
        ? [
          Fix(
            .fill, "name the team that answers for it",
            [header.insertion(ofHeaderLine: "owner \"\(Blank.text)\"", as: .ownerLine)])
        ] : []
      return LintFinding(
        "The policy `\(name)` has no owner.", at: written?.place ?? header.headPlace,
        because: "When it does something wrong, nobody knows whom to ask.", fixes: fixes)
    }
  }
}
