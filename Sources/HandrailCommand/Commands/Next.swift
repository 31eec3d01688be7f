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

  @OptionGroup var asked: QuestionOptions

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard let door = try asked.door(in: &console) else { return .findings }
    let answer = door.answer(try QuestionDocument(asked.question))
    guard answer.isReadable else {
      return try writeUnreadable(answer, asJSON: format == .json, in: &console)
    }
    switch format {
    case .text: try console.output.write(nextText(answer, of: door.policy.graph))
    case .json: try console.output.write(nextJSON(answer, of: door.policy.graph))
    }
    return .fine
  }
}
