package import HandrailEngine
package import HandrailModel
import HandrailSource

/// Turns a checked policy into the graph that proofs look at: with its promises' conditions.
///
/// `digest` is what `lower` signs the policy's own graph with; `nil`: it is worked out.
package func lowerWithPromises(
  _ model: PolicyModel, zoneDataVersion: String, digest: String? = nil
) -> PromisedGraph {
  let signed = digest ?? lower(model, zoneDataVersion: zoneDataVersion).policy.digest
  var builder = GraphBuilder(model, zoneDataVersion: zoneDataVersion)
  builder.addParts()
  let promises = builder.addPromises()
  builder.settle()
  builder.graph.policy.digest = signed
  return PromisedGraph(graph: builder.graph, promises: promises)
}

extension GraphBuilder {
  /// The conditions read as decided, like those of duties.
  fileprivate mutating func addPromises() -> [GraphPromise] {
    readsAsDecided = true
    let promises = model.checks.promises.map { promise($0) }
    readsAsDecided = false
    let decided = graph.facts.indices.filter { graph.facts[$0].isAsDecided }
    graph.duties.decidedNodes = graph.logic.nodes(restingOn: Set(decided))
    written = WrittenTests()
    return promises
  }

  private mutating func promise(_ promise: Promise) -> GraphPromise {
    var lowered = GraphPromise(
      name: promise.name, file: promise.origin.place.file.offset, line: promise.origin.line)
    lowered.whenever = promise.whenever.map { condition($0) } ?? -1
    lowered.once = promise.once.map { condition($0) } ?? -1
    lowered.until = promise.until.map { condition($0) } ?? -1
    lowered.expectations = promise.expectations.map { expectation in
      var lowered = GraphPromise.Expectation(
        isNever: expectation.isNever,
        outcomes: expectation.outcomes.results.compactMap(outcome),
        text: expectation.outcomes.text)
      let tasks = expectation.outcomes.tasks
      if !tasks.isEmpty { lowered.tasks = taskSet(Set(tasks)) }
      lowered.withinTurns = expectation.withinTurns
      return lowered
    }
    return lowered
  }

  private func outcome(_ result: Outcomes.Result) -> GraphPromise.Outcome? {
    func heading(_ name: String) -> (Int) -> Bool {
      { graph.headings[$0].name == name }
    }
    switch result {
    case .ai: return .ai
    case .suggest: return .suggest
    case .human(let queue): return .human(queue: queue?.offset)
    case .nobody: return .nobody
    case .approval(let people): return .approval(people: people ?? 1)
    case .offer(let name):
      return graph.gates.offers.firstIndex { heading(name)($0.heading) }.map { .offer($0) }
    case .first(let name):
      return graph.gates.firsts.firstIndex { heading(name)($0.heading) }.map { .first($0) }
    case .ask: return .ask
    case .urgency(let level): return .urgency(level.rawValue)
    case .alert(let role): return .alert(role: model.vocabulary.roles[role])
    case .watch: return .watch
    case .say(let name): return .say(name)
    case .carry(let name):
      return graph.facts.firstIndex { $0.name == name }.map { .carry($0) }
    }
  }
}
