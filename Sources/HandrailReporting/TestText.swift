internal import Handrail
import HandrailScenarios

/// What failed in one file, as a person reads it: the message, and under it why it was decided so.
package func testText(_ file: TestedFile) -> String {
  let text = DiagnosticText(file.sources)
  let blocks = file.failed.flatMap(\.failures).map { failure in
    text.render([failure.diagnostic]) + indentedWhy(file.why(failure))
  }
  return blocks.joined(separator: "\n")
}

private func indentedWhy(_ why: String) -> String {
  guard !why.isEmpty else { return "" }
  var lines = ["", "  Why"]
  for line in why.split(separator: "\n", omittingEmptySubsequences: false) {
    lines.append(line.isEmpty ? "" : "    " + line)
  }
  return lines.joined(separator: "\n")
}

/// Every scenario of a file on a line of its own.
package func testList(_ file: TestedFile) -> String {
  var text = ""
  for result in file.results {
    let (path, line, _) = file.position(result.place)
    let mark = result.isFine ? "fine  " : "failed"
    text += printable("\(mark)  \(path):\(line)  \(result.name)") + "\n"
  }
  return text
}
