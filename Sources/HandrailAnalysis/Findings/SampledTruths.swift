import HandrailEngine

/// Questions tried before anything is searched: most of what can happen shows itself at once.
struct SampledTruths {
  private(set) var witnesses: [Witness] = []

  /// A fixed number of questions, each from choices drawn by a fixed rule.
  init(_ analysis: Analysis, count: Int = 192) {
    let space = analysis.space
    let cone = Cone(space)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func draw(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, count)
    }
    for round in 0..<count {
      var box = Box(space)
      for variable in space.variables.indices {
        let left = box.choices(of: variable, space)
        let known = left.filter { space.variables[variable].choices[$0].isKnown }
        // Mostly known: what is unknown decides little.
        let pool = round % 4 == 3 || known.isEmpty ? left : known
        box.set(variable, to: pool[draw(pool.count)], space)
      }
      guard let settled = SampledTruths.settled(box, space),
        let question = QuestionMaker(space, cone, settled, [:]).question()
      else { continue }
      let (decision, trace) = decideTracing(question, by: analysis.graph)
      witnesses.append(Witness(question: question, decision: decision, trace: trace))
    }
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

  /// The first question whose nodes come to what is looked for.
  func first(where holds: ([Truth]) -> Bool) -> Witness? {
    witnesses.first { holds($0.trace.truths) }
  }

  func first(whereDecision holds: (Witness) -> Bool) -> Witness? { witnesses.first(where: holds) }
}
