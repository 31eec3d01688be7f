import ArgumentParser
import Handrail
import HandrailEngine

/// `handrail compile`.
struct Compile: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Write a policy in the form that loads at once.",
    discussion: """
      Checks a policy and everything that it uses, and writes its decision graph to one file. \
      `eval`, `why`, `next`, `run`, `schema` and `graph` take that file where they take a policy, \
      and decide the same. The same text gives the same bytes. A file that is there already is \
      replaced in one step, if it is a compiled policy too. Says on standard error what the file \
      holds: the policy, its digest, and the files that it was made from.
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Where to write; `-` or none: standard output, unless that is a terminal.",
      valueName: "file"))
  var output = "-"

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard output != "-" || !console.output.isTerminal else {
      throw .badCommand(
        "a compiled policy is nothing to look at on a terminal",
        fix: "name a file for it: `-o \(suggestedName)`")
    }
    let compilation = try MainFile(policy, root: reading.root).compiled()
    guard let runnable = runnable(compilation, from: policy, in: &console) else {
      return .findings
    }
    let bytes: [UInt8]
    do throws(CompiledPolicyRefusal) {
      bytes = try runnable.compiledForm()
    } catch {
      throw .cannotCompile(policy, error.reason)
    }
    try write(bytes, in: &console)
    if output != "-" { console.say(printable(summary(of: runnable, bytes.count))) }
    return .fine
  }

  private var suggestedName: String {
    policy.hasSuffix(".policy") ? String(policy.dropLast(7)) + ".compiled" : "my.compiled"
  }

  private func write(_ bytes: [UInt8], in console: inout Console) throws(CommandError) {
    guard output != "-" else { return try console.output.write(bytes) }
    do throws(FileRefusal) {
      try putFile(at: output, with: bytes, replacing: { CompiledForm.isBegun(by: $0) })
    } catch {
      throw .cannotCreate(output, error)
    }
  }

  private func summary(of policy: Policy, _ size: Int) -> String {
    let identity = policy.graph.policy
    let files = identity.files.joined(separator: ", ")
    return """
      \(output): \(identity.name) version \(identity.version), \(size) bytes, made from \(files)
      digest \(identity.digest)

      """
  }
}
