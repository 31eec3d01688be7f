import HandrailEngine

extension Cone {
  /// A comparison over several inputs.
  mutating func sum(_ comparison: LinearComparison, _ node: Int, _ back: Int) -> Int {
    var test = SumTest(
      shape: .sum, terms: [], constant: comparison.constant, comparison: comparison.comparison,
      shared: variable(.sum(node: Int32(node), back: Int32(max(0, back)))),
      turnCount: variable(.turnCount), bounds: [:])
    for term in comparison.terms {
      let turns = min(term.averageOver, space.mostTurns)
      let places = term.averageOver == 0 ? [back] : Array(0..<turns)
      let inputs = places.map { input(of: term.fact, $0, bounds: &test.bounds) }
      test.terms.append(
        SumTest.Term(factor: term.factor, inputs: inputs, averageOver: term.averageOver))
    }
    return add(.sum(test))
  }

  /// Last less first turn, against a limit.
  mutating func trend(_ trend: GraphTrend, _ node: Int) -> Int {
    var test = SumTest(
      shape: .trend(turns: trend.turns), terms: [], constant: -Int128(trend.by),
      comparison: .atLeast, shared: variable(.sum(node: Int32(node), back: 0)),
      turnCount: variable(.turnCount), bounds: [:])
    let inputs = (0..<min(trend.turns, space.mostTurns)).map {
      input(of: trend.fact, $0, bounds: &test.bounds)
    }
    test.terms = [SumTest.Term(factor: trend.isRising ? 1 : -1, inputs: inputs, averageOver: 0)]
    return add(.sum(test))
  }

  /// A moment against a date, where the moment is known by its distance alone.
  mutating func loose(_ node: Int, _ fact: Int, _ back: Int) -> Int {
    var test = SumTest(
      shape: .loose, terms: [], constant: 0, comparison: .above,
      shared: variable(.sum(node: Int32(node), back: Int32(max(0, back)))),
      turnCount: variable(.turnCount), bounds: [:])
    let input = input(of: fact, back, bounds: &test.bounds)
    test.terms = [SumTest.Term(factor: 1, inputs: [input], averageOver: 0)]
    return add(.sum(test))
  }

  private mutating func input(
    of fact: Int, _ back: Int, bounds: inout [Int: SumTest.Bounds]
  ) -> SumTest.Input {
    let domain = graph.facts[fact].domain
    if case .computed = graph.facts[fact].supply, graph.facts[fact].builtIn == nil {
      guard let maker = graph.logic.makers[fact],
        case .workOut(let position) = graph.logic.nodes[maker]
      else { return .unknown }
      let table = graph.logic.tables[Int(position)]
      let column = table.outputs.firstIndex { $0 == .fact(fact) } ?? 0
      let step = made(maker, back)
      return .output(
        step: step, slot: tableSlot(step), results: table.rows.map { $0.results[column] })
    }
    switch source(of: fact, back) {
    case .cell(let variable):
      bounds[variable] = (domain.lowest, domain.highest, domain.step)
      return .variable(variable)
    case .turnCount:
      bounds[variable(.turnCount)] = (0, 1_000_000, 1)
      return .variable(variable(.turnCount))
    case .task, .handler, nil: return .unknown
    }
  }
}
