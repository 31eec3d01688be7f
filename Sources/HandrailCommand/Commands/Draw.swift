import ArgumentParser
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReporting
import HandrailSource

/// `handrail graph`.
struct Draw: Verb {
  /// What the graph is printed as.
  enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
    case dot, html, json, mermaid, svg
  }

  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw a policy, or print its decision graph.",
    discussion: """
      As `svg` or `html`: the lines of the policy in lanes, and how strict each task is; with a \
      question, what decided it is lit. As `dot` for Graphviz, `mermaid` for Markdown, or `json` \
      with the graph's own tables: the decision graph, from the facts over the tests and what \
      joins them to the lines of the policy and the fields of the decision.
      """)

  @Option(help: "dot, html, json, mermaid or svg.")
  var format = GraphFormat.dot

  @Option(
    help: ArgumentHelp(
      "A question, JSON or YAML, whose decision is shown; for svg and html.", valueName: "file"))
  var question: String?

  @Flag(help: "Also the decision graph itself; for svg and html.")
  var whole = false

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    try refuseWhatDoesNotFit()
    switch format {
    case .svg, .html: return try drawLanes(in: &console)
    case .dot, .mermaid, .json: break
    }
    guard let graph = try runnablePolicy(policy, root: reading.root, in: &console)?.graph else {
      return .findings
    }
    switch format {
    case .dot: try console.output.write(dot(GraphPicture(of: graph)))
    case .mermaid: try console.output.write(mermaid(GraphPicture(of: graph)))
    case .json, .svg, .html:
      try console.output.write(graphJSON(graph, indented: true))
      try console.output.write("\n")
    }
    return .fine
  }

  /// Pictures show each heading in its author's words: they need the text.
  private func drawLanes(in console: inout Console) throws(CommandError) -> ExitStatus {
    let compilation = try MainFile(policy, root: reading.root).compiled()
    guard let compiled = runnable(compilation, from: policy, in: &console) else {
      return .findings
    }
    return try draw(compilation, compiled, in: &console)
  }

  private func refuseWhatDoesNotFit() throws(CommandError) {
    try refuseSharedInput([policy, question ?? ""])
    switch format {
    case .svg, .html: return
    case .dot, .json, .mermaid: break
    }
    guard let option = question != nil ? "--question" : whole ? "--whole" : nil else { return }
    throw .badCommand(
      "`\(option)` is for pictures, and `--format \(format.rawValue)` is none",
      fix: "add `--format svg` or `--format html`")
  }

  private func draw(
    _ compilation: Compilation, _ policy: Policy, in console: inout Console
  ) throws(CommandError) -> ExitStatus {
    var decided: Decided?
    if let question {
      let answer = QuestionDoor(policy: policy, pointers: nil)
        .answer(try QuestionDocument(question))
      guard let found = answer.decided else {
        for fault in answer.inputFaults {
          console.say(printable("handrail: cannot read the question: \(fault)\n"))
        }
        return .findings
      }
      decided = found
    }
    let picture: PolicyPicture
    do throws(PolicyPicture.Refusal) {
      picture = try PolicyPicture(
        of: .init(
          graph: policy.graph, blocks: compilation.blocks, decided: decided, showsWhole: whole))
    } catch {
      throw .badCommand(error.detail, fix: error.fix)
    }
    try console.output.write(format == .svg ? picture.svg : picture.html)
    return .fine
  }
}

/// A policy that is to be run, from its text or compiled already.
///
/// What stops or holds a text is said on standard error; of a compiled policy it was said then.
func runnablePolicy(
  _ path: String, root: String?, in console: inout Console
) throws(CommandError) -> Policy? {
  let bytes = try policyBytes(path)
  guard CompiledForm.isBegun(by: bytes) else {
    let main = try MainFile(path, root: root, bytes: bytes)
    return runnable(main.compiled(), from: path, in: &console)
  }
  let policy: Policy
  do throws(CompiledPolicyRefusal) {
    policy = try Policy(compiled: bytes)
  } catch {
    throw .cannotLoad(path, error.reason)
  }
  // Every decision shows the digest: here there is time to see that it is true.
  guard graphDigest(policy.graph) == policy.digest else {
    throw .cannotLoad(path, "it is another policy than its digest says")
  }
  return policy
}

/// The policy of a compilation; what stops it or holds it is said on standard error.
func runnable(
  _ compilation: Compilation, from path: String, in console: inout Console
) -> Policy? {
  let stops = compilation.policy == nil
  let shown = compilation.review.diagnostics.filter { $0.severity != .note }
  if !shown.isEmpty {
    let text = DiagnosticText(compilation.review.sources)
    console.say(stops ? text.render(shown) : text.brief(shown))
  }
  if stops {
    console.say(
      printable("\nhandrail: `\(path)` cannot run\n  mend it, and see `handrail check`\n"))
  }
  return compilation.policy
}
