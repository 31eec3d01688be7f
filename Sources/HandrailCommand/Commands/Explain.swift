import ArgumentParser
import HandrailReporting

/// `handrail explain`.
struct Explain: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Print the page of a message.",
    discussion: "The page says what to avoid, what to write instead, and why.")

  @Argument(help: "The code of a message, such as PL0110.")
  var code: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard let page = diagnosticPage(code.uppercased()) else {
      throw .badCommand("there is no message with the code `\(code)`", fix: advice)
    }
    try console.output.write(page)
    return .fine
  }

  /// The codes of the same family, else the first and the last.
  private var advice: String {
    let family = diagnosticPageCodes.filter { $0.hasPrefix(code.uppercased().prefix(4)) }
    if code.count >= 4, let first = family.first, let last = family.last {
      return "codes like it go from \(first) to \(last)"
    }
    guard let first = diagnosticPageCodes.first, let last = diagnosticPageCodes.last else {
      return "see `docs/diagnostics`"
    }
    return "codes go from \(first) to \(last), as `handrail check` prints them"
  }
}
