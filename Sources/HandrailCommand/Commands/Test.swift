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
      `.policy` is a policy of its own, unless another one there uses it. `NAME.scenarios.yaml` \
      beside `NAME.policy` is played with it.
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

  @Option(
    help: ArgumentHelp(
      "Print a recorded question, with its decision or without, as a scenario of the policy.",
      valueName: "file"))
  var from: String?

  @Flag(help: "Write scenarios for what none decides yet into the policy; each is played first.")
  var writeMissing = false

  @Flag(help: "With `--write-missing`: write into `NAME.scenarios.yaml` beside the policy.")
  var suite = false

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "Policy files, suites or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) async throws(CommandError) -> ExitStatus {
    if writeMissing { return try writeMissing(in: &console) }
    guard !suite else {
      throw .badCommand("`--suite` is about `--write-missing`", fix: "give that one as well")
    }
    if let from { return try record(from, in: &console) }
    try checkOptions()
    var status = ExitStatus.fine
    let jobs = try TestJobs(policies, root: reading.root, &status, in: &console).jobs
    var (tested, summary) = await play(jobs, &status, in: &console)
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
  struct Played {
    var file: TestedFile
    var main: MainFile
    var compilation: Compilation
  }

  /// Plays the scenarios of all policies, several at once, and says which of them cannot run.
  private func play(
    _ jobs: [TestJob], _ status: inout ExitStatus, in console: inout Console
  ) async -> ([Played], TestSummary) {
    let (filter, coverage) = (filter, coverage)
    var progress = Progress(isShown: console.showsProgress)
    let played = await inParallel(jobs) { job in
      Test.played(job, filter: filter, coverage: coverage)
    } tell: { done in
      progress.show("\(done) of \(counted(jobs.count, "policy", "policies"))", in: console)
    }
    progress.finish(in: console)
    var summary = TestSummary()
    for (one, job) in zip(played, jobs) {
      if let one {
        summary.add(one.file)
      } else {
        complain(about: job, in: &console)
        if status == .fine { status = .findings }
      }
    }
    return (played.compactMap { $0 }, summary)
  }

  static func played(_ job: TestJob, filter: String?, coverage: Bool) -> Played? {
    let joined = job.joined
    let main = job.main(with: joined)
    let compilation = main.compiled()
    guard let runner = compilation.scenarioRunner else { return nil }
    var reached = Coverage(of: runner.graph)
    let files = compilation.review.sources
    let chosen = runner.scenarios(named: filter).filter {
      job.playsPolicy || joined.isInSuite($0.place)
    }
    let results = chosen.map { scenario in
      let result = runner.run(scenario) { if coverage { reached.see($0) } }
      return joined.moved(result, fileCount: files.count)
    }
    var tested = TestedFile(
      path: main.file.path, sources: joined.sources(files), graph: runner.graph, results: results)
    if coverage { tested.coverage = reached }
    return Played(file: tested, main: main, compilation: compilation)
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

  func complain(about job: TestJob, in console: inout Console) {
    let joined = job.joined
    let review = job.main(with: joined).reviewed()
    let stops = review.diagnostics.filter { $0.severity == .stop }
      .map { joined.moved($0, fileCount: review.sources.count) }
    console.say(DiagnosticText(joined.sources(review.sources)).render(stops))
    console.say(
      printable(
        "\nhandrail: `\(job.main.file.path)` cannot run, so none of its scenarios was played\n"
          + "  mend it, and see `handrail check`\n"))
  }
}
