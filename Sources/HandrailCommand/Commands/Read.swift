import ArgumentParser
import Handrail
import HandrailReadBack
import HandrailReporting

/// `handrail read`.
struct Read: Verb {
  /// What a handbook is written as.
  enum Document: String, ExpressibleByArgument, CaseIterable {
    case html
    case markdown = "md"
  }

  /// How a read-back is printed.
  enum ReadFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    abstract: "Read a policy back in plain words.",
    discussion: """
      Every heading, or those that are named: what it does, to whom, with which exceptions, what \
      happens if something is not known, who beats whom, and example customers that the policy \
      itself decided. Headings without a name go by what opens them: `disclosure`, `handoff`, \
      `oversight`, `return`.
      """)

  @Option(help: "A whole handbook, with owners, sources and review dates: md or html.")
  var document: Document?

  @Option(help: "text or json.")
  var format = ReadFormat.text

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  @Argument(help: "Names of headings; none: all of them.")
  var names: [String] = []

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    if document != nil, format == .json {
      throw .badCommand(
        "`--document` and `--format json` do not go together", fix: "leave out one of them")
    }
    let compilation = try MainFile(policy, root: reading.root).compiled()
    guard runnable(compilation, from: policy, in: &console) != nil,
      var read = compilation.readBack(isShown: isNamed)
    else { return .findings }
    read.headings = try named(in: read)
    switch (document, format) {
    case (.markdown, _): try console.output.write(handbookMarkdown(read))
    case (.html, _): try console.output.write(handbookHTML(read))
    case (nil, .json): try console.output.write(readBackJSON(read))
    case (nil, .text): try console.output.write(readBackText(read))
    }
    return .fine
  }

  /// The headings that were named, in the order of the policy.
  private func named(in read: ReadBack) throws(CommandError) -> [ReadHeading] {
    guard !names.isEmpty else { return read.headings }
    for name in names where !read.headings.contains(where: { $0.goes(by: name) }) {
      throw .badCommand(
        "the policy has no heading `\(name)`",
        fix: read.nearest(to: name).map { "did you mean `\($0)`?" }
          ?? "leave out the name to read all of it")
    }
    return read.headings.filter(isNamed)
  }

  private func isNamed(_ heading: ReadHeading) -> Bool {
    names.isEmpty || names.contains { heading.goes(by: $0) }
  }
}
