import ArgumentParser
import Handrail
import HandrailReporting
import HandrailScenarios
import HandrailSource

/// `handrail test`.
struct Test: Verb {
  /// How the outcome is printed.
  enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
  }

  static let configuration = CommandConfiguration(
    abstract: "Play the scenarios of policies.",
    discussion: """
      Each scenario is played as a conversation that a host might have sent, and its decisions are \
      held against what it expects. A failure says why the policy decided so. Ends with 4 where a \
      scenario failed, and with 1 where a policy cannot run. In a folder, every file that ends in \
      `.policy` is a policy of its own, unless another one there uses it.
      """)

  @Option(help: "text, json or junit.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp("Only scenarios whose name holds this text.", valueName: "text"))
  var filter: String?

  @Flag(help: "Also list the scenarios that came out as expected.")
  var verbose = false

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "Policy files or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    var status = ExitStatus.fine
    let files = try mainFiles(policies, root: reading.root, &status, in: &console)
    var tested: [TestedFile] = []
    var summary = TestSummary()
    for file in files {
      guard let one = test(file) else {
        complain(about: file, in: &console)
        if status == .fine { status = .findings }
        continue
      }
      summary.add(one)
      tested.append(one)
    }
    switch format {
    case .json:
      try console.output.write(testJSON(tested, summary))
      try console.output.write("\n")
    case .junit: try console.output.write(testJUnit(tested, summary))
    case .text:
      for file in tested {
        if verbose { try console.output.write(testList(file)) }
        let failures = testText(file)
        if !failures.isEmpty { try console.output.write(failures + "\n") }
      }
      if summary.policies > 0 { try console.output.write(summary.words + "\n") }
    }
    return status == .fine && summary.failed > 0 ? .scenarioFailed : status
  }

  /// Plays the scenarios of one policy; `nil` where the policy cannot run.
  private func test(_ file: MainFile) -> TestedFile? {
    let compilation = file.compiled()
    guard let runner = compilation.scenarioRunner else { return nil }
    let chosen = runner.scenarios(named: filter)
    return TestedFile(
      path: file.file.path, sources: compilation.review.sources, graph: runner.graph,
      results: chosen.map { runner.run($0) })
  }

  private func complain(about file: MainFile, in console: inout Console) {
    let review = file.reviewed()
    let stops = review.diagnostics.filter { $0.severity == .stop }
    console.say(DiagnosticText(review.sources).render(stops))
    console.say(
      printable(
        "\nhandrail: `\(file.file.path)` cannot run, so none of its scenarios was played\n"
          + "  mend it, and see `handrail check`\n"))
  }
}
