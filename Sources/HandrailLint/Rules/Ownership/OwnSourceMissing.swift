import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Headings that decide, and neither they nor their file say where that comes from.
  static let ownSourceMissing = LintRule("own-source-missing", .regulated, .hold) { policy in
    policy.headers.compactMap { header in
      let own = header.child(.sourceLine)?.word(1)
      guard own?.text.saysNothing ?? true, let name = header.name?.text else { return nil }
      let open = policy.headings.filter { heading in
        heading.file == header.file && heading.kind.decides
          && (heading.child(.sourceLine)?.word(1)?.text.saysNothing ?? true)
      }
      guard let first = open.first else { return nil }
      let others = open.count == 1 ? "" : " and \(open.count - 1) more"
      var finding = LintFinding(
        "No `source` stands in the policy `\(name)`, nor under `\(first.title)`\(others).",
        at: own?.place ?? header.headPlace,
        because: "Whoever audits it can't tell which standard or law each line carries out.")
      if own == nil {
        finding.fixes = [
          Fix(
            .fill, "name the standard that it carries out",
            [header.insertion(ofHeaderLine: "source \"\(Blank.text)\"", as: .sourceLine)])
        ]
      }
      return finding
    }
  }
}

extension Written {
  /// The words of a heading's first line.
  fileprivate var title: String { tree.source.text(headPlace.range) }
}

extension NodeKind {
  /// A heading that decides who does what; words, people and checks rest on the others.
  fileprivate var decides: Bool {
    [
      NodeKind.rule, .table, .choose, .first, .approval, .offer, .returnToAI, .disclosure,
      .oversight,
    ].contains(self)
  }
}
