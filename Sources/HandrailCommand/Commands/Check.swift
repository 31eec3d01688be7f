import ArgumentParser
import Handrail
import HandrailReporting
import HandrailSource

/// `handrail check`.
struct Check: Verb {
  /// How messages are printed.
  enum MessageFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, junit, github
  }

  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong in policies, with a ready replacement.",
    discussion: """
      A message is a stop (the policy cannot run), a hold (it runs, and is not to be published) or \
      a note. Ends with 1 where there is a stop or a hold. In a folder, every file that ends in \
      `.policy` is a policy of its own, unless another one there uses it. Which rules of the lint \
      look says `handrail.yaml`, beside the policies or above them; without one, those of the set \
      core.
      """)

  @Option(
    help: "text, json, sarif (2.1.0), junit, or github (annotations for pull requests).")
  var format = MessageFormat.text

  @Flag(help: "One line a message.")
  var brief = false

  @Flag(help: "Also say how long each queue's ladder takes in all.")
  var verbose = false

  @Option(help: ArgumentHelp("File of findings that are not counted.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Write what is found now into the baseline; core rules always count.")
  var writeBaseline = false

  @OptionGroup var team: TeamOptions

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "Policy files or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    var status = ExitStatus.fine
    let files = try mainFiles(policies, root: reading.root, &status, in: &console)
    var teamFiles = try TeamFiles(team, root: reading.root, named: policies)
    var reviews: [Review] = []
    var teams: [TeamFiles.Team] = []
    for file in files {
      teams.append(try teamFiles.team(of: file))
      reviews.append(try teamFiles.review(file))
    }
    var messages = MessageList()
    for review in reviews { messages.add(review.diagnostics, about: review.sources) }
    let (findings, known) = try counted(messages, try baselinePath(teams), in: &console)
    switch format {
    case .json:
      try console.output.write(diagnosticsJSON(findings, in: messages.files, indented: true))
      try console.output.write("\n")
    case .sarif:
      try console.output.write(diagnosticsSARIF(findings, in: messages.files))
      try console.output.write("\n")
    case .junit:
      try console.output.write(diagnosticsJUnit(findings, in: messages.files))
    case .github:
      try console.output.write(diagnosticsForGitHub(findings, in: messages.files))
    case .text:
      try writeText(findings, of: messages, in: &console)
      if verbose { try writeLadders(files, in: &console) }
      var summary = CheckSummary(policyCount: reviews.count, diagnostics: findings)
      summary.known = known
      if summary.policyCount > 0 { try console.output.write(summary.words + "\n") }
    }
    let isFound = findings.contains { $0.severity != .note }
    return status == .fine && isFound ? .findings : status
  }

  private func writeText(
    _ findings: [Diagnostic], of messages: MessageList, in console: inout Console
  ) throws(CommandError) {
    let text = DiagnosticText(messages.files)
    let rendered = brief ? text.brief(findings) : text.render(findings)
    if !rendered.isEmpty { try console.output.write(rendered + "\n") }
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
