import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension LintRule {
  /// Tasks that nobody can ever do, where nothing shows that it is meant.
  ///
  /// A line that names its tasks, is always in force and has words to go with it is meant; so one
  /// finding a line speaks of what it sweeps up, of what another line lets somebody do, or of what
  /// it refuses without a word. A permission or an approval that never counts for it is PL0403 and
  /// PL0608, and they say it.
  static let coverTaskRefusedAlways = LintRule(
    "cover-task-refused-always", .standard, .note
  ) { policy in
    var accused: Set<TaskID> = []
    return policy.model.rules.filter(\.isUnconditional).flatMap { rule in
      rule.effects.compactMap { effect in
        guard case .nobodyMay(let scope) = effect.action else { return nil }
        let odd = scope.tasks.filter { task in
          !accused.contains(task) && !policy.isMeant(task, scope, rule)
            && !policy.isProvedIdle(task)
        }
        guard !odd.isEmpty else { return nil }
        accused.formUnion(odd)
        return policy.refusedAlways(odd.sorted(), effect)
      }
    }
  }
}

extension Rule {
  fileprivate var hasWords: Bool {
    say != nil || metadata.because != nil || metadata.source != nil
  }
}

extension LintedPolicy {
  fileprivate func isMeant(_ task: TaskID, _ scope: TaskScope, _ rule: Rule) -> Bool {
    !scope.isEverything && rule.hasWords && allowing(task) == nil
  }

  /// An approval or a permission stands for tasks like this one alone, and never counts.
  fileprivate func isProvedIdle(_ task: TaskID) -> Bool {
    if model.gates.approvals.contains(where: { $0.covers.tasks.contains(task) }) { return true }
    let refused = model.rules.filter(\.isUnconditional).flatMap(\.effects).reduce(
      into: Set<TaskID>()
    ) { refused, effect in
      if case .nobodyMay(let scope) = effect.action { refused.formUnion(scope.tasks) }
    }
    return model.rules.flatMap(\.effects).contains { effect in
      switch effect.action {
      case .aiMay(let scope), .aiMayOnlySuggest(let scope):
        scope.tasks.contains(task) && scope.tasks.isSubset(of: refused)
      case .onlyHumanMay, .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver,
        .startWithHuman, .bringIn, .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }

  /// The first line that lets somebody do the task, and so never takes effect.
  private func allowing(_ task: TaskID) -> Effect? {
    model.rules.flatMap(\.effects).first { effect in
      switch effect.action {
      case .aiMay(let scope), .aiMayOnlySuggest(let scope), .onlyHumanMay(let scope, _):
        // A line about everything else is not about this task.
        scope.tasks.contains(task) && !scope.isEverything
      case .nobodyMay, .otherwiseRefuse, .handOver, .otherwiseHandOver, .startWithHuman, .bringIn,
        .contactCustomer, .urgency, .needSkills:
        false
      }
    }
  }

  fileprivate func refusedAlways(_ tasks: [TaskID], _ effect: Effect) -> LintFinding {
    let names = tasks.map { model.vocabulary.tasks[$0].name }
    var finding = LintFinding(
      "Nobody can ever do \(listed(names)): this line refuses \(names.count == 1 ? "it" : "them") "
        + "always, to people too.",
      at: effect.origin.place,
      because: "If that is meant, say to the customer why; if not, give the line a `when`.")
    var places: Set<SourcePlace> = []
    for line in tasks.compactMap({ allowing($0) }) where places.insert(line.origin.place).inserted {
      finding.related.append(RelatedPlace(line.origin.place, "this line never takes effect"))
    }
    return finding
  }
}
