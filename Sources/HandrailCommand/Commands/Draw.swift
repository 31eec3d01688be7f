import ArgumentParser
import Handrail
import HandrailReporting
import HandrailSource

/// `handrail graph`.
struct Draw: Verb {
  /// What the graph is printed as.
  enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
    case dot, json, mermaid
  }

  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Print a policy's decision graph.",
    discussion: """
      From the facts over the tests and what joins them to the lines of the policy and the fields \
      of the decision: `dot` for Graphviz, `mermaid` for Markdown, or `json` with the graph's own \
      tables.
      """)

  @Option(help: "dot, json or mermaid.")
  var format = GraphFormat.dot

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard let compiled = try runnablePolicy(policy, root: reading.root, in: &console) else {
      return .findings
    }
    switch format {
    case .dot: try console.output.write(dot(GraphPicture(of: compiled.graph)))
    case .mermaid: try console.output.write(mermaid(GraphPicture(of: compiled.graph)))
    case .json:
      try console.output.write(graphJSON(compiled.graph, indented: true))
      try console.output.write("\n")
    }
    return .fine
  }
}

/// Compiles a policy that is to be run; what stops it or holds it is said on standard error.
func runnablePolicy(
  _ path: String, root: String?, in console: inout Console
) throws(CommandError) -> Policy? {
  let compilation = try MainFile(path, root: root).compiled()
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
