import HandrailAnalysis

/// What differs between two versions, for people.
package struct DiffText {
  let report: DiffReport

  package init(_ report: DiffReport) { self.report = report }

  package var text: String {
    var parts = report.policies.map(words)
    var alone: [String] = []
    for name in report.removed { alone.append("\(name): only in the old version, not compared") }
    for name in report.added { alone.append("\(name): only in the new version, not compared") }
    if !alone.isEmpty { parts.append(alone) }
    return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func words(_ policy: ComparedPolicy) -> [String] {
    var lines = [policy.title, ""]
    if policy.diff.isEmpty {
      lines.append("No difference.")
    } else {
      for kind in ChangeKind.allCases { lines += section(kind, policy) }
      for part in AsidePart.allCases { lines += asides(part, policy) }
    }
    if let replay = policy.replay { lines += words(replay) }
    return lines
  }

  private func section(_ kind: ChangeKind, _ policy: ComparedPolicy) -> [String] {
    let changes = policy.diff.changes.filter { $0.kind == kind }
    let open = policy.diff.notSettled.filter { $0.kind == kind }
    guard !changes.isEmpty || !open.isEmpty else { return ["\(kind.title) 0"] }
    var lines = ["\(kind.title) \(changes.count)   \(kind.explained)"]
    for change in changes {
      let words = ChangeWords(policy: policy, change: change)
      lines += causes(change.causes, policy)
      lines.append("     for      " + policy.told(change.tasks).joined(separator: ", "))
      lines.append("     example  " + words.example)
      lines.append("     before   " + words.before)
      lines.append("     after    " + words.after)
    }
    for change in open {
      let tasks = policy.told(change.tasks).joined(separator: ", ")
      lines += causes(change.causes, policy)
      lines.append(
        "     not settled within the budget, for \(tasks): it may be \(kind.told)")
    }
    return lines
  }

  private func causes(_ causes: [ChangedLine], _ policy: ComparedPolicy) -> [String] {
    causes.flatMap { cause in
      let places = policy.places(cause.old, cause.new)
      return ["  " + cause.words] + (places.isEmpty ? [] : ["     at       " + places])
    }
  }

  private func told(_ places: String) -> String { places.isEmpty ? "" : "   " + places }

  private func asides(_ part: AsidePart, _ policy: ComparedPolicy) -> [String] {
    let asides = policy.asides(part)
    guard !asides.isEmpty else { return part == .wording ? ["\(part.title) 0"] : [] }
    return ["\(part.title) \(asides.count)\(part.explained)"]
      + asides.map { "  " + $0.words + told(policy.places($0.oldPlace, $0.newPlace)) }
  }

  private func words(_ replay: ReplayCount) -> [String] {
    var lines = ["REPLAYED on \(replay.questions) recorded questions"]
    for kind in ChangeKind.allCases where replay.counts[kind.rawValue] > 0 {
      let (count, line) = (replay.counts[kind.rawValue], replay.firstLines[kind.rawValue])
      lines.append("  \(kind.told) \(count), the first in line \(line)")
    }
    if replay.counts.allSatisfy({ $0 == 0 }) { lines.append("  none is decided otherwise") }
    if replay.unreadable > 0 { lines.append("  not read \(replay.unreadable)") }
    return lines
  }
}
