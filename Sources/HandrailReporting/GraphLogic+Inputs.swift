internal import HandrailEngine

extension GraphLogic {
  /// The nodes that a node reads, in order.
  func childNodes(of node: Int) -> [Int] {
    switch nodes[node] {
    case .all(let range), .any(let range): children[range.offsets].map(Int.init)
    case .not(let child), .certainly(let child), .possibly(let child), .skipUnknown(let child),
      .applyUnknown(let child), .window(let child, _, _, _), .define(_, let child):
      [Int(child)]
    case .anyPoint(let position): [switches[Int(position)].node]
    case .workOut(let table): tables[Int(table)].rows.map(\.node).filter { $0 >= 0 }
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial:
      []
    }
  }

  /// The facts that a node itself reads.
  func factsRead(by node: Int) -> [Int] {
    switch nodes[node] {
    case .isKnown(let fact), .among(let fact, _), .includes(let fact, _), .isEmpty(let fact),
      .instant(let fact, _, _), .age(let fact, _, _), .ahead(let fact, _, _):
      [Int(fact)]
    case .equals(let fact, let other): [Int(fact), Int(other)]
    case .compare(let position): comparisons[Int(position)].terms.map(\.fact)
    case .trend(let position): [trends[Int(position)].fact]
    case .constant, .during, .between, .trial, .not, .all, .any, .certainly, .possibly,
      .skipUnknown, .applyUnknown, .window, .anyPoint, .define, .workOut:
      []
    }
  }

  /// The only child of a node that says nothing of its own.
  func childBehindHull(_ node: Int) -> Int? {
    switch nodes[node] {
    case .all(let range), .any(let range):
      range.count == 1 ? Int(children[range.offsets.lowerBound]) : nil
    case .certainly(let child), .possibly(let child): Int(child)
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial, .not, .skipUnknown, .applyUnknown, .window,
      .anyPoint, .define, .workOut:
      nil
    }
  }

  /// Where a node is drawn.
  func layer(of node: Int) -> GraphPicture.Layer {
    switch nodes[node] {
    case .constant, .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age,
      .ahead, .trend, .during, .between, .trial:
      .test
    case .not, .all, .any, .certainly, .possibly, .skipUnknown, .applyUnknown, .window, .anyPoint,
      .define:
      .logic
    case .workOut: .table
    }
  }
}

extension DecisionGraph {
  /// The words of a node: those of the text where it has some, else what it joins.
  func label(ofNode node: Int) -> [String] {
    let words = logic.origins[node].text
    switch logic.nodes[node] {
    case .constant(let truth): return [truth.words]
    case .compare(let position) where words.isEmpty:
      return [label(of: logic.comparisons[Int(position)])]
    case .isKnown(let fact) where words.isEmpty: return ["\(facts[Int(fact)].name) is known"]
    case .isKnown, .among, .equals, .includes, .isEmpty, .compare, .instant, .age, .ahead, .trend,
      .during:
      return [words]
    case .between: return [words.isEmpty ? "in force by date" : words]
    case .trial(let position): return ["trial \(logic.trials[Int(position)].name)"]
    case .not: return ["not"]
    case .all: return ["all of"]
    case .any: return ["any of"]
    case .certainly, .possibly: return [words]
    case .skipUnknown: return ["if unknown skip"]
    case .applyUnknown: return ["if unknown apply"]
    case .window(_, let atLeast, let of, _):
      return ["in at least \(atLeast) of the last \(of) turns"]
    case .anyPoint: return ["at any point"]
    case .define(let fact, _): return [facts[Int(fact)].name]
    case .workOut(let table): return [logic.tables[Int(table)].name]
    }
  }
}

extension DecisionGraph {
  /// The words of a limit that has none of its own, such as a tier's.
  private func label(of comparison: LinearComparison) -> String {
    if let term = comparison.terms.first, comparison.terms.count == 1, term.factor == 1,
      term.averageOver == 0, facts[term.fact].domain.decimals == comparison.decimals,
      let limit = Int64(exactly: -comparison.constant)
    {
      let value = spelled(limit, facts[term.fact].domain, texts: [])
      return "\(facts[term.fact].name) \(comparison.comparison.words) \(value)"
    }
    let names = comparison.terms.map { facts[$0.fact].name }
    return "\(names.joined(separator: ", ")) against a limit"
  }
}

extension Truth {
  /// As people say it.
  var words: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .open: "can't tell"
    case .fault: "can't tell (input fault)"
    }
  }

  /// As machines read it.
  var name: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .open: "open"
    case .fault: "fault"
    }
  }
}

extension GraphFact {
  /// Its kind and marks, in a few words.
  var kindWords: String {
    var words = domain.kind.words
    switch supply {
    case .turn: words += " every turn"
    case .task: words += " every task"
    case .agent: words += " every agent"
    case .computed: words += builtIn == nil ? ", worked out" : ", built in"
    case .session: break
    }
    if mayBeUnknown { words += " or unknown" }
    return words
  }
}

extension ValueKind {
  /// As the language writes it.
  var words: String {
    switch self {
    case .yesNo: "yes or no"
    case .oneOf: "one of"
    case .setOf: "any of"
    case .level: "level"
    case .number: "number"
    case .score: "score"
    case .money: "money"
    case .duration: "duration"
    case .moment: "moment"
    case .reference: "reference"
    case .text: "text"
    }
  }
}
