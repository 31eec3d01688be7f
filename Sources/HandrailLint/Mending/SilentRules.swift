package import HandrailSource
import HandrailSyntax

extension LintedPolicy {
  /// Edits that take some rules out, by name, in order of file and line; none touches another.
  package func removals(ofRules names: Set<String>) -> [Edit] {
    var removals: [Edit] = []
    for written in headings(.rule) {
      guard let name = written.name?.text, names.contains(name) else { continue }
      let removal = written.removal
      let isFree =
        removals.last.map {
          $0.place.file != removal.place.file
            || $0.place.range.upper <= removal.place.range.lower
        } ?? true
      if isFree { removals.append(removal) }
    }
    return removals
  }

  /// Names of the headings that a fix changes.
  package func headingsChanged(by fix: Fix) -> Set<String> {
    Set(fix.edits.compactMap { heading(at: $0.place)?.name?.text })
  }

  /// True where a fix changes rules and approvals or adds a rule: nothing that other rules read.
  package func leavesWhatRulesRead(_ fix: Fix) -> Bool {
    fix.edits.allSatisfy { edit in
      if edit.place.range.count == 0, edit.replacement.hasPrefix("\n\nrule ") { return true }
      guard let kind = heading(at: edit.place)?.kind else { return false }
      return kind == .rule || kind == .approval
    }
  }
}
