import HandrailEngine

/// What the tests of a policy ask of each fact: from it follow the runs of values to tell apart.
struct FactTests {
  /// By fact.
  var cuts: [Cuts]
  /// By fact: the words of a set that are named.
  var words: [Set<UInt8>]
  /// By fact: it is asked whether the set is empty.
  var asksEmpty: [Bool]
  /// By fact: it is tested by its distance from the question's moment.
  var isByAge: [Bool]

  init(_ graph: DecisionGraph) {
    let count = graph.facts.count
    cuts = [Cuts](repeating: Cuts(), count: count)
    words = [Set<UInt8>](repeating: [], count: count)
    asksEmpty = [Bool](repeating: false, count: count)
    isByAge = [Bool](repeating: false, count: count)
    for node in graph.logic.nodes { add(node, graph) }
  }

  private mutating func add(_ node: GraphNode, _ graph: DecisionGraph) {
    switch node {
    case .among(let fact, let values):
      for value in graph.logic.values[values.offsets] { cuts[Int(fact)].isolate(value) }
    case .equals(let fact, let other):
      cuts[Int(fact)].isSplit = true
      cuts[Int(other)].isSplit = true
    case .includes(let fact, let word): words[Int(fact)].insert(word)
    case .isEmpty(let fact): asksEmpty[Int(fact)] = true
    case .compare(let position):
      if let single = graph.logic.comparisons[Int(position)].single {
        cuts[single.fact].add(
          single.comparison, factor: single.factor, constant: single.constant)
      }
    case .instant(let fact, let comparison, let microseconds):
      if !isByAge[Int(fact)] { cuts[Int(fact)].add(comparison, microseconds) }
    case .age(let fact, let comparison, let microseconds):
      byAge(Int(fact))
      cuts[Int(fact)].add(comparison, microseconds)
    case .ahead(let fact, let comparison, let microseconds):
      byAge(Int(fact))
      cuts[Int(fact)].add(comparison.mirrored, -microseconds)
    case .constant, .isKnown, .trend, .during, .between, .trial, .not, .all, .any, .certainly,
      .possibly, .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
      break
    }
  }

  private mutating func byAge(_ fact: Int) {
    if !isByAge[fact] {
      cuts[fact] = Cuts()
      isByAge[fact] = true
    }
    cuts[fact].isolate(0)
  }
}

/// A comparison of one fact with a constant.
struct SingleComparison {
  var fact: Int
  var factor: Int128
  var constant: Int128
  var comparison: Comparison

  func holds(_ value: Int64) -> Truth {
    let sum = factor * Int128(value) + constant
    return Truth(comparison.holds(forSign: sum < 0 ? -1 : sum > 0 ? 1 : 0))
  }
}

extension LinearComparison {
  /// The comparison, where it reads one fact and no average.
  var single: SingleComparison? {
    guard let first = terms.first,
      !terms.contains(where: { $0.fact != first.fact || $0.averageOver != 0 })
    else { return nil }
    return SingleComparison(
      fact: first.fact, factor: terms.reduce(0) { $0 + $1.factor }, constant: constant,
      comparison: comparison)
  }
}
