import ArgumentParser
import Handrail
import HandrailReporting

/// A policy, and one question to it.
struct QuestionOptions: ParsableArguments {
  @OptionGroup(title: "Picking the question out of another document") var picking: PickingOptions

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  @Argument(help: "A question, JSON or YAML; `-` or none: standard input.")
  var question = "-"

  /// Where the policy is asked; `nil` where it may not run, and what is wrong is said.
  func door(in console: inout Console) throws(CommandError) -> QuestionDoor? {
    let pointers = try picking.pointers()
    try refuseSharedInput([policy, question])
    guard let runnable = try runnablePolicy(policy, root: reading.root, in: &console) else {
      return nil
    }
    return QuestionDoor(policy: runnable, pointers: pointers)
  }
}

/// Standard input is read once: only one of the files may be `-`.
func refuseSharedInput(_ paths: [String]) throws(CommandError) {
  guard paths.count(where: { $0 == "-" }) > 1 else { return }
  throw .badCommand(
    "standard input is named more than once",
    fix: paths.count > 2
      ? "name a file for all but one of them" : "name a file for one of them")
}

/// A question that nobody could read is explained by what is wrong with it: a person takes over.
func writeUnreadable(
  _ answer: Answer, asJSON: Bool, in console: inout Console
) throws(CommandError) -> ExitStatus {
  if asJSON {
    try console.output.write(answer.json(indented: true))
    try console.output.write("\n")
  } else {
    try console.output.write("A person takes over: the question could not be read.\n\n")
    for fault in answer.inputFaults { try console.output.write(printable("  \(fault)\n")) }
  }
  return .findings
}
