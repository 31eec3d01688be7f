import HandrailAnalysis
import HandrailEngine
import HandrailModel

extension PromiseEdits {
  /// One decision of a new conversation breaks the promise: an edit that changes nothing in it
  /// mends nothing.
  var isOneDecision: Bool {
    guard promise.once == nil, case .new = breach.witness.question.memory else { return false }
    return expectation.withinTurns ?? 0 == 0
  }

  /// Rules in which another limit of one test can change what the breach comes to, by name.
  ///
  /// A permission that says nothing says no more with fewer cases; a line for people of which two
  /// tests fail still fails with more of them.
  var bearingRules: Set<String> {
    let graph = policy.graph
    let truths = breach.witness.trace.truths
    func isNo(_ node: Int) -> Bool { node >= 0 && truths[node] == .no }
    let permitting = Set(policy.model.rules.filter(\.onlyPermits).map(\.name))
    var names: Set<String> = []
    for position in headingsAsked {
      let heading = graph.headings[position]
      let guarding = heading.guarding
      if isNo(guarding.inForce) || guarding.excepts.contains(where: { truths[$0] == .yes }) {
        continue
      }
      guard guarding.when >= 0, isNo(guarding.when) else {
        names.insert(heading.name)
        continue
      }
      if !permitting.contains(heading.name), failing(guarding.when, truths) < 2 {
        names.insert(heading.name)
      }
    }
    return names
  }

  /// Rules with a line about the conversation or the task of the breach.
  private var headingsAsked: [Int] {
    let graph = policy.graph
    let task = breach.witness.decision.task?.task ?? -1
    var isAsked = [Bool](repeating: false, count: graph.headings.count)
    for effect in graph.effects
    where effect.action.concernsConversation || task >= 0 && effect.scope.contains(task) {
      isAsked[effect.heading] = true
    }
    return graph.headings.indices.filter { isAsked[$0] && graph.headings[$0].kind == .rule }
  }

  /// How many of the tests that must all be yes are no.
  private func failing(_ when: Int, _ truths: [Truth]) -> Int {
    guard case .all = policy.graph.logic.nodes[when] else { return 1 }
    return policy.graph.logic.children(of: policy.graph.logic.nodes[when]).count {
      truths[$0] == .no
    }
  }
}
