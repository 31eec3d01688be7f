import HandrailEngine

extension Analysis {
  /// More pairs of lines than these are not looked at: any of them may have been yes together.
  private static var mostPairs: Int { 60 }

  /// For promises that name a queue: inputs that no session brings about.
  ///
  /// A conversation is kept from a queue whose lines were yes before only where another line, yes
  /// with them, took it to another queue.
  func neverCalled(_ promise: GraphPromise) -> [(variable: Int, choices: [Int])] {
    let namesQueue = promise.expectations.flatMap { $0.outcomes }.contains {
      if case .human(.some) = $0 { true } else { false }
    }
    guard namesQueue else { return [] }
    var pairsLeft = Analysis.mostPairs
    return graph.routing.queues.indices.compactMap { queue in
      guard let variable = space.position(of: .called(queue: Int32(queue))),
        !mayBeKeptFrom(queue, &pairsLeft)
      else { return nil }
      return (variable, [0])
    }
  }

  private func mayBeKeptFrom(_ queue: Int, _ pairsLeft: inout Int) -> Bool {
    let lines = graph.effects.indices.filter { !graph.effects[$0].namedQueues(graph).isEmpty }
    for line in lines where graph.effects[line].namedQueues(graph).contains(queue) {
      for other in lines where other != line {
        let others = graph.effects[other].namedQueues(graph)
        guard others.contains(where: { $0 != queue }) else { continue }
        pairsLeft -= 1
        guard pairsLeft >= 0, case .never = bothYes(line, other) else { return true }
      }
    }
    return false
  }

  private func bothYes(_ first: Int, _ second: Int) -> SearchAnswer {
    question(whereAll: [first, second].map { (graph.effects[$0].node, .yes) })
  }
}
