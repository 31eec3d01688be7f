import ArgumentParser
import Handrail
import HandrailReporting

/// `handrail next`.
struct Next: Verb {
  /// How questions are printed.
  enum NextFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract: "Say what to ask or look up next.",
    discussion: """
      Decides a question and, where its task has to wait, prints the fewest facts that settle it \
      whatever their values turn out to be, as questions for the customer or the company's own \
      systems. Where nothing is left to ask, it says why. A question of another shape is picked \
      apart with the same options as in `eval`.
      """)

  @Option(help: "text or json.")
  var format = NextFormat.text

  @OptionGroup(title: "Picking the question out of another document") var picking: PickingOptions

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  @Argument(help: "A question, JSON or YAML; `-` or none: standard input.")
  var question = "-"

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    let pointers = try picking.pointers()
    guard policy != "-" || question != "-" else {
      throw .badCommand(
        "standard input is named more than once", fix: "name a file for one of them")
    }
    guard let runnable = try runnablePolicy(policy, root: reading.root, in: &console) else {
      return .findings
    }
    let answer = QuestionDoor(policy: runnable, pointers: pointers)
      .answer(try QuestionDocument(question))
    guard answer.isReadable else { return try writeUnreadable(answer, in: &console) }
    switch format {
    case .text: try console.output.write(nextText(answer, of: runnable.graph))
    case .json: try console.output.write(nextJSON(answer, of: runnable.graph))
    }
    return .fine
  }

  /// Of a question that nobody could read there is nothing to ask: a person takes over.
  private func writeUnreadable(
    _ answer: Answer, in console: inout Console
  ) throws(CommandError) -> ExitStatus {
    switch format {
    case .json:
      try console.output.write(answer.json(indented: true))
      try console.output.write("\n")
    case .text:
      try console.output.write("A person takes over: the question could not be read.\n\n")
      for fault in answer.inputFaults { try console.output.write(printable("  \(fault)\n")) }
    }
    return .findings
  }
}
