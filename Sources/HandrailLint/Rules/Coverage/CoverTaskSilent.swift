import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// A task that no rule mentions.
  static let coverTaskSilent = LintRule("cover-task-silent", .standard, .note) { policy in
    guard !policy.model.rules.isEmpty else { return [] }
    let mentioned = policy.mentionedTasks
    let tasks = policy.model.vocabulary.tasks
    return tasks.indices.filter { !mentioned.contains($0) }.map { task in
      let name = tasks[task].name
      return LintFinding(
        "No rule mentions `\(name)`, so it goes to people by default.",
        at: tasks[task].origin.place,
        because: "Nobody reading the policy can tell whether that is wanted or was forgotten.",
        fixes: policy.forPeople(name))
    }
  }
}

extension LintedPolicy {
  /// Tasks in the lines of rules, and those that their conditions ask for.
  fileprivate var mentionedTasks: Set<TaskID> {
    var mentioned: Set<TaskID> = []
    for action in model.rules.flatMap(\.effects).map(\.action) {
      if let scope = action.scope { mentioned.formUnion(scope.tasks) }
      if case .contactCustomer(_, let task) = action { mentioned.insert(task) }
    }
    for test in ruleConditions.flatMap({ tests(under: $0.condition) }) {
      guard case .isAmong(let fact, let values, _) = test.body,
        model.vocabulary.facts[fact].supply == .builtIn(.task)
      else { continue }
      // The last value is `none`.
      for value in values where value < model.vocabulary.tasks.count {
        mentioned.insert(TaskID(Int(value)))
      }
    }
    return mentioned
  }

  fileprivate func forPeople(_ task: String) -> [Fix] {
    guard let heading = heading(before: .rule) else { return [] }
    let rule = """
      rule \(freshName("\(task)_by_people"))
        only a human may \(task)
        because "\(Blank.text)"
      """
    return [Fix(.fill, "leave `\(task)` to people, and say why", [heading.newHeading(rule)])]
  }
}
