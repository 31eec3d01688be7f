import ArgumentParser
import Handrail
import HandrailEngine

/// Where the parts of a question stand in a host's own documents.
struct PickingOptions: ParsableArguments {
  /// What is asked about where a document does not say.
  enum TaskChoice: String, ExpressibleByArgument, CaseIterable {
    case all
  }

  @Option(help: ArgumentHelp("Where the facts are, as a JSON Pointer.", valueName: "pointer"))
  var factsAt: String?

  @Option(help: ArgumentHelp("Where the task's name is.", valueName: "pointer"))
  var taskAt: String?

  @Option(help: ArgumentHelp("Where a list of tasks is.", valueName: "pointer"))
  var tasksAt: String?

  @Option(
    help: ArgumentHelp(
      "Where the document's id is; the decision carries it as `id`.", valueName: "pointer"))
  var idAt: String?

  @Option(help: ArgumentHelp("Where the moment is.", valueName: "pointer"))
  var atAt: String?

  @Option(
    help: ArgumentHelp(
      "The moment for documents that have none: RFC 3339 with an offset, or now.",
      valueName: "time"))
  var at: String?

  @Option(help: ArgumentHelp("`all`: a survey of every task, for documents that name none."))
  var tasks: TaskChoice?

  /// Where the parts stand, as the reader takes it; `nil` where documents are whole questions.
  func pointers() throws(CommandError) -> QuestionPointers? {
    guard let facts = try pointer(factsAt, "--facts-at") else {
      guard let option = givenWithoutFacts else { return nil }
      throw .badCommand(
        "`\(option)` picks parts out of documents, and nothing says where the facts are",
        fix: "add `--facts-at POINTER`; `--facts-at \"\"` is the whole document")
    }
    guard taskAt == nil || tasksAt == nil else {
      throw .badCommand(
        "`--task-at` and `--tasks-at` are both given", fix: "leave out one of them")
    }
    var pointers = QuestionPointers(facts: facts)
    pointers.task = try pointer(taskAt, "--task-at")
    pointers.tasks = try pointer(tasksAt, "--tasks-at")
    pointers.id = try pointer(idAt, "--id-at")
    pointers.at = try pointer(atAt, "--at-at")
    pointers.asksAllTasks = tasks == .all
    pointers.moment = try moment()
    return pointers
  }

  private var givenWithoutFacts: String? {
    let given = [
      ("--task-at", taskAt), ("--tasks-at", tasksAt), ("--id-at", idAt), ("--at-at", atAt),
      ("--at", at), ("--tasks", tasks?.rawValue),
    ]
    return given.first { $0.1 != nil }?.0
  }

  private func pointer(_ text: String?, _ option: String) throws(CommandError) -> JSONPointer? {
    guard let text else { return nil }
    guard let pointer = JSONPointer(text) else {
      throw .badCommand(
        "`\(text)` after `\(option)` is not a JSON Pointer",
        fix: "start it with a slash, such as `/state/action`; in a key, write ~1 for a slash")
    }
    return pointer
  }

  private func moment() throws(CommandError) -> Moment? {
    guard let at else { return nil }
    if at == "now" { return Moment(microseconds: clockNow()) }
    guard let moment = Moment(Array(at.utf8)) else {
      throw .badCommand(
        "`\(at)` after `--at` is not a moment",
        fix: "write it such as `2026-03-02T10:15:00+01:00`, or `now`")
    }
    return moment
  }
}
