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

  @Flag(help: "Say which rules, rows, tiers and sides of limits no scenario decides.")
  var coverage = false

  @Flag(help: "Change each constant by a step, drop each line, and list what no scenario notices.")
  var mutate = false

  @Option(
    help: ArgumentHelp(
      "End with 1 where `--coverage` or `--mutate` reaches less, in any policy.",
      valueName: "percent"))
  var atLeast: Int?

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "Policy files or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) async throws(CommandError) -> ExitStatus {
    try checkOptions()
    var status = ExitStatus.fine
    let files = try mainFiles(policies, root: reading.root, &status, in: &console)
    var (tested, summary) = await play(files, &status, in: &console)
    if mutate { await change(&tested, in: &console) }
    try write(tested, summary, to: &console)
    guard status == .fine else { return status }
    if summary.failed > 0 { return .scenarioFailed }
    return tested.allSatisfy { reaches($0.file) } ? .fine : .findings
  }

  private func checkOptions() throws(CommandError) {
    guard let atLeast else { return }
    guard coverage || mutate else {
      throw .badCommand(
        "`--at-least` is about `--coverage` or `--mutate`", fix: "give one of the two as well")
    }
    guard (0...100).contains(atLeast) else {
      throw .badCommand("`\(atLeast)` is no share in percent", fix: "write a number from 0 to 100")
    }
  }

  /// A policy that was tested, with what it was compiled from.
  private struct Played {
    var file: TestedFile
    var main: MainFile
    var compilation: Compilation
  }

  /// Plays the scenarios of all policies, several at once, and says which of them cannot run.
  private func play(
    _ files: [MainFile], _ status: inout ExitStatus, in console: inout Console
  ) async -> ([Played], TestSummary) {
    let (filter, coverage) = (filter, coverage)
    var progress = Progress(isShown: console.showsProgress)
    // The console stays here; what is said of the run goes through what is borrowed.
    let played = await inParallel(files) { file in
      Test.played(file, filter: filter, coverage: coverage)
    } tell: { done in
      progress.show("\(done) of \(counted(files.count, "policy", "policies"))", in: console)
    }
    progress.finish(in: console)
    var summary = TestSummary()
    for (one, file) in zip(played, files) {
      if let one {
        summary.add(one.file)
      } else {
        complain(about: file, in: &console)
        if status == .fine { status = .findings }
      }
    }
    return (played.compactMap { $0 }, summary)
  }

  private static func played(_ file: MainFile, filter: String?, coverage: Bool) -> Played? {
    let compilation = file.compiled()
    guard let runner = compilation.scenarioRunner else { return nil }
    var reached = Coverage(of: runner.graph)
    let results = runner.scenarios(named: filter).map { scenario in
      runner.run(scenario) { if coverage { reached.see($0) } }
    }
    var tested = TestedFile(
      path: file.file.path, sources: compilation.review.sources, graph: runner.graph,
      results: results)
    if coverage { tested.coverage = reached }
    return Played(file: tested, main: file, compilation: compilation)
  }

  /// Tries small changes of each policy whose scenarios all hold.
  private func change(_ tested: inout [Played], in console: inout Console) async {
    for position in tested.indices {
      let one = tested[position]
      guard !one.file.results.isEmpty, one.file.failed.isEmpty,
        let runner = one.compilation.mutationRunner(in: one.main.surroundings)
      else { continue }
      var progress = Progress(isShown: console.showsProgress)
      let outcomes = await inParallel(runner.mutants) {
        runner.outcome(of: $0)
      } tell: { done in
        progress.show(
          "\(one.file.path): \(done) of \(counted(runner.mutants.count, "change", "changes"))",
          in: console)
      }
      progress.finish(in: console)
      var report = MutationReport(untried: runner.untried)
      for (outcome, mutant) in zip(outcomes, runner.mutants) { report.add(outcome, of: mutant) }
      tested[position].file.mutation = report
    }
  }

  /// Whether a policy reaches what `--at-least` asks for.
  private func reaches(_ file: TestedFile) -> Bool {
    guard let atLeast else { return true }
    let shares = [file.coverage?.share, file.mutation?.share].compactMap { $0 }
    return shares.allSatisfy { $0.isAtLeast(atLeast) }
  }

  private func write(
    _ played: [Played], _ summary: TestSummary, to console: inout Console
  ) throws(CommandError) {
    let tested = played.map(\.file)
    switch format {
    case .json:
      try console.output.write(testJSON(tested, summary))
      try console.output.write("\n")
    case .junit: try console.output.write(testJUnit(tested, summary))
    case .text:
      for file in tested {
        if verbose { try console.output.write(testList(file)) }
        let blocks = [testText(file), coverageText(file), mutationText(file)]
        for block in blocks where !block.isEmpty { try console.output.write(block + "\n") }
      }
      if summary.policies > 0 { try console.output.write(summary.words + "\n") }
    }
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
