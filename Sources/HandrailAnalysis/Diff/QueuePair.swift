import HandrailEngine

/// Whether two versions may choose different queues for one customer, over a box.
///
/// What both versions share comes to the same in both, though it may not be settled what: so it is
/// seen early that a line which is ranked last, or which another always outranks, sends nobody
/// elsewhere.
struct QueuePair {
  /// By version: the queues that lines name which the two do not share, in one way.
  private struct Way: Hashable {
    var old: Set<Int> = []
    var new: Set<Int> = []
  }

  private let goal: DiffGoal
  private let evaluation: Evaluation
  private let box: Box
  private let routing: [GraphRouting]
  /// Lines of both versions that may name a queue.
  private var shared: [(queues: Set<Int>, isSure: Bool)] = []
  /// Changed lines that come to the same now; each version remembers its own by itself.
  private let held: [OwnUnit]

  private static var mostWays: Int { 128 }

  init(_ goal: DiffGoal, _ evaluation: Evaluation, _ box: Box) {
    self.goal = goal
    self.evaluation = evaluation
    self.box = box
    routing = goal.sides.map(\.side.routing)
    let graph = goal.joint.graph
    held = goal.fixedLines.filter { unit in
      unit.unit != goal.steps.unit && unit.lines.contains { $0?.namesTeam ?? false }
    }
    let changed = (goal.differingLines + held).map(\.unit)
    let own = Set(changed.flatMap { [$0.old, $0.new] }.compactMap { $0 })
    for line in goal.sides[0].lines where !own.contains(line.effect) {
      let queues = Set(graph.effects[line.effect].namedQueues(graph))
      let set = evaluation.sets[line.step]
      guard !queues.isEmpty, set.contains(.yes) else { continue }
      let isSure = set == .yes && queues.count == 1 && line.tableStep < 0
      shared.append((queues, isSure))
    }
  }

  /// False only where no question of the box is sent elsewhere.
  var mayDiffer: Bool {
    guard let now = ways(asCalled: false), let fresh = ways(asCalled: true) else { return true }
    let isKept = choices(.memory).contains(2)
    let isTakenOver = choices(.memory) != [2]
    var kept = choices(.heldQueue)
    let none = goal.joint.graph.routing.queues.count
    let isHeldByNobody = isKept && kept.contains(none)
    kept.removeAll { $0 == none }
    if isTakenOver || isHeldByNobody, mayDiffer(now, named(asCalled: false), nil) { return true }
    return isKept
      && kept.contains { queue in mayDiffer(fresh, named(asCalled: true), queue) }
  }

  private func choices(_ kind: Variable.Kind) -> [Int] {
    goal.space.position(of: kind).map { box.choices(of: $0, goal.space) } ?? []
  }

  // MARK: What lines name

  /// Queues that lines of both name for sure, and that they may name.
  private func named(asCalled: Bool) -> (sure: Set<Int>, possible: Set<Int>) {
    var (sure, possible) = (Set<Int>(), Set<Int>())
    for line in shared {
      for queue in line.queues {
        // A line that was yes in the decision before transfers nothing.
        let called = asCalled ? choices(.called(queue: Int32(queue))) : [0]
        if called == [1] { continue }
        possible.insert(queue)
        if line.isSure && !called.contains(1) { sure.insert(queue) }
      }
    }
    return (sure, possible)
  }

  /// Ways in which the lines come out that the versions do not share; `nil`: too many.
  private func ways(asCalled: Bool) -> Set<Way>? {
    var ways: Set<Way> = [Way()]
    for (unit, isHeld) in goal.differingLines.map({ ($0, false) }) + held.map({ ($0, true) }) {
      guard let own = self.ways(of: unit, isHeld, asCalled) else { return nil }
      var next: Set<Way> = []
      for way in ways {
        for added in own {
          next.insert(Way(old: way.old.union(added.old), new: way.new.union(added.new)))
        }
      }
      guard next.count <= QueuePair.mostWays else { return nil }
      ways = next
    }
    return ways
  }

  private func ways(of unit: OwnUnit, _ isHeld: Bool, _ asCalled: Bool) -> Set<Way>? {
    let truths = unit.truths(evaluation).filter { !isHeld || $0.old == $0.new }
    // What a line names matters only where it may be yes.
    let isYes = (truths.contains { $0.old == .yes }, truths.contains { $0.new == .yes })
    guard let old = isYes.0 ? queues(unit.unit.old, asCalled) : [],
      let new = isYes.1 ? queues(unit.unit.new, asCalled) : []
    else { return nil }
    var ways: Set<Way> = []
    for (left, right) in truths {
      for named in left == .yes ? old : [[]] {
        for other in right == .yes ? new : [[]] { ways.insert(Way(old: named, new: other)) }
      }
    }
    return ways
  }

  /// What a line may name where it is yes; `nil` where a table says it.
  private func queues(_ effect: Int?, _ asCalled: Bool) -> [Set<Int>]? {
    guard let effect else { return [[]] }
    let graph = goal.joint.graph
    if case .table? = graph.effects[effect].target { return nil }
    let named = Set(graph.effects[effect].namedQueues(graph))
    guard asCalled, !named.isEmpty else { return [named] }
    let called = choices(.calledLine(effect: Int32(effect)))
    return (called.contains(1) ? [[]] : []) + (called == [1] ? [] : [named])
  }

  // MARK: What is chosen

  private func mayDiffer(
    _ ways: Set<Way>, _ named: (sure: Set<Int>, possible: Set<Int>), _ kept: Int?
  ) -> Bool {
    let open = named.possible.subtracting(named.sure).sorted()
    // Which is ranked first of many is seen by two of them.
    let pairs = open.indices.flatMap { left in open[(left + 1)...].map { [open[left], $0] } }
    let added = [[]] + open.map { [$0] } + pairs
    return ways.contains { way in
      added.contains { added in
        let both = named.sure.union(added)
        return choose(0, both.union(way.old), kept) != choose(1, both.union(way.new), kept)
      }
    }
  }

  /// As a handover is routed, or as a person who goes on is kept.
  private func choose(_ version: Int, _ named: Set<Int>, _ kept: Int?) -> Int {
    let routing = routing[version]
    var named = named
    if let kept { named.remove(kept) }
    if named.count == 1, let only = named.first { return only }
    if named.isEmpty { return kept ?? routing.otherwise }
    return routing.preferred.first { named.contains($0) } ?? routing.otherwise
  }
}
