import ArgumentParser
import Handrail
import HandrailReporting
import HandrailSource

/// `handrail check`.
struct Check: Verb {
  /// How messages are printed.
  enum MessageFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, github
  }

  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong in policies, with a ready replacement.",
    discussion: """
      A message is a stop (the policy cannot run), a hold (it runs, and is not to be published) or \
      a note. Ends with 1 where there is a stop or a hold. In a folder, every file that ends in \
      `.policy` is a policy of its own, unless another one there uses it.
      """)

  @Option(help: "text, json, or github (annotations for pull requests).")
  var format = MessageFormat.text

  @Flag(help: "One line a message.")
  var brief = false

  @Flag(help: "Also say how long each queue's ladder takes in all.")
  var verbose = false

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "Policy files or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    var status = ExitStatus.fine
    let files = try mainFiles(policies, root: reading.root, &status, in: &console)
    let reviews = files.map { $0.reviewed() }
    var messages = MessageList()
    for review in reviews { messages.add(review.diagnostics, about: review.sources) }
    let diagnostics = messages.diagnostics
    switch format {
    case .json:
      try console.output.write(diagnosticsJSON(diagnostics, in: messages.files, indented: true))
      try console.output.write("\n")
    case .github:
      try console.output.write(diagnosticsForGitHub(diagnostics, in: messages.files))
    case .text:
      let text = DiagnosticText(messages.files)
      let rendered = brief ? text.brief(diagnostics) : text.render(diagnostics)
      if !rendered.isEmpty { try console.output.write(rendered + "\n") }
      try writeWhatIsNotBuilt(reviews, in: &console)
      if verbose { try writeLadders(files, in: &console) }
      let summary = CheckSummary(policyCount: reviews.count, diagnostics: diagnostics)
      if summary.policyCount > 0 { try console.output.write(summary.words + "\n") }
    }
    let isFound = diagnostics.contains { $0.severity != .note }
    return status == .fine && isFound ? .findings : status
  }

  private func writeWhatIsNotBuilt(
    _ reviews: [Review], in console: inout Console
  ) throws(CommandError) {
    var seen: Set<String> = []
    for review in reviews {
      for heading in review.notBuilt {
        let line = printable(
          "\(heading.file), line \(heading.line): not built yet: \(heading.words)")
        if seen.insert(line).inserted { try console.output.write(line + "\n") }
      }
    }
    if !seen.isEmpty { try console.output.write("\n") }
  }

  private func writeLadders(
    _ files: [MainFile], in console: inout Console
  ) throws(CommandError) {
    for policy in files.compactMap({ $0.compiled().policy }) {
      for line in ladderTimes(of: policy.graph) {
        try console.output.write(printable("\(policy.name): \(line)") + "\n")
      }
    }
  }
}

extension NotBuiltHeading {
  /// What it means for the policy.
  fileprivate var words: String {
    guard !tasks.isEmpty else { return "\(heading) is checked, and changes no decision" }
    let names = tasks.joined(separator: ", ")
    return tasks.count == 1
      ? "\(heading); task \(names) is ruled human" : "\(heading); tasks \(names) are ruled human"
  }
}
