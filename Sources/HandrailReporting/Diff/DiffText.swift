import HandrailAnalysis

/// What differs between two versions, for people.
package struct DiffText {
  let report: DiffReport

  package init(_ report: DiffReport) { self.report = report }

  package var text: String {
    var text = ""
    for policy in report.policies { text += words(policy) }
    for name in report.removed { text += "\(name): only in the old version; not compared\n" }
    for name in report.added { text += "\(name): only in the new version; not compared\n" }
    return text
  }

  private func words(_ policy: ComparedPolicy) -> String {
    let (old, new) = (policy.old.policy, policy.new.policy)
    var lines = ["\(old.name) \(old.version) -> \(new.name) \(new.version)"]
    if policy.diff.isEmpty { lines.append("  no difference") }
    for kind in ChangeKind.allCases { lines += section(kind, policy) }
    lines += asides("WORDING", policy.diff.asides.filter(\.isWording))
    lines += asides("OTHER", policy.diff.asides.filter { !$0.isWording })
    if let replay = policy.replay { lines += words(replay) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ kind: ChangeKind, _ policy: ComparedPolicy) -> [String] {
    let changes = policy.diff.changes.filter { $0.kind == kind }
    let open = policy.diff.notSettled.filter { $0.kind == kind }
    guard !changes.isEmpty || !open.isEmpty else { return [] }
    var lines = ["\(kind.title) \(changes.count)   \(kind.explained)"]
    for change in changes {
      let words = ChangeWords(policy: policy, change: change)
      for cause in change.causes {
        let places = cause.places(policy)
        lines.append("  \(cause.name): \(cause.words)" + (places.isEmpty ? "" : "   \(places)"))
      }
      if !change.tasks.isEmpty { lines.append("     for " + change.tasks.joined(separator: ", ")) }
      lines.append("     example  " + words.example)
      lines.append("     before   " + words.before)
      lines.append("     after    " + words.after)
    }
    for change in open {
      let causes = change.causes.map { "\($0.name): \($0.words)" }.joined(separator: "; ")
      let tasks = change.tasks.isEmpty ? "" : ", for " + change.tasks.joined(separator: ", ")
      lines.append("  not settled: \(causes)\(tasks)")
    }
    return lines
  }

  private func asides(_ title: String, _ asides: [Aside]) -> [String] {
    guard !asides.isEmpty else { return [] }
    return ["\(title) \(asides.count)"] + asides.map { "  \($0.words)" }
  }

  private func words(_ replay: ReplayCount) -> [String] {
    var lines = ["REPLAYED \(replay.questions)"]
    for kind in ChangeKind.allCases where replay.counts[kind.rawValue] > 0 {
      let (count, line) = (replay.counts[kind.rawValue], replay.firstLines[kind.rawValue])
      lines.append("  \(kind.name) \(count), the first in line \(line)")
    }
    if replay.counts.allSatisfy({ $0 == 0 }) { lines.append("  none decided otherwise") }
    if replay.unreadable > 0 { lines.append("  could not be read: \(replay.unreadable)") }
    return lines
  }
}
