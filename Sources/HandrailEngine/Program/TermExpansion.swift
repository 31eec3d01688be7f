/// A guard as alternatives, each of tests that must all hold.
struct Expansion {
  var terms: [[Literal]]
  /// The two sorts of can't tell come out of the terms as they do of the guard.
  var isExact = true
}

/// Turns guards into terms: `not`, exceptions and `if unknown` go down to the tests.
///
/// Strong Kleene logic keeps its answers under this (its *no*, can't tell and *yes* are a chain on
/// which `all of` is the least and `any of` the greatest); only the sort of can't tell may change
/// where alternatives are multiplied out, and `isExact` says so.
struct TermExpansion {
  /// More alternatives than these, multiplied out, stay one node.
  private static var mostTerms: Int { 16 }
  /// Most tests of one guard, and most levels; what is beyond stays a node.
  private static var mostLiterals: Int { 128 }
  private static var mostLevels: Int { 32 }

  let graph: DecisionGraph
  /// Facts besides those of the session whose cells are watched, in the order met.
  private(set) var watched: [Int32] = []
  private var cellOfFact: [Int32]
  private let sessionSlots: Int
  private var left = 0

  init(_ graph: DecisionGraph) {
    self.graph = graph
    sessionSlots = graph.logic.slots.session
    cellOfFact = [Int32](repeating: -1, count: graph.facts.count)
  }

  mutating func expand(_ node: Int) -> Expansion {
    left = TermExpansion.mostLiterals
    return expand(node, Reading(), level: 0)
  }

  private mutating func expand(_ node: Int, _ reading: Reading, level: Int) -> Expansion {
    guard level < TermExpansion.mostLevels, left > 0 else { return residual(node, reading) }
    switch graph.logic.nodes[node] {
    case .constant(let truth): return constant(reading(truth), node, reading)
    case .not(let child): return expand(Int(child), reading.turned, level: level + 1)
    case .certainly(let child), .skipUnknown(let child):
      return expand(Int(child), reading.certainly, level: level + 1)
    case .possibly(let child): return expand(Int(child), reading.possibly, level: level + 1)
    case .applyUnknown(let child): return expand(Int(child), reading.onFault, level: level + 1)
    case .define(_, let child): return expand(Int(child), reading, level: level + 1)
    case .all(let run):
      return reading.isNegated
        ? any(run, reading, level + 1) : all(run, reading, level + 1)
    case .any(let run):
      return reading.isNegated
        ? all(run, reading, level + 1) : any(run, reading, level + 1)
    case .among(let fact, let run):
      if let defined = defined(Int(fact), run) {
        return expand(
          defined.node, defined.isTurned ? reading.turned : reading, level: level + 1)
      }
      return test(node, reading)
    case .isKnown, .includes, .isEmpty, .compare, .instant, .equals, .age, .ahead, .trend,
      .during, .between, .trial, .window, .anyPoint, .workOut:
      return test(node, reading)
    }
  }

  private mutating func constant(
    _ truth: Truth, _ node: Int, _ reading: Reading
  ) -> Expansion {
    left -= 1
    switch truth {
    case .yes: return Expansion(terms: [[]])
    case .no: return Expansion(terms: [])
    case .open, .fault: return Expansion(terms: [[residualLiteral(node, reading)]])
    }
  }

  /// The node of a definition that a test asks for a plain yes or a plain no.
  private func defined(_ fact: Int, _ run: SideRange) -> (node: Int, isTurned: Bool)? {
    guard let maker = graph.logic.makers[fact], run.count == 1,
      case .define = graph.logic.nodes[maker]
    else { return nil }
    let value = graph.logic.values[Int(run.first)]
    return value == 1 ? (maker, false) : value == 0 ? (maker, true) : nil
  }

  private mutating func any(
    _ run: SideRange, _ reading: Reading, _ level: Int
  ) -> Expansion {
    var result = Expansion(terms: [])
    for offset in run.offsets {
      let child = Int(graph.logic.children[offset])
      let part = expand(child, reading, level: level)
      result.terms += part.terms
      result.isExact = result.isExact && part.isExact
    }
    return result
  }

  private mutating func all(
    _ run: SideRange, _ reading: Reading, _ level: Int
  ) -> Expansion {
    var result = Expansion(terms: [[]])
    for offset in run.offsets {
      let child = Int(graph.logic.children[offset])
      // Most are tests of one cell: nothing is made for those.
      if level < TermExpansion.mostLevels, left > 0, let literal = plainTest(child, reading) {
        left -= 1
        if result.terms.count > 1 { result.isExact = false }
        for term in result.terms.indices { result.terms[term].append(literal) }
        continue
      }
      var part = expand(child, reading, level: level)
      if part.terms.count * result.terms.count > TermExpansion.mostTerms {
        part = residual(child, reading)
      }
      let isMultiplied = part.terms.count > 1 || result.terms.count > 1
      result.isExact = result.isExact && part.isExact && !isMultiplied
      result.terms = result.terms.flatMap { term in part.terms.map { term + $0 } }
    }
    return result
  }

  private mutating func residual(_ node: Int, _ reading: Reading) -> Expansion {
    left -= 1
    return Expansion(terms: [[residualLiteral(node, reading)]])
  }

  private func residualLiteral(_ node: Int, _ reading: Reading) -> Literal {
    Literal(cell: -1, shape: .node, reading: reading, low: Int64(node), high: 0)
  }
}

// MARK: - Tests of one cell

extension TermExpansion {
  /// `nil` where it is no test of one cell, or one that stands for a definition's guard.
  private mutating func plainTest(_ node: Int, _ reading: Reading) -> Literal? {
    if case .among(let fact, let run) = graph.logic.nodes[node], defined(Int(fact), run) != nil {
      return nil
    }
    return literal(node, reading)
  }

  private mutating func test(_ node: Int, _ reading: Reading) -> Expansion {
    guard let literal = literal(node, reading) else { return residual(node, reading) }
    left -= 1
    return Expansion(terms: [[literal]])
  }

  /// `nil` where more than one cell, or a worked-out one, is read.
  private mutating func literal(_ node: Int, _ reading: Reading) -> Literal? {
    switch graph.logic.nodes[node] {
    case .isKnown(let fact):
      guard let cell = cell(of: Int(fact)) else { return nil }
      let decided = Reading(
        isNegated: reading.isNegated, open: reading(.no), fault: reading(.no))
      return Literal(cell: cell, shape: .range, reading: decided, low: .min, high: .max)
    case .among(let fact, let run):
      return cell(of: Int(fact)).map { member($0, of: run, reading) }
    case .includes(let fact, let word):
      guard word < 64, let cell = cell(of: Int(fact)) else { return nil }
      return Literal(cell: cell, shape: .bit, reading: reading, low: Int64(word), high: 0)
    case .isEmpty(let fact):
      return cell(of: Int(fact)).map {
        Literal(cell: $0, shape: .range, reading: reading, low: 0, high: 0)
      }
    case .compare(let position):
      let sum = graph.logic.comparisons[Int(position)]
      guard sum.terms.count == 1, let fact = sum.terms.first?.fact, let cell = cell(of: fact)
      else { return nil }
      return Literal(cell: cell, sum, reading)
    case .instant(let fact, let comparison, let microseconds):
      return cell(of: Int(fact)).map { Literal(cell: $0, comparison, microseconds, reading) }
    case .constant, .equals, .age, .ahead, .trend, .during, .between, .trial, .not, .all, .any,
      .certainly, .possibly, .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
      return nil
    }
  }

  private func member(_ cell: Int32, of run: SideRange, _ reading: Reading) -> Literal {
    let values = graph.logic.values[run.offsets]
    if let first = values.first, let last = values.last, Int64(values.count) - 1 == last - first {
      return Literal(cell: cell, shape: .range, reading: reading, low: first, high: last)
    }
    if values.allSatisfy({ 0 <= $0 && $0 < 64 }) {
      let mask = values.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
      return Literal(
        cell: cell, shape: .mask, reading: reading, low: Int64(bitPattern: mask), high: 0)
    }
    return Literal(
      cell: cell, shape: .members, reading: reading, low: Int64(run.first),
      high: Int64(run.count))
  }

  /// Where a fact's cell is watched: session facts by slot, then the others; `nil` for what nodes
  /// work out and agents alone have.
  private mutating func cell(of fact: Int) -> Int32? {
    if case .session(let slot) = graph.facts[fact].supply { return Int32(slot) }
    if case .agent = graph.facts[fact].supply { return nil }
    if graph.logic.makers[fact] != nil || graph.facts[fact].isAsDecided { return nil }
    if cellOfFact[fact] < 0 {
      cellOfFact[fact] = Int32(sessionSlots + watched.count)
      watched.append(Int32(fact))
    }
    return cellOfFact[fact]
  }
}
