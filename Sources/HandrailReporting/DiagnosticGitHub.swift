internal import Handrail
package import HandrailSource

/// Messages as workflow commands that GitHub shows beside the lines of a pull request.
package func diagnosticsForGitHub(_ diagnostics: [Diagnostic], in files: [SourceText]) -> String {
  diagnostics.map { line($0, in: files) }.joined()
}

private func line(_ diagnostic: Diagnostic, in files: [SourceText]) -> String {
  let file = files[diagnostic.place.file.offset]
  let start = file.position(at: diagnostic.place.range.lower)
  let end = file.position(at: diagnostic.place.range.upper)
  let words = [diagnostic.headline, diagnostic.reason].filter { !$0.isEmpty }
  let properties = [
    "file=\(property(file.path))", "line=\(start.line)", "endLine=\(end.line)",
    "col=\(start.column)", "endColumn=\(end.column)", "title=\(diagnostic.code)",
  ]
  let message = data(words.joined(separator: "\n"))
  return "::\(diagnostic.severity.command) \(properties.joined(separator: ","))::\(message)\n"
}

/// What the command's reader takes for its own marks is written in percent form.
private func data(_ text: String) -> String {
  var result = ""
  for scalar in printable(text).unicodeScalars {
    switch scalar {
    case "%": result += "%25"
    case "\r": result += "%0D"
    case "\n": result += "%0A"
    case _: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func property(_ text: String) -> String {
  var result = ""
  for scalar in data(text).unicodeScalars {
    switch scalar {
    case ":": result += "%3A"
    case ",": result += "%2C"
    case _: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension Severity {
  fileprivate var command: String {
    switch self {
    case .note: "notice"
    case .hold: "warning"
    case .stop: "error"
    }
  }
}
