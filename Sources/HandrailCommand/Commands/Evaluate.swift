import ArgumentParser
import Glibc
import Handrail
import HandrailEngine

/// `handrail eval`.
struct Evaluate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Decide questions.",
    discussion: """
      Reads questions in JSON or YAML and prints a decision for each. With `--ndjson` a file \
      holds one JSON question a line, and a decision is printed for each, in order; a line \
      that cannot be read is answered with *human* and its number, and the run goes on. It ends \
      with 1 where a line had a fault.

      Documents of another shape are picked apart with JSON Pointers: `--facts-at /state \
      --task-at /state/action --id-at /id --at now`. Such questions are new sessions.
      """)

  @Flag(help: "One JSON question a line, one decision a line.")
  var ndjson = false

  @Flag(help: "Indent decisions, as on a terminal.")
  var pretty = false

  @Flag(help: "Under `would_settle` the fewest facts that settle a task, as `next` finds them.")
  var fewest = false

  @Option(
    help: ArgumentHelp(
      "Only these members of each decision, such as `next,ruling,handler`.", valueName: "names"))
  var fields: String?

  @OptionGroup(title: "Picking questions out of other documents") var picking: PickingOptions

  @OptionGroup var reading: ReadingOptions

  @Argument(help: "A policy file; `-` is standard input.")
  var policy: String

  @Argument(help: "Files of questions, JSON or YAML; `-` or none: standard input.")
  var questions: [String] = []

  mutating func carryOut(
    in console: inout Console
  ) async throws(CommandError) -> ExitStatus {
    let pointers = try picking.pointers()
    let wanted = try wantedFields()
    let sources = questions.isEmpty ? ["-"] : questions
    try refuseSharedInput([policy] + sources)
    guard let runnable = try runnablePolicy(policy, root: reading.root, in: &console) else {
      return .findings
    }
    var door = QuestionDoor(policy: runnable, pointers: pointers, asksFewest: fewest)
    door.fields = wanted
    var status = ExitStatus.fine
    for source in sources {
      let isClean =
        ndjson
        ? try await decideLines(of: source, through: door, in: &console)
        : try decideDocument(source, through: door, in: &console)
      if !isClean { status = .findings }
    }
    return status
  }

  private func wantedFields() throws(CommandError) -> DecisionFields? {
    guard let fields else { return nil }
    let names = fields.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for name in names where !DecisionFields.all.contains(name) {
      let near = nearestName(to: name, among: DecisionFields.all)
      throw .badCommand(
        "a decision has no `\(name)`",
        fix: near.map { "did you mean `\($0)`?" }
          ?? "name some of \(DecisionFields.all.joined(separator: ", "))")
    }
    return DecisionFields(names)
  }

  private func decideDocument(
    _ path: String, through door: QuestionDoor, in console: inout Console
  ) throws(CommandError) -> Bool {
    let answer = door.answer(try QuestionDocument(path))
    let isIndented = pretty || console.output.isTerminal
    let label = DecisionLabel(id: answer.id, isIndented: isIndented)
    try console.output.write(door.json(answer, label))
    try console.output.write("\n")
    return answer.isReadable
  }

  private func decideLines(
    of path: String, through door: QuestionDoor, in console: inout Console
  ) async throws(CommandError) -> Bool {
    guard path != "-" else {
      let run = LineRun(descriptor: STDIN_FILENO, name: path)
      return try await run.decide(through: door, in: &console)
    }
    let file: OpenFile
    do throws(FileRefusal) {
      file = try OpenFile(path: path, kind: .plainOrPipe)
    } catch {
      throw .cannotRead(path, error)
    }
    let run = LineRun(descriptor: file.descriptor, name: path)
    return try await run.decide(through: door, in: &console)
  }
}
