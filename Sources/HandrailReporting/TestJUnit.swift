internal import Handrail
import HandrailEngine
import HandrailScenarios
import HandrailSource

/// A run of scenarios in the XML that build servers read: one suite a file, one case a scenario.
///
/// No times are given: the same scenarios give the same bytes.
package func testJUnit(_ files: [TestedFile], _ summary: TestSummary) -> String {
  var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  text += "<testsuites name=\"handrail\" tests=\"\(summary.scenarios)\""
  text += " failures=\"\(summary.failed)\" errors=\"0\">\n"
  for file in files { text += file.suite }
  return text + "</testsuites>\n"
}

extension TestedFile {
  fileprivate var suite: String {
    var text = "  <testsuite name=\"\(xmlText(path))\" tests=\"\(results.count)\""
    text += " failures=\"\(failed.count)\" errors=\"0\" skipped=\"0\">\n"
    for result in results { text += testCase(result) }
    return text + "  </testsuite>\n"
  }

  private func testCase(_ result: ScenarioResult) -> String {
    let place = position(result.place)
    let head =
      "    <testcase name=\"\(xmlText(result.name))\" classname=\"\(xmlText(graph.policy.name))\""
      + " file=\"\(xmlText(place.path))\" line=\"\(place.line)\""
    guard let first = result.failures.first else { return head + "/>\n" }
    var said = ""
    for failure in result.failures {
      said += DiagnosticText(sources).render([failure.diagnostic]) + "\n" + why(failure)
    }
    // The schema knows one failure a case: further ones follow in its text.
    let code = first.diagnostic.code
    let headline = xmlText(first.diagnostic.headline)
    return head + ">\n      <failure type=\"\(code)\" message=\"\(headline)\">"
      + xmlText(said, inAttribute: false) + "</failure>\n    </testcase>\n"
  }
}

/// A text as XML may hold it: marks written out, what XML has no place for replaced.
func xmlText(_ text: String, inAttribute: Bool = true) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\n" where inAttribute: result += "&#10;"
    case "\t" where inAttribute: result += "&#9;"
    case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
    case _: result.unicodeScalars.append(printable(scalar))
    }
  }
  return result
}
