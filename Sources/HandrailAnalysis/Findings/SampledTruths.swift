import HandrailEngine

/// Questions tried before anything is searched: most of what can happen shows itself at once.
struct SampledTruths {
  private(set) var witnesses: [Witness] = []
  /// By witness: what nodes came to.
  private var truths: [[Truth]] = []
  /// What nodes came to on questions found on the way, about the heading that is looked at.
  var own: [[Truth]] = []
  /// By node: what it was seen to come to.
  private var seen: [TruthSet]

  /// So many questions at most, each from choices drawn by a fixed rule; no more where the last
  /// ones showed nothing new.
  init(_ analysis: Analysis, count: Int = 192) {
    seen = [TruthSet](repeating: .none, count: analysis.graph.logic.nodes.count)
    var lastNew = 0
    let space = analysis.space
    let cone = Cone(space)
    let all = space.variables.map { Array($0.choices.indices) }
    let pools = (
      all: all,
      known: space.variables.indices.map { variable in
        all[variable].filter { space.variables[variable].choices[$0].isKnown }
      }
    )
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, count)
    }
    for round in 0..<count where round - lastNew <= SampledTruths.mostWithoutNews {
      var box = Box(space)
      for variable in space.variables.indices {
        // Mostly known: what is unknown decides little.
        let known = pools.known[variable]
        let pool = round % 4 == 3 || known.isEmpty ? pools.all[variable] : known
        box.set(variable, to: pool[draw(pool.count)], space)
      }
      guard let settled = SampledTruths.settled(box, space),
        let question = QuestionMaker(space, cone, settled, [:]).question()
      else { continue }
      let (decision, trace) = decideTracing(question, by: analysis.graph)
      witnesses.append(Witness(question: question, decision: decision, trace: trace))
      truths.append(trace.truths)
      if note(trace.truths) { lastNew = round }
    }
  }

  private static var mostWithoutNews: Int { 24 }

  /// Whether some node came to what it had not come to before.
  private mutating func note(_ truths: [Truth]) -> Bool {
    var isNew = false
    for (node, truth) in truths.enumerated() where !seen[node].contains(truth) {
      seen[node] = seen[node].union(TruthSet(truth))
      isNew = true
    }
    return isNew
  }

  /// The draw with what goes with its memory, its turns and its task.
  private static func settled(_ drawn: Box, _ space: QuestionSpace) -> Box? {
    var box = Box(space)
    for kind in [Variable.Kind.memory, .turnCount, .task] {
      guard let variable = space.position(of: kind), let choice = drawn.first(of: variable, space),
        box.contains(choice, of: variable, space)
      else { continue }
      box.set(variable, to: choice, space)
      guard space.settle(&box) else { return nil }
    }
    for variable in space.variables.indices {
      guard let choice = drawn.first(of: variable, space),
        box.contains(choice, of: variable, space)
      else { continue }
      box.set(variable, to: choice, space)
    }
    return space.settle(&box) ? box : nil
  }

  /// The first question whose nodes come to what is looked for: what they come to.
  func first(where holds: ([Truth]) -> Bool) -> [Truth]? {
    own.first(where: holds) ?? truths.first(where: holds)
  }
}
