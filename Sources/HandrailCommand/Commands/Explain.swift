import ArgumentParser
import Handrail
import HandrailReporting

/// `handrail explain`.
struct Explain: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Print the page of a message or a rule.",
    discussion: "The page says what to avoid, what to write instead, and why.")

  @Argument(help: "The code of a message, such as PL0110, or the name of a rule: safe-way-out.")
  var code: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard let page = diagnosticPage(code.uppercased()) ?? lintPage(code.lowercased()) else {
      throw .badCommand("there is no message or rule called `\(code)`", fix: advice)
    }
    try console.output.write(page)
    return .fine
  }

  /// The nearest rule, the codes of the same family, else the first and the last.
  private var advice: String {
    if let rule = nearestName(to: code.lowercased(), among: lintPageNames) {
      return "did you mean `\(rule)`?"
    }
    let family = diagnosticPageCodes.filter { $0.hasPrefix(code.uppercased().prefix(4)) }
    if code.count >= 4, let first = family.first, let last = family.last {
      return "codes like it go from \(first) to \(last)"
    }
    let rules = lintPageNames.filter { $0.hasPrefix(code.lowercased().prefix { $0 != "-" } + "-") }
    if !rules.isEmpty { return "rules like it are \(rules.joined(separator: ", "))" }
    guard let first = diagnosticPageCodes.first, let last = diagnosticPageCodes.last else {
      return "see `docs/diagnostics`"
    }
    return "codes go from \(first) to \(last), as `handrail check` prints them; "
      + "`docs/lint.md` lists the rules"
  }
}
