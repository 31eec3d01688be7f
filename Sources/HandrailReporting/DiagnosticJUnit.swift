internal import Handrail
package import HandrailSource

/// Messages in the XML that build servers read: one suite a file, one case a message.
///
/// A stop or a hold is a failure, a note a case that passes; a file without messages is one too.
package func diagnosticsJUnit(_ diagnostics: [Diagnostic], in files: [SourceText]) -> String {
  var suites = ""
  var cases = 0
  for (position, file) in files.enumerated() {
    let found = diagnostics.filter { $0.place.file.offset == position }
    let failed = found.count { $0.severity != .note }
    let count = max(1, found.count)
    cases += count
    suites += "  <testsuite name=\"\(xmlText(file.path))\" tests=\"\(count)\""
    suites += " failures=\"\(failed)\" errors=\"0\" skipped=\"0\">\n"
    if found.isEmpty {
      suites += "    <testcase name=\"nothing to say\" classname=\"\(xmlText(file.path))\"/>\n"
    }
    for diagnostic in found { suites += testCase(diagnostic, in: files) }
    suites += "  </testsuite>\n"
  }
  let failed = diagnostics.count { $0.severity != .note }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    + "<testsuites name=\"handrail\" tests=\"\(cases)\" failures=\"\(failed)\" errors=\"0\">\n"
    + suites + "</testsuites>\n"
}

private func testCase(_ diagnostic: Diagnostic, in files: [SourceText]) -> String {
  let file = files[diagnostic.place.file.offset]
  let line = file.line(at: diagnostic.place.range.lower)
  let headline = xmlText(diagnostic.headline)
  let head =
    "    <testcase name=\"line \(line): \(headline)\" classname=\"\(xmlText(diagnostic.code))\""
    + " file=\"\(xmlText(file.path))\" line=\"\(line)\""
  let said = xmlText(DiagnosticText(files).render([diagnostic]), inAttribute: false)
  guard diagnostic.severity != .note else {
    return head + ">\n      <system-out>\(said)</system-out>\n    </testcase>\n"
  }
  return head + ">\n      <failure type=\"\(diagnostic.code)\" message=\"\(headline)\">" + said
    + "</failure>\n    </testcase>\n"
}
