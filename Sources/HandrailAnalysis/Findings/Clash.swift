import HandrailEngine

extension Analysis {
  /// More tests than these are not told apart.
  private static var mostTests: Int { 12 }

  /// Of tests that can't all be yes the fewest of which that holds, found by leaving out one after
  /// the other; `nil` where they can, where there are too many, or where a test is a group.
  ///
  /// `besides`: what must be yes as well and is not left out.
  package func clash(under node: Int, besides: [Int] = []) -> [Int]? {
    guard node >= 0 else { return nil }
    var left = [node]
    if case .all = graph.logic.nodes[node] {
      left = graph.logic.children(of: graph.logic.nodes[node])
    }
    guard left.count <= Analysis.mostTests, isNever(left + besides) else { return nil }
    for test in left {
      let rest = left.filter { $0 != test }
      if !rest.isEmpty, isNever(rest + besides) { left = rest }
    }
    // Where a date or a trial takes part, the tests alone say too little.
    return besides.isEmpty || isNever(left) ? left : nil
  }

  private func isNever(_ nodes: [Int]) -> Bool {
    if case .never = question(whereAll: nodes.map { ($0, .yes) }) { true } else { false }
  }
}
