import HandrailEngine

/// A fact that a test reads, as it stands or averaged over so many turns.
struct ReadFact: Hashable {
  var fact: Int
  /// 0: as it stands.
  var averageOver = 0
  /// Only the first and the last turn of those count.
  var isTrend = false
}

/// A test on which an answer rests, in its author's words.
struct DecidingTest: Hashable {
  var node: Int
  /// It stands under a `none of`.
  var isNegated: Bool
  /// The heading that writes it.
  var heading: Int
}

extension Evidence {
  /// The tests on which a part of a heading's guard rests, in the author's order.
  ///
  /// Of an `all of` that is no those that are no, of an `any of` that is yes those that are yes, of
  /// what can't be told those that can't be told; otherwise all.
  func testsDeciding(_ root: Int, in heading: Int) -> [DecidingTest] {
    let written = Set(graph.headings[heading].written.map(\.node))
    var found: [DecidingTest] = []
    var pending = [DecidingTest(node: root, isNegated: false, heading: heading)]
    var seen: Set<DecidingTest> = []
    while let next = pending.popLast() {
      guard truth(of: next.node) != nil, seen.insert(next).inserted else { continue }
      if written.contains(next.node) || isLeaf(next.node) {
        found.append(next)
        continue
      }
      let isNegated = next.isNegated != isNot(next.node)
      pending += childrenDeciding(next.node).reversed().map {
        DecidingTest(node: $0, isNegated: isNegated, heading: heading)
      }
    }
    return found
  }

  private func isNot(_ node: Int) -> Bool {
    if case .not = graph.logic.nodes[node] { true } else { false }
  }

  private func isLeaf(_ node: Int) -> Bool {
    if case .constant = graph.logic.nodes[node] { return false }
    return graph.logic.children(of: graph.logic.nodes[node]).isEmpty
  }

  /// The children on which a joining node's truth rests.
  private func childrenDeciding(_ node: Int) -> [Int] {
    let all = graph.logic.children(of: graph.logic.nodes[node])
    guard let truth = truth(of: node) else { return [] }
    switch graph.logic.nodes[node] {
    case .all: return truth == .yes ? all : all.filter { agrees($0, with: truth) }
    case .any: return truth == .no ? all : all.filter { agrees($0, with: truth) }
    case .not, .certainly, .possibly, .skipUnknown, .applyUnknown, .define, .constant, .workOut,
      .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead, .trend,
      .during, .between, .trial, .window, .anyPoint:
      return all
    }
  }

  private func agrees(_ child: Int, with whole: Truth) -> Bool {
    guard let truth = truth(of: child) else { return false }
    return whole.isUndecided ? truth.isUndecided : truth == whole
  }

  /// The facts that a test reads, each once, also below a `not`, a window or a switch.
  func factsRead(by root: Int) -> [ReadFact] {
    var found: [ReadFact] = []
    var pending = [root]
    while let node = pending.popLast() {
      guard graph.logic.nodes.indices.contains(node) else { continue }
      for read in directFacts(of: node) where !found.contains(read) { found.append(read) }
      pending += graph.logic.children(of: graph.logic.nodes[node]).reversed()
    }
    return found
  }

  func directFacts(of node: Int) -> [ReadFact] {
    switch graph.logic.nodes[node] {
    case .isKnown(let fact), .among(let fact, _), .includes(let fact, _), .isEmpty(let fact),
      .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
      return [ReadFact(fact: Int(fact))]
    case .equals(let fact, let other):
      return [ReadFact(fact: Int(fact)), ReadFact(fact: Int(other))]
    case .compare(let position):
      return graph.logic.comparisons[Int(position)].terms.map {
        ReadFact(fact: $0.fact, averageOver: $0.averageOver)
      }
    case .trend(let position):
      let trend = graph.logic.trends[Int(position)]
      return [ReadFact(fact: trend.fact, averageOver: trend.turns, isTrend: true)]
    case .constant, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
      return []
    }
  }
}
