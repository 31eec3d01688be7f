import HandrailAnalysis

/// What differs between two versions, as a comment on a pull request.
package func diffMarkdown(_ report: DiffReport) -> String {
  var lines: [String] = []
  for policy in report.policies {
    let (old, new) = (policy.old.policy, policy.new.policy)
    lines.append("### \(marked(new.name)): version \(old.version) to \(new.version)")
    lines.append("")
    lines += counts(policy.diff)
    for kind in ChangeKind.allCases { lines += section(kind, policy) }
    lines += asides(policy.diff)
    if let replay = policy.replay { lines += words(replay) }
    lines.append("")
  }
  for name in report.removed { lines.append("- \(marked(name)): only in the old version") }
  for name in report.added { lines.append("- \(marked(name)): only in the new version") }
  return lines.joined(separator: "\n") + "\n"
}

/// Text that a page shows as it is: nothing in it is a link, a mark or a heading.
private func marked(_ text: String) -> String {
  // A run of back quotes inside is told apart by a longer fence.
  var longest = 0
  var run = 0
  for letter in text {
    run = letter == "`" ? run + 1 : 0
    longest = max(longest, run)
  }
  let fence = String(repeating: "`", count: longest + 1)
  let padding = longest > 0 ? " " : ""
  return fence + padding + text.split(whereSeparator: \.isNewline).joined(separator: " ") + padding
    + fence
}

private func counts(_ diff: VersionDiff) -> [String] {
  let words = ChangeKind.allCases.map { kind in
    "\(diff.changes.filter { $0.kind == kind }.count) \(kind == .team ? "another team" : kind.name)"
  }
  let wording = diff.asides.filter(\.isWording).count
  let open = diff.notSettled.isEmpty ? "" : ", **\(diff.notSettled.count) not settled**"
  return [
    "**" + words.joined(separator: ", ") + "**, \(wording) wording, "
      + "\(diff.asides.count - wording) other" + open, "",
  ]
}

private func section(_ kind: ChangeKind, _ policy: ComparedPolicy) -> [String] {
  let changes = policy.diff.changes.filter { $0.kind == kind }
  let open = policy.diff.notSettled.filter { $0.kind == kind }
  guard !changes.isEmpty || !open.isEmpty else { return [] }
  var lines = ["#### \(kind.title)", ""]
  for change in changes {
    let words = ChangeWords(policy: policy, change: change)
    let causes = change.causes.map { marked("\($0.name): \($0.words)") }
    lines.append("- " + causes.joined(separator: ", "))
    if !change.tasks.isEmpty {
      lines.append("  - for " + change.tasks.map(marked).joined(separator: ", "))
    }
    lines.append("  - example: " + marked(words.example))
    lines.append("  - before: " + marked(words.before))
    lines.append("  - after: " + marked(words.after))
  }
  for change in open {
    lines.append("- not settled: " + change.causes.map { marked($0.name) }.joined(separator: ", "))
  }
  return lines + [""]
}

private func asides(_ diff: VersionDiff) -> [String] {
  guard !diff.asides.isEmpty else { return [] }
  return ["#### WORDING AND OTHER", ""] + diff.asides.map { "- " + marked($0.words) } + [""]
}

private func words(_ replay: ReplayCount) -> [String] {
  var lines = ["Replayed on \(replay.questions) recorded questions:", ""]
  for kind in ChangeKind.allCases {
    let (count, line) = (replay.counts[kind.rawValue], replay.firstLines[kind.rawValue])
    lines.append("- \(kind.name): \(count)" + (count > 0 ? ", the first in line \(line)" : ""))
  }
  if replay.unreadable > 0 { lines.append("- could not be read: \(replay.unreadable)") }
  return lines
}
