import HandrailAnalysis

/// What differs between two versions, as a comment on a pull request.
package func diffMarkdown(_ report: DiffReport) -> String {
  var lines: [String] = []
  for policy in report.policies {
    lines += ["### " + marked(policy.title), ""]
    if policy.diff.isEmpty {
      lines += ["No difference.", ""]
    } else {
      lines += counts(policy)
      for kind in ChangeKind.allCases { lines += section(kind, policy) }
      for part in AsidePart.allCases { lines += asides(part, policy) }
    }
    if let replay = policy.replay { lines += words(replay) }
  }
  for (names, side) in [(report.removed, "old"), (report.added, "new")] {
    lines += names.map { "- \(marked($0)): only in the \(side) version, not compared" }
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
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

private func counts(_ policy: ComparedPolicy) -> [String] {
  let diff = policy.diff
  var words = ChangeKind.allCases.map { kind in
    "\(diff.changes.filter { $0.kind == kind }.count) \(kind.told)"
  }
  if !diff.notSettled.isEmpty { words.append("\(diff.notSettled.count) not settled") }
  let notCompared = policy.asides(.notCompared).count
  if notCompared > 0 { words.append("\(notCompared) not compared") }
  return ["**\(words.joined(separator: ", "))**, \(policy.asides(.wording).count) wording", ""]
}

private func section(_ kind: ChangeKind, _ policy: ComparedPolicy) -> [String] {
  let changes = policy.diff.changes.filter { $0.kind == kind }
  let open = policy.diff.notSettled.filter { $0.kind == kind }
  guard !changes.isEmpty || !open.isEmpty else { return [] }
  var lines = ["#### \(kind.title): \(kind.explained)", ""]
  for change in changes {
    let words = ChangeWords(policy: policy, change: change)
    lines.append("- " + causes(change.causes, policy))
    lines.append("  - for " + policy.told(change.tasks).map(marked).joined(separator: ", "))
    lines.append("  - example: " + marked(words.example))
    lines.append("  - before: " + marked(words.before))
    lines.append("  - after: " + marked(words.after))
  }
  for change in open {
    lines.append("- " + causes(change.causes, policy))
    lines.append("  - not settled within the budget: it may be \(kind.told)")
  }
  return lines + [""]
}

private func causes(_ causes: [ChangedLine], _ policy: ComparedPolicy) -> String {
  causes.map { marked($0.words) + told(policy.places($0.old, $0.new)) }.joined(separator: "<br>")
}

private func told(_ places: String) -> String { places.isEmpty ? "" : " (\(marked(places)))" }

private func asides(_ part: AsidePart, _ policy: ComparedPolicy) -> [String] {
  let asides = policy.asides(part)
  guard !asides.isEmpty else { return [] }
  return ["#### \(part.title)", ""]
    + asides.map { "- " + marked($0.words) + told(policy.places($0.oldPlace, $0.newPlace)) } + [""]
}

private func words(_ replay: ReplayCount) -> [String] {
  var lines = ["#### REPLAYED on \(replay.questions) recorded questions", ""]
  for kind in ChangeKind.allCases {
    let (count, line) = (replay.counts[kind.rawValue], replay.firstLines[kind.rawValue])
    lines.append("- \(kind.told): \(count)" + (count > 0 ? ", the first in line \(line)" : ""))
  }
  if replay.unreadable > 0 { lines.append("- not read: \(replay.unreadable)") }
  return lines + [""]
}
