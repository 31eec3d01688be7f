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
    let left = policy.filesLeftToOthers(mentioned)
    let silent = tasks.indices.filter { task in
      !mentioned.contains(task) && !left.contains(tasks[task].origin.place.file)
    }
    return silent.map { task in
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

  /// Used files of whose tasks the rules mention no more than half: the rest is for other policies.
  fileprivate func filesLeftToOthers(_ mentioned: Set<TaskID>) -> Set<FileID> {
    var counts: [FileID: (all: Int, mentioned: Int)] = [:]
    for task in model.vocabulary.tasks.indices {
      let file = model.vocabulary.tasks[task].origin.place.file
      counts[file, default: (0, 0)].all += 1
      if mentioned.contains(task) { counts[file, default: (0, 0)].mentioned += 1 }
    }
    return Set(
      counts.filter { file, count in file.offset > 0 && count.mentioned * 2 <= count.all }.keys)
  }

  /// A rule for it, and a scenario where the policy has some.
  fileprivate func forPeople(_ task: String) -> [Fix] {
    let rule = freshName("\(task)_by_people")
    var additions = Additions(to: self)
    additions.add(
      """
      rule \(rule)
        only a human may \(task)
        because "\(Blank.text)"
      """, as: .rule)
    if !model.checks.scenarios.isEmpty {
      additions.add(
        """
        scenario "\(task) is for people"
          quiet
          given task is \(task)
          expect human because \(rule)
        """, as: .scenario)
    }
    return [Fix(.fill, "leave `\(task)` to people, and say why", additions.edits)]
  }
}
