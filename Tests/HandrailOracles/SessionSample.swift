package import HandrailEngine
import HandrailTestSupport

/// Whole sessions through two versions of a small policy, each with the memory that it left itself.
///
/// It holds the meaning of a comparison against what sessions show: the first decision in which two
/// versions part must be of a kind that the comparison told of.
package struct SessionSample {
  private let small: SmallPolicy
  private var sample: ReferenceSample

  package init(_ small: SmallPolicy, seed: UInt64) {
    self.small = small
    sample = ReferenceSample(small, seed: seed)
  }

  /// The decisions in which both versions part first, in so many sessions.
  package mutating func partings(
    sessions: Int, isSame: (Decision, Decision) -> Bool
  ) -> [(old: Decision, new: Decision)] {
    (0..<sessions).compactMap { _ in parting(isSame) }
  }

  private mutating func parting(
    _ isSame: (Decision, Decision) -> Bool
  ) -> (old: Decision, new: Decision)? {
    let id = "s\(sample.random.below(1_000))"
    var memories: [MemoryGiven] = [.new, .new]
    for (step, point) in points(4).enumerated() {
      var question = sample.question(at: point, session: id)
      question.events = []
      // Every question comes later than the one before.
      let shift = Int64(step) * 60_000_000
      question.at = Moment(microseconds: question.at.microseconds + shift)
      let decisions = zip([small.graph, small.next.graph], memories).map { graph, memory in
        var own = question
        own.memory = memory
        return decide(own, by: graph)
      }
      if !isSame(decisions[0], decisions[1]) { return (decisions[0], decisions[1]) }
      memories = decisions.map { .kept($0.memory) }
    }
    return nil
  }

  /// Points of the space in an order in which time goes on and turns become more.
  private mutating func points(_ count: Int) -> [[Int]] {
    var points = (0..<count).map { _ in sample.validPoint() }
    let space = sample.space
    func order(_ variable: Space.Variable, _ size: (Int) -> Int64) {
      guard let place = space.places[variable] else { return }
      let sorted = points.map { $0[place] }.sorted { size($0) < size($1) }
      for position in points.indices { points[position][place] = sorted[position] }
    }
    order(.moment) { space.instants[$0].microseconds }
    order(.history) { Int64(space.histories[$0].turns.count) }
    return points
  }
}
