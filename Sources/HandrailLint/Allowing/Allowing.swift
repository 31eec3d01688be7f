import HandrailEngine
import HandrailSource
import HandrailModel
import HandrailSyntax

/// The codes of messages about lines that allow findings.
package var allowCodes: [String] { AllowFault.codes }

extension LintedPolicy {
  /// The findings that nobody allowed, and what is wrong with the lines that allow some.
  func withoutAllowed(_ findings: [Diagnostic], _ rules: [LintRule]) -> [Diagnostic] {
    var left = findings
    var said: [Diagnostic] = []
    for (position, source) in model.files.enumerated() {
      for line in AllowLine.all(in: source, FileID(position)) {
        if let fault = fault(of: line) {
          said.append(Diagnostic(fault, at: line.place))
          continue
        }
        let before = left.count
        left.removeAll { line.allows($0) }
        // A shared file's line may be about what another policy shows.
        guard position == 0, left.count == before, rules.contains(where: { $0.name == line.rule })
        else { continue }
        let removal = Fix(.apply, "remove this line", [Edit(line.wholeLine, "")])
        said.append(Diagnostic(AllowFault.unused(line.rule), at: line.place, fixes: [removal]))
      }
    }
    return left + said
  }

  /// Why a line allows nothing.
  private func fault(of line: AllowLine) -> AllowFault? {
    if line.rule.hasPrefix("PL") { return .codeAllowed(line.rule) }
    guard let rule = LintRule.all.first(where: { $0.name == line.rule }) else {
      var suggestions = Suggestions()
      let closest = suggestions.closest(to: line.rule, among: LintRule.all.map(\.name))
      return .unknownRule(line.rule, closest: closest?.name)
    }
    guard let until = line.until else { return .unreadable }
    if rule.set == .core, !hasOwnerAndReview(line) { return .coreWithoutOwner(rule.name) }
    guard let today = surroundings.today, until < today else { return nil }
    return .expired(rule.name, until)
  }

  /// The heading that the line is about names an owner and a day, or its file's header does.
  private func hasOwnerAndReview(_ line: AllowLine) -> Bool {
    let metadata = model.fileMetadata[line.place.file.offset]
    let place = SourcePlace(file: line.place.file, range: line.covered)
    let heading = heading(at: place)
    let hasOwner = metadata.owner != nil || heading?.child(.ownerLine) != nil
    let hasDay = metadata.reviewBy != nil || heading?.child(.reviewByLine) != nil
    return hasOwner && hasDay
  }
}

extension AllowLine {
  fileprivate func allows(_ finding: Diagnostic) -> Bool {
    finding.code == rule && finding.place.file == place.file
      && covered.lower <= finding.place.range.lower && finding.place.range.lower < covered.upper
  }
}
