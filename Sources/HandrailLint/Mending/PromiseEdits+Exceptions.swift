import HandrailAnalysis
import HandrailEngine
import HandrailModel
import HandrailSource
import HandrailSyntax

extension PromiseEdits {
  /// The promise's case as an exception of what lets the AI through.
  var permissions: [Fix] {
    guard wantsLessOfTheAI, let when, !when.words.isEmpty else { return [] }
    let open = permitting.filter(\.onlyPermits)
    var found = open.compactMap { rule in
      exception(of: rule, when).map { Fix(.ask, "leave this case out of `\(rule.name)`", [$0]) }
    }
    let others = othersPermitting(besides: open)
    if !open.isEmpty, !others.isEmpty, open.count + others.count <= 4 {
      let edits = (open + others).compactMap { exception(of: $0, when) }
      let names = (open + others).map { "`\($0.name)`" }.joined(separator: ", ")
      if edits.count == open.count + others.count {
        found.append(Fix(.ask, "leave this case out of \(names)", edits))
      }
    }
    return found
  }

  /// Other rules with nothing but permissions that let the AI do the same task.
  private func othersPermitting(besides open: [Rule]) -> [Rule] {
    guard let task = breach.witness.decision.task, task.task >= 0 else { return [] }
    let name = policy.graph.tasks[task.task]
    return policy.model.rules.filter { rule in
      rule.onlyPermits && !open.contains { $0.name == rule.name }
        && rule.permitted.contains { policy.model.vocabulary.tasks[$0].name == name }
    }
  }

  /// An `except when` line below the rule's own conditions, for the promise's tasks alone where the
  /// rule gives more of them.
  private func exception(of rule: Rule, _ when: PromiseCase) -> Edit? {
    guard let written = written(rule) else { return nil }
    let asked = Set(expectation.outcomes.tasks)
    let isBeyond = !asked.isEmpty && !rule.permitted.isSubset(of: asked)
    let narrowed = isBeyond ? taskTest.flatMap(when.with) ?? when : when
    let text = "  except when " + narrowed.words
    let last = written.children.last { $0.kind == .whenLine || $0.kind == .exceptLine }
    return last?.insertion(afterLast: text) ?? written.insertion(afterHead: text)
  }

  /// Exceptions by which the breach escapes a line for people.
  private var escapes: [(rule: Rule, line: Written)] {
    let graph = policy.graph
    let truths = breach.witness.trace.truths
    var guards: [String: GraphGuard] = [:]
    for position in graph.headings.indices where graph.headings[position].kind == .rule {
      let guarding = graph.headings[position].guarding
      if !guarding.excepts.isEmpty { guards[graph.headings[position].name] = guarding }
    }
    return policy.model.rules.filter(\.onlyRestricts).flatMap { rule -> [(Rule, Written)] in
      guard let guarding = guards[rule.name], let written = written(rule),
        guarding.when < 0 || truths[guarding.when] != .no
      else { return [] }
      return zip(guarding.excepts, written.children(.exceptLine)).filter { node, _ in
        truths[node] != .no
      }.map { (rule, $0.1) }
    }
  }

  /// Such an exception, but for the promise's case.
  var narrowedExceptions: [Fix] {
    guard wantsLessOfTheAI else { return [] }
    return escapes.flatMap { rule, line in
      (when?.tests ?? []).prefix(2).compactMap { test in
        guard let words = policy.negated(test), let edit = line.addition(of: words) else {
          return nil
        }
        return Fix(.ask, "Narrow the exception of `\(rule.name)`: and \(words)", [edit])
      }
    }
  }

  /// Without such an exception.
  var removedExceptions: [Fix] {
    guard wantsLessOfTheAI else { return [] }
    return escapes.map { rule, line in
      Fix(.ask, "take out the exception of `\(rule.name)`", [line.removal])
    }
  }
}
