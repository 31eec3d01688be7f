package import HandrailEngine

/// A policy made ready for questions about all that can happen to it.
package struct Analysis: Sendable {
  package let graph: DecisionGraph
  let space: QuestionSpace
  /// The steps of everything that decisions look at.
  private(set) var cone: Cone
  /// By task: the first one that nothing tells from it.
  let classOfTask: [Int]
  let linesOfHeading: [[Int]]
  /// How many boxes one search looks at before it gives up.
  package var budget = 20_000

  package init(_ graph: DecisionGraph) { self.init(graph, QuestionSpace(graph)) }

  init(_ graph: DecisionGraph, _ space: QuestionSpace) {
    self.graph = graph
    self.space = space
    classOfTask = graph.taskClasses
    linesOfHeading = graph.linesByHeading
    var cone = Cone(space)
    cone.addEverything()
    self.cone = cone
  }

  /// The same with the steps of every reading of a guard: findings look at them one by one.
  func withGuardReadings() -> Analysis {
    var wide = self
    for reading in graph.readingsToCompare(linesOfHeading) { _ = reading.step(in: &wide.cone) }
    wide.cone.forgetRoots()
    return wide
  }

  /// Looks for a question in which a node comes to one of some truths.
  package func question(where node: Int, isOneOf truths: TruthSet) -> SearchAnswer {
    question(whereAll: [(node, truths)])
  }

  func run(_ goal: Goal) -> SearchAnswer {
    var search = Search(space)
    search.budget = budget
    return search.run(goal)
  }

  func outcome(of goal: Goal) -> SearchOutcome {
    var search = Search(space)
    search.budget = budget
    return search.outcome(of: goal)
  }
}

extension Int {
  /// What a box says of the wish that this step comes to one of some truths.
  func verdict(_ evaluation: Evaluation, _ wanted: TruthSet) -> Goal.Verdict {
    let set = evaluation.sets[self]
    if !set.meets(wanted) { return .impossible }
    if set.isSubset(of: wanted) { return .certain }
    return .open([.step(self, towards: wanted.contains(.yes))])
  }
}

/// Wishes that must all come true.
struct Wishes {
  var all: [(step: Int, wanted: TruthSet)]

  func verdict(_ evaluation: Evaluation) -> Goal.Verdict {
    var open: [Goal.Open] = []
    for wish in all {
      let set = evaluation.sets[wish.step]
      if !set.meets(wish.wanted) { return .impossible }
      guard !set.isSubset(of: wish.wanted) else { continue }
      open.append(.step(wish.step, towards: wish.wanted.contains(.yes)))
    }
    return open.isEmpty ? .certain : .open(open)
  }
}
