import ArgumentParser
import Handrail
import HandrailReporting

/// `handrail schema`.
struct Schema: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of a policy's questions, with a sample.")

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard let runnable = try runnablePolicy(policy, root: reading.root, in: &console) else {
      return .findings
    }
    try console.output.write(schemaJSON(of: runnable.graph))
    try console.output.write("\n")
    return .fine
  }
}
