import HandrailEngine
import HandrailSource
import HandrailModel
import HandrailSyntax

/// The codes of messages about lines that allow findings.
package var allowCodes: [String] { AllowFault.codes }

extension LintedPolicy {
  /// The findings that nobody allowed, and what is wrong with the lines that allow some.
  func withoutAllowed(_ findings: [Diagnostic], _ rules: [LintRule]) -> [Diagnostic] {
    var said: [Diagnostic] = []
    var allowing: [Allowance: [AllowLine]] = [:]
    var suggestions = Suggestions()
    for (position, source) in model.files.enumerated() {
      for line in AllowLine.all(in: source, FileID(position)) {
        if let fault = fault(of: line, &suggestions) {
          said.append(Diagnostic(fault, at: line.place))
        } else {
          allowing[Allowance(rule: line.rule, file: line.place.file), default: []].append(line)
        }
      }
    }
    guard !allowing.isEmpty else { return findings + said }
    var found: [Allowance: [Diagnostic]] = [:]
    for finding in findings { found[Allowance(finding), default: []].append(finding) }
    var allowed: Set<Allowance.Key> = []
    // The order of a dictionary shows nowhere: each of its entries is looked at by itself.
    for (allowance, lines) in allowing {
      let unused = unusedLines(lines, found[allowance] ?? [], &allowed)
      // A shared file's line may be about what another policy shows.
      guard allowance.file.offset == 0, rules.contains(where: { $0.name == allowance.rule })
      else { continue }
      said += unused.map { line in
        let removal = Fix(.apply, "remove this line", [Edit(line.wholeLine, "")])
        return Diagnostic(AllowFault.unused(line.rule), at: line.place, fixes: [removal])
      }
    }
    return findings.filter { !allowed.contains(Allowance.Key($0)) } + said
  }

  /// Notes which findings lines about one rule in one file allow; the lines that allow none.
  ///
  /// What lines cover lies apart or one within the other, so one pass over both is enough.
  private func unusedLines(
    _ lines: [AllowLine], _ findings: [Diagnostic], _ allowed: inout Set<Allowance.Key>
  ) -> [AllowLine] {
    let starts = Set(findings.map(\.place.range.lower)).sorted()
    var unused: [AllowLine] = []
    var last: AllowLine?
    let ordered = lines.sorted { left, right in
      (left.covered.lower, left.place.range.lower) < (right.covered.lower, right.place.range.lower)
    }
    for line in ordered {
      // Of several lines about the same words the first is enough.
      let isAgain = last?.covered == line.covered
      last = line
      let first = starts.partitioned { $0 >= line.covered.lower }
      let inside = starts[first...].prefix { $0 < line.covered.upper }
      guard !isAgain, !inside.isEmpty else {
        unused.append(line)
        continue
      }
      for start in inside {
        allowed.insert(Allowance.Key(rule: line.rule, file: line.place.file, start: start))
      }
    }
    return unused
  }

  /// Why a line allows nothing.
  private func fault(of line: AllowLine, _ suggestions: inout Suggestions) -> AllowFault? {
    if line.rule.hasPrefix("PL") { return .codeAllowed(line.rule) }
    guard let rule = LintRule.all.first(where: { $0.name == line.rule }) else {
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

/// One rule in one file.
private struct Allowance: Hashable {
  /// Where findings of the rule start.
  struct Key: Hashable {
    var rule: String
    var file: FileID
    var start: UInt32

    init(rule: String, file: FileID, start: UInt32) {
      self.rule = rule
      self.file = file
      self.start = start
    }

    init(_ finding: Diagnostic) {
      self.init(
        rule: finding.code, file: finding.place.file, start: finding.place.range.lower)
    }
  }

  var rule: String
  var file: FileID

  init(rule: String, file: FileID) {
    self.rule = rule
    self.file = file
  }

  init(_ finding: Diagnostic) { self.init(rule: finding.code, file: finding.place.file) }
}

extension [UInt32] {
  /// The first position that holds, in a list in which all that hold come last.
  fileprivate func partitioned(_ holds: (UInt32) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
