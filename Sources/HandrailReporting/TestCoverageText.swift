internal import Handrail
import HandrailEngine
import HandrailScenarios

/// How much of a policy its scenarios decide, and what none of them does.
package func coverageText(_ file: TestedFile) -> String {
  guard let coverage = file.coverage else { return "" }
  let items = coverage.items
  var lines = ["\(file.path): \(coverage.share.words) decided by a scenario"]
  for kind in Coverage.Item.Kind.allCases {
    let own = items.filter { $0.kind == kind }
    guard !own.isEmpty else { continue }
    let share = Share(reached: own.count { $0.isReached }, of: own.count)
    lines.append("  \(padded(kind.heading, to: 18))\(share.words)")
  }
  let missing = items.filter { !$0.isReached }
  if !missing.isEmpty { lines += ["", "  not decided by any scenario"] }
  lines += missing.map { item in
    "    \(padded(place(of: item, in: file), to: 12))\(item.words)"
  }
  return printable(lines.joined(separator: "\n")) + "\n"
}

/// How many small changes to a policy its scenarios notice, and which ones they do not.
package func mutationText(_ file: TestedFile) -> String {
  guard let report = file.mutation else { return "" }
  var lines = ["\(file.path): \(report.share.words) small changes noticed by a scenario"]
  if !report.survivors.isEmpty { lines += ["", "  not noticed by any scenario"] }
  for mutant in report.survivors {
    let isOther = mutant.path != file.path
    let place = isOther ? "\(mutant.path), line \(mutant.line)" : "line \(mutant.line)"
    let change = mutant.change.isEmpty ? "dropped" : mutant.change
    lines.append("    \(padded(place, to: 12))\(mutant.text): \(change)")
  }
  if report.void > 0 {
    lines += ["", "  \(report.void) more stop the policy or change no decision"]
  }
  if report.untried > 0 { lines.append("  \(report.untried) more were not tried") }
  return printable(lines.joined(separator: "\n")) + "\n"
}

func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(2, width - text.count))
}

/// `line 12`, with the path where it is another file.
func place(of item: Coverage.Item, in file: TestedFile) -> String {
  let path = file.graph.policy.files[item.file]
  return path == file.path ? "line \(item.line)" : "\(path), line \(item.line)"
}

extension Coverage.Item.Kind {
  fileprivate var heading: String {
    switch self {
    case .heading: "rules and gates"
    case .row: "table rows"
    case .tier: "approval tiers"
    case .limit: "sides of limits"
    }
  }
}
