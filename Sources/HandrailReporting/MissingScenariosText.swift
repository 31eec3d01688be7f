package import Handrail
import HandrailEngine
import HandrailScenarios

/// What `--write-missing` wrote, and what it could not.
package func missingScenariosText(
  _ missing: MissingScenarios, about file: TestedFile, writtenTo path: String
) -> String {
  var lines: [String] = []
  if missing.written.isEmpty {
    lines.append(
      missing.left.isEmpty
        ? "\(file.path): scenarios decide everything already"
        : "\(file.path): no scenario written")
  } else {
    let scenarios = counted(missing.written.count, "scenario", "scenarios")
    let things = counted(missing.reachedCount, "thing", "things")
    lines.append("\(path): \(scenarios) written for \(things) that none decided")
    lines += missing.written.map { "  \($0.name)" }
  }
  guard !missing.left.isEmpty else { return printable(lines.joined(separator: "\n")) + "\n" }
  let things = counted(missing.left.count, "thing", "things")
  lines += ["", "  \(things) not decided by any scenario still"]
  for (item, why) in missing.left {
    lines.append("    \(padded(place(of: item, in: file), to: 12))\(item.words)")
    lines.append("                \(why.words)")
  }
  return printable(lines.joined(separator: "\n")) + "\n"
}

extension MissingScenarios.Why {
  fileprivate var words: String {
    switch self {
    case .never: "nothing that can happen decides it"
    case .notSettled: "I couldn't settle whether anything decides it"
    case .notAScenario: "what decides it rests on more than I can write as a scenario"
    }
  }
}
