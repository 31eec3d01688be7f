import ArgumentParser
import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailReporting
import HandrailSource

/// `handrail prove`.
struct Prove: Verb {
  /// How proofs are printed.
  enum ProofFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract: "Prove a policy's promises over all sessions.",
    discussion: """
      A promise that holds is proved for every question and every memory that the policy allows; \
      one that does not is shown broken by a whole conversation. That nobody is trapped is proved \
      of every policy with a `way out`: who asks for a person in every turn comes to one. Ends \
      with 5 where a promise is broken, and with 6 where one could not be settled.
      """)

  @Option(help: "text or json.")
  var format = ProofFormat.text

  @OptionGroup var reading: ReadingOptions

  @Option(name: .customLong("promise"), help: "Only the promise of this name; may be repeated.")
  var promises: [String] = []

  @Option(
    help: ArgumentHelp(
      "In how many turns that ask for a person one must come, from 1 to 8.", valueName: "turns"))
  var within = Analysis.usualTurnsToPerson

  @Argument(help: "Policy files or folders of them; `-` is standard input.")
  var policies: [String]

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard (1...8).contains(within) else {
      throw .badCommand("`\(within)` is no number of turns", fix: "write a number from 1 to 8")
    }
    var status = ExitStatus.fine
    var ready: [Ready] = []
    var stopped: [String] = []
    for file in try mainFiles(policies, root: reading.root, &status, in: &console) {
      let compilation = file.compiled()
      if let analysis = compilation.analysis {
        ready.append(Ready(file: file, review: compilation.review, analysis: analysis))
      } else {
        say(compilation.review, stops: file.file.path, in: &console)
        stopped.append(file.file.path)
        if status == .fine { status = .findings }
      }
    }
    if stopped.isEmpty && status == .fine { try refuseUnknown(among: ready) }
    var proved: [ProvedPolicy] = []
    for policy in ready {
      let next = prove(policy)
      if format == .text {
        // Of several it is to be seen which one a line is about.
        if ready.count > 1 { try console.output.write(printable(next.path) + "\n") }
        try console.output.write(next.text)
      }
      proved.append(next)
    }
    if format == .json { try console.output.write(proveJSON(proved, stopped: stopped)) }
    return ended(proved.flatMap(\.outcomes), status)
  }

  /// A policy that nothing stops.
  private struct Ready {
    var file: MainFile
    var review: Review
    var analysis: PolicyAnalysis
  }

  private func prove(_ policy: Ready) -> ProvedPolicy {
    let analysis = policy.analysis
    let proofs = analysis.mending(
      analysis.proofs(of: promises), of: policy.file.file, policy.review,
      in: policy.file.surroundings)
    var proved = ProvedPolicy(
      path: policy.file.file.path, sources: policy.review.sources,
      identity: analysis.graph.policy, promises: proofs)
    if promises.isEmpty || promises.contains(PolicyAnalysis.guaranteeName) {
      proved.guarantee = (analysis.nobodyTrapped(within: within), within)
    }
    return proved
  }

  /// A name that no promise has proves nothing, and must not look as if it did.
  private func refuseUnknown(among ready: [Ready]) throws(CommandError) {
    let names = ready.flatMap { $0.analysis.promises.map(\.name) } + [PolicyAnalysis.guaranteeName]
    for name in promises where !names.contains(name) {
      let near = nearestName(to: name, among: names)
      throw .badCommand(
        "no promise is called `\(name)`",
        fix: near.map { "did you mean `\($0)`?" }
          ?? "the promises are \(names.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }

  private func say(_ review: Review, stops path: String, in console: inout Console) {
    let stops = review.diagnostics.filter { $0.severity == .stop }
    console.say(DiagnosticText(review.sources).render(stops))
    console.say(
      printable(
        "\nhandrail: `\(path)` cannot run, so nothing was proved of it\n"
          + "  mend it, and see `handrail check`\n"))
  }

  /// A file that was not looked at weighs most, then a broken promise, then an open one.
  private func ended(_ outcomes: [ProvedPolicy.Outcome], _ status: ExitStatus) -> ExitStatus {
    guard status == .fine else { return status }
    if outcomes.contains(.broken) || outcomes.contains(.promisesNothing) { return .promiseBroken }
    return outcomes.contains(.notSettled) ? .promiseNotSettled : .fine
  }
}
