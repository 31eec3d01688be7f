import HandrailEngine

/// A leap from a box to one question in it, drawn by a fixed rule.
///
/// Where hundreds of lines are open, most of what is left shows what is looked for: a few draws
/// find it long before every line is settled. What they do not find is looked for as before.
struct Dive {
  private let space: QuestionSpace
  private let goal: Goal
  private let order: [Int]
  private let sums: SumsTogether

  private static var firstBox: Int { 16 }
  private static var draws: Int { 3 }

  init(_ space: QuestionSpace, _ goal: Goal, from start: SearchStart) {
    self.space = space
    self.goal = goal
    (order, sums) = (start.order, start.sums)
  }

  /// Ever more seldom: where draws have not found it, they hardly will.
  func isDue(at count: Int) -> Bool {
    count >= Dive.firstBox && count & (count - 1) == 0
  }

  /// A box of one question that shows the goal, as far as boxes can tell; the evaluation is left as
  /// it was found.
  func box(in box: Box, at count: Int, _ evaluation: inout Evaluation) -> Box? {
    let mark = evaluation.mark
    defer { evaluation.undo(to: mark) }
    var draw = Draw(seed: UInt64(count))
    for _ in 0..<Dive.draws {
      guard let drawn = drawn(from: box, &draw) else { continue }
      evaluation.undo(to: mark)
      evaluation.run(goal.cone, order, drawn)
      guard sums.canBe(drawn, evaluation) else { continue }
      if case .certain = goal.judge(evaluation, drawn) { return drawn }
    }
    return nil
  }

  /// One choice of every input, mostly known; `nil` where they do not go together.
  private func drawn(from box: Box, _ draw: inout Draw) -> Box? {
    var drawn = box
    let first = [Variable.Kind.memory, .turnCount, .task].compactMap(space.position)
    for variable in first + space.variables.indices {
      let left = drawn.choices(of: variable, space)
      guard left.count != 1 else { continue }
      let known = left.filter { space.variables[variable].choices[$0].isKnown }
      let pool = known.isEmpty ? left : known
      guard !pool.isEmpty else { return nil }
      drawn.set(variable, to: pool[draw.below(pool.count)], space)
      if first.contains(variable), !space.settle(&drawn) { return nil }
    }
    return space.settle(&drawn) ? drawn : nil
  }
}

/// Draws that are the same in every run.
struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = 0x9E37_79B9_7F4A_7C15 ^ seed }

  mutating func below(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, count)
  }
}
