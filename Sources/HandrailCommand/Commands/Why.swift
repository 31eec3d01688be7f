import ArgumentParser
import Handrail
import HandrailEngine
import HandrailExplanation
import HandrailReporting

/// `handrail why`.
struct Why: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Decide a question and say why.",
    discussion: """
      Prints three parts: because; it would have been different if; also true. A question of \
      another shape is picked apart with the same options as in `eval`.
      """)

  @Option(
    help: ArgumentHelp(
      "What stood in the way of something else: ai, human, or the name of a task.",
      valueName: "expected"))
  var whyNot: String?

  @Flag(help: "What became of every rule, and at which test.")
  var allRules = false

  @Flag(help: "The same as JSON.")
  var json = false

  @OptionGroup var asked: QuestionOptions

  mutating func carryOut(in console: inout Console) throws(CommandError) -> ExitStatus {
    guard let door = try asked.door(in: &console) else { return .findings }
    let expected = try expected(of: door.policy)
    let answer = door.answer(try QuestionDocument(asked.question))
    guard let decided = answer.decided else {
      return try writeUnreadable(answer, asJSON: json, in: &console)
    }
    let graph = door.policy.graph
    let explanation = explain(decided, by: graph) { decide($0, by: graph) }
    let other = expected.map {
      HandrailExplanation.whyNot($0, of: decided, by: graph)
    }
    if json {
      try console.output.write(whyJSON(explanation, whyNot: other, of: graph))
    } else if let other {
      try console.output.write(whyNotText(other, of: graph))
    } else if allRules {
      try console.output.write(whyRulesText(explanation, of: graph))
    } else {
      try console.output.write(whyText(explanation, of: graph))
    }
    return .fine
  }

  private func expected(of policy: Policy) throws(CommandError) -> Expected? {
    switch whyNot {
    case .none: return nil
    case "ai": return .ai
    case "human": return .human
    case .some(let name):
      guard let task = policy.tasks.firstIndex(of: name) else {
        throw .badCommand(
          "`\(name)` after `--why-not` is neither `ai` nor `human` nor a task of the policy",
          fix: "its tasks are \(policy.tasks.joined(separator: ", "))")
      }
      return .task(task)
    }
  }
}
