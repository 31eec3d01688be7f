import ArgumentParser
import Handrail
import HandrailAnalysis
import HandrailEngine
import HandrailReporting
import HandrailSource

/// `handrail prove`.
struct Prove: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Prove a policy's promises over all sessions.",
    discussion: """
      A promise that holds is proved for every question and every memory that the policy allows; \
      one that does not is shown broken by a whole conversation. That nobody is trapped is proved \
      of every policy with a `way out`: who asks for a person in every turn comes to one. Ends \
      with 5 where a promise is broken, and with 6 where one could not be settled.
      """)

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
    for file in try mainFiles(policies, root: reading.root, &status, in: &console) {
      let compilation = file.compiled()
      guard let analysis = compilation.analysis else {
        status = .findings
        continue
      }
      let proofs = analysis.mending(
        analysis.proofs(of: promises), of: file.file, compilation.review, in: file.surroundings)
      for proof in proofs {
        try write(proof, of: compilation, &status, in: &console)
      }
      if promises.isEmpty || promises.contains(PolicyAnalysis.guaranteeName) {
        try prove(analysis, of: compilation, &status, in: &console)
      }
    }
    return status
  }

  private func write(
    _ proof: PolicyAnalysis.Proof, of compilation: Compilation, _ status: inout ExitStatus,
    in console: inout Console
  ) throws(CommandError) {
    guard let message = proof.message else {
      try console.output.write("proved   \(proof.promise.name)\n")
      return
    }
    var messages = MessageList()
    messages.add([message], about: compilation.review.sources)
    let text = DiagnosticText(messages.files).render(messages.diagnostics)
    try console.output.write(text + "\n")
    switch proof.answer {
    case .proved: break
    case .broken, .neverTriggered: status = .promiseBroken
    case .notSettled: if status != .promiseBroken { status = .promiseNotSettled }
    }
  }
}
